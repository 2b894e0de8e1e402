import Base

/// How answers are shown, and where they come from.
extension DotCommand {
  static let answers: [DotCommand] = [
    DotCommand("mode", "[FORMAT]", "how answers are written: table, csv, json, ...") {
      session, line in
      guard let name = line.words.first else {
        try session.settings.output.writeLine(session.settings.effectiveFormat.rawValue)
        return
      }
      guard let format = OutputFormat(rawValue: name) else {
        let names = OutputFormat.allCases.map(\.rawValue)
        let hint =
          Spelling.nearest(to: name, among: names).map { "did you mean \($0)?" }
          ?? "there are \(names.joined(separator: ", "))"
        throw CommandError.failed("no format \(name): \(hint)")
      }
      session.settings.format = format
    },
    DotCommand(
      "output", "[FILE|'|' COMMAND]",
      "write answers to a file or a command; without one, here again"
    ) { session, line in
      try session.settings.output.flush()
      session.endOnce()
      session.settings.output =
        line.argument.isEmpty
        ? session.standardOutput : try session.outputStream(line)
    },
    DotCommand("once", "FILE|'|' COMMAND", "write the next answers there") { session, line in
      try line.requireArgument("a file, or | and a command")
      try session.settings.output.flush()
      let stream = try session.outputStream(line)
      session.outputAfterOnce = session.outputAfterOnce ?? session.settings.output
      session.settings.output = stream
    },
    DotCommand("timer", "[on|off]", "show how long each answer took") { session, line in
      if let isOn = try line.flag() { session.settings.timer = isOn }
      session.tell("timer \(SessionSetting.timer.value(in: session))")
    },
    DotCommand("sources", "[on|off]", "show the document and sentence of each row") {
      session, line in
      if let isOn = try line.flag() { session.settings.showsSources = isOn }
      session.tell("sources \(SessionSetting.sources.value(in: session))")
    },
    DotCommand("watch", "QUERY", "ask again every second, and show what changes, until Ctrl-C") {
      session, line in
      try line.requireArgument("a query, such as .watch met(X, Y)")
      try Watch(session: session).run(line.argument)
    },
    DotCommand("explain", "QUERY", "strata, join orders and access paths with estimates") {
      session, line in
      try line.requireArgument("a query, such as .explain met(\"Lee\", Who)")
      try session.explain(line.argument, isProfile: false)
    },
    DotCommand("profile", "QUERY", "the same with real counts and times of each rule") {
      session, line in
      try line.requireArgument("a query, such as .profile met(\"Lee\", Who)")
      try session.explain(line.argument, isProfile: true)
    },
    DotCommand("why", "FACT", "the proof of a fact or answer, down to the sentences") {
      session, line in
      try line.requireArgument("a fact, such as .why met(\"Lee\", \"Xi\")")
      try session.why(line.argument)
    },
    DotCommand("whynot", "FACT", "why a fact or answer is missing: which literal fails") {
      session, line in
      try line.requireArgument("a fact, such as .whynot met(\"Lee\", \"Xi\")")
      try session.whyNot(line.argument)
    },
  ]
}

extension DotCommandLine {
  /// Throws if nothing follows the name.
  func requireArgument(_ what: String) throws(CommandError) {
    if argument.isEmpty { throw .failed(".\(name) needs \(what)") }
  }

  /// `on` or `off`; nil if nothing follows the name.
  func flag() throws(CommandError) -> Bool? {
    switch argument {
    case "": return nil
    case "on": return true
    case "off": return false
    default: throw .failed(".\(name) takes on or off, not \(argument)")
    }
  }
}

extension Session {
  /// The file, or the command behind a bar, that answers are to go to.
  fileprivate func outputStream(_ line: DotCommandLine) throws -> OutputStream {
    guard line.argument.hasPrefix("|") else {
      return try OutputStream(path: line.words.joined(separator: " "), files)
    }
    try requireLeaveToRunPrograms(for: ".\(line.name) |")
    let command = DotCommandLine.trimmed(line.argument.dropFirst())
    guard !command.isEmpty else {
      throw CommandError.failed(".\(line.name) | needs a command, such as .\(line.name) | sort")
    }
    return try OutputStream(command: command, isLasting: line.name == "output")
  }
}
