/// `.help`, `.quit` and what concerns the session itself.
extension DotCommand {
  static let general: [DotCommand] = [
    DotCommand("help", "[COMMAND]", "this list, or more about one command") { session, line in
      if let name = line.words.first {
        let command = try named(name.hasPrefix(".") ? String(name.dropFirst()) : name)
        try session.settings.output.writeLine(command.usage)
        return
      }
      try session.settings.output.writeLine(
        """
        A statement ends with '.' or '?'; press Tab to complete a name, Ctrl-C to stop a query.
          met("Lee", Who)?                        who met Lee?
          linked(X, Y) :- triple(X, _, Y).        a rule, for this session

        """)
      let width = all.map(\.synopsis.count).max() ?? 0
      for command in all {
        let gap = String(repeating: " ", count: width - command.synopsis.count)
        try session.settings.output.writeLine("  \(command.synopsis)\(gap)  \(command.summary)")
      }
    },
    .deciding("quit", "", "leave; so does Ctrl-D") { _, _ in .quit },
    DotCommand("clear", "", "forget the rules and facts of this session") { session, _ in
      session.forgetProgram()
    },
    DotCommand(
      "history", "[NUMBER|clear]", "the inputs of this and earlier sessions, or the last ones"
    ) {
      session, line in
      guard let history = session.history else {
        throw CommandError.failed("there is a history only in the shell on a terminal")
      }
      if line.words == ["clear"] {
        history.clear()
        session.historyWasCleared = true
        return
      }
      let entries = history.entries()
      var shown = entries.count
      if let word = line.words.first {
        guard let number = Int(word), number >= 0 else {
          throw CommandError.failed(".history takes a number or the word clear, not \(word)")
        }
        shown = number
      }
      for entry in entries.suffix(shown) { try session.settings.output.writeLine(entry) }
    },
  ]

  private var synopsis: String { arguments.isEmpty ? ".\(name)" : ".\(name) \(arguments)" }

  private var usage: String { "\(synopsis)  \(summary)" }
}
