import Graph

/// Runs programs over a graph, and keeps what they define for the programs after them.
///
/// One engine is one session. It belongs to one thread; only ``cancellation`` may be used from others.
public final class Engine {
  public let graph: KnowledgeGraph?
  public var options: Options
  /// Stops the run under way.
  public let cancellation = Cancellation()
  private var analyzer = Analyzer()
  private let session: Session

  public init(graph: KnowledgeGraph?, options: Options = Options()) {
    self.graph = graph
    self.options = options
    session = Session(graph: graph)
  }

  /// Runs a program, statement by statement, and hands over what each query or change gave.
  ///
  /// Rules and facts stay for later runs. A program with errors changes nothing.
  ///
  /// - Parameter name: what messages call the source: a path, `<stdin>`, `<query>`.
  /// - Throws: ``DiagnosticsError`` for what is wrong in the program, ``EngineError`` for a limit that was met,
  ///   `StoreError` for the graph.
  public func run(_ text: String, name: String, each: (Answers) throws -> Void) throws {
    cancellation.reset()
    let source = try analyze(text, name: name)
    do {
      try execute(source, session: session, each: each)
    } catch let diagnostic as Diagnostic {
      throw DiagnosticsError([diagnostic], sources: analyzer.sources)
    }
  }

  private func analyze(_ text: String, name: String) throws -> AnalyzedSource {
    let catalog: any Catalog
    if let graph { catalog = GraphCatalog(graph) } else { catalog = EmptyCatalog() }
    return try analyzer.analyze(
      SourceText(name: name, text: text), catalog: catalog,
      loader: GuardedLoader(refusal: options.refusalOfFile), parameters: options.parameters)
  }

  /// Proves every answer of one query or fact, each by its smallest proof.
  ///
  /// - Throws: as ``run(_:name:each:)``; ``EngineError/notOneQuery`` where the text is anything else.
  public func why(_ text: String) throws -> [Proof] {
    cancellation.reset()
    let source = try analyze(text, name: "<query>")
    guard source.actions.count == 1, case .query(let query) = source.actions[0] else {
      throw EngineError.notOneQuery
    }
    do {
      return try prove(query, of: source, session: session, sources: analyzer.sources)
    } catch let diagnostic as Diagnostic {
      throw DiagnosticsError([diagnostic], sources: analyzer.sources)
    }
  }

  /// Names that programs of the session define, in alphabetical order.
  public var predicateNames: [String] { analyzer.definedNames }

  /// The sources that were read, for messages about their places.
  public var sources: SourceMap { analyzer.sources }
}
