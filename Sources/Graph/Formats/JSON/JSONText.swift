/// Text as JSON writes it (RFC 8259).
public enum JSONText {
  /// A string: quotes, backslashes, control characters and line separators escaped, all else as it is.
  public static func string(_ text: String) -> String { string(text, inMarkup: false) }

  /// A string, as ``string(_:)``.
  ///
  /// - Parameter inMarkup: whether it may stand in a script of an HTML page, so that what HTML gives a meaning is
  ///   escaped too.
  public static func string(_ text: String, inMarkup: Bool) -> String {
    var result = "\""
    result.reserveCapacity(text.utf8.count + 2)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": result += escape(scalar)
      case "<", ">", "&": if inMarkup { result += escape(scalar) } else { fallthrough }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// An array of strings.
  public static func list(_ texts: [String], inMarkup: Bool = false) -> String {
    "[" + texts.map { string($0, inMarkup: inMarkup) }.joined(separator: ", ") + "]"
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
