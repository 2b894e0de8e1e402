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
    DotCommand("output", "[FILE]", "write answers to a file; without one, here again") {
      session, line in
      try session.settings.output.flush()
      guard let path = line.words.first else {
        session.settings.output = OutputStream(descriptor: 1)
        return
      }
      session.settings.output = try OutputStream(path: path, session.files)
    },
    DotCommand("timer", "[on|off]", "say how long each query took") { session, line in
      if let isOn = try line.flag() { session.settings.hasTimer = isOn }
      session.tell("timer \(session.settings.hasTimer ? "on" : "off")")
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
