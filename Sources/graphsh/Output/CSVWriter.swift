import Graph

/// Comma-separated values after RFC 4180: lines end with CR LF, a field with a comma, a quote or a line break is
/// quoted, quotes in it are doubled. A text that a spreadsheet would run as a formula begins with an apostrophe.
struct CSVWriter: RowWriter {
  let stream: OutputStream
  let layout: Layout

  func begin(columns: [String]) throws(OutputError) {
    if layout.hasHeader { try writeRecord(columns) }
  }

  func write(row: [Cell]) throws(OutputError) {
    try writeRecord(row.map(Self.text))
  }

  func finish() throws(OutputError) {}

  /// A number may begin with a minus; it runs nothing.
  private static func text(_ cell: Cell) -> String {
    switch cell.term {
    case .integer, .float: cell.text
    default: FormulaGuard.guarded(cell.text)
    }
  }

  private func writeRecord(_ fields: [String]) throws(OutputError) {
    // A record of one empty field would be an empty line, which many readers skip.
    let line = fields == [""] ? "\"\"" : fields.map(Self.field).joined(separator: ",")
    try stream.write(line)
    // The carriage return is ours, not the data's; a terminal needs none.
    try stream.write(stream.isTerminal ? "\n" : "\r\n")
  }

  static func field(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
      return text
    }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append("\"") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
