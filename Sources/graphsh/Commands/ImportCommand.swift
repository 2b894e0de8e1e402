import ArgumentParser
import Extraction
import Graph

extension GraphFormat: ExpressibleByArgument {
  public init?(argument: String) { self.init(name: argument) }
}

struct ImportCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Read RDF (N-Triples, N-Quads, Turtle, TriG, RDF/XML), CSV, TSV or JSON lines.",
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

  @Option(help: "What relative IRIs are relative to, instead of their file.")
  var base: String?

  @Option(
    name: .customLong("id"), help: "The column of CSV and TSV that names what a row is about.")
  var idColumn: String?

  @Flag(help: "Leave out what cannot be read, and say where it stands, instead of giving up.")
  var skipErrors = false

  @ArgumentParser.Argument(help: "The files; - is standard input.", completion: .file())
  var files: [String]

  func run() throws {
    if global.safe, let file = files.first(where: { $0 != "-" && !SafePath.isInside($0) }) {
      throw CommandError.failed("--safe refuses \(file): it is outside the working folder")
    }
    var options = ImportOptions()
    options.format = format
    options.graph = graph
    options.base = base
    options.idColumn = idColumn
    options.skipsErrors = skipErrors
    let location = global.location()
    let isNew = !location.exists
    do {
      let store = try location.openForWriting(global)
      try ImportRunner(graph: store, isQuiet: global.quiet).run(files, options)
    } catch {
      if isNew { location.removeIfEmpty() }
      throw error
    }
  }
}

/// Does an import, shows how far it is, and says at the end what came in.
private struct ImportRunner {
  let graph: KnowledgeGraph
  let isQuiet: Bool

  func run(_ files: [String], _ options: ImportOptions) throws {
    let bar = ProgressBar(isQuiet: isQuiet)
    let stop = StopSignal()
    let start = ContinuousClock.now
    let raise: @Sendable () -> Void = { stop.raise() }
    let report = try Interrupts.handled(by: raise) {
      defer { bar.clear() }
      return try graph.importFiles(files, options: options) { progress in
        if stop.isRaised { throw CommandError.interrupted }
        let share = progress.size.map { min(1, Double(progress.bytes) / Double(max($0, 1))) }
        bar.update(
          done: progress.bytes / 1_000_000, share: share, noun: "MB",
          detail: Words.count(progress.statements, "statement"), name: progress.file ?? "writing")
      }
    }
    for error in report.errors { Messages.write("\(error)") }
    guard !isQuiet else { return }
    var line = "\(Words.count(report.statements, "statement")) read, "
    line += "\(Words.grouped(report.newTriples)) new"
    if report.skipped > 0 { line += ", \(Words.grouped(report.skipped)) left out" }
    Messages.write(line + " in \(Words.time(ContinuousClock.now - start))")
  }
}
