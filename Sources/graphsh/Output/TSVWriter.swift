/// Tab-separated values: one line a row; a tab, a line break or a backslash in a field is written `\t`, `\n`, `\r`, `\\`.
struct TSVWriter: RowWriter {
  let stream: OutputStream
  let layout: Layout

  func begin(columns: [String]) throws(OutputError) {
    if layout.hasHeader { try writeRecord(columns) { $0 } }
  }

  func write(row: [Cell]) throws(OutputError) {
    try writeRecord(row) { $0.text }
  }

  func finish() throws(OutputError) {}

  private func writeRecord<Field>(
    _ fields: [Field], _ text: (Field) -> String
  ) throws(OutputError) {
    for (place, field) in fields.enumerated() {
      if place > 0 { try stream.write("\t") }
      try stream.write(Self.field(text(field)))
    }
    try stream.write("\n")
  }

  private static func field(_ text: String) -> String {
    var copy = text
    let isPlain = copy.withUTF8 { bytes in
      !bytes.contains { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 == 0x5C }
    }
    if isPlain { return text }
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
