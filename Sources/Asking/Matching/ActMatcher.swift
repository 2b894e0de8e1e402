import Extraction
import Graph

/// How near what a claim tells is to the act that a question asks about.
struct ActMatcher {
  let tools: FormTools
  private var form: QuestionForm { tools.form }
  private var texts: GraphTexts { tools.texts }
  private var nearness: PredicateNearness { tools.nearness }
  private var stems: WordStems { tools.stems }
  private var knowledge: Knowledge { tools.knowledge }

  /// From 0 to 1.
  func nearness(of candidate: Candidate, _ predicate: ToldPredicate) throws -> Double {
    switch form.kind {
    case .happening, .connection: return 0  // asked by facts as wholes
    case .act:
      if form.verb == ["be"] {
        // "was in the delegation": where one is, not what.
        let isPlaced = form.parts.contains { $0.role.preposition != nil }
        guard predicate.words.isEmpty, !predicate.isCopula || !isPlaced else { return 0 }
        return 0.9
      }
      guard isSoFar(predicate) else { return 0 }
      if form.isIdiom {
        return nearness.phraseNearness(of: predicate.words, predicate.preposition, to: form.verb)
      }
      let byVerb = nearness.nearness(
        of: predicate.words, predicate.preposition, to: form.verb)
      // "wants closer ties with": the text may have the noun in its predicate.
      return byVerb >= 0.7 ? byVerb : max(byVerb, nounNearness(predicate))
    case .telling:
      if form.open == .agent, candidate.told.statement.attributedTo != nil {
        return try tellsContent(candidate, predicate) ? 0.9 : 0
      }
      guard let verb = predicate.words.first, predicate.words.count == 1,
        knowledge.tellsWords(verb), let object = candidate.told.statement.object,
        try !texts.text(object).isEntity
      else { return 0 }
      let near = nearness.nearness(of: predicate.words, to: form.verb)
      if form.asked == .truth { return near }
      guard try tellsContent(texts.text(object).stems) else { return 0 }
      return max(near, 0.9)
    case .having(let verb):
      guard let modality = candidate.told.statement.modality,
        candidate.told.statement.isNegated == form.isNegated
      else { return 0 }
      return nearness.nearness(ofWord: modality, to: verb)
    case .being(let noun):
      var byPredicate =
        predicate.words.map { nearness.nearness(ofWord: $0, to: noun) }.max() ?? 0
      // "former president" is no president, unless the question asks for one.
      let asked = form.parts.flatMap(\.words).map(\.text)
      if predicate.words.contains(where: { Self.lessening.contains($0) && !asked.contains($0) }) {
        byPredicate *= 0.8
      }
      guard predicate.isCopula, let object = candidate.told.statement.object else {
        return byPredicate
      }
      let stem = stems.stem(noun)
      let told = try texts.text(object)
      // "brother's lawyer" is no brother.
      return told.stems.contains(stem) ? 1 : byPredicate
    case .office:
      // "the job of Lee's father" is not Lee's.
      guard !form.parts.contains(where: { !$0.entities.isEmpty && $0.hasHead }) else { return 0 }
      if predicate.isCopula, let object = candidate.told.statement.object,
        try isRole(texts.text(object)), try !isKin(texts.text(object))
      {
        return 1
      }
      guard case .oblique = predicate.object, let noun = predicate.words.last,
        !KinNames.isKin(noun)
      else { return 0 }
      return knowledge.isRole(noun) ? 0.8 : 0
    case .relation:
      guard case .oblique(let preposition) = predicate.object, ["of", "to"].contains(preposition),
        let noun = predicate.words.last
      else {
        // "Ruiz is the half-sister", in a sentence that names Lee.
        if predicate.isCopula, let object = candidate.told.statement.object,
          let first = form.parts.first?.entities.first,
          first.means(candidate.told.statement.subject),
          try isKin(texts.text(object)) || isOwnedRole(texts.text(object))
        {
          return 0.8
        }
        return 0
      }
      guard let first = form.parts.first?.entities.first else { return 0 }
      guard first.means(candidate.told.statement.subject) else {
        // What the other is to him tells what he is to the other.
        return isConverse(candidate, noun, of: first) ? 0.9 : 0
      }
      return knowledge.isRole(noun) || KinNames.isKin(noun) ? 1 : 0.8
    }
  }

