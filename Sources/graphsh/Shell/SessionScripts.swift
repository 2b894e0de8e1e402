import Base
import Extraction
import GQL
import Graph
import SPARQL

/// Running whole texts: files, standard input, `-c`, `.read`.
extension Session {
  enum Outcome { case goOn, quit }

  /// Runs a file, or standard input for `-`.
  @discardableResult
  func runFile(
    _ path: String, _ kinds: FileAccess.Kinds = [], keepGoing: Bool
  ) throws -> Outcome {
    let start = ContinuousClock.now
    let text = try readProgram(path, kinds)
    engine.beginning = path == "-" ? nil : start
    if openFiles.contains(path) {
      throw CommandError.failed("\(path): reads itself")
    }
    openFiles.append(path)
    defer { openFiles.removeLast() }
    if path.hasSuffix(".rq") || path.hasSuffix(".ru") {
      try runSPARQL(ProgramPart(text: text), name: path)
      return .goOn
    }
    return try runScript(text, name: path == "-" ? "<stdin>" : path, keepGoing: keepGoing)
  }

  /// The text of a program, under the limits of a query; standard input takes its time.
  func readProgram(_ path: String, _ kinds: FileAccess.Kinds = []) throws -> String {
    let limits = engine.options
    let deadline = path == "-" ? nil : limits.timeout.map { ContinuousClock.now + $0 }
    let interruption = StopSignal()
    var files = files
    files.kinds = kinds
    files.isStopped = { interruption.isRaised || deadline.map { .now > $0 } ?? false }
    func read() throws -> String {
      try ProgramFile.read(path, files, limit: limits.memoryLimit)
    }
    do {
      // Elsewhere Ctrl-C ends the process.
      guard isInteractive else { return try read() }
      return try Interrupts.handled(by: { interruption.raise() }, endsAtSecond: false, read)
    } catch FileError.cannotRead(_, .tooLarge(let limit)) {
      throw EngineError.memoryLimit(bytes: limit)
    } catch FileError.cannotRead(_, .stopped) {
      guard !interruption.isRaised, let timeout = limits.timeout else {
        throw EngineError.cancelled
      }
      throw EngineError.timeout(seconds: timeout / .seconds(1))
    }
  }

  /// Runs statements and dot-commands. After an error it stops, or, to keep going, says it, goes on with the next
  /// statement, and fails at the end.
  @discardableResult
  func runScript(_ text: String, name: String, keepGoing: Bool) throws -> Outcome {
    var hasFailed = false
    let keptGoing = keepsGoing
    keepsGoing = keepGoing
    defer { keepsGoing = keptGoing }
    func attempt(_ body: () throws -> Outcome) throws -> Outcome {
      do {
        return try body()
      } catch {
        try settings.output.flush()
        if interruption.isRaised, !isInteractive { throw CommandError.interrupted }
        guard keepGoing, let sentence = ExitReport.sentence(for: error) else { throw error }
        Messages.write(sentence)
        hasFailed = true
        return .goOn
      }
    }
    let script = Script(text)
    let isOutermost = openFiles.count <= 1 && !joinsSets
    if isOutermost { joinsSets = script.hasSeveralQueries }
    defer {
      if isOutermost {
        joinsSets = false
        closeLists()
      }
    }
    for part in script.parts {
      // A Ctrl-C that came when the part before had all but ended must not be lost.
      if engine.cancellation.isCancelled, !isInteractive { throw EngineError.cancelled }
      switch part {
      case .command(let line):
        engine.beginning = nil
        if try attempt({ try runCommand(line) }) == .quit { return .quit }
      case .program(let program):
        let isDivided = keepGoing && !SPARQLEngine.recognises(program.text)
        for unit in isDivided ? ProgramText.statements(program) : [program] {
          _ = try attempt {
            try run(unit, name: name)
            if interruption.isRaised, !isInteractive { throw CommandError.interrupted }
            return .goOn
          }
        }
      }
    }
    try settings.output.flush()
    if hasFailed { throw CommandError.reported }
    return .goOn
  }

  /// Runs a dot-command.
  func runCommand(_ line: String) throws -> Outcome {
    let command = DotCommandLine(line)
    let dotCommand = try DotCommand.named(command.name)
    let outcome = try dotCommand.run(self, command)
    try settings.output.flush()
    if !["once", "output", "set", "mode"].contains(dotCommand.name) { endOnce() }
    return outcome
  }
}
