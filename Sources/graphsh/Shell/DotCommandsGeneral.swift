import GQL

/// `.help`, `.quit` and what concerns the session itself.
extension DotCommand {
  static let general: [DotCommand] = [
    DotCommand("help", "[WORD]", "this list, or more about a command, function or name") {
      session, line in
      guard line.argument.isEmpty else { return try Help(session: session).write(on: line) }
      try session.settings.output.writeLine(
        """
        A statement ends with '.' or '?'; press Tab to complete a name, Ctrl-C to stop a query.
          met("Lee", Who)?                        whom did Lee meet?
          linked(X, Y) :- triple(X, _, Y).        a rule, for this session
          Whom did Lee meet?                      a question in English

        """)
      let width = all.map(\.synopsis.count).max() ?? 0
      for command in all {
        let gap = String(repeating: " ", count: width - command.synopsis.count)
        try session.settings.output.writeLine("  \(command.synopsis)\(gap)  \(command.summary)")
      }
    },
    .deciding("quit", "", "leave; so does Ctrl-D") { _, _ in .quit },
    DotCommand("clear", "", "forget the rules and facts of this session, except init.gql's") {
      session, _ in
      try session.define(session.definitions.initial)
    },
    DotCommand(
      "rules", "[NAME|remove N|replace N RULE]",
      "the rules of this session; take out or exchange one"
    ) { session, line in
      try RuleList(session: session).run(line)
    },
    DotCommand("edit", "[N]", "edit the last input, or rule N, in $EDITOR, and run it") {
      session, line in
      try session.edit(line)
    },
    DotCommand(
      "history", "[NUMBER|clear]", "the inputs of this and earlier sessions, or the last ones"
    ) {
      session, line in
      guard let history = session.history else {
        throw CommandError.failed("history is kept only in the shell on a terminal")
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

  var usage: String { "\(synopsis)  \(summary)" }
}
