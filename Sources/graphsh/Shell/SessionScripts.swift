/// Running whole texts: files, standard input, `-c`, `.read`.
extension Session {
  enum Outcome { case goOn, quit }

  /// Runs a file, or standard input for `-`.
  @discardableResult
  func runFile(_ path: String, keepGoing: Bool) throws -> Outcome {
    let start = ContinuousClock.now
    let text = try readProgram(path)
    engine.beginning = path == "-" ? nil : start
    if openFiles.contains(path) {
      throw CommandError.failed("\(path): reads itself")
    }
    openFiles.append(path)
    defer { openFiles.removeLast() }
    return try runScript(text, name: path == "-" ? "<stdin>" : path, keepGoing: keepGoing)
  }

  /// The text of a program; refuses, if the session is safe, files outside the working folder.
  func readProgram(_ path: String) throws -> String {
    if path != "-" { try requireSafe(path) }
    return try ProgramFile.read(path)
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
        guard keepGoing, let sentence = ExitReport.sentence(for: error) else { throw error }
        Messages.write(sentence)
        hasFailed = true
        return .goOn
      }
    }
    for part in Script(text).parts {
      switch part {
      case .command(let line):
        engine.beginning = nil
        if try attempt({ try runCommand(line) }) == .quit { return .quit }
      case .program(let program):
        for unit in keepGoing ? ProgramText.statements(program) : [program] {
          _ = try attempt {
            try run(unit, name: name)
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
    let outcome = try DotCommand.named(command.name).run(self, command)
    try settings.output.flush()
    return outcome
  }

  /// Throws for a path that a safe session may not touch: one outside the working folder.
  func requireSafe(_ path: String) throws {
    if options.safe, let reason = SafePath.refusal(of: path) {
      throw CommandError.failed("\(path): \(reason)")
    }
  }
}