  /// Whether a claim tells what the second name of a question is to the first, by a noun that has a converse.
  private func isConverse(_ candidate: Candidate, _ noun: String, of first: LinkedName) -> Bool {
    guard KinNames.isKin(noun), let object = candidate.told.statement.object, first.means(object)
    else { return false }
    return form.parts.flatMap(\.entities).dropFirst().contains {
      $0.means(candidate.told.statement.subject)
    }
  }

  /// Whether what is said holds enough of the words that the question asks about.
  private func tellsContent(_ told: [String]) throws -> Bool {
    let asked = form.parts.filter { $0.role != .unknown }
    let words =
      asked.flatMap { $0.words.map(\.text) + $0.entities.map(\.text) }
      .filter { _ in form.open == .agent } + (form.open == .agent ? [] : aboutWords)
    guard !words.isEmpty else { return true }
    let met = words.count { word in
      let wanted = [word] + stems.stems(of: word)
      return told.contains { stem in
        wanted.contains { nearness.nearness(ofWord: stem, to: $0) >= 0.7 }
      }
    }
    return Double(met) >= 0.4 * Double(words.count)
  }

  /// Whether a claim that is somebody's word tells what the question asks about.
  private func tellsContent(_ candidate: Candidate, _ predicate: ToldPredicate) throws -> Bool {
    let statement = candidate.told.statement
    var told = try texts.text(statement.subject).stems + predicate.words.map(stems.stem)
    if let object = statement.object { told += try texts.text(object).stems }
    return try tellsContent(told)
  }

  /// What "What did Lee say about …" names.
  private var aboutWords: [String] {
    form.parts.filter { $0.role == .oblique("about") || $0.role == .circumstance }
      .flatMap { $0.words.map(\.text) + $0.entities.map(\.text) }
  }

  /// Whether a predicate tells what happened: "plan to attend" is no attending, unless the question asks for plans.
  func isSoFar(_ predicate: ToldPredicate) -> Bool {
    guard !form.isPlan, let first = predicate.words.first, predicate.words.contains("to") else {
      return true
    }
    return Self.happening.contains(first)
      || form.verb.contains { nearness.nearness(ofWord: first, to: $0) >= 0.8 }
  }

  /// Whether a predicate tells of a plan by its own words.
  func isPlanned(_ predicate: ToldPredicate) -> Bool {
    predicate.words.contains("to")
  }

  /// Words before an office that somebody does not quite have.
  static let lessening: Set<String> = [
    "former", "ex", "acting", "deputy", "vice", "assistant", "late", "outgoing", "incoming",
  ]

  /// Verbs whose infinitive happens.
  private static let happening: Set<String> = [
    "begin", "start", "continue", "manage", "come", "help", "get", "go", "proceed", "learn",
  ]

  /// How near a predicate is by the noun of the asked act: "strengthen ties with" tells of ties.
  private func nounNearness(_ predicate: ToldPredicate) -> Double {
    guard predicate.words.count > 1, case .oblique = predicate.object else { return 0 }
    let nouns = form.parts.filter { $0.role == .patient && $0.entities.isEmpty }.flatMap(\.words)
    let isTold = nouns.contains { noun in
      predicate.words.contains { stems.stem($0) == stems.stem(noun.text) }
    }
    return isTold ? MatchWeights.byNoun : 0
  }

  private func isKin(_ text: GraphTexts.Text) -> Bool {
    QuestionGrammar.wordsToHead(of: text.text.lowercased()).last.map(KinNames.isKin) ?? false
  }

  /// "Lee's lawyer", which tells what one is to Lee; "lawyer" does not.
  private func isOwnedRole(_ text: GraphTexts.Text) -> Bool {
    isRole(text) && (text.text.contains("'s ") || text.text.contains("’s "))
  }

  private func isRole(_ text: GraphTexts.Text) -> Bool {
    let words = QuestionGrammar.wordsToHead(of: text.text.lowercased())
    return words.last.map(knowledge.isRole) ?? false
      || words.count > 1 && knowledge.isRole(words.suffix(2).joined(separator: " "))
  }
}
