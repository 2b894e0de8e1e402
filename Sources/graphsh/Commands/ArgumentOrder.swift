/// Global options may also stand before the subcommand (`graphsh --db news.db query …`).
enum ArgumentOrder {
  private static let withValue: Set<String> = [
    "--db", "--timeout", "--memory-limit", "--threads", "--color", "--param",
  ]
  private static let flags: Set<String> = [
    "-q", "--quiet", "-v", "--verbose", "--read-only", "--safe",
  ]

  /// The arguments with a subcommand's name moved before the global options that precede it.
  static func arranged(_ arguments: [String]) -> [String] {
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
    guard place > 0, place < arguments.count, isSubcommand(arguments[place]) else {
      return arguments
    }
    return [arguments[place]] + arguments[..<place] + arguments[(place + 1)...]
  }

  private static func isSubcommand(_ name: String) -> Bool {
    Graphsh.configuration.subcommands.contains { $0._commandName == name }
  }
}
