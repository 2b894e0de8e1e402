import Extraction
import Graph

/// Acts that come before the asked one and do not tell that it was done: who was charged may be convicted, and who received
/// a nomination for a prize has not received the prize.
struct ShortActs {
  let tools: FormTools

  /// Nouns of what is only to lead to something, each standing last in its phrase.
  private static let nouns: Set<String> = [
    "nomination", "bid", "offer", "proposal", "application", "candidacy", "candidate", "attempt",
    "invitation", "promise", "threat", "plan", "request", "claim", "nominee", "contender",
    "shortlist", "hope", "chance",
  ]

  /// How far a claim goes on the way to the asked act; nil where it tells another, or the act itself.
  ///
  /// - Parameter near: how near its verb is to the asked one.
  func step(
    of candidate: Candidate, _ predicate: ToldPredicate, near: Double
  ) throws -> String? {
    guard tools.form.asked == .truth, !tools.form.isNegated else { return nil }
    let asked = tools.form.verb.joined(separator: " ")
    for word in predicate.words
    where tools.nearness.synonyms.isShort(tools.stems.stem(word), of: asked) {
      return word
    }
    guard near >= MatchWeights.leastNearness, let object = candidate.told.statement.object else {
      return nil
    }
    return try step(of: object)
  }

  /// The noun of an object that is only on the way to what the question names.
  private func step(of object: Value) throws -> String? {
    let text = try tools.texts.text(object)
    guard !text.isNamed,
      let noun = QuestionGrammar.wordsToHead(of: text.text.lowercased()).last,
      Self.nouns.contains(noun)
    else { return nil }
    let isAsked = tools.form.parts.flatMap(\.words).contains {
      tools.nearness.nearness(ofNoun: tools.stems.stem(noun), to: $0.text) >= 0.7
    }
    return isAsked ? nil : noun
  }
}
