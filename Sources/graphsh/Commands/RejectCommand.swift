import ArgumentParser

struct RejectCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Reject a fact, whatever documents say.",
    discussion: """
      The fact leaves the graph and does not come back when documents are read again; with variables, this goes for every answer. \
      'graphsh rejected' lists what was rejected; 'graphsh undo' reverses the last rejection, and so does inserting the fact.
      Example: graphsh reject 'met("Lee", "Xi")' --because "It was his deputy." --db news.db
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: "Why, in your words.")
  var because: String?

  @Argument(help: "The fact, by a predicate or a relation of the graph.")
  var fact: String

  func run() throws {
    let location = global.location()
    try location.requireFile()
    let session = try Session(location: location, options: global, settings: Settings())
    try session.reject(fact, because: because)
  }
}
