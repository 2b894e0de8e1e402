import ArgumentParser
import Extraction
import Graph

extension GraphFormat: ExpressibleByArgument {
  /// A format by its name.
  public init?(argument: String) { self.init(name: argument) }
}

struct ImportCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract:
      "Read RDF (N-Triples, N-Quads, Turtle, TriG, RDF/XML), CSV, TSV, JSON lines or Parquet.",
    discussion: """
      Files may be compressed with gzip; - is standard input. All files come in together or not at all. A folder that
      export --format parquet wrote is a path as well.
      Examples:
        graphsh import people.ttl places.nt.gz --db world.db
        graphsh import staff.csv --id name
        graphsh import tables --db copy.db
      """)

  @OptionGroup var global: GlobalOptions

  @Option(
    name: .shortAndLong, help: "The format, instead of the one that each file's ending implies.")
  var format: GraphFormat?

  @Option(help: "The named graph for statements that name none: an IRI, or any name.")
  var graph: String?

  @Option(help: "The base of relative IRIs, instead of their file.")
  var base: String?

  @Option(
    name: .customLong("id"),
    help: "The column of CSV and TSV, or the member of JSON lines, that names what a row is about.")
  var idColumn: String?

  @Flag(help: "Leave out what cannot be read, and report where it is, instead of giving up.")
  var skipErrors = false

  @ArgumentParser.Argument(help: "The files; - is standard input.", completion: .file())
  var files: [String]

  func run() throws {
    var options = ImportOptions()
    options.format = format
    options.graph = graph
    options.base = base
    options.idColumn = idColumn
    options.skipsErrors = skipErrors
    options.access = try global.files()
    options.access.kinds = [.pipes, .namedPipes]
    let location = global.location()
    let isNew = !location.exists
    let work = BoundedWork(global, patience: .milliseconds(80)) {
      if isNew { location.removeIfEmpty(endsProcess: true) }
    }
    do {
      try work.around {
        let store = try location.openForWriting(global)
        try ImportRun(graph: store, work: work, isQuiet: global.quiet).run(files, options)
      }
    } catch {
      if isNew { location.removeIfEmpty() }
      throw error
    }
  }
}
