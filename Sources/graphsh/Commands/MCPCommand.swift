import ArgumentParser
import Base
import Graph
import MCP

struct MCPCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp",
    abstract: "Serve a graph to language models, by the Model Context Protocol.",
    discussion: """
      A client starts it and talks to it over standard input and output: give it this command in its configuration. Its tools \
      ask, query, search and prove, and each answer comes with the sentences that it rests on. A call may take 30 s, unless \
      --timeout says otherwise.
      Example: graphsh mcp news.db
      """)

  @OptionGroup var global: GlobalOptions

  @Flag(
    help:
      "Let the client read texts into the graph, its own and files in and below the working folder."
  )
  var edit = false

  @Argument(help: "The graph file (default: --db).", completion: .file())
  var graph: String?

  func validate() throws {
    if edit, global.readOnly { throw ValidationError("--edit and --read-only exclude each other") }
  }

  func run() throws {
    let location = global.location(named: graph)
    if !edit { try location.requireFile() }
    try MCPServer(
      graphAt: location.path, parameters: global.engineOptions.parameters,
      readableFiles: edit ? try readableFiles(besides: location) : nil, limits: limits
    ).run()
  }

  /// What stands in and below the working folder, but for the graph itself.
  private func readableFiles(besides location: GraphLocation) throws -> FileAccess {
    do {
      var files = try FileAccess.below(".")
      files.refusal = { location.refusal(of: $0) }
      return files
    } catch let problem {
      throw CommandError.failed("the working folder: \(problem)")
    }
  }

  private var limits: MCPLimits {
    var limits = MCPLimits()
    if let timeout = global.timeout { limits.time = timeout.duration }
    if let threads = global.threads { limits.threads = threads }
    limits.memory = global.memory.bytes
    return limits
  }
}
