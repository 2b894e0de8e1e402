import ArgumentParser
import Graph

struct ExportCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the graph, or a part of it, as a picture or for another program.",
    discussion: """
      Examples:
        graphsh export --format dot | dot -Tsvg > graph.svg
        graphsh export --format svg --around "Lee Jae Myung" --hops 2 > lee.svg
        graphsh export --format nq --with-evidence > all.nq
      """)

  @OptionGroup var global: GlobalOptions

  @Option(name: .shortAndLong, help: "The format.")
  var format: ExportFormat = .dot

  @Option(
    help:
      "Only what the answers of a query join: subject and object, or with the predicate between.")
  var query: String?

  @Option(name: .shortAndLong, help: "Programs with the rules of the query; may be given again.")
  var program: [String] = []

  @Option(help: "Only what lies around this entity; may be given again.")
  var around: [String] = []

  @Option(help: "How many edges away from it.")
  var hops: Int = 1

  @Option(help: "Only these predicates, with commas between.")
  var predicates: String?

  @Option(help: "Only entities of these types, with commas between.")
  var types: String?

  @Option(help: "The most nodes (default: 300 of a picture, all of data).")
  var limit: Int?

  @Flag(help: "In nt, nq, ttl and trig: describe every claim with its evidence and documents.")
  var withEvidence = false

  func validate() throws {
    if withEvidence {
      guard case .data(let format) = format, format.isRDF, query == nil, around.isEmpty,
        predicates == nil, types == nil, limit == nil
      else {
        throw ValidationError(
          "--with-evidence is for the whole graph in nt, nq, ttl or trig")
      }
    }
    if query != nil, !around.isEmpty || predicates != nil || types != nil {
      throw ValidationError(
        "--query chooses by itself: leave --around, --predicates and --types out")
    }
    if hops < 1 { throw ValidationError("--hops must be at least 1") }
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
  }

  func run() throws {
    let location = global.location()
    try location.requireFile()
    let session = try Session(location: location, options: global, settings: Settings())
    for file in program { try session.load(file) }
    var request = ExportRequest(format: format)
    request.query = query
    request.around = around
    request.hops = hops
    request.predicates = Self.list(predicates)
    request.types = Self.list(types)
    request.limit = limit
    request.withEvidence = withEvidence
    try Exporter(session: session).write(request, to: session.settings.output)
  }

  private static func list(_ text: String?) -> [String]? {
    text?.split(separator: ",").map { DotCommandLine.trimmed($0) }
  }
}
