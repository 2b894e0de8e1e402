import Extraction
import Graph

/// An act that a sentence tells, by a verb or by a noun made of one: "was arrested in Bern", "her arrest in Bern".
struct ReadAct {
  /// The predicate without a preposition, as a graph would have it; for a noun, the verb that it is made of.
  var predicate: String
  var phrases: [ClausePhrases.Phrase]
  /// The verbs of the act, the last of which tells how it is meant, or its noun.
  var words: [Int]
  /// Spans of tokens that tell time, manner or measure without a preposition.
  var adverbials: [[Int]] = []
  /// Whether a noun tells it.
  var isNoun = false

  /// The acts that a sentence tells; those of nouns each twice, as what their owner does, and as what is done to him.
  static func all(in sentence: ReadSentence, wordNet: WordNet?) -> [ReadAct] {
    let parsed = sentence.parsed
    let clauses = parsed.clauses.map { clause in
      let predicate = parsed.predicate(of: clause)
      let isPassive = parsed.isPassive(clause.last) || predicate.hasPrefix("be_")
      var phrases = ClausePhrases(clause, in: parsed, isPassive: isPassive).phrases
      phrases += Self.nested(in: phrases, parsed)
      return ReadAct(
        predicate: predicate, phrases: phrases, words: clause.chain,
        adverbials: clause.adverbials)
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
  func meaning(in sentence: ReadSentence) -> ParsedSentence.Meaning? {
    guard let word = words.last else { return nil }
    return isNoun ? sentence.parsed.meaning(ofAct: word) : sentence.parsed.meaning(of: word)
  }

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
