/// How acts are meant that nouns tell: "the failed takeover of Orvane", "her planned visit to Peru".
extension StanceReader {
  private static let prospective: Set<String> = [
    "planned", "possible", "upcoming", "proposed", "potential", "scheduled", "expected", "future",
    "next", "coming", "prospective", "eventual", "hypothetical", "anticipated", "forthcoming",
  ]

  /// Adds to a stance how an act is meant that a noun tells; plans and mere possibilities are marked.
  ///
  /// - Returns: whether the act is told of as something that is so at all
  func settle(act noun: Int, _ stance: inout Stance) -> Bool {
    if tree.children(noun).contains(where: { Self.prospective.contains(tree.lower($0)) }) {
      stance.modality = stance.modality ?? "planned"
    }
    for adjective in tree.children(noun, .amod) where adjective < noun {
      let classes = knowledge.hostClasses(tree.lower(adjective))
      if classes.contains(.short) {
        stance.isNegated = true
      } else if !classes.isDisjoint(with: [.open, .doubt, .denied]) {
        stance.modality = stance.modality ?? tree.lower(adjective)
      }
    }
    applyProspect(ofAct: noun, to: &stance)
    if tree.children(noun).contains(where: { tree.dep[$0] == .det && tree.lower($0) == "no" }) {
      stance.isNegated = true
    }
    let preposition = tree.head[noun]
    if tree.dep[noun] == .pobj, tree.lower(preposition) == "of",
      tree.lower(tree.head[preposition]) == "ahead"
    {
      stance.modality = stance.modality ?? "planned"
    }
    if tree.dep[noun] == .pobj, tree.lower(preposition) == "without" { stance.isNegated = true }
    let isDefinite = tree.children(noun).contains {
      tree.dep[$0] == .poss
        || tree.dep[$0] == .det && ["the", "this", "that"].contains(tree.lower($0))
    }
    guard let verb = tree.governingVerb(noun) else { return isDefinite || !tree.isRoot(noun) }
    let above = self.stance(of: verb)
    if stance.speaker == nil { stance.speaker = above.speaker }
    let classes = knowledge.verbClasses(tree.lemma(verb))
    if tree.dep[noun] == .dobj, !classes.isDisjoint(with: [.plan, .urge, .enable, .attempt]),
      !classes.contains(.light)
    {
      stance.modality = stance.modality ?? tree.lemma(verb)
    }
    if isDefinite { return true }
    // "an invasion could be …" tells of none.
    if above.modality != nil || above.isNegated { return false }
    return !tree.dep[noun].isSubject || above.speaker == nil
  }
}
