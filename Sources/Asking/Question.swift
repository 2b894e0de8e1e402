import Extraction
import GQL
import Graph
import TextAnalysis

/// A question in English.
///
/// It goes through the same reading as a text: turned into the statement that would answer it, its clause becomes a
/// pattern with one place open. Names are found by the graph's labels and aliases, predicates by their wording and what
/// is near to it. The claim that fits best is generalised to a query, and what that query gives is the answer, so that
/// nothing is told that the graph does not hold.
public struct Question: Sendable {
  public let text: String

  public init(_ text: String) {
    self.text = text
  }

  /// Answers the question by a graph.
  ///
  /// At most 400 sentences of the graph are looked at, so that the time does not grow with the graph beyond the look-ups
  /// in its indexes; then the engine runs one query for each reading.
  ///
  /// - Throws: `StoreError` for the graph, `EngineError` for a limit that was met.
  public func answer(
    by engine: Engine, pipeline: EnglishPipeline, knowledge: Knowledge
  ) throws -> QuestionAnswer {
    guard let graph = engine.graph else {
      return QuestionAnswer(
        question: text, outcome: .unreadable(part: text, hint: "there is no graph to ask"))
    }
    let parser = SentenceParser(pipeline: pipeline, knowledge: knowledge)
    let reader = QuestionReader(graph: graph, parser: parser)
    switch try reader.read(text) {
    case .form(let form):
      let responder = Responder(engine: engine, graph: graph, knowledge: knowledge)
      return QuestionAnswer(
        question: text, outcome: try responder.outcome(of: form), reading: form.description)
    case .unreadable(let part, let hint):
      return QuestionAnswer(question: text, outcome: .unreadable(part: part, hint: hint))
    }
  }
}
