import Extraction
import Graph

/// An act that a sentence tells, by a verb or by a noun made of one: "was arrested in Bern", "her arrest in Bern".
struct ReadAct {
  /// How it is meant.
  struct Meaning {
    var isNegated: Bool
    /// The word that takes it out of the world as it is.
    var modality: String?
    /// Head of the phrase that names who says so.
    var speaker: Int?

    init(isNegated: Bool, modality: String?, speaker: Int?) {
      (self.isNegated, self.modality, self.speaker) = (isNegated, modality, speaker)
    }

    init(_ meaning: ParsedSentence.Meaning) {
      self.init(
        isNegated: meaning.isNegated, modality: meaning.modality, speaker: meaning.speaker)
    }
  }

  /// The predicate without a preposition, as a graph would have it; for a noun, the verb that it is made of.
  var predicate: String
  var phrases: [ClausePhrases.Phrase]
  /// The verbs of the act, the last of which tells how it is meant, or its noun.
  var words: [Int]
  /// Spans of tokens that tell time, manner or measure without a preposition.
  var adverbials: [[Int]] = []
  /// Whether a noun tells it.
  var isNoun = false
  /// The verb that says of whom it is told: "Oslo *is* not one of the towns that were flooded".
  var frame: Int?

  /// The acts that a sentence tells; those of nouns each twice, as what their owner does, and as what is done to him.
  static func all(in sentence: ReadSentence, wordNet: WordNet?) -> [ReadAct] {
    let parsed = sentence.parsed
    let clauses = parsed.clauses.map { clause in
      let predicate = parsed.predicate(of: clause)
      let isPassive = parsed.isPassive(clause.last) || predicate.hasPrefix("be_")
      var phrases = ClausePhrases(clause, in: parsed, isPassive: isPassive).phrases
      phrases += Self.nested(in: phrases, parsed)
      var act = ReadAct(
        predicate: predicate, phrases: phrases, words: clause.chain,
        adverbials: clause.adverbials)
      act.tellOfOne(parsed)
      return act
    }
    let nouns = parsed.tokens.indices.flatMap { token -> [ReadAct] in
      guard parsed.tokens[token].pos == .noun else { return [] }
      let noun = parsed.tokens[token].lemma.lowercased()
      // Many are the verb itself: "her release".
      let verbs = [noun] + (wordNet?.verbs(ofNoun: noun) ?? []).filter { $0 != noun }
      return verbs.flatMap { made in
        [QuestionForm.Role.agent, .patient].map { role in
          ReadAct(
            predicate: made, phrases: phrases(ofNoun: token, owner: role, parsed), words: [token],
            isNoun: true)
        }
      }
    }
    return clauses + nouns
  }

  /// How it is meant; nil where the sentence only speaks of such an act.
  func meaning(in sentence: ReadSentence) -> Meaning? {
    guard let word = words.last else { return nil }
    if isNoun { return sentence.parsed.meaning(ofAct: word).map(Meaning.init) }
    let meaning = sentence.parsed.meaning(of: word)
    guard let frame else { return Meaning(meaning) }
    let above = sentence.parsed.meaning(of: frame)
    return Meaning(
      isNegated: meaning.isNegated != above.isNegated,
      modality: meaning.modality ?? above.modality, speaker: meaning.speaker ?? above.speaker)
  }

  /// What is told of the towns that were flooded is told of Oslo, where Oslo is said to be one of them.
  private mutating func tellOfOne(_ parsed: ParsedSentence) {
    let tokens = parsed.tokens
    for place in phrases.indices {
      let group = phrases[place].head
      let of = tokens[group].head
      guard tokens[group].dep == .pobj, tokens[of].lower == "of" else { continue }
      let one = tokens[of].head
      guard tokens[one].dep == .attr, Self.ones.contains(tokens[one].lower),
        tokens[tokens[one].head].lemma == "be",
        let subject = parsed.children(tokens[one].head, .nsubj).first,
        words.allSatisfy({ $0 > group })
      else { continue }
      phrases[place].head = subject
      frame = tokens[one].head
    }
  }

  private static let ones: Set<String> = ["one", "two", "three", "some", "part", "member"]

  /// Whether the words around a noun take for granted that its act was: "after her arrest", "since his resignation".
  func isTakenForGranted(in parsed: ParsedSentence) -> Bool {
    guard isNoun, let noun = words.last else { return false }
    let tokens = parsed.tokens
    let isOwn =
      !parsed.children(noun, .poss).isEmpty
      || parsed.children(noun, .det).contains { tokens[$0].lower == "the" }
    let governor = tokens[noun].head
    guard isOwn, tokens[noun].dep == .pobj || tokens[noun].dep == .pcomp else { return false }
    let word = tokens[governor].lower
    return Self.granting.contains(word)
      || word == "to" && governor > 0 && tokens[governor - 1].lower == "prior"
      || word == "of" && governor > 0 && tokens[governor - 1].lower == "because"
  }

  /// Prepositions behind which an act was. "Before" is none: one may die before one's wedding.
  private static let granting: Set<String> = ["after", "since", "following", "despite", "during"]

  /// Whether a noun tells that there was no such act: "No injuries were reported."
  func isNone(in parsed: ParsedSentence) -> Bool {
    guard isNoun, let noun = words.last else { return false }
    let tokens = parsed.tokens
    let first = tokens[noun].dep == .conj ? tokens[noun].head : noun
    let isNone = [noun, first].contains { place in
      parsed.children(place, .det).contains { tokens[$0].lower == "no" }
    }
    return isNone && Self.happening.contains(tokens[tokens[first].head].lemma.lowercased())
  }

  /// Verbs that say of an act only that it was.
  private static let happening: Set<String> = [
    "report", "be", "suffer", "record", "occur", "cause", "sustain", "follow", "confirm", "take",
    "see", "have", "make",
  ]

  /// The phrases behind prepositions that hang on others of the kind: "died at ten o'clock in Lima".
  private static func nested(
    in phrases: [ClausePhrases.Phrase], _ parsed: ParsedSentence
  ) -> [ClausePhrases.Phrase] {
    phrases.flatMap { phrase -> [ClausePhrases.Phrase] in
      guard case .oblique = phrase.role else { return [] }
      return prepositional(below: phrase.head, parsed).filter { $0.role != .oblique("of") }
    }
  }

  private static func prepositional(
    below head: Int, _ parsed: ParsedSentence
  ) -> [ClausePhrases.Phrase] {
    parsed.children(head, .prep).flatMap { preposition in
      parsed.children(preposition, .pobj).map {
        ClausePhrases.Phrase(
          head: $0, role: .oblique(parsed.tokens[preposition].lower), prepositions: [preposition])
      }
    }
  }

  /// What belongs to a noun that tells an act: "Lee's visit to Nara in May", "the arrest of Ruiz by the police".
  private static func phrases(
    ofNoun noun: Int, owner: QuestionForm.Role, _ parsed: ParsedSentence
  ) -> [ClausePhrases.Phrase] {
    let owners = parsed.children(noun, .poss).map { ClausePhrases.Phrase(head: $0, role: owner) }
    return owners
      + prepositional(below: noun, parsed).map { phrase in
        var phrase = phrase
        switch phrase.role {
        case .oblique("of"): phrase.role = owners.isEmpty ? owner : .patient
        case .oblique("by"): phrase.role = .agent
        default: break
        }
        return phrase
      }
  }
}
