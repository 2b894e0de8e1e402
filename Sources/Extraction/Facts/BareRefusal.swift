import Graph

/// "The union asked the firm to raise wages. The firm refused.": what is refused is told by what was asked for before.
extension FactBuilder {
  /// What somebody was last asked to do.
  struct Request {
    /// Who is to do it.
    var subject: Argument
    /// The statements that tell it, as indexes into those made.
    var statements: Range<Int>
    /// The sentence, as an index into the record's.
    var sentence: Int
  }

  /// How many sentences behind a request a refusal may stand.
  private static let farthest = 2

  /// Keeps what a clause asks of its subject, where it does.
  mutating func noteRequest(_ claim: Claim, _ subject: Argument, from first: Int) {
    guard let modality = claim.stance.modality, !claim.stance.isNegated, first < made.count,
      knowledge.verbClasses(modality).contains(.urge)
    else { return }
    request = Request(
      subject: subject, statements: first..<made.count,
      sentence: made[first].statement.sentence)
  }

  /// States that what a subject was asked for is not done, where the clause says only that it refuses.
  mutating func stateRefusal(
    _ clause: Clause, of subject: Argument, _ claim: Claim, _ tree: Tree
  ) throws {
    guard ["refuse", "decline"].contains(tree.lemma(clause.last)), clause.chain.count == 1,
      clause.objects.isEmpty, clause.clausal.isEmpty, !claim.stance.isNegated,
      claim.stance.modality == nil, let request, request.subject == subject,
      !VerbPhrase(tree: tree).isPassive(clause.last)
    else { return }
    let sentence = firstSentence[claim.line] + tree.sentence[claim.anchor]
    guard (0...Self.farthest).contains(sentence - request.sentence) else { return }
    for asked in request.statements.map({ made[$0].statement }) where asked.subject == subject {
      var refused = claim
      refused.words = asked.predicate.split(separator: "_").map(String.init)
      refused.surface = claim.surface
      refused.stance.isNegated = !asked.isNegated
      refused.stance.modality = Stance.refusal
      refused.qualifiers = asked.qualifiers.map {
        Claim.Qualifier(name: $0.name, value: $0.value, token: clause.last)
      }
      try state(refused, subject, asked.object)
    }
    self.request = nil
  }
}
