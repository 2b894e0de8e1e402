import Glibc

/// Words of the command line in the order in which the parser wants them, where people have good reason for another.
enum ArgumentOrder {
  private static let withValue: Set<String> = [
    "--db", "--timeout", "--memory-limit", "--threads", "--color", "--param",
  ]
  private static let flags: Set<String> = [
    "-q", "--quiet", "-v", "--verbose", "--read-only", "--safe",
  ]

  /// The arguments with the command's name first: global options (`graphsh --db news.db query …`) and the graph
  /// (`graphsh news.db query …`) may also stand before it. A program without a command is run.
  static func arranged(_ arguments: [String]) -> [String] {
    let place = endOfGlobalOptions(arguments)
    guard place < arguments.count else { return arguments }
    let (options, word, rest) = (arguments[..<place], arguments[place], arguments[(place + 1)...])
    if isCommand(word) { return place == 0 ? arguments : [word] + options + rest }
    guard !word.hasPrefix("-"), word != "help" else { return arguments }
    if let command = rest.first, isCommand(command), isGraph(word), !options.contains("--db") {
      return [command, "--db", word] + options + rest.dropFirst()
    }
    if isProgram(word), exists(word) { return ["run"] + options + [word] + rest }
    return arguments
  }

  private static func endOfGlobalOptions(_ arguments: [String]) -> Int {
    var place = 0
    while place < arguments.count {
      let argument = arguments[place]
      if withValue.contains(argument) {
        place += 2
      } else if flags.contains(argument)
        || withValue.contains(where: { argument.hasPrefix($0 + "=") })
      {
        place += 1
      } else {
        break
      }
    }
    return place
  }

  static func isCommand(_ name: String) -> Bool {
    Graphsh.configuration.subcommands.contains { $0._commandName == name }
  }

  /// Whether a word names a file of a graph rather than anything else.
  static func isGraph(_ word: String) -> Bool {
    word.hasSuffix(".db") || !isProgram(word) && exists(word)
  }

  /// Whether a word names a file of GQL.
  private static func isProgram(_ word: String) -> Bool {
    word.hasSuffix(".gql") || word.hasSuffix(".dl")
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
