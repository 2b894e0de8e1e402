import Extraction
import GQL
import Graph
import TextAnalysis

/// A question in English.
///
/// It goes through the same reading as a text: turned into the statement that would answer it, its clause becomes a
/// pattern with one place open. Names are found by the graph's labels and aliases, predicates by their wording and what
/// is near to it. The claim that fits best is generalised to a query, and what that query gives is the answer. Where no
/// claim fits, the sentences that share most with the question are read in the same way, and what one of them says
/// stands for the answer, as the sentence's word and no fact.
public struct Question: Sendable {
  /// As it was asked.
  public let text: String

  /// A question in English.
  public init(_ text: String) {
    self.text = text
  }

  /// Answers the question by a graph.
  ///
  /// At most 400 sentences of the graph are looked at, and 12 of them read, so that the time does not grow with the graph
  /// beyond the look-ups in its indexes; then the engine runs one query for each reading. All of it takes no longer than
  /// the engine gives one query.
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
      let responder = Responder(
        run: QuestionRun(engine: engine, graph: graph), parser: parser)
      return QuestionAnswer(
        question: text, outcome: try responder.outcome(of: form), reading: form.description)
    case .unreadable(let part, let hint):
      return QuestionAnswer(question: text, outcome: .unreadable(part: part, hint: hint))
    }
  }

  /// Whether a line may be a question or a request in English, and no program: it opens as one does, and a word follows
  /// behind a blank. In GQL a name stands before a parenthesis, an operator or the end of its statement.
  public static func mayBe(_ line: String) -> Bool {
    let words = line.split { $0 == " " || $0 == "\t" }.map { $0.lowercased() }
    guard words.count > 1, let second = words[1].unicodeScalars.first,
      second.properties.isAlphabetic || second == "'" || second == "\""
    else { return false }
    return QuestionGrammar.questionWords.contains(words[0])
      || QuestionGrammar.auxiliary(words[0]) != nil || Request.mayOpen(with: words[0])
      || QuestionGrammar.prepositions.contains(words[0])
        && QuestionGrammar.questionWords.contains(words[1])
  }
}
