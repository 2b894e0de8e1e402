/// How near what a text says is to what a question asks, by the words of both predicates.
///
/// The one place where it is decided which wordings mean the same.
final class PredicateNearness {
  private let stems: WordStems
  let synonyms: Synonyms
  private var pairs: [Pair: Double] = [:]

  private struct Pair: Hashable {
    var asked: String
    var told: String
  }

  init(stems: WordStems) {
    self.stems = stems
    synonyms = Synonyms(stems: stems)
  }

  /// How near a told predicate is to the asked one: 1 for the same words, 0 for no relation.
  ///
  /// - Parameters:
  ///   - asked: lemmas of the question's verb, particles included.
  ///   - told: the words of the statement's predicate, auxiliaries and final preposition left out.
  ///   - preposition: the final preposition of the statement's predicate: "travel to" is "visit".
  func nearness(of told: [String], _ preposition: String? = nil, to asked: [String]) -> Double {
    guard !asked.isEmpty, !told.isEmpty else { return 0 }
    let askedKey = asked.map(stems.stem).joined(separator: " ")
    let toldKey = told.map(stems.stem).joined(separator: " ")
    if askedKey == toldKey { return 1 }
    if synonyms.areNear(askedKey, toldKey) { return Self.synonym }
    if let preposition, synonyms.areNear(askedKey, toldKey + " " + preposition) {
      return Self.synonym
    }
    // What a particle adds changes the verb: "turn down" is no turning.
    let particles = asked.dropFirst().filter(QuestionGrammar.prepositions.contains)
    if !particles.isEmpty {
      return told.contains(asked[0]) && particles.allSatisfy(told.contains) ? 0.9 : 0
    }
    // Of verbs in a row the last tells what happens: "decide to deploy".
    var best = 0.0
    for (place, word) in asked.enumerated() where !Self.light.contains(word) {
      let weight = place == asked.count - 1 ? 1 : 0.85
      for other in told where !Self.light.contains(other) {
        best = max(best, weight * nearness(ofWord: other, to: word))
      }
    }
    // A verb among more words says less of what is asked.
    return best > 0.9 && told.count > asked.count ? 0.9 : best
  }

  /// The nearness of words that may stand for one another.
  private static let synonym = 0.85

  /// Words that say nothing by themselves.
  static let light: Set<String> = ["to", "be", "in", "of", "on", "at", "for", "with", "oneself"]

  /// How near one word is to another.
  func nearness(ofWord told: String, to asked: String) -> Double {
    let pair = Pair(asked: asked, told: told)
    if let known = pairs[pair] { return known }
    let (one, other) = (stems.stem(asked), stems.stem(told))
    var value = WordStems.likeness(one, other)
    if value < Self.synonym, synonyms.areNear(one, other) { value = Self.synonym }
    pairs[pair] = value
    return value
  }

  /// Other words that may tell what a phrase asks, for a full-text search.
  func nearWords(of phrase: [String]) -> [String] {
    synonyms.near(phrase.map(stems.stem).joined(separator: " "))
  }
}
