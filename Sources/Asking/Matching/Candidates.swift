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

/// Finds the sentences that may answer a question, and all that they claim.
struct CandidateFinder {
  let graph: KnowledgeGraph
  let stems: WordStems
  let nearness: PredicateNearness

  /// How many sentences are looked at for one question.
  private static let most = 400

  /// The claims of the sentences that share most with the question: names count first, then words.
  func candidates(for form: QuestionForm) throws -> [Candidate] {
    var points: [Int64: Int] = [:]
    for part in form.parts {
      for name in part.entities {
        var sentences: Set<Int64> = []
        for match in name.matches { sentences.formUnion(try graph.sentences(about: match.value)) }
        for sentence in sentences { points[sentence, default: 0] += name.isAdjective ? 200 : 600 }
      }
    }
    let words = Set(form.parts.flatMap(\.words).map(\.text) + verbWords(form)).sorted()
    let found = try graph.sentences(withAnyOf: words, limit: Self.most)
    for (rank, sentence) in found.enumerated() { points[sentence, default: 0] += Self.most - rank }
    let best = points.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.most)
    var result: [Candidate] = []
    for (sentence, _) in best {
      guard let context = try graph.context(ofSentence: sentence) else { continue }
      let sentenceStems = stems.stems(of: context.text)
      let siblings = try graph.statements(inSentence: sentence)
      for told in siblings {
        result.append(
          Candidate(told: told, context: context, stems: sentenceStems, siblings: siblings))
      }
    }
    return result
  }

  private func verbWords(_ form: QuestionForm) -> [String] {
    var words = form.verb.filter { !PredicateNearness.light.contains($0) }
    if case .being(let noun) = form.kind { words.append(noun) }
    if case .having(let verb) = form.kind { words.append(verb) }
    return words + nearness.nearWords(of: words) + words.flatMap { nearness.nearWords(of: [$0]) }
  }
}
