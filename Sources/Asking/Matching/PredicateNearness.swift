import Base
import Graph

/// How near what a text says is to what a question asks, by the words of both predicates.
///
/// The one place where it is decided which wordings mean the same.
final class PredicateNearness {
  private let stems: WordStems
  let synonyms: Synonyms
  let wordNet = try? WordNet.installed.get()
  private var pairs: [Pair: Double] = [:]
  private var meanings: [String: Meaning] = [:]
  private var nounPairs: [Pair: Double] = [:]
  private var nounVerbs: [String: [String]] = [:]

  private struct Pair: Hashable {
    var asked: String
    var told: String
  }

  /// What WordNet has near a verb, each by its stems: texts give the words of their sentences so.
  private struct Meaning {
    /// Verbs that mean the same: each is near to the other.
    var same: Set<String> = []
    /// Ways of doing it; none where the verb has too many meanings.
    var manners: Set<String> = []
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
    let whole = phraseNearness(of: told, preposition, to: asked)
    if whole > 0 || asked.isEmpty || told.isEmpty { return whole }
    // What a particle adds changes the verb: "turn down" is no turning.
    if let place = asked.indices.dropFirst().first(where: {
      QuestionGrammar.prepositions.contains(asked[$0])
    }) {
      // "want to take over": the verb is the one before its particle.
      let last = asked[(place - 1)...].map(stems.stem)
      let key = last.joined(separator: " ")
      if told.count > last.count, told.suffix(last.count).map(stems.stem) == last { return 0.9 }
      if place > 1, synonyms.areNear(key, told.map(stems.stem).joined(separator: " ")) {
        return Self.synonym
      }
      let particles = asked[place...].filter(QuestionGrammar.prepositions.contains)
      return told.contains(asked[place - 1]) && particles.allSatisfy(told.contains) ? 0.9 : 0
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

  /// How near two predicates are as wholes, whatever single words of them are.
  func phraseNearness(
    of told: [String], _ preposition: String? = nil, to asked: [String]
  ) -> Double {
    guard !asked.isEmpty, !told.isEmpty else { return 0 }
    let askedKey = asked.map(stems.stem).joined(separator: " ")
    let told = withoutStray(told)
    let toldKey = told.map(stems.stem).joined(separator: " ")
    if askedKey == toldKey { return 1 }
    if synonyms.areNear(askedKey, toldKey) { return Self.synonym }
    if let preposition, synonyms.areNear(askedKey, toldKey + " " + preposition) {
      return Self.synonym
    }
    if asked.count > 1 || told.count > 1, isNew(toldKey, beside: askedKey),
      meaning(of: asked.joined(separator: "_")).same.contains(toldKey)
    {
      return Self.meaning
    }
    return 0
  }

  /// A verb without a particle that it does not go with: of "contacted the captain out at sea", "out" tells where he was.
  private func withoutStray(_ told: [String]) -> [String] {
    guard told.count == 2, QuestionGrammar.particles.contains(told[1]), let wordNet,
      wordNet.verbs(near: told.joined(separator: "_")).isEmpty,
      !synonyms.has(told.map(stems.stem).joined(separator: " "))
    else { return told }
    return [told[0]]
  }

  /// Whether a told predicate says that what is asked was not done: who rejects an offer does not accept it.
  func isContrary(_ told: [String], to asked: [String]) -> Bool {
    synonyms.areContrary(
      asked.map(stems.stem).joined(separator: " "), told.map(stems.stem).joined(separator: " "))
  }

  /// The nearness of words that may stand for one another.
  private static let synonym = 0.85
  /// The nearness of verbs that mean the same by WordNet, in one of their two commonest meanings: not sure enough for a
  /// yes.
  private static let meaning = 0.75
  /// The nearness of a verb that is a way of doing what the question asks, by WordNet: to plagiarise is to steal.
  private static let manner = 0.72
  /// How many near verbs a verb may have for that: others have too many meanings.
  private static let mostManners = 60

  /// How many of WordNet's words are looked for.
  private static let mostNear = 8

  /// Words that say nothing by themselves.
  static let light: Set<String> = ["to", "be", "in", "of", "on", "at", "for", "with", "oneself"]

  /// How near one word is to another.
  ///
  /// - Parameters:
  ///   - told: a word or its stem.
  ///   - asked: a word in its dictionary form, by which WordNet knows it.
  func nearness(ofWord told: String, to asked: String) -> Double {
    let pair = Pair(asked: asked, told: told)
    if let known = pairs[pair] { return known }
    let one = stems.stem(asked)
    // A stem may end as an inflected word does: "releas".
    let other = told == one || synonyms.areNear(one, told) ? told : stems.stem(told)
    var value = WordStems.likeness(one, other)
    if value < Self.synonym, synonyms.areNear(one, other) { value = Self.synonym }
    if value < Self.meaning, isNew(other, beside: one) {
      let meaning = meaning(of: asked)
      if meaning.same.contains(other) {
        value = Self.meaning
      } else if value < Self.manner, meaning.manners.contains(other) {
        value = Self.manner
      }
    }
    pairs[pair] = value
    return value
  }

  /// How near one noun or other word of a phrase is to another: nouns also by the verbs that they are made of, as a
  /// donation is a gift.
  func nearness(ofNoun told: String, to asked: String) -> Double {
    let byWord = nearness(ofWord: told, to: asked)
    if byWord > 0 { return byWord }
    let pair = Pair(asked: asked, told: told)
    if let known = nounPairs[pair] { return known }
    let (one, other) = (verbs(ofNoun: asked), verbs(ofNoun: told))
    let areNear = one.contains { asked in
      other.contains { synonyms.areNear(stems.stem(asked), stems.stem($0)) || asked == $0 }
    }
    nounPairs[pair] = areNear ? Self.noun : 0
    return areNear ? Self.noun : 0
  }

  /// The nearness of nouns whose verbs are near.
  private static let noun = 0.7

  /// Whether WordNet may join two phrases, given by their stems: where the table of synonyms has both, it decides.
  private func isNew(_ told: String, beside asked: String) -> Bool {
    told != asked && !(synonyms.has(told) && synonyms.has(asked))
  }

  /// What WordNet has near an asked verb; its words are joined with `_`.
  private func meaning(of asked: String) -> Meaning {
    if let known = meanings[asked] { return known }
    var meaning = Meaning()
    let near = wordNet?.verbs(near: asked) ?? []
    for verb in near {
      let key = verb.split(separator: "_").map { stems.stem(String($0)) }.joined(separator: " ")
      if near.count <= Self.mostManners { meaning.manners.insert(key) }
      if wordNet?.verbs(near: verb).contains(asked) ?? false { meaning.same.insert(key) }
    }
    meanings[asked] = meaning
    return meaning
  }

  /// The verbs that a noun is made of: "departure" of "depart".
  func verbs(ofNoun noun: String) -> [String] {
    if let known = nounVerbs[noun] { return known }
    let verbs = wordNet?.verbs(ofNoun: noun).map(\.withBlanks) ?? []
    nounVerbs[noun] = verbs
    return verbs
  }

  /// Other words that may tell what a phrase asks, for a full-text search.
  func nearWords(of phrase: [String]) -> [String] {
    let known = synonyms.near(phrase.map(stems.stem).joined(separator: " "))
    let near = wordNet?.verbs(near: phrase.joined(separator: "_")).prefix(Self.mostNear) ?? []
    return known + near.map(\.withBlanks)
  }
}
