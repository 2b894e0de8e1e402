/// Relative clauses on what is only thought or told of: "could hire a man who speaks Danish", "the novel tells of a sailor who
/// murders his captain".
extension StanceReader {
  /// Modalities under which there need not be what an indefinite phrase names, whenever it is said to have done something.
  private static let imagined: Set<String> = [
    "could", "would", "might", "may", "if", "should", "can", "like", "question", "imperative",
  ]

  /// Takes over how the clause stands that a noun belongs to, where nothing tells that there is such a thing: an indefinite
  /// phrase under a modality, or a figure of a story.
  func applyThoughtOf(_ noun: Int, describedBy clause: Int, to stance: inout Stance) {
    guard stance.modality == nil, let verb = tree.governingVerb(noun) else { return }
    if let story = story(toldBy: verb, of: noun, clause) {
      stance.modality = tree.lemma(story)
      return
    }
    guard isIndefinite(noun), verb != clause else { return }
    let above = self.stance(of: verb)
    guard let modality = above.modality else { return }
    // What will be done may be done to something that is there: "will pardon a man who robbed a bank".
    let isPast =
      tree.tag[clause] == .past || tree.children(clause).contains { tree.lower($0) == "had" }
    if isPast ? Self.imagined.contains(modality) : !isSubject(noun, of: verb) {
      stance.modality = modality
    }
  }

  /// The story that a verb tells in the present, with a noun as what it tells of.
  private func story(toldBy verb: Int, of noun: Int, _ clause: Int) -> Int? {
    guard let subject = tree.child(verb, .nsubj), !isSubject(noun, of: verb) else { return nil }
    let classes = knowledge.hostClasses(tree.lemma(subject))
      .union(knowledge.hostClasses(tree.lower(subject)))
    if classes.contains(.fiction) { return subject }
    let isPresent = [.thirdPerson, .present].contains(tree.tag[clause])
    return classes.contains(.show) && isPresent ? subject : nil
  }

  private func isSubject(_ noun: Int, of verb: Int) -> Bool {
    tree.head[noun] == verb && tree.dep[noun].isSubject
  }

  /// "a man", "men", "anybody who"; a name or "the man" is somebody whom the text knows.
  private func isIndefinite(_ noun: Int) -> Bool {
    guard tree.pos[noun] == .noun || tree.pos[noun] == .pronoun else { return false }
    let parts = tree.children(noun)
    if parts.contains(where: { tree.dep[$0] == .poss || tree.dep[$0] == .nummod }) { return false }
    guard let determiner = parts.first(where: { tree.dep[$0] == .det }) else {
      return tree.pos[noun] == .noun
        || ["anybody", "anyone", "anything", "somebody", "someone", "something", "one", "ones"]
          .contains(tree.lower(noun))
    }
    return ["a", "an", "any", "no", "some", "every", "each"].contains(tree.lower(determiner))
  }
}
