/// Where the shell's entries come from: an editor, or plain lines where the terminal can do no more.
final class EntrySource {
  private let editor: LineEditor?
  private let lines: PlainLines?

  /// Nil if the terminal cannot be set up.
  init?(interruptPipe: Int32, language: any EntryLanguage) {
    if PlainLines.areAll(of: Environment["TERM"]) {
      lines = PlainLines(interruptPipe: interruptPipe, language: language)
      editor = nil
      return
    }
    guard
      let editor = LineEditor(
        interruptPipe: interruptPipe, language: language, isColored: Messages.usesColor)
    else { return nil }
    self.editor = editor
    lines = nil
  }

  /// Reads one entry, which may hold several lines.
  func read() -> LineEditor.Input { editor?.read() ?? lines?.read() ?? .end }

  /// Where lines are plain, there is nothing to call them up with.
  func addToHistory(_ entry: String) { editor?.addToHistory(entry) }

  func clearHistory() { editor?.clearHistory() }
}
