import ArgumentParser

/// A command that lists something of a graph.
private protocol ListCommand: GlobalCommand {
  var output: OutputOptions { get }
}

extension ListCommand {
  fileprivate func list(_ body: (Listings) throws -> Void) throws {
    let graph = try global.location().openForReading()
    let settings = output.settings
    try body(Listings(graph: graph, printer: AnswerPrinter(settings: settings)))
    try settings.output.flush()
  }
}

struct StatsCommand: ListCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Count what is in the graph.",
    discussion: "Example: graphsh stats --db news.db")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  func run() throws { try list { try $0.statistics() } }
}

struct EntitiesCommand: ListCommand {
  static let configuration = CommandConfiguration(
    commandName: "entities", abstract: "List the entities, the most mentioned first.",
    discussion: "Example: graphsh entities --type person --db news.db")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Only entities of this type.")
  var type: String?

  func run() throws { try list { try $0.entities(ofType: type) } }
}

struct PredicatesCommand: ListCommand {
  static let configuration = CommandConfiguration(
    commandName: "predicates", abstract: "List the predicates, the most frequent first.",
    discussion: "Example: graphsh predicates --db news.db | head")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  func run() throws { try list { try $0.predicates() } }
}

struct RelationsCommand: ListCommand {
  static let configuration = CommandConfiguration(
    commandName: "relations", abstract: "List the relations, the most frequent first.",
    discussion: "Example: graphsh relations resign --db news.db")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Argument(help: "Only relations that this word may mean.")
  var word: String?

  func run() throws { try list { try $0.relations(wordedBy: word) } }
}

struct DocumentsCommand: ListCommand {
  static let configuration = CommandConfiguration(
    commandName: "documents", abstract: "List the documents in the order in which they were read.",
    discussion: "Example: graphsh documents --format csv --db news.db")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  func run() throws { try list { try $0.documents() } }
}
