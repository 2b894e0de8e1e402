import ArgumentParser
import Compile
import Graph

extension CompilationTarget: ExpressibleByArgument {}

struct CompileCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile", abstract: "Compile a program for DuckDB or Spark.",
    discussion: """
      Nothing is run. What cannot be compiled is refused with its place.
      Examples:
        graphsh compile rules.gql --to duckdb > rules.sql
        graphsh compile rules.gql --to pyspark > job.py
        graphsh compile rules.gql --to duckdb --db news.db --graph tables > rules.sql
      """)

  @OptionGroup var global: GlobalOptions

  @Option(name: .customLong("to"), help: "What to compile for.")
  var target: CompilationTarget

  @Option(
    help:
      "The folder that 'export --format parquet' wrote, for programs that read the graph of --db.",
    completion: .directory)
  var graph: String?

  @Argument(help: "The program; '-' is standard input.", completion: .file())
  var program: String

  func run() throws {
    let files = try global.files()
    let location = global.location()
    let store =
      graph != nil || location.isNamed ? try location.openForReading() : nil
    var parameters: [String: Term] = [:]
    for parameter in global.parameters { parameters[parameter.name] = parameter.value }
    let compilation = Compilation(
      target: target, graph: store, graphFolder: graph, files: files, parameters: parameters)
    let text = try ProgramFile.read(program, files)
    let compiled = try compilation.text(of: text, name: program == "-" ? "<stdin>" : program)
    let output = OutputStream(descriptor: 1)
    try output.write(compiled)
    try output.flush()
  }
}
