import Graph

/// JSON values as text, after RFC 8259.
enum JSONText {
  /// A JSON string: quotes, backslashes and control characters escaped, all else as it is.
  static func string(_ text: String) -> String {
    var result = "\""
    result.reserveCapacity(text.utf8.count + 2)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<"\u{20}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Numbers and booleans are those of JSON, a float that is no number is null, all else is a string.
  static func value(_ cell: Cell) -> String {
    switch cell.term {
    case .integer(let number): String(number)
    case .float(let number): number.isFinite ? String(number) : "null"
    case .boolean(let truth): truth ? "true" : "false"
    default: string(cell.text)
    }
  }

  /// An object with the keys in the order given.
  static func object(_ keys: [String], _ row: [Cell]) -> String {
    "{" + zip(keys, row).map { "\($0): \(value($1))" }.joined(separator: ", ") + "}"
  }
}
