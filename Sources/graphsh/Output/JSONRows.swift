import Graph

/// Rows of answers as JSON.
extension JSONText {
  /// Numbers and booleans are those of JSON, a float that is no number is null, all else is a string.
  static func value(_ cell: Cell) -> String {
    switch cell.term {
    case .integer(let number): String(number)
    case .float(let number): number.isFinite ? String(number) : "null"
    case .boolean(let truth): truth ? "true" : "false"
    case .typed: typed(cell)
    default: string(cell.text)
    }
  }

  /// A literal of a datatype that graphsh has no kind of its own for.
  private static func typed(_ cell: Cell) -> String {
    switch cell.term.literalValue {
    case .number(.integer(let number)): String(number)
    case .number(.decimal(let number)): number.text
    case .number(.float(let number)) where number.isFinite: String(number)
    case .number: "null"
    case .boolean(let truth): truth ? "true" : "false"
    case .time, nil: string(cell.text)
    }
  }

  /// An object with the keys in the order given.
  static func object(_ keys: [String], _ row: [Cell]) -> String {
    "{" + zip(keys, row).map { "\($0): \(value($1))" }.joined(separator: ", ") + "}"
  }
}
