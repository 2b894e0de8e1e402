/// An entry in the rows of a terminal: which character stands where, by the columns that it takes.
///
/// Linear in the entry.
struct LineLayout {
  struct Cell: Equatable {
    var text: String
    var columns: Int
    var style: TextStyle
  }

  struct Row: Equatable {
    /// Empty in a row that goes on a line.
    var prompt: [Cell] = []
    var text: [Cell] = []
    /// The first character of the entry in it.
    var start = 0
    /// Whether the line goes on in the next row.
    var goesOn = false

    var promptColumns: Int { prompt.reduce(0) { $0 + $1.columns } }
    var columns: Int { promptColumns + text.reduce(0) { $0 + $1.columns } }
    var cells: [Cell] { prompt + text }
    var isASCII: Bool { text.allSatisfy { $0.text.utf8.count == 1 } }
  }

  struct Place: Equatable {
    var row = 0
    var column = 0
  }

  private(set) var rows: [Row] = []
  private(set) var cursor = Place()
  private let width: Int
  private static let leastWidth = 8

  /// - Parameter width: the columns of the terminal
  init(_ characters: [Character], _ reading: EntryReading, cursor: Int, width: Int) {
    self.width = max(width, Self.leastWidth + EntryReading.firstPrompt.count)
    var row = Row(prompt: Self.cells(reading.prompts[0], .plain))
    var column = row.promptColumns
    var line = 0
    func wrap(before index: Int) {
      row.goesOn = true
      rows.append(row)
      row = Row(start: index)
      column = 0
    }
    for (index, character) in characters.enumerated() {
      if character == "\n" {
        // The cursor needs a place behind the last character.
        if column == self.width { wrap(before: index) }
        if index == cursor { self.cursor = Place(row: rows.count, column: column) }
        rows.append(row)
        line += 1
        row = Row(prompt: Self.cells(reading.prompts[line], .plain), start: index + 1)
        column = row.promptColumns
        continue
      }
      let cell = Self.cell(character, reading.styles[index], width: self.width)
      if column + cell.columns > self.width { wrap(before: index) }
      if index == cursor { self.cursor = Place(row: rows.count, column: column) }
      row.text.append(cell)
      column += cell.columns
    }
    if column == self.width { wrap(before: characters.count) }
    if cursor >= characters.count { self.cursor = Place(row: rows.count, column: column) }
    rows.append(row)
  }

  /// The character at a place, or the nearest one before it in the row.
  func character(at place: Place) -> Int {
    let row = rows[place.row]
    var column = row.promptColumns
    var index = row.start
    for cell in row.text {
      if column + cell.columns > place.column { return index }
      column += cell.columns
      index += 1
    }
    // Behind the last one is the next row.
    return row.goesOn && !row.text.isEmpty ? index - 1 : index
  }

  /// A text that is no part of the entry, cut to one row.
  static func note(_ text: String, width: Int) -> Row {
    Row(text: cells(DisplayText.cut(DisplayText.visible(text), to: max(1, width - 1)), .aside))
  }

  private static func cells(_ text: String, _ style: TextStyle) -> [Cell] {
    text.map { Cell(text: String($0), columns: DisplayText.width(of: $0), style: style) }
  }

  private static func cell(_ character: Character, _ style: TextStyle, width: Int) -> Cell {
    if let byte = character.asciiValue, byte >= 0x20, byte < 0x7F {
      return Cell(text: String(character), columns: 1, style: style)
    }
    if character == "\t" { return Cell(text: "  ", columns: 2, style: style) }
    let shown = DisplayText.cut(DisplayText.visible(String(character)), to: width)
    return Cell(text: shown, columns: DisplayText.width(of: shown), style: style)
  }
}
