import Graph

/// A table of aligned columns: `table` with a rule under the header, `box` with a frame.
///
/// Rows are kept until the end, since the widths of the columns depend on all that are shown.
struct TableWriter: RowWriter {
  enum Style { case plain, box }

  let stream: OutputStream
  let layout: Layout
  let style: Style
  private var columns: [String] = []
  private var rows: [[String]] = []
  /// Numbers stand at the right.
  private var isNumeric: [Bool] = []

  init(stream: OutputStream, layout: Layout, style: Style) {
    self.stream = stream
    self.layout = layout
    self.style = style
  }

  mutating func begin(columns: [String]) {
    self.columns = columns.map { DisplayText.visible($0) }
    rows = []
    isNumeric = columns.map { _ in true }
  }

  mutating func write(row: [Cell]) {
    if let limit = layout.rowLimit, rows.count >= limit { return }
    for (column, cell) in row.enumerated() where isNumeric[column] {
      isNumeric[column] = cell.term.numericValue != nil
    }
    rows.append(row.map { DisplayText.visible($0.text) })
  }

  func finish() throws(OutputError) {
    let widths = columnWidths()
    switch style {
    case .plain:
      if layout.hasHeader {
        try writeRow(columns, widths, between: "  ")
        try stream.writeLine(
          widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
      }
      for row in rows { try writeRow(row, widths, between: "  ") }
    case .box:
      try writeRule(widths, "┌", "┬", "┐")
      if layout.hasHeader {
        try writeRow(columns, widths, between: " │ ", edge: "│")
        try writeRule(widths, "├", "┼", "┤")
      }
      for row in rows { try writeRow(row, widths, between: " │ ", edge: "│") }
      try writeRule(widths, "└", "┴", "┘")
    }
  }

  private func writeRule(
    _ widths: [Int], _ left: String, _ middle: String, _ right: String
  ) throws(OutputError) {
    let parts = widths.map { String(repeating: "─", count: $0 + 2) }
    try stream.writeLine(left + parts.joined(separator: middle) + right)
  }

  private func writeRow(
    _ row: [String], _ widths: [Int], between separator: String, edge: String = ""
  ) throws(OutputError) {
    var line = edge.isEmpty ? "" : edge + " "
    for (column, text) in row.enumerated() {
      if column > 0 { line += separator }
      let shown = DisplayText.cut(text, to: widths[column])
      let gap = String(repeating: " ", count: widths[column] - DisplayText.width(of: shown))
      if isNumeric[column], !rows.isEmpty {
        line += gap + shown
      } else if column == row.count - 1, edge.isEmpty {
        line += shown
      } else {
        line += shown + gap
      }
    }
    try stream.writeLine(edge.isEmpty ? line : line + " " + edge)
  }

  /// The width of each column: its widest cell, and where all together exceed the terminal, the widest columns cut
  /// to one common width.
  private func columnWidths() -> [Int] {
    var widths = columns.map { layout.hasHeader ? max(1, DisplayText.width(of: $0)) : 1 }
    for row in rows {
      for (column, text) in row.enumerated() {
        widths[column] = max(widths[column], DisplayText.width(of: text))
      }
    }
    guard let total = layout.width, !widths.isEmpty else { return widths }
    let frame = style == .plain ? 2 * (widths.count - 1) : 3 * widths.count + 1
    var left = max(total - frame, widths.count)
    // Narrow columns keep their width; what remains is shared equally by the wide ones.
    for (place, column) in widths.indices.sorted(by: { widths[$0] < widths[$1] }).enumerated() {
      widths[column] = max(1, min(widths[column], left / (widths.count - place)))
      left -= widths[column]
    }
    return widths
  }
}
