import ArgumentParser
import Glibc

struct ShellCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell", abstract: "Open the shell; run standard input if it is not a terminal.",
    discussion: """
      Examples:
        graphsh news.db
        graphsh news.db -c 'met("Lee", Who)?'
        graphsh news.db < questions.gql
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(
    name: .customShort("c"),
    help: ArgumentHelp("Run this program instead of opening the shell.", valueName: "text"))
  var text: String?

  @Flag(help: "Go on after an error.")
  var keepGoing = false

  @Argument(
    help: "The graph file (default: $GRAPHSH_DB or graph.db).", completion: .file())
  var graph: String?

  func validate() throws {
    if graph == "" { throw ValidationError("the name of the graph file is empty") }
    if graph != nil, global.database != nil {
      throw ValidationError("name the graph once: as an argument or with --db")
    }
  }

  func run() throws {
    let location = global.location(named: graph)
    if text == nil, isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
      let session = try Session(
        location: location, options: global, settings: output.settings, isInteractive: true)
      try Shell(session: session).run()
      return
    }
    let session = try Session(location: location, options: global, settings: output.settings)
    if let text {
      try session.runScript(text, name: "<command line>", keepGoing: keepGoing)
    } else {
      try session.runFile("-", keepGoing: keepGoing)
    }
  }
}
