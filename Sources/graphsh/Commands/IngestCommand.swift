import ArgumentParser
import Extraction
import Glibc
import Graph

struct IngestCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest", abstract: "Read texts into the graph.",
    discussion: """
      Texts that are already in the graph are skipped; a file that cannot be read is reported, and the others are read. \
      Ctrl-C abandons the texts in progress; the same command carries on from there.
      Example: graphsh ingest articles/ --db news.db
      """)

  @OptionGroup var global: GlobalOptions

  @Option(
    name: .customLong("knowledge"),
    help: "A TSV file of names, offices or verbs, in addition to those built in; may be repeated.",
    completion: .file())
  var knowledgeFiles: [String] = []

  @Flag(help: "Read known texts again, replacing what the graph has from the same file or address.")
  var replace = false

  @Flag(
    help:
      "Then keep reading files that are added or changed there, until Ctrl-C; a changed file replaces its older version."
  )
  var watch = false

  @OptionGroup var text: TextOptions

  @Argument(help: "Files and folders of English text; '-' is standard input.", completion: .file())
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
