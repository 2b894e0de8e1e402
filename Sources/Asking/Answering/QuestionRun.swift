import GQL
import Graph

/// The work on one question: the graph, the engine that its queries run on, and its time.
struct QuestionRun {
  let engine: Engine
  let graph: KnowledgeGraph
  private let start = ContinuousClock.now

  init(engine: Engine, graph: KnowledgeGraph) {
    self.engine = engine
    self.graph = graph
  }

  /// Ends the work where somebody wants that, or where the time of a query is over for the question as a whole.
  ///
  /// - Throws: `EngineError.cancelled`, `EngineError.timeout`
  func check() throws {
    if engine.cancellation.isCancelled { throw EngineError.cancelled }
    guard let timeout = engine.options.timeout, ContinuousClock.now - start > timeout else {
      return
    }
    throw EngineError.timeout(seconds: timeout / .seconds(1))
  }

  /// Runs a query in what is left of the time.
  func run(_ query: String, each: (Answers) throws -> Void) throws {
    try check()
    engine.beginning = start
    try engine.perform(query, name: "<question>", each: each)
  }
}
