import Extraction

/// How near what a text says is to what a question asks, by the words of both predicates.
///
/// The one place where it is decided which wordings mean the same.
final class PredicateNearness {
  private let stems: WordStems
  private let knowledge: Knowledge
  private var pairs: [Pair: Double] = [:]

  private struct Pair: Hashable {
    var asked: String
    var told: String
  }

  init(stems: WordStems, knowledge: Knowledge) {
    self.stems = stems
    self.knowledge = knowledge
  }

  /// How near a told predicate is to the asked one: 1 for the same words, 0 for no relation.
  ///
  /// - Parameters:
  ///   - asked: lemmas of the question's verb, particles included.
  ///   - told: the words of the statement's predicate, auxiliaries and final preposition left out.
  func nearness(of told: [String], to asked: [String]) -> Double {
    guard !asked.isEmpty, !told.isEmpty else { return 0 }
    if asked.map(stems.stem) == told.map(stems.stem) { return 1 }
    var best = 0.0
    for word in asked where !Self.light.contains(word) {
      for other in told where !Self.light.contains(other) {
        best = max(best, nearness(ofWord: other, to: word))
      }
    }
    // What a particle adds changes the verb: "turn down" is no turning.
    let particles = asked.dropFirst().filter(QuestionGrammar.prepositions.contains)
    if !particles.isEmpty, !particles.allSatisfy(told.contains) { best *= 0.5 }
    // A verb among more words says less of what is asked.
    return best == 1 && told.count > asked.count ? 0.95 : best
  }

  /// Words that say nothing by themselves.
  static let light: Set<String> = ["to", "be", "in", "of", "on", "at", "for", "with", "oneself"]

  /// How near one word is to another.
  func nearness(ofWord told: String, to asked: String) -> Double {
    let pair = Pair(asked: asked, told: told)
    if let known = pairs[pair] { return known }
    var value = WordStems.likeness(stems.stem(asked), stems.stem(told))
    if value < 0.8, knowledge.tellsWords(asked), knowledge.tellsWords(told) { value = 0.8 }
    pairs[pair] = value
    return value
  }

  /// Other words that may tell what a word asks, for a full-text search.
  func nearWords(of word: String) -> [String] { [] }
}
