/// What a question asks for, as its question word tells.
enum Asked: Sendable, Equatable {
  /// Whether something is so.
  case truth
  /// Who.
  case person
  /// What, or which of what its noun names.
  case thing(noun: String?)
  case place
  case time
  /// How many or how much of what its noun names.
  case number(noun: String?)
  case reason
  case manner
}

/// The words of a question that stand for what it asks for: "who", "in which city", "how many people".
struct QuestionWord: Sendable {
  var asked: Asked
  /// The tokens of the phrase, with its preposition.
  var tokens: Range<Int>
  /// The preposition before the question word ("from whom").
  var preposition: String?
  /// What stands in the phrase's place once the question is turned into a statement.
  var standIn: String

  private static let numerals: Set<String> = ["many", "much", "few"]
  private static let measures: [String: String] = [
    "old": "year", "long": "", "far": "", "tall": "", "high": "", "big": "", "large": "",
    "often": "time",
  ]

  /// The question word that a question begins with; nil where it begins with its verb, or with neither.
  init?(_ sentence: ParsedQuestion) {
    let words = sentence.words
    var place = 0
    while place < words.count, Self.openers.contains(words[place].lower) { place += 1 }
    var preposition: String?
    let first = place
    if place + 1 < words.count, QuestionGrammar.isPreposition(words[place]),
      QuestionGrammar.questionWords.contains(words[place + 1].lower)
    {
      preposition = words[place].lower
      place += 1
    }
    guard place < words.count, QuestionGrammar.questionWords.contains(words[place].lower) else {
      return nil
    }
    let word = words[place].lower
    // "Since when"
    if word == "when", preposition == "since" || preposition == "until" { preposition = nil }
    switch word {
    case "who", "whom":
      self.init(
        asked: .person, tokens: first..<place + 1, preposition: preposition, standIn: "someone")
    case "when":
      self.init(asked: .time, tokens: first..<place + 1, preposition: nil, standIn: "")
    case "where":
      self.init(asked: .place, tokens: first..<place + 1, preposition: nil, standIn: "")
    case "why":
      self.init(asked: .reason, tokens: first..<place + 1, preposition: nil, standIn: "")
    case "how":
      let next = place + 1 < words.count ? words[place + 1].lower : ""
      if Self.numerals.contains(next) {
        let end = QuestionGrammar.endOfNounPhrase(words, from: place + 2)
        let noun = words[place + 2..<end].map(\.text).joined(separator: " ")
        self.init(
          asked: .number(noun: words[place + 2..<end].last?.lemma), tokens: first..<end,
          preposition: preposition, standIn: noun.isEmpty ? "much" : "many " + noun)
      } else if let unit = Self.measures[next] {
        self.init(
          asked: .number(noun: unit.isEmpty ? nil : unit), tokens: first..<place + 2,
          preposition: nil, standIn: "")
      } else {
        self.init(
          asked: .manner, tokens: first..<place + 1, preposition: nil, standIn: "")
      }
    default:
      let end = QuestionGrammar.endOfNounPhrase(words, from: place + 1)
      let noun = words[place + 1..<end].map(\.text).joined(separator: " ")
      if word == "whose" {
        self.init(
          asked: .person, tokens: first..<end, preposition: preposition,
          standIn: "someone's " + noun)
      } else if end == place + 1 {
        self.init(
          asked: .thing(noun: nil), tokens: first..<end, preposition: preposition,
          standIn: "something")
      } else {
        let head = QuestionGrammar.head(words[place + 1..<end])
        self.init(
          asked: Self.asked(head), tokens: first..<end, preposition: preposition,
          standIn: "some " + noun)
      }
    }
  }

  private init(asked: Asked, tokens: Range<Int>, preposition: String?, standIn: String) {
    self.asked = asked
    self.tokens = tokens
    self.preposition = preposition
    self.standIn = standIn
  }

  /// Words that a question may open with and that ask nothing.
  private static let openers: Set<String> = ["and", "so", "but", "then", "or", ",", "exactly"]

  /// "which year" asks when, "which person" who.
  private static func asked(_ noun: String?) -> Asked {
    switch noun {
    case "year", "month", "day", "date", "time", "week", "century", "decade": .time
    case "person", "people": .person
    case "reason": .reason
    default: .thing(noun: noun)
    }
  }
}
