import Graph

/// One value a line (`Who = Xi Jinping`), an empty line between rows; strings in quotes.
struct LineWriter: RowWriter {
  let stream: OutputStream
  private var names: [String] = []
  private var isFirst = true

  init(stream: OutputStream) {
    self.stream = stream
  }

  mutating func begin(columns: [String]) throws(OutputError) {
    let width = columns.map(DisplayText.width(of:)).max() ?? 0
    names = columns.map {
      String(repeating: " ", count: width - DisplayText.width(of: $0)) + $0
    }
    isFirst = true
  }

  mutating func write(row: [Cell]) throws(OutputError) {
    if !isFirst { try stream.writeLine() }
    isFirst = false
    for (name, cell) in zip(names, row) {
      try stream.writeLine("\(name) = \(Self.text(of: cell))")
    }
  }

  mutating func finish() throws(OutputError) {}

  private static func text(of cell: Cell) -> String {
    switch cell.term {
    case .string, .languageString: JSONText.string(cell.text)
    case .typed where cell.term.literalValue == nil: JSONText.string(cell.text)
    default: DisplayText.visible(cell.text)
    }
  }
}
