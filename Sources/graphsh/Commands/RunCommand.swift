import ArgumentParser

struct RunCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run programs, and print the answers to each query in turn.",
    discussion: """
      Programs are files in GQL, graphsh's Datalog; their names end in .gql or .dl; or in SPARQL 1.1: .rq and .ru.
      Examples:
        graphsh run rules.gql questions.gql --db news.db
        graphsh run --markdown report.md --db news.db
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Go on after an error.")
  var keepGoing = false

  @Flag(
    help:
      "The files are pages of Markdown: put the answers to each gql block (```gql) below it, replacing earlier ones."
  )
  var markdown = false

  @Argument(help: "GQL or SPARQL files; '-' is standard input.", completion: .file())
  var files: [String]

  func validate() throws {
    if markdown, output.format != nil || keepGoing {
      throw ValidationError("--markdown cannot be combined with --format or --keep-going")
    }
  }

  func run() throws {
    let session = try Session(
      location: global.location(), options: global, settings: output.settings)
    if markdown {
      session.settings.format = .markdown
      return try files.forEach(NotebookRun(session: session).fill)
    }
    session.joinsSets = files.count > 1
    defer { session.closeLists() }
    var failure: (any Error)?
    for file in files {
      do {
        try session.runFile(file, [.pipes, .namedPipes], keepGoing: keepGoing)
      } catch {
        if case CommandError.interrupted = error { throw error }
        guard keepGoing, let sentence = ExitReport.sentence(for: error) else { throw error }
        Messages.write(sentence)
        failure = CommandError.reported
      }
    }
    if let failure { throw failure }
  }
}
