import Glibc

/// Reads entries of one or more lines from the terminal, with editing, history, completion and colours.
final class LineEditor {
  enum Input {
    case entry(String)
    /// Ctrl-D on an empty entry, or twice in one that is not complete.
    case end
  }

  private let terminal: RawTerminal
  private let keys: KeyReader
  private let language: any EntryLanguage
  private let isColored: Bool
  private var painter: LinePainter
  private var editor = EntryEditor()
  /// Whether Ctrl-D has been answered, and leaves the next time.
  private var mayLeave = false

  /// Nil if the terminal cannot be set up.
  init?(interruptPipe: Int32, language: any EntryLanguage, isColored: Bool) {
    guard let terminal = RawTerminal() else { return nil }
    self.terminal = terminal
    self.language = language
    self.isColored = isColored
    keys = KeyReader(interruptPipe: interruptPipe, terminal: terminal)
    painter = LinePainter(isColored: isColored)
  }

  func addToHistory(_ entry: String) { editor.history.add(entry) }

  func clearHistory() { editor.history.clear() }

  /// Reads one entry. Ctrl-C drops what was typed, and the next is begun without giving the terminal back: what is typed
  /// fast would be shown by the terminal itself, and its keys taken for its own.
  func read() -> Input {
    editor.begin()
    mayLeave = false
    terminal.enter()
    defer { terminal.leave() }
    painter.begin()
    paint()
    while true {
      if let input = input(after: keys.next()) { return input }
      // What was typed faster than it is drawn is drawn at once.
      if !keys.hasInput { paint() }
    }
  }

  /// What a key ends; nil for most.
  private func input(after key: Key) -> Input? {
    let couldLeave = mayLeave
    mayLeave = false
    switch editor.take(key, width: Terminal.width) {
    case .none: break
    case .refused: terminal.write("\u{7}")
    case .enter: return enter()
    case .complete: complete()
    case .interrupt:
      leaveEntry("^C")
      editor.begin()
    case .endOfInput:
      if editor.buffer.isEmpty || couldLeave || key == .endOfInput {
        leaveEntry("")
        return .end
      }
      mayLeave = true
      say(language.incompleteAtEnd)
    case .suspend:
      leaveEntry("")
      terminal.suspend()
      painter.begin()
    case .clearScreen:
      terminal.write("\u{1B}[H\u{1B}[2J")
      painter.begin()
    case .windowChange:
      terminal.takeChanges()
      terminal.write(painter.rewind(width: Terminal.width, height: Terminal.height))
    }
    return nil
  }

  private func enter() -> Input? {
    let text = editor.buffer.text
    guard language.isComplete(text) else {
      // What stands above the new line is left as it will stay.
      painter.forgetText()
      if let hint = language.hint(for: text) { say(hint) }
      editor.breakLine()
      return nil
    }
    editor.goToEnd()
    terminal.write(painter.finish(layout(showsPartner: false), width: Terminal.width))
    return .entry(text + "\n")
  }

  private func complete() {
    let completion = language.completion(of: editor.buffer.textBeforeCursor)
    if let insertion = completion.insertion, !insertion.isEmpty || completion.deletion > 0 {
      editor.complete(deleting: completion.deletion, inserting: insertion)
    } else if completion.candidates.count > 1 {
      say(completion.listing(width: Terminal.width))
    } else {
      terminal.write("\u{7}")
    }
  }

  /// Writes lines below the entry, which then stands below them.
  private func say(_ text: String) {
    let width = Terminal.width
    let reading = EntryReading(editor.buffer.characters, cursor: nil, isColored: isColored)
    let end = LineLayout(
      editor.buffer.characters, reading, cursor: editor.buffer.characters.count, width: width)
    terminal.write(painter.paint(end, width: width, height: Terminal.height) + "\n" + text + "\n")
    painter.begin()
  }

  /// Goes below the entry, which stays as it is, with a mark behind it.
  private func leaveEntry(_ mark: String) {
    editor.goToEnd()
    paint()
    terminal.write(mark + "\n")
    painter.begin()
  }

  private func paint() {
    let width = Terminal.width
    let note = editor.search.map { LineLayout.note($0.note, width: width) }
    terminal.write(
      painter.paint(layout(showsPartner: true), note: note, width: width, height: Terminal.height))
  }

  private func layout(showsPartner: Bool) -> LineLayout {
    let buffer = editor.buffer
    let reading = EntryReading(
      buffer.characters, cursor: showsPartner ? buffer.cursor : nil, isColored: isColored)
    return LineLayout(buffer.characters, reading, cursor: buffer.cursor, width: Terminal.width)
  }
}
