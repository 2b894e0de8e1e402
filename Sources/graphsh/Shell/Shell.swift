import Glibc

/// The interactive shell: prompt, line editing, history; what an input does is the session's.
final class Shell {
  private let session: Session
  private let history = HistoryFile()
  private let completer: Completer

  init(session: Session) {
    self.session = session
    completer = Completer(session: session)
  }

  /// Runs until `.quit` or Ctrl-D.
  func run() throws {
    var pipe: [Int32] = [0, 0]
    guard Glibc.pipe(&pipe) == 0 else {
      throw CommandError.failed("cannot open the shell: \(systemMessage(errno))")
    }
    for end in pipe {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    let completer = completer
    guard
      let editor = LineEditor(
        interruptPipe: pipe[0], complete: { completer.completion(of: $0) })
    else { throw CommandError.failed("cannot set up the terminal") }
    session.history = history
    for entry in history?.entries() ?? [] { editor.addToHistory(entry) }
    session.greet()
    runInitialProgram()
    let signalEnd = pipe[1]
    let wake: @Sendable () -> Void = { Self.wake(signalEnd) }
    try Interrupts.handled(by: wake, endsAtSecond: false) {
      try readInputs(editor)
    }
  }

  /// Makes the pipe readable that a line editor waits for beside the keyboard.
  private static func wake(_ pipe: Int32) {
    var byte: UInt8 = 3
    _ = write(pipe, &byte, 1)
  }

  private func readInputs(_ editor: LineEditor) throws {
    var pending = ""
    var mayLeave = false
    while true {
      switch editor.read(prompt: Self.prompt(after: pending)) {
      case .interrupted:
        pending = ""
        Self.newLine("^C")
      case .end:
        Self.newLine("")
        if pending.isEmpty || mayLeave { return }
        mayLeave = true
        Messages.write(
          "the statement is not complete: it ends with '.' or '?'. Ctrl-C drops it; Ctrl-D again leaves"
        )
        continue
      case .line(let line):
        if pending.isEmpty, let outcome = try answer(line, editor) {
          if outcome == .quit { return }
        } else {
          pending += line
          try run(&pending, editor)
        }
      }
      mayLeave = false
    }
  }

  /// Answers a line that is no program: a command, a word or query that belongs elsewhere, a question in English. Nil for
  /// a program.
  private func answer(_ line: String, _ editor: LineEditor) throws -> Session.Outcome? {
    let meant = BareWord.meaning(of: line)
    if meant == nil, !DotCommandLine.isCommand(line) {
      if let foreign = ForeignQuery(line) {
        remember(line, editor)
        // So that the up-arrow gives it.
        if let translation = foreign.translation { editor.addToHistory(translation) }
        Messages.write(foreign.answer)
        return .goOn
      }
      guard EnglishLine.isQuestion(line) else { return nil }
      remember(line, editor)
      return try execute {
        try session.ask(line)
        return .goOn
      }
    }
    remember(line, editor)
    switch meant {
    case .advice(let text):
      Messages.write(text)
      return .goOn
    case .command(let command): return try run(command: command, editor)
    case nil: return try run(command: line, editor)
    }
  }

  private func run(command: String, _ editor: LineEditor) throws -> Session.Outcome {
    let outcome = try execute { try session.runCommand(command) }
    if session.historyWasCleared {
      editor.clearHistory()
      session.historyWasCleared = false
    }
    return outcome
  }

  /// Runs what has been typed if it is complete, and takes it away then.
  private func run(_ pending: inout String, _ editor: LineEditor) throws {
    if ProgramText.isEmpty(pending) {
      pending = ""
    } else if ProgramText.isComplete(pending) {
      let input = pending
      pending = ""
      remember(input, editor)
      _ = try execute {
        try session.run(ProgramPart(text: input), name: "<input>")
        return .goOn
      }
    }
  }

  /// `graph> `, or for a statement that goes on what it waits for: ` ...)> `.
  private static func prompt(after pending: String) -> String {
    guard !pending.isEmpty else { return "graph> " }
    let mark = "..." + (ProgramText.awaited(in: pending) ?? "") + "> "
    return String(repeating: " ", count: max(0, "graph> ".count - mark.count)) + mark
  }

  /// Runs `body`; an error in it is said, and the shell goes on.
  private func execute(_ body: () throws -> Session.Outcome) throws -> Session.Outcome {
    do {
      let outcome = try body()
      try session.settings.output.flush()
      return outcome
    } catch OutputError.closed where session.settings.output.descriptor == STDOUT_FILENO {
      throw OutputError.closed
    } catch {
      try session.settings.output.flush()
      Messages.write(ExitReport.sentence(for: error) ?? String(describing: error))
      return .goOn
    }
  }

  private func remember(_ input: String, _ editor: LineEditor) {
    let entry = DotCommandLine.trimmed(input[...])
    guard !entry.isEmpty else { return }
    editor.addToHistory(entry)
    history?.append(entry)
  }

  private func runInitialProgram() {
    // It lies outside the working folder.
    guard !session.options.safe,
      let folder = Environment.folder("XDG_CONFIG_HOME", below: ".config")
    else { return }
    let path = folder + "/graphsh/init.gql"
    guard access(path, F_OK) == 0 else { return }
    do {
      try session.runFile(path, keepGoing: false)
    } catch {
      Messages.write(ExitReport.sentence(for: error) ?? String(describing: error))
    }
  }

  private static func newLine(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
  }
}
