/// A table of GitHub Flavored Markdown; pipes and what Markdown or HTML would read as markup are escaped.
struct MarkdownWriter: RowWriter {
  let stream: OutputStream
  let layout: Layout

  func begin(columns: [String]) throws(OutputError) {
    // Markdown has no table without a header; without names its cells are empty.
    try writeRow(layout.hasHeader ? columns : columns.map { _ in "" })
    try stream.writeLine("|" + String(repeating: " --- |", count: columns.count))
  }

  func write(row: [Cell]) throws(OutputError) {
    try writeRow(row.map(\.text))
  }

  func finish() throws(OutputError) {}

  private func writeRow(_ fields: [String]) throws(OutputError) {
    try stream.writeLine("| " + fields.map(Self.field).joined(separator: " | ") + " |")
  }

  /// Text of which nothing is markup, on one line.
  static func field(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "|", "\\", "`", "*", "_", "[", "]":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "<": result += "&lt;"
      case "&": result += "&amp;"
      case "\n": result += "<br>"
      case "\r": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return DisplayText.visible(result)
  }
}
