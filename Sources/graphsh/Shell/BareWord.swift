/// Words that people type alone on a line because other shells know them. None is a statement of GQL.
enum BareWord {
  /// What is meant: a dot-command that does it, or advice.
  enum Meaning {
    case command(String)
    case advice(String)
  }

  /// What a line means that is such a word, with or without a semicolon, or that begins as no statement does; nil for all
  /// others.
  static func meaning(of line: String) -> Meaning? {
    let text = DotCommandLine.trimmed(line[...])
    let word = String(text.reversed().drop { $0 == ";" }.reversed()).lowercased()
    switch word {
    case "exit", "exit()", "quit", "quit()", "bye", "logout", "halt", ":q", ":q!", ":quit", ":wq",
      ":exit", "\\q", "/quit", "/exit":
      return .command(".quit")
    case "help", "help()", "?", "??", ":help", ":h", ":?", "\\?", "\\h", "/help", "man":
      return .command(".help")
    case "tables", "show tables", "\\d", "\\dt", ":schema", "ls", "dir":
      return .command(".predicates")
    case "history", "\\s", ":history": return .command(".history")
    case "stats": return .command(".stats")
    default: break
    }
    if word == "graphsh" || word.hasPrefix("graphsh ") {
      return .advice(
        "this is graphsh's own shell: a command is written with a dot, such as .stats (.help lists them)"
      )
    }
    let second = text.dropFirst().first
    switch text.first {
    case "#": return .advice("a comment begins with % or //")
    case "-" where second == "-": return .advice("a comment begins with % or //")
    case "\\": return .advice("a command of the shell begins with a dot: .help lists them")
    case "/" where second?.isLetter ?? false,
      ":" where second?.isLetter ?? false && !text.contains("("):
      return .advice("a command of the shell begins with a dot: .help lists them")
    default: return nil
    }
  }
}
