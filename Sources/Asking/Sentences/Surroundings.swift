import Extraction
import Graph

/// What the sentences around one tell that it leaves out itself: who or what was spoken of before. Each is looked up once a
/// question.
final class Surroundings {
  private let graph: KnowledgeGraph
  private let stems: WordStems
  private var entities: [Int64: Set<Value>] = [:]
  private var words: [Int64: [String]] = [:]

  /// How many sentences before one still speak of the same, and how many at the beginning of a document tell what all of
  /// it is about.
  private static let before = 3
  private static let beginning = 3

  init(graph: KnowledgeGraph, stems: WordStems) {
    self.graph = graph
    self.stems = stems
  }

  /// Whether a sentence is told of one that a name means: it has been spoken of shortly before, or the document begins
  /// with it.
  func speakOf(_ name: LinkedName, before context: SentenceContext) throws -> Bool {
    let known = try entities(before: context)
    return name.matches.contains { known.contains($0.value) }
  }

  private func entities(before context: SentenceContext) throws -> Set<Value> {
    if let known = entities[context.id] { return known }
    var found: Set<Value> = []
    if let place = try graph.sentence(context.id) {
      let beginning = 1...Self.beginning
      let shortly = max(1, place.number - Self.before)...max(1, place.number - 1)
      for number in Set(beginning).union(shortly) where number < place.number {
        guard let other = try graph.sentence(number: number, ofDocument: context.document),
          let told = try graph.context(ofSentence: other.id)
        else { continue }
        found.formUnion(told.mentions.map(\.entity))
      }
    }
    entities[context.id] = found
    return found
  }

  /// The stems of the sentence before one.
  func stems(before context: SentenceContext) throws -> [String] {
    if let known = words[context.id] { return known }
    var found: [String] = []
    if let place = try graph.sentence(context.id),
      let before = try graph.sentence(number: place.number - 1, ofDocument: context.document)
    {
      found = stems.stems(of: before.text)
    }
    words[context.id] = found
    return found
  }
}
