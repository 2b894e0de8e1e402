import ArgumentParser
import Asking
import Graph

struct ExportCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the graph, or a part of it, as a picture or for another program.",
    discussion: """
      A picture of the whole graph shows persons, organisations, countries and places; what texts deny, plan or only \
      report is grey.
      Examples:
        graphsh export --format pdf --title "The summit" > news.pdf
        graphsh export --format svg --around "Lee Jae Myung" --hops 2 > lee.svg
        graphsh export --format svg --layout own --limit 5000 > all.svg
        graphsh export --format gexf --types person,organization > people.gexf
        graphsh export --format nq --with-evidence > all.nq
        graphsh export --format parquet --output tables
      """)

  @OptionGroup var global: GlobalOptions

  @Option(name: .shortAndLong, help: "The format.")
  var format: ExportFormat = .dot

  @Option(
    name: .shortAndLong, help: "The file to write, or for parquet the new folder of its tables.",
    completion: .file())
  var output: String?

  @Option(
    help:
      "Only what the answers to a query connect: subject and object, or subject, predicate and object."
  )
  var query: String?

  @Option(
    name: .shortAndLong, help: "A program with the rules of the query; may be repeated.",
    completion: .file())
  var program: [String] = []

  @Option(help: "Only what surrounds this entity; may be repeated.")
  var around: [String] = []

  @Option(help: "How many edges to follow from it.")
  var hops: Int = 1

  @Option(help: "Only these predicates, separated by commas.")
  var predicates: String?

  @Option(help: "Only entities of these types, separated by commas.")
  var types: String?

  @Option(
    help:
      "The most nodes (default: \(PartChoice.Use.picture.usualLimit ?? 0) of a picture, all of data)."
  )
  var limit: Int?

  @Option(
    help:
      "What lays out an SVG picture: Graphviz (dot) or graphsh itself (own), as large graphs need.")
  var layout: PictureLayout?

  @Option(help: "The title of a picture.")
  var title: String?

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
        "--query makes the choice: leave out --around, --predicates and --types")
    }
    if title != nil, case .data = format {
      throw ValidationError("--title is for pictures: dot, svg, png and pdf")
    }
    if layout == .own, format != .picture(.svg) {
      throw ValidationError("--layout own is for --format svg")
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
    request.choice.query = query
    request.choice.around = around
    request.choice.hops = hops
    request.choice.predicates = Self.list(predicates)
    request.choice.types = Self.list(types)
    request.choice.limit = limit
    request.layout = layout
    request.title = title
    request.withEvidence = withEvidence
    let exporter = Exporter(session: session)
    if let output {
      try exporter.write(request, toFile: output)
    } else {
      try exporter.write(request, to: session.settings.output)
    }
  }

  private static func list(_ text: String?) -> [String]? {
    text?.split(separator: ",").map { DotCommandLine.trimmed($0) }
  }
}
