/// Tab-separated values: one line a row; a tab, a line break or a backslash in a field is written `\t`, `\n`, `\r`, `\\`.
struct TSVWriter: RowWriter {
  let stream: OutputStream
  let layout: Layout

  func begin(columns: [String]) throws(OutputError) {
    if layout.hasHeader { try writeRecord(columns) }
  }

  func write(row: [Cell]) throws(OutputError) {
    try writeRecord(row.map(\.text))
  }

  func finish() throws(OutputError) {}

  private func writeRecord(_ fields: [String]) throws(OutputError) {
    try stream.writeLine(fields.map(Self.field).joined(separator: "\t"))
  }

  private static func field(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 == 0x5C }) else {
      return text
    }
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t": escaped.append(contentsOf: "\\t".unicodeScalars)
      case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
      case "\r": escaped.append(contentsOf: "\\r".unicodeScalars)
      case "\\": escaped.append(contentsOf: "\\\\".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
