/// Draws an entry on the terminal, by what has changed since it was drawn last.
///
/// It writes relative movements and absolute columns (ECMA-48), so that it need not know where on the screen it is. An
/// entry that is higher than the screen is shown around the cursor.
struct LinePainter {
  typealias Row = LineLayout.Row
  typealias Place = LineLayout.Place

  private let isColored: Bool
  /// The rows that stand on the screen.
  private var shown: [Row] = []
  /// The first row of the entry that is shown.
  private var top = 0
  private var cursor = Place()
  /// Whether the column of the terminal's cursor is known: behind the last column it is not.
  private var isColumnKnown = true
  private var output = ""

  init(isColored: Bool) { self.isColored = isColored }

  /// Forgets what was drawn: the terminal's cursor is at the beginning of an empty row.
  mutating func begin() {
    shown = []
    top = 0
    cursor = Place()
    isColumnKnown = true
  }

  /// Has the text of all rows, though not their prompts, drawn again.
  mutating func forgetText() {
    for index in shown.indices {
      for cell in shown[index].text.indices { shown[index].text[cell].text = "" }
    }
  }

  /// - Parameter note: a row below the entry
  /// - Returns: What to write.
  mutating func paint(_ layout: LineLayout, note: Row? = nil, width: Int, height: Int) -> String {
    let room = max(1, note == nil ? height : height - 1)
    top = min(max(top, layout.cursor.row - room + 1), layout.cursor.row)
    top = min(top, max(0, layout.rows.count - room))
    let visible = layout.rows[top..<min(top + room, layout.rows.count)] + (note.map { [$0] } ?? [])
    for (index, row) in visible.enumerated() {
      if index < shown.count {
        repaint(row, at: index, width: width)
      } else {
        if index > 0 {
          move(toRow: index - 1)
          breakLine()
        }
        write(row.cells[...], from: 0, width: width)
      }
    }
    if visible.count < shown.count {
      move(to: Place(row: visible.count, column: 0))
      output += "\u{1B}[J"
    }
    shown = Array(visible)
    move(to: Place(row: layout.cursor.row - top, column: layout.cursor.column))
    return takeOutput()
  }

  /// Draws the whole entry a last time, and ends below it.
  mutating func finish(_ layout: LineLayout, width: Int) -> String {
    let start = top == 0 ? layout.rows[0].promptColumns : 0
    move(to: Place(row: 0, column: start))
    output += "\u{1B}[J"
    for (index, row) in layout.rows.enumerated() {
      // Where a line goes on, the terminal breaks it, and knows then that it is one.
      if index > 0, !layout.rows[index - 1].goesOn { output += "\n" }
      let isAfterPrompt = index == 0 && top == 0
      write(
        (isAfterPrompt ? row.text : row.cells)[...], from: isAfterPrompt ? start : 0, width: width)
    }
    output += "\n"
    begin()
    return takeOutput()
  }

  /// After a change of the window: goes to where the first row now begins, and forgets what was drawn.
  ///
  /// Terminals break rows anew that are longer than the window, and keep the cursor on its character.
  mutating func rewind(width: Int, height: Int) -> String {
    var rowsAbove = cursor.column / max(width, 1)
    for row in shown.prefix(cursor.row) {
      rowsAbove += max(1, (row.columns + width - 1) / max(width, 1))
    }
    rowsAbove = min(rowsAbove, height - 1)
    if rowsAbove > 0 { output += "\u{1B}[\(rowsAbove)A" }
    output += "\u{1B}[1G\u{1B}[J"
    begin()
    return takeOutput()
  }

  private mutating func repaint(_ row: Row, at index: Int, width: Int) {
    let old = shown[index]
    let (oldCells, cells) = (old.cells, row.cells)
    guard oldCells != cells else { return }
    var first = zip(oldCells, cells).prefix { $0 == $1 }.count
    let isPlain = old.isASCII && row.isASCII
    // Another width of a character than we think does no harm so.
    if !isPlain { first = min(first, row.prompt.count) }
    let column = cells[..<first].reduce(0) { $0 + $1.columns }
    move(to: Place(row: index, column: column))
    if !isPlain { output += "\u{1B}[K" }
    write(cells[first...], from: column, width: width)
    if isPlain, row.columns < old.columns { output += "\u{1B}[K" }
  }

  private mutating func write(_ cells: ArraySlice<LineLayout.Cell>, from start: Int, width: Int) {
    var style = TextStyle.plain
    var column = start
    for cell in cells {
      if isColored, cell.style != style {
        output += "\u{1B}[0"
        if let rendition = cell.style.rendition { output += ";" + rendition }
        output += "m"
        style = cell.style
      }
      output += cell.text
      column += cell.columns
    }
    if isColored, style != .plain { output += "\u{1B}[0m" }
    cursor.column = column
    isColumnKnown = column < width
  }

  private mutating func breakLine() {
    output += "\n"
    cursor = Place(row: cursor.row + 1, column: 0)
    isColumnKnown = true
  }

  private mutating func move(toRow row: Int) {
    if row < cursor.row { output += "\u{1B}[\(cursor.row - row)A" }
    if row > cursor.row { output += "\u{1B}[\(row - cursor.row)B" }
    cursor.row = row
  }

  private mutating func move(to place: Place) {
    move(toRow: place.row)
    if place.column != cursor.column || !isColumnKnown {
      output += "\u{1B}[\(place.column + 1)G"
      isColumnKnown = true
    }
    cursor = place
  }

  private mutating func takeOutput() -> String {
    defer { output = "" }
    return output
  }
}
