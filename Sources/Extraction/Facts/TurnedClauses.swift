import Graph

/// Clauses that put their words in another order or leave some out: "there is no vaccine", "what they need is trade".
extension FactBuilder {
  /// "There is no vaccine": what is there exists, or does not. Whether the clause is of that form.
  mutating func stateExistence(
    _ clause: Clause, line: Int, tree: Tree, reader: StanceReader
  ) throws -> Bool {
    guard tree.lemma(clause.last) == "be", tree.hasChild(clause.verb, .expl) else { return false }
    var claim = Claim(
      line: line, anchor: clause.verb, words: ["exist"], surface: [tree.lower(clause.last)],
      stance: reader.stance(of: clause.last), rule: "intransitive")
    (claim.qualifiers, claim.date) = try circumstances(of: clause, line: line, tree: tree)
    for object in clause.objects where object.kind == .attribute {
      // "there was a man who left": the relative clause tells it.
      guard !tree.hasChild(object.head, .relcl), !tree.hasChild(object.head, .acl) else { continue }
      for head in conjuncts(of: object.head, tree) {
        for argument in try slots.arguments(Place(line: line, token: head)) {
          try state(claim, argument, nil)
        }
      }
    }
    return true
  }

  /// "What Georgia needs is not aid but trade": the answer is the object of the clause that asks. Whether
  /// the clause is of that form.
  mutating func stateAnswer(
    _ clause: Clause, line: Int, tree: Tree, reader: StanceReader
  ) throws -> Bool {
    guard tree.lemma(clause.last) == "be", let question = tree.child(clause.verb, .csubj),
      let gap = tree.child(question, .dobj), tree.lower(gap) == "what",
      !tree.hasChild(question, .xcomp)
    else { return false }
    var claim = Claim(
      line: line, anchor: question, words: [tree.lemma(question)],
      surface: [tree.lower(question)], stance: reader.stance(of: clause.verb), rule: "clause")
    let inner = reader.stance(of: question)
    claim.stance.modality = claim.stance.modality ?? inner.modality
    let isDenied = tree.hasChild(clause.verb, .neg)
    for subject in tree.children(question, .nsubj) {
      for agent in try slots.arguments(Place(line: line, token: subject)) {
        for object in clause.objects where object.kind == .attribute {
          // "not A but B": the negation is of the first.
          let heads = tree.coordinated(object.head)
          let isContrast =
            isDenied && heads.count > 1
            && tree.children(object.head).contains { tree.lower($0) == "but" }
          for (order, head) in heads.enumerated() {
            var one = claim
            one.stance.isNegated =
              (isContrast ? order == 0 : isDenied) != inner.isNegated
            for argument in try slots.arguments(Place(line: line, token: head)) {
              try state(one, agent, argument)
            }
          }
        }
      }
    }
    return true
  }

  /// "Seconded by Ms. Voss.": minutes leave out what was done, not who did it.
  mutating func stateHeadlessPassive(_ verb: Int, _ line: Int, _ tree: Tree) throws {
    guard tree.isRoot(verb), tree.tag[verb] == .participle,
      let by = tree.child(verb, .agent), by == verb + 1, let object = tree.child(by, .pobj),
      !tree.children(verb).contains(where: { tree.dep[$0].isSubject || tree.dep[$0].isAuxiliary })
    else { return }
    var claim = Claim(
      line: line, anchor: verb, words: [tree.lemma(verb)], surface: [tree.lower(verb)],
      stance: Stance(), rule: "passive")
    claim.traits.insert(.mainClause)
    for head in conjuncts(of: object, tree) {
      for agent in try slots.arguments(Place(line: line, token: head)) {
        try state(claim, agent, nil)
      }
    }
  }
}
