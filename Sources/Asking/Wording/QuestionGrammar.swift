import Extraction

/// The words of a question as the parser sees them, without its question mark.
struct ParsedQuestion: Sendable {
  var words: [ParsedSentence.Token]

  init(_ sentence: ParsedSentence) {
    var words = sentence.tokens
    while let last = words.last, ["?", ".", "!"].contains(last.text) { words.removeLast() }
    self.words = words
  }

  /// Whether its first auxiliary is of the present; nil where it has none that tells.
  var isPresent: Bool? {
    for word in words {
      if ["does", "do", "is", "are", "am", "has", "have"].contains(word.lower) { return true }
      if ["did", "was", "were", "had"].contains(word.lower) { return false }
      if [.past, .thirdPerson, .present, .modal].contains(word.tag) {
        return word.tag == .past ? false : nil
      }
    }
    return nil
  }
}

/// The few facts of English grammar that questions are told by.
enum QuestionGrammar {
  static let questionWords: Set<String> = [
    "who", "whom", "whose", "what", "which", "when", "where", "why", "how",
  ]
  static let forms: [String: Set<String>] = [
    "do": ["do", "does", "did"],
    "be": ["is", "are", "was", "were", "am"],
    "have": ["has", "have", "had"],
    "modal": ["will", "would", "can", "could", "should", "may", "might", "must", "shall"],
  ]

  /// The kind of auxiliary that a word is: "do", "be", "have" or "modal".
  static func auxiliary(_ word: String) -> String? {
    forms.first { $0.value.contains(word) }?.key
  }

  static let prepositions: Set<String> = [
    "in", "on", "at", "to", "from", "by", "for", "with", "of", "about", "against", "into", "over",
    "under", "after", "before", "during", "since", "until", "between", "through", "toward",
    "towards", "near", "around", "among", "across", "beyond", "behind", "outside", "inside",
    "without", "upon", "within", "as", "like", "off", "onto", "via", "per", "along", "beside",
    "following", "despite", "throughout", "above", "below", "up", "out", "down",
  ]

  /// What looks like a preposition and goes with a verb: "step *down*", "moved them *out*".
  static let particles: Set<String> = ["up", "out", "down", "off", "back", "away"]

  static let ordinals: Set<String> = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
  ]

  static func isPreposition(_ token: ParsedSentence.Token) -> Bool {
    prepositions.contains(token.lower)
  }

  /// Whether a token is a verb that bears tense, so that no noun phrase goes on behind it.
  static func isFinite(_ token: ParsedSentence.Token) -> Bool {
    if auxiliary(token.lower) != nil { return true }
    switch token.tag {
    case .past, .thirdPerson, .present, .modal: return true
    default: return false
    }
  }

  /// The end of the noun phrase that follows a question word: where a verb that bears tense begins.
  static func endOfNounPhrase(_ words: [ParsedSentence.Token], from start: Int) -> Int {
    var place = start
    while place < words.count {
      let token = words[place]
      // "Which country's": the owner is not the end of it.
      if isFinite(token), token.lower != "'s", token.lower != "’s" {
        // "the attacked towns": a past form between an article and a noun is an adjective.
        if token.tag == .past, place + 1 < words.count, auxiliary(token.lower) == nil,
          [.noun, .nouns].contains(words[place + 1].tag), place == start
        {
          place += 1
          continue
        }
        return place
      }
      place += 1
    }
    return words.count
  }

  /// The words of a phrase as far as the noun that it is about, which stands before its first preposition.
  static func wordsToHead(of phrase: String) -> ArraySlice<String> {
    let words = phrase.split(separator: " ").map(String.init)
    return words.prefix { !prepositions.contains($0) }
  }

  /// The noun that a phrase is about: the last before a preposition.
  static func head(_ phrase: ArraySlice<ParsedSentence.Token>) -> String? {
    let words = phrase.first?.lower == "of" ? phrase.dropFirst() : phrase
    let end = words.firstIndex { prepositions.contains($0.lower) } ?? words.endIndex
    return words[..<end].last { $0.pos == .noun || $0.pos == .properNoun }?.lemma
      ?? words[..<end].last?.lemma
  }
}
