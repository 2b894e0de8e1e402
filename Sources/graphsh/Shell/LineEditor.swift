import CLibEdit
import Glibc

/// Reads lines from the terminal with editing, history and completion, by libedit.
final class LineEditor {
  enum Input {
    case line(String)
    /// Ctrl-C: what was typed is dropped.
    case interrupted
    /// Ctrl-D on an empty line.
    case end
  }

  private let editor: OpaquePointer
  private let history: OpaquePointer
  fileprivate let terminal: TerminalInput
  /// Gives what the text before the cursor can go on with.
  private let complete: (String) -> Completion
  private var prompts: [String: UnsafeMutablePointer<CChar>] = [:]
  private var prompt = ""
  private let supportsPaste: Bool

  /// Nil if the terminal cannot be set up.
  init?(interruptPipe: Int32, complete: @escaping (String) -> Completion) {
    Self.useUnicode()
    guard let editor = graphsh_el_init("graphsh"), let history = history_init() else { return nil }
    self.editor = editor
    self.history = history
    self.complete = complete
    terminal = TerminalInput(interruptPipe: interruptPipe)
    let type = Environment["TERM"] ?? "dumb"
    supportsPaste = !type.isEmpty && type != "dumb"
    _ = graphsh_history_set_size(history, Int32(HistoryFile.limit))
    _ = graphsh_history_set_unique(history, 1)
    configure()
  }

  deinit {
    el_end(editor)
    history_end(history)
    for text in prompts.values { free(text) }
  }

  private func configure() {
    _ = graphsh_el_set_client_data(editor, Unmanaged.passUnretained(self).toOpaque())
    _ = graphsh_el_set_prompt(editor) { editor in LineEditor.of(editor)?.promptText() }
    _ = graphsh_el_set_editor(editor, "emacs")
    // SIGWINCH, SIGTSTP and SIGCONT are libedit's; SIGINT never reaches it (see Interrupts).
    _ = graphsh_el_set_signal(editor, 1)
    _ = graphsh_el_set_history(editor, history)
    _ = graphsh_el_set_read(editor) { editor, character in
      guard let character, let scalar = LineEditor.of(editor)?.terminal.next() else { return -1 }
      character.pointee = wchar_t(bitPattern: scalar.value)
      return 1
    }
    _ = graphsh_el_add_function(editor, "graphsh-complete", "Complete the word") { editor, _ in
      LineEditor.of(editor)?.completeWord() ?? UInt8(CC_ERROR)
    }
    _ = graphsh_el_add_function(editor, "graphsh-paste", "Insert pasted text") { editor, _ in
      LineEditor.of(editor)?.insertPaste() ?? UInt8(CC_ERROR)
    }
    // Before the user's own, which may say otherwise.
    for (keys, function) in Self.terminalKeys {
      for key in keys { _ = graphsh_el_bind(editor, key, function) }
    }
    el_source(editor, nil)
    _ = graphsh_el_bind(editor, "^I", "graphsh-complete")
    _ = graphsh_el_bind(editor, "^R", "em-inc-search-prev")
    _ = graphsh_el_bind(editor, "\u{1B}[200~", "graphsh-paste")
  }

  /// What keys send in the terminals of xterm's, rxvt's and the console's kind, beside what libedit knows: a key that is
  /// not known types its end into the line.
  private static let terminalKeys: [(keys: [String], function: String)] = [
    (["\u{1B}[1;5D", "\u{1B}[1;3D", "\u{1B}[5D", "\u{1B}Od", "\u{1B}\u{1B}[D"], "ed-prev-word"),
    (["\u{1B}[1;5C", "\u{1B}[1;3C", "\u{1B}[5C", "\u{1B}Oc", "\u{1B}\u{1B}[C"], "em-next-word"),
    (["\u{1B}[H", "\u{1B}OH", "\u{1B}[1~", "\u{1B}[7~", "\u{1B}[1;5H"], "ed-move-to-beg"),
    (["\u{1B}[F", "\u{1B}OF", "\u{1B}[4~", "\u{1B}[8~", "\u{1B}[1;5F"], "ed-move-to-end"),
    (["\u{1B}[5~", "\u{1B}[1;5A"], "ed-prev-history"),
    (["\u{1B}[6~", "\u{1B}[1;5B"], "ed-next-history"),
    (["\u{1B}[3~"], "ed-delete-next-char"), (["\u{1B}[3;5~"], "em-delete-next-word"),
    (["\u{1B}[2~"], "ed-ignore"),
  ]

  /// Reads one line, which may hold line breaks if it was pasted or called up from the history.
  func read(prompt: String) -> Input {
    self.prompt = prompt
    terminal.wasInterrupted = false
    if supportsPaste { Self.control("\u{1B}[?2004h") }
    defer { if supportsPaste { Self.control("\u{1B}[?2004l") } }
    var count: Int32 = 0
    // libedit shows the prompt before it takes the terminal over; what is typed in between would be
    // handled by the terminal itself.
    _ = graphsh_el_set_raw_mode(editor, 1)
    guard let text = el_gets(editor, &count), count > 0 else {
      return terminal.wasInterrupted ? .interrupted : .end
    }
    return .line(String(cString: text))
  }

  func addToHistory(_ entry: String) {
    _ = graphsh_history_enter(history, entry)
  }

  func clearHistory() {
    _ = graphsh_history_clear(history)
  }

  private static func of(_ editor: OpaquePointer?) -> LineEditor? {
    guard let editor, let data = graphsh_el_client_data(editor) else { return nil }
    return Unmanaged<LineEditor>.fromOpaque(data).takeUnretainedValue()
  }

  /// The prompt as C text that outlives the call, as libedit asks.
  private func promptText() -> UnsafeMutablePointer<CChar>? {
    if let text = prompts[prompt] { return text }
    let text = strdup(prompt)
    prompts[prompt] = text
    return text
  }

  private func insertPaste() -> UInt8 {
    _ = el_insertstr(editor, terminal.paste())
    return UInt8(CC_REFRESH)
  }

  private func completeWord() -> UInt8 {
    guard let line = el_line(editor) else { return UInt8(CC_ERROR) }
    let start = line.pointee.buffer
    guard let start, let cursor = line.pointee.cursor else { return UInt8(CC_ERROR) }
    let before = String(
      decoding: UnsafeRawBufferPointer(start: start, count: cursor - start), as: UTF8.self)
    let completion = complete(before)
    if let insertion = completion.insertion, !insertion.isEmpty {
      _ = el_insertstr(editor, insertion)
      return UInt8(CC_REFRESH)
    }
    guard completion.candidates.count > 1 else { return UInt8(CC_REFRESH_BEEP) }
    Self.control("\n" + completion.listing(width: Terminal.width) + "\n")
    return UInt8(CC_REDISPLAY)
  }

  private static func control(_ sequence: String) {
    var bytes = Array(sequence.utf8)
    _ = write(STDOUT_FILENO, &bytes, bytes.count)
  }

  /// Characters are those of UTF-8 also where the locale names none.
  private static func useUnicode() {
    setlocale(LC_CTYPE, "")
    if let set = nl_langinfo(Int32(CODESET)), String(cString: set) != "UTF-8" {
      setlocale(LC_CTYPE, "C.UTF-8")
    }
  }
}
