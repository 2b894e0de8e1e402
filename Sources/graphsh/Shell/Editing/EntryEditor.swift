/// The entry that is edited, and what the keys do with it.
struct EntryEditor {
  /// What a key asks of the terminal.
  enum Effect {
    case none
    /// The key cannot do anything.
    case refused
    case enter, complete, endOfInput, interrupt, suspend, clearScreen, windowChange
  }

  private(set) var buffer = EditBuffer()
  var history = InputHistory()
  private(set) var search: HistorySearch?
  /// The column that the cursor keeps while it goes up and down.
  private var wantedColumn: Int?
  /// Ctrl-X waits for another key.
  private var isAfterControlX = false

  /// Begins an empty entry.
  mutating func begin() {
    buffer.clear()
    history.rewind()
    search = nil
    wantedColumn = nil
    isAfterControlX = false
  }

  /// Puts what was completed in place of so many scalars before the cursor.
  mutating func complete(deleting scalars: Int, inserting text: String) {
    var start = buffer.cursor
    var count = 0
    while start > 0, count < scalars {
      start -= 1
      count += buffer.characters[start].unicodeScalars.count
    }
    buffer.replace(start..<buffer.cursor, with: text)
  }

  mutating func breakLine() { buffer.insert("\n") }

  mutating func goToEnd() {
    search = nil
    buffer.move(to: buffer.characters.count)
  }

  /// - Parameter width: the columns of the terminal
  mutating func take(_ key: Key, width: Int) -> Effect {
    if search != nil, let effect = takeInSearch(key) { return effect }
    let column = wantedColumn
    wantedColumn = nil
    let isAfterControlX = isAfterControlX
    self.isAfterControlX = false
    switch key {
    case .text(let scalar): buffer.insert(String(scalar))
    case .paste(let text): buffer.insert(text)
    case .lineBreak: breakLine()
    case .enter: return .enter
    case .tab: return .complete
    case .interrupt: return .interrupt
    case .endOfInput: return .endOfInput
    case .windowChange: return .windowChange
    case .left: buffer.move(to: buffer.cursor - 1)
    case .right: buffer.move(to: buffer.cursor + 1)
    case .home: buffer.move(to: buffer.lineStart)
    case .end: buffer.move(to: buffer.lineEnd)
    case .wordLeft: buffer.move(to: buffer.wordLeft)
    case .wordRight: buffer.move(to: buffer.wordRight)
    case .up: return goUp(by: -1, column, width)
    case .down: return goUp(by: 1, column, width)
    case .earlierInput: return callUp(history.earlier(than: buffer.text))
    case .laterInput: return callUp(history.later(than: buffer.text))
    case .backspace:
      guard buffer.cursor > 0 else { return .refused }
      buffer.delete(buffer.cursor - 1..<buffer.cursor)
    case .delete:
      guard !buffer.isAtEnd else { return .refused }
      buffer.delete(buffer.cursor..<buffer.cursor + 1)
    case .deleteWordLeft: buffer.cutOut(buffer.wordLeft..<buffer.cursor)
    case .deleteWordRight: buffer.cutOut(buffer.cursor..<buffer.wordRight)
    case .control("X"): self.isAfterControlX = true
    case .control("U") where isAfterControlX: return buffer.undo() ? .none : .refused
    case .control(let letter): return takeControl(letter, column, width)
    case .meta(let letter): return takeMeta(letter)
    case .escape, .unknown: break
    }
    return .none
  }

  private mutating func takeControl(
    _ letter: Unicode.Scalar, _ column: Int?, _ width: Int
  ) -> Effect {
    switch letter {
    case "A": buffer.move(to: buffer.lineStart)
    case "E": buffer.move(to: buffer.lineEnd)
    case "B": buffer.move(to: buffer.cursor - 1)
    case "F": buffer.move(to: buffer.cursor + 1)
    case "P": return goUp(by: -1, column, width)
    case "N": return goUp(by: 1, column, width)
    case "D":
      if buffer.isEmpty || (buffer.isAtEnd && buffer.isInEmptyLine) { return .endOfInput }
      return take(.delete, width: width)
    case "K":
      let end = buffer.lineEnd
      // At the end of a line, the line break.
      let last = end == buffer.cursor ? min(end + 1, buffer.characters.count) : end
      buffer.cutOut(buffer.cursor..<last)
    case "U": buffer.cutOut(buffer.lineStart..<buffer.cursor)
    case "W": buffer.cutOut(buffer.blankLeft..<buffer.cursor)
    case "Y": buffer.pasteCut()
    case "T": buffer.exchange()
    case "_": return buffer.undo() ? .none : .refused
    case "R", "S": search = HistorySearch(from: buffer)
    case "L": return .clearScreen
    case "Z": return .suspend
    default: return .refused
    }
    return .none
  }

  private mutating func takeMeta(_ letter: Unicode.Scalar) -> Effect {
    switch letter {
    case "b": buffer.move(to: buffer.wordLeft)
    case "f": buffer.move(to: buffer.wordRight)
    case "d": buffer.cutOut(buffer.cursor..<buffer.wordRight)
    case "u": buffer.changeWord { $0.uppercased() }
    case "l": buffer.changeWord { $0.lowercased() }
    case "c":
      buffer.changeWord { word in
        let start = word.prefix { !$0.isLetter }
        let rest = word.dropFirst(start.count)
        return start + rest.prefix(1).uppercased() + rest.dropFirst().lowercased()
      }
    case "<": return callUp(history.first(from: buffer.text))
    case ">": return callUp(history.last(from: buffer.text))
    default: return .refused
    }
    return .none
  }

  /// Goes to the row above, or below, and beyond them to other inputs.
  private mutating func goUp(by rows: Int, _ column: Int?, _ width: Int) -> Effect {
    let reading = EntryReading(buffer.characters, cursor: nil, isColored: false)
    let layout = LineLayout(buffer.characters, reading, cursor: buffer.cursor, width: width)
    let row = layout.cursor.row + rows
    guard layout.rows.indices.contains(row) else {
      let text = buffer.text
      return callUp(rows < 0 ? history.earlier(than: text) : history.later(than: text))
    }
    let place = LineLayout.Place(row: row, column: column ?? layout.cursor.column)
    wantedColumn = place.column
    buffer.move(to: layout.character(at: place))
    return .none
  }

  private mutating func callUp(_ text: String?) -> Effect {
    guard let text else { return .refused }
    buffer.replaceAll(with: text)
    return .none
  }

  // MARK: Search

  /// Nil for keys that end the search, and do then what they do.
  private mutating func takeInSearch(_ key: Key) -> Effect? {
    guard var search else { return nil }
    switch key {
    case .text(let scalar): search.extend(by: scalar, in: history)
    case .backspace: search.shorten(in: history)
    case .control("R"): search.goEarlier(in: history)
    case .control("S"): search.goLater(in: history)
    case .control("G"), .escape:
      self.search = nil
      buffer.replaceAll(with: search.original.text)
      buffer.move(to: search.original.cursor)
      return EntryEditor.Effect.none
    case .windowChange: return .windowChange
    default:
      self.search = nil
      if let place = search.place { _ = history.go(to: place, from: search.original.text) }
      return nil
    }
    self.search = search
    let text = search.place.map { history.entries[$0] } ?? search.original.text
    if text != buffer.text { buffer.replaceAll(with: text) }
    return search.hasFailed ? .refused : EntryEditor.Effect.none
  }
}
