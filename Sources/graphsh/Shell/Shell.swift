import Asking
import Glibc
import SPARQL

/// The interactive shell: reads entries and has them answered; what an input does is the session's.
final class Shell {
  private let session: Session
  private let history = HistoryFile()

  init(session: Session) { self.session = session }

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
    guard
      let editor = EntrySource(interruptPipe: pipe[0], language: ShellEntries(session: session))
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

  private func readInputs(_ editor: EntrySource) throws {
    while true {
      switch editor.read() {
      case .end: return
      case .entry(let entry):
        if let outcome = try answer(entry, editor) {
          if outcome == .quit { return }
        } else {
          try run(entry, editor)
        }
      }
    }
  }

  /// Answers a line that is no program: a command, a word or query that belongs elsewhere, a question in English. Nil for
  /// a program.
  private func answer(_ line: String, _ editor: EntrySource) throws -> Session.Outcome? {
    let meant = BareWord.meaning(of: line)
    if meant == nil, !DotCommandLine.isCommand(line) {
      if !SPARQLEngine.recognises(line), let foreign = ForeignQuery(line) {
        remember(line, editor)
        // So that the up-arrow gives it.
        if let translation = foreign.translation { editor.addToHistory(translation) }
        Messages.write(foreign.answer)
        return .goOn
      }
      guard Question.mayBe(line) else { return nil }
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

  private func run(command: String, _ editor: EntrySource) throws -> Session.Outcome {
    let outcome = try execute { try session.runCommand(command) }
    if session.historyWasCleared {
      editor.clearHistory()
      session.historyWasCleared = false
    }
    guard let edited = session.nextInput else { return outcome }
    session.nextInput = nil
    Self.newLine(EntryReading.firstPrompt + DisplayText.visible(edited, keepingLines: true))
    if let answered = try answer(edited, editor) { return answered }
    if ProgramText.isComplete(edited) {
      try run(edited, editor)
    } else {
      Messages.write("the statement is not complete: .edit goes on with it")
    }
    return outcome
  }

  /// Runs a program that is complete.
  private func run(_ input: String, _ editor: EntrySource) throws {
    guard !ProgramText.isEmpty(input) else { return }
    remember(input, editor)
    _ = try execute {
      try session.run(ProgramPart(text: input), name: "<input>")
      return .goOn
    }
    offerCorrection(editor)
  }

  /// Gives the up-arrow the last input with its mistakes mended, where that could be done.
  private func offerCorrection(_ editor: EntrySource) {
    guard let correction = session.correction else { return }
    session.correction = nil
    let text = DotCommandLine.trimmed(correction[...])
    editor.addToHistory(text)
    let shown = text.contains("\n") ? "the corrected input" : DisplayText.visible(text)
    session.tell("up-arrow: \(shown)")
  }

  /// Runs `body`; an error in it is said, and the shell goes on.
  private func execute(_ body: () throws -> Session.Outcome) throws -> Session.Outcome {
    do {
      let outcome = try body()
      try session.settings.output.flush()
      return outcome
    } catch OutputError.closed where session.settings.output.descriptor == STDOUT_FILENO {
      throw OutputError.closed
    } catch OutputError.closed where session.outputAfterOnce != nil {
      // It has seen enough.
      session.endOnce()
      return .goOn
    } catch OutputError.closed {
      session.settings.output = session.standardOutput
      Messages.write("the command that took the answers has ended: they are shown here again")
      return .goOn
    } catch CommandError.reported {
      return .goOn
    } catch {
      try? session.settings.output.flush()
      session.endOnce()
      Messages.write(ExitReport.sentence(for: error) ?? String(describing: error))
      return .goOn
    }
  }

  private func remember(_ input: String, _ editor: EntrySource) {
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
    session.isInitializing = true
    defer { session.isInitializing = false }
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
