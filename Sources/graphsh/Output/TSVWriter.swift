/// Tab-separated values: one line a row; a tab, a line break or a backslash in a field is written `\t`, `\n`, `\r`, `\\`,
/// and any other control character, with which a terminal could be steered, as `\u{1B}`.
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
      // C1 controls and the marks that turn the direction of writing have bytes from 0xC2 on.
      !bytes.contains {
        $0 < 0x20 || $0 == 0x5C || $0 == 0x7F || $0 == 0xC2 || $0 == 0xD8 || $0 >= 0xE2
      }
    }
    if isPlain { return text }
    guard text.utf8.contains(0x5C) else { return DisplayText.visible(text) }
    return DisplayText.visible(text.replacing("\\", with: "\\\\"))
  }
}
