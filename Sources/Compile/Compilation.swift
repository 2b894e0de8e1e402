import Base
import GQL
import Graph

/// Another engine that a program can be compiled for.
package enum CompilationTarget: String, Sendable, CaseIterable {
  /// A script of SQL.
  case duckDB = "duckdb"
  /// A job in Python for Apache Spark, and for what speaks its language.
  case pySpark = "pyspark"
}

/// Compiles programs of GQL for other engines.
///
/// The program is analysed as graphsh's own engine does it; what cannot be compiled is refused with its place.
package struct Compilation {
  package let target: CompilationTarget
  /// What stored predicates and entities are looked up in.
  package let graph: KnowledgeGraph?
  /// Where the tables of the graph lie for the other engine.
  package let graphFolder: String?
  package let files: FileAccess
  package let parameters: [String: Term]

  package init(
    target: CompilationTarget, graph: KnowledgeGraph? = nil, graphFolder: String? = nil,
    files: FileAccess = .everywhere, parameters: [String: Term] = [:]
  ) {
    (self.target, self.graph, self.graphFolder) = (target, graph, graphFolder)
    (self.files, self.parameters) = (files, parameters)
  }

  /// The program of the other engine.
  ///
  /// - Parameter name: how the program is called in messages and comments
  /// - Throws: `DiagnosticsError` for mistakes and for what cannot be compiled; what the graph and the files throw
  package func text(of program: String, name: String) throws -> String {
    var analyzer = Analyzer()
    let catalog: any Catalog = graph.map { GraphCatalog($0) } ?? EmptyCatalog()
    let source = try analyzer.analyze(
      SourceText(name: name, text: program), catalog: catalog, loader: FileLoader(files: files),
      parameters: parameters)
    do {
      var compiled = try ProgramCompiler.compile(source, graph: graph, graphFolder: graphFolder)
      compiled.ownText = Self.withoutFiles(program, source)
      switch target {
      case .duckDB: return try DuckDBScript.text(of: compiled, name: name)
      case .pySpark: return try SparkJob.text(of: compiled, name: name)
      }
    } catch let diagnostic as Diagnostic {
      throw DiagnosticsError([diagnostic], sources: analyzer.sources)
    }
  }

  /// A program without the statements that read and write tables, blanks in their place.
  private static func withoutFiles(_ program: String, _ source: AnalyzedSource) -> String {
    var bytes = Array(program.utf8)
    for action in source.actions {
      switch action {
      case .import(let file), .export(let file):
        // The first source is the program itself; what it includes keeps its own files.
        guard file.span.source == 0, file.span.end <= bytes.count else { continue }
        for place in file.span.start..<file.span.end where bytes[place] != UInt8(ascii: "\n") {
          bytes[place] = UInt8(ascii: " ")
        }
      case .query, .insert, .delete: continue
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
