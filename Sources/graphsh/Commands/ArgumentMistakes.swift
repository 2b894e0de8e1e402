import ArgumentParser
import Base

/// What is said to those whose command line nobody can carry out: what they may have meant.
enum ArgumentMistakes {
  /// What other programs call the commands.
  private static let otherCommands: [(words: Set<String>, meant: String)] = [
    (
      ["load", "add", "index", "learn"],
      "graphsh ingest' (texts) or 'graphsh import' (RDF and tables)"
    ),
    (["search", "select", "match", "find", "sparql", "sql"], "graphsh query'"),
    (["execute", "exec", "script"], "graphsh run'"),
    (["explain", "proof", "prove"], "graphsh why'"),
    (["describe", "show", "entity", "info"], "graphsh about'"),
    (["list", "ls"], "graphsh documents' or 'graphsh entities'"),
    (["draw", "plot", "picture", "dump", "render"], "graphsh export'"),
    (["delete", "remove", "rm"], "graphsh forget'"),
    (["open", "repl", "console"], "graphsh GRAPH'"),
    (["version"], "graphsh --version'"),
  ]
  /// What other programs call the options.
  private static let otherOptions: [(words: Set<String>, meant: String)] = [
    (["--mode", "--fmt", "--as", "--type", "--output-format"], "--format"),
    (["--database", "--graph", "--file"], "--db"),
    (["--max", "--count", "--top"], "--limit"),
    (["--set", "--var", "--define"], "--param"),
  ]

  /// Why the first word is no graph to open the shell on; nil where it may be one.
  static func complaint(_ arguments: [String]) -> String? {
    guard let word = arguments.first, !word.hasPrefix("-"), word != "help",
      !ArgumentOrder.isCommand(word), !ArgumentOrder.exists(word)
    else { return nil }
    if isPath(word) { return nil }
    if word.contains(where: { $0 == "(" || $0 == "?" || $0.isWhitespace }) {
      return
        "'\(word)' is neither a command nor a graph; to run a query, write graphsh query 'QUERY', "
        + "and to ask in English, graphsh ask 'QUESTION'"
    }
    if let meant = otherCommands.first(where: { $0.words.contains(word.lowercased()) })?.meant {
      return "no command '\(word)': did you mean '\(meant)?"
    }
    let names = Graphsh.configuration.subcommands.map { $0._commandName }
    if let nearest = Spelling.nearest(to: word, among: names) {
      return
        "no command '\(word)': did you mean 'graphsh \(nearest)'? (A new graph of that name is ./\(word).)"
    }
    guard let next = arguments.dropFirst().first, !next.hasPrefix("-") else { return nil }
    return "no command '\(word)'; a graph of that name is ./\(word)"
  }

  /// Whether a word can only be a file's name: by its ending or its folder, unless it reads like a query or a question.
  private static func isPath(_ word: String) -> Bool {
    if word.hasSuffix(".db") || word.hasPrefix("./") || word.hasPrefix("../") || word.hasPrefix("/")
    {
      return true
    }
    if word.contains(where: { $0 == "(" || $0 == "?" }) { return false }
    if word.contains(where: \.isWhitespace) { return word.contains(/\.[A-Za-z0-9]+$/) }
    return word.contains { $0 == "." || $0 == "/" || $0 == ":" }
  }

  /// The parser's message with what may have been meant.
  static func message(_ message: String, for arguments: [String]) -> String {
    if let option = message.wholeMatch(of: /Unknown option '(--?[^']+)'.*/)?.1 {
      let base = "unknown option '\(option)'"
      return meant(String(option), arguments).map { "\(base): did you mean '\($0)'?" } ?? base
    }
    if message.lowercased().contains("unexpected argument"), !arguments.contains("--db"),
      let graph = arguments.dropFirst().first(where: {
        $0.hasSuffix(".db") && !$0.hasPrefix("-")
      })
    {
      return message + ": name the graph with --db \(graph)"
    }
    return message
  }

  private static func meant(_ option: String, _ arguments: [String]) -> String? {
    let options = self.options(of: arguments)
    if let other = otherOptions.first(where: { $0.words.contains(option) })?.meant,
      options.contains(other)
    {
      return other
    }
    return Spelling.nearest(to: option, among: options)
  }

  /// The options of the command that the arguments begin with, as its help lists them.
  private static func options(of arguments: [String]) -> [String] {
    let commands = Graphsh.configuration.subcommands
    let command = commands.first { $0._commandName == arguments.first } ?? ShellCommand.self
    return command.helpMessage().matches(of: /(?m)^ +(?:-[a-z], )?(--[a-z-]+)/).map {
      String($0.1)
    }
  }
}
