import Glibc

/// How likely a statement is what the text says: a logistic model over the rule that made it and what it
/// rests on, fitted to facts that a reader judged (see docs/extraction.md).
enum Certainty {
  /// What a statement rests on.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt16
    /// Its verb heads the sentence, is joined to such a verb, or heads a relative or reported clause.
    static let mainClause = Traits(rawValue: 1 << 0)
    static let joinedClause = Traits(rawValue: 1 << 1)
    static let finiteClause = Traits(rawValue: 1 << 2)
    /// The subject is that of another clause.
    static let inheritedSubject = Traits(rawValue: 1 << 3)
    /// A pronoun stands for the subject or the object.
    static let pronoun = Traits(rawValue: 1 << 4)
    /// A preposition beside an object makes the relation.
    static let besideObject = Traits(rawValue: 1 << 5)
    /// The object is a name; its label is long; the sentence has more than 35 tokens.
    static let namedObject = Traits(rawValue: 1 << 6)
    static let longLabel = Traits(rawValue: 1 << 7)
    static let longSentence = Traits(rawValue: 1 << 8)
  }

  /// The probability, between 0 and 1.
  static func probability(rule: String, _ traits: Traits) -> Double {
    var score = base + (rules[rule] ?? 0)
    for (trait, weight) in weights where traits.contains(trait) { score += weight }
    return rounded(sigmoid(score))
  }

  private static let base = 2.49
  private static let rules: [String: Double] = [
    "act": 0.07,
    "apposition": 0.42,
    "chain": 0.23,
    "clause": -0.16,
    "content": 0.46,
    "idiom": -0.46,
    "implied": -0.16,
    "intransitive": -0.64,
    "inverse": -0.16,
    "location": 0.60,
    "mutual": -0.16,
    "noun": -0.46,
    "passive": -0.61,
    "preposition": -0.61,
    "quality": 0.10,
    "status": 0.07,
    "symmetric": -0.16,
    "title": 0.60,
  ]
  private static let weights: [(Traits, Double)] = [
    (.mainClause, 0.41),
    (.joinedClause, 0.13),
    (.finiteClause, -0.01),
    (.inheritedSubject, -0.55),
    (.pronoun, -0.71),
    (.besideObject, -0.27),
    (.namedObject, 0.34),
    (.longLabel, 0.17),
    (.longSentence, -1.12),
  ]

  private static func sigmoid(_ score: Double) -> Double { 1 / (1 + exp(-score)) }

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
