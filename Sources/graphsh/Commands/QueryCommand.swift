import ArgumentParser
import GQL
import SPARQL

struct QueryCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Answer one query.",
    discussion: """
      Examples:
        graphsh query 'met("Lee", Who)?' --db news.db
        graphsh query 'met($who, X)?' --param who=Lee --format json --db news.db
        graphsh query --sparql 'SELECT ?who { ?who a ?kind } LIMIT 5' --db news.db
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Go on after an error.")
  var keepGoing = false

  @Flag(help: "Read the query as SPARQL 1.1, even where its first words do not tell that.")
  var sparql = false

  @Argument(help: "The query; its final '?' may be left out. Facts and rules may precede it.")
  var query: String

  func run() throws {
    let session = try Session(
      location: global.location(), options: global, settings: output.settings)
    if sparql || SPARQLEngine.recognises(query) {
      return try session.runSPARQL(ProgramPart(text: query), name: "<query>")
    }
    try session.runScript(
      StatementScanner.withFinalMark(query), name: "<query>", keepGoing: keepGoing)
  }
}
