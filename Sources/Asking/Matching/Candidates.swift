import Graph

/// A claim of one sentence, with the sentence.
struct Candidate {
  var told: ToldStatement
  var context: SentenceContext
  /// The stems of the sentence's words.
  var stems: [String]
  /// All that the sentence claims.
  var siblings: [ToldStatement]
}

/// A sentence that may answer a question.
struct CandidateSentence {
  var context: SentenceContext
  /// The stems of its words.
  var stems: [String]
  /// What it claims.
  var claims: [ToldStatement]

  var candidates: [Candidate] {
    claims.map { Candidate(told: $0, context: context, stems: stems, siblings: claims) }
  }
}

/// Finds the sentences that may answer a question, and all that they claim.
struct CandidateFinder {
  let run: QuestionRun
  let stems: WordStems
  let nearness: PredicateNearness

  /// How many sentences are looked at for one question.
  private static let most = 400

  /// The sentences that share most with the question: names count first, then words.
  func sentences(for form: QuestionForm) throws -> [CandidateSentence] {
    let graph = run.graph
    let names = form.parts.flatMap(\.entities).map { name in
      SoughtName(
        meanings: name.matches.map(\.value), weight: Self.most / 2 * (name.isAdjective ? 1 : 3))
    }
    let words = Set(form.parts.flatMap(\.words).map(\.text) + verbWords(form)).sorted()
    let found = try graph.sentences(naming: names, withAnyOf: words, limit: Self.most)
    return try found.compactMap { sentence in
      try run.check()
      guard let context = try graph.context(ofSentence: sentence) else { return nil }
      return CandidateSentence(
        context: context, stems: stems.stems(of: context.text),
        claims: try graph.statements(inSentence: sentence))
    }
  }

  private func verbWords(_ form: QuestionForm) -> [String] {
    var words = form.verb.filter { !PredicateNearness.light.contains($0) }
    if case .being(let noun) = form.kind { words.append(noun) }
    if case .having(let verb) = form.kind { words.append(verb) }
    return words + nearness.nearWords(of: words) + words.flatMap { nearness.nearWords(of: [$0]) }
  }
}
