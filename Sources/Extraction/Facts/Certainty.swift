import Glibc

/// How likely a statement is what the text says: a logistic model over the rule that made it and what it rests on.
///
/// Its weights stand in `schema/models/confidence.tsv`; `script/fit confidence` makes them from statements that a reader
/// has judged.
struct Certainty: Sendable {
  /// What a statement rests on.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt32
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
    /// The subject is a name; the object is a name, or a value or some words rather than a thing.
    static let namedSubject = Traits(rawValue: 1 << 6)
    static let namedObject = Traits(rawValue: 1 << 7)
    static let literalObject = Traits(rawValue: 1 << 8)
    /// The subject or the object has more than 40 letters.
    static let longSubject = Traits(rawValue: 1 << 9)
    static let longObject = Traits(rawValue: 1 << 10)
    /// The sentence has more than 22, or more than 35 tokens.
    static let fairlyLongSentence = Traits(rawValue: 1 << 11)
    static let longSentence = Traits(rawValue: 1 << 12)
    /// No full stop, question mark or exclamation mark ends the sentence: a heading, a list, a broken line.
    static let unfinishedSentence = Traits(rawValue: 1 << 13)
    /// Brackets, dashes, colons, slashes or signs stand in the sentence, which lead the parser astray.
    static let oddMarks = Traits(rawValue: 1 << 14)
    static let quotationMarks = Traits(rawValue: 1 << 15)
    /// More than eight tokens part the verb from the subject, or from the object.
    static let farSubject = Traits(rawValue: 1 << 16)
    static let farObject = Traits(rawValue: 1 << 17)
    /// Somebody speaks, in a conversation or by the first or second person.
    static let speech = Traits(rawValue: 1 << 18)
    /// It is denied, in doubt, or somebody's word.
    static let flagged = Traits(rawValue: 1 << 19)
    /// The verb is "be" or "have".
    static let lightVerb = Traits(rawValue: 1 << 20)
    /// The verb tells of the past.
    static let past = Traits(rawValue: 1 << 21)
    /// The subject, or the object, is one common noun with nothing beside it.
    static let bareSubject = Traits(rawValue: 1 << 22)
    static let bareObject = Traits(rawValue: 1 << 23)
    /// The document says "I", "you" and "we" as talk and letters do.
    static let personalText = Traits(rawValue: 1 << 24)

    static let names: [(Traits, String)] = [
      (.mainClause, "main clause"), (.joinedClause, "joined clause"),
      (.finiteClause, "finite clause"), (.inheritedSubject, "inherited subject"),
      (.pronoun, "pronoun"), (.besideObject, "beside object"), (.namedSubject, "named subject"),
      (.namedObject, "named object"), (.literalObject, "literal object"),
      (.longSubject, "long subject"), (.longObject, "long object"),
      (.fairlyLongSentence, "fairly long sentence"), (.longSentence, "long sentence"),
      (.unfinishedSentence, "unfinished sentence"), (.oddMarks, "odd marks"),
      (.quotationMarks, "quotation marks"), (.farSubject, "far subject"),
      (.farObject, "far object"), (.speech, "speech"), (.flagged, "flagged"),
      (.lightVerb, "light verb"), (.past, "past"), (.bareSubject, "bare subject"),
      (.bareObject, "bare object"), (.personalText, "personal text"),
    ]
  }

  private let base: Double
  private let rules: [String: Double]
  private let weights: [(traits: Traits, weight: Double)]

  /// - Parameter weights: the weight of each trait by its name, of each rule by its name behind "rule ", and of all
  ///   statements under "base"; what is missing weighs nothing
  init(_ weights: [String: Double]) {
    base = weights["base"] ?? 0
    rules = Dictionary(
      uniqueKeysWithValues: weights.filter { $0.key.hasPrefix("rule ") }
        .map { (String($0.key.dropFirst("rule ".count)), $0.value) })
    self.weights = Traits.names.compactMap { traits, name in weights[name].map { (traits, $0) } }
  }

  /// The probability, between 0 and 1.
  func probability(rule: String, _ traits: Traits) -> Double {
    var score = base + (rules[rule] ?? 0)
    for (trait, weight) in weights where traits.contains(trait) { score += weight }
    return min(max((100 / (1 + exp(-score))).rounded() / 100, 0.01), 0.99)
  }

  /// What a statement rests on, in the words of the table of weights.
  static func basis(rule: String, _ traits: Traits) -> [String] {
    ["rule " + rule] + Traits.names.filter { traits.contains($0.0) }.map(\.1)
  }
}
