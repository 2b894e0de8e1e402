/// Mends clauses without a verb that say what somebody takes another for: "considers the plan dangerous".
extension TreeRepair {
  private static let taking: Set<String> = [
    "consider", "considers", "considered", "considering", "find", "finds", "found", "finding",
    "deem", "deems", "deemed", "deeming", "judge", "judges", "judged", "declare", "declares",
    "declared", "declaring", "call", "calls", "called", "calling", "label", "labels", "labelled",
    "labeled", "brand", "brands", "branded", "term", "terms", "termed", "dub", "dubs", "dubbed",
    "think", "thinks", "thought",
  ]

  /// "considered her his best student": the parser takes for a clause what has no verb; the student is what she was
  /// considered.
  mutating func mendSmallClause(_ predicate: Int, _ sentence: Range<Int>) {
    let verb = head[predicate]
    guard dep[predicate] == .ccomp, verb < predicate, Self.taking.contains(word(verb)),
      !pos[predicate].isVerbal
    else { return }
    let parts = children(predicate, sentence)
    guard let subject = parts.first(where: { dep[$0] == .nsubj }), subject < predicate,
      subject > verb, !parts.contains(where: { [.mark, .aux].contains(dep[$0]) }),
      child(verb, .dobj, sentence) == nil
    else { return }
    attach([arc(subject, to: verb, as: .dobj), arc(predicate, to: verb, as: .oprd)])
  }

  /// "called the move “illegal”": a quoted word behind a noun phrase with an article is no part of it.
  mutating func mendQuotedPredicate(_ noun: Int, _ sentence: Range<Int>) {
    let predicate = head[noun]
    let verb = head[predicate]
    guard noun + 1 < sentence.upperBound, predicate > noun, verb < noun, dep[predicate] == .oprd,
      Self.taking.contains(word(verb)), ["\"", "“", "``", "''", "”"].contains(word(noun + 1)),
      child(verb, .dobj, sentence) == nil
    else { return }
    let before = children(predicate, sentence).filter { $0 < noun }
    attach([arc(noun, to: verb, as: .dobj)] + before.map { arc($0, to: noun) })
  }
}
