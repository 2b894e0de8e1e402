import ArgumentParser
import Extraction
import Glibc
import Graph

struct IngestCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest", abstract: "Read texts into the graph.",
    discussion: """
      Texts that the graph has already are skipped; a file that cannot be read is named, and the others go on. \
      Ctrl-C gives up the texts at hand; the same command goes on from there.
      Example: graphsh ingest articles/ --db news.db
      """)

  @OptionGroup var global: GlobalOptions

  @Option(
    name: .customLong("knowledge"),
    help: "A TSV file of names, offices or verbs beside those built in; may be given again.")
  var knowledgeFiles: [String] = []

  @Flag(help: "Read known texts too, in place of what the graph has from the same file or address.")
  var replace = false

  @Flag(
    help:
      "Then go on reading files that come or are changed there, until Ctrl-C; changed ones take the place of the older."
  )
  var watch = false

  @OptionGroup var text: TextOptions

  @Argument(help: "Files and folders of English text; '-' is standard input.")
  var paths: [String]

  func run() throws {
    if watch, paths.contains("-") {
      throw CommandError.wrongUse(
        "--watch needs files or folders; standard input cannot be watched")
    }
    let session = try Session(
      location: global.location(), options: global, settings: Settings())
    var files = session.files
    files.kinds = .pipes
    let report = try IngestRun(session: session, files: files).run(
      paths: paths, knowledgeFiles: knowledgeFiles, replaces: replace,
      text: text, watches: watch)
    if !report.failures.isEmpty { throw CommandError.reported }
  }
}
