import ArgumentParser
import Graph

extension GraphFormat: ExpressibleByArgument {
  public init?(argument: String) { self.init(name: argument) }
}

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Read N-Triples, N-Quads, Turtle, TriG, CSV, TSV or JSON lines into the graph.",
    discussion: """
      Files may be compressed with gzip; - is standard input. All files come in together or not at all.
      Examples:
        graphsh import people.ttl places.nt.gz --db world.db
        graphsh import staff.csv --id name
      """)

  @OptionGroup var global: GlobalOptions

  @Option(name: .shortAndLong, help: "The format, instead of what each file's ending says.")
  var format: GraphFormat?

  @Option(help: "The named graph for statements that name none: an IRI, or any name.")
  var graph: String?

  @Option(help: "What relative IRIs of Turtle and TriG are relative to, instead of their file.")
  var base: String?

  @Option(
    name: .customLong("id"), help: "The column of CSV and TSV that names what a row is about.")
  var idColumn: String?

  @Flag(help: "Leave out what cannot be read, and say where it stands, instead of giving up.")
  var skipErrors = false

  @ArgumentParser.Argument(help: "The files; - is standard input.", completion: .file())
  var files: [String]

  func run() throws {
    if global.readOnly { throw CommandError.wrongUse("import writes: leave --read-only out") }
    if global.safe, let file = files.first(where: { $0 != "-" && !SafePath.isInside($0) }) {
      throw CommandError.failed("--safe refuses \(file): it is outside the working folder")
    }
    var options = ImportOptions()
    options.format = format
    options.graph = graph
    options.base = base
    options.idColumn = idColumn
    options.skipsErrors = skipErrors
    let store = try KnowledgeGraph(path: global.location().path, access: .readWrite)
    let report = try store.importFiles(files, options: options)
    say(report)
  }

  private func say(_ report: ImportReport) {
    for error in report.errors { Messages.write("\(error)") }
    guard !global.quiet else { return }
    var line =
      "\(Words.count(report.statements, "statement")) read, \(report.newTriples) new"
    if report.skipped > 0 { line += ", \(report.skipped) left out" }
    Messages.write(line)
  }
}
