import Graph

/// What is said to be what: copulas, appositions and titles, with the offices they name.
extension FactBuilder {
  mutating func stateCopula(
    _ clause: Clause, of subject: Argument, _ claim: Claim, _ tree: Tree, _ reader: StanceReader
  ) throws {
    var claim = claim
    claim.words = ["be"]
    claim.surface = [tree.lower(clause.last)]
    claim.isOver = isOver(clause.last, tree)
    if isCleft(clause, tree) { return }
    if let group = groupBefore(clause, tree) {
      return try stateIdentity(claim, subject, group, isOneOfThem: true, tree)
    }
    var isStated = false
    for object in clause.objects {
      if object.kind == .attribute, let choice = alternatives(object.head, tree) {
        try state(claim, subject, .entity(slots.concept(choice)))
        isStated = true
        continue
      }
      for head in conjuncts(of: object.head, tree) + callings(below: object.head, tree) {
        var one = claim
        if isDenied(head, tree) { one.stance.isNegated = true }
        if isReaffirmed(head, besides: object.head, tree) { one.stance.isNegated = false }
        if object.kind == .attribute || object.kind == .objectPredicate
          || isNominalized(head, tree) || tree.pos[head] == .noun && tree.hasChild(head, .det)
        {
          try stateIdentity(one, subject, head, tree)
          try stateHolder(named: head, clause, one, tree)
        } else {
          try stateQuality(one, subject, head, tree)
        }
        isStated = true
      }
    }
    for complement in clause.complements where complement.prepositions[0] > clause.verb {
      let words = complement.prepositions.map(tree.lower)
      guard !tree.entity[complement.head].isPointInTime, !isStated || words == ["in"],
        !isSetPhrase(complement, tree)
      else {
        continue
      }
      var placed = claim
      placed.words += words
      placed.surface += words
      placed.rule = "preposition"
      for head in conjuncts(of: complement.head, tree) {
        try state(placed, subject, head, tree)
      }
    }
  }

  /// Nouns that a gerund says the content of.
  private static let specified: Set<String> = [
    "part", "goal", "aim", "job", "task", "idea", "plan", "challenge", "problem", "thing", "step",
    "key", "trick", "solution", "purpose", "option", "alternative", "role", "hobby", "mistake",
    "priority", "answer", "secret", "way",
  ]

  /// "The easy part is distributing the dividends": no part distributes; that is what it is.
  mutating func stateSpecification(
    _ clause: Clause, line: Int, tree: Tree, reader: StanceReader
  ) throws -> Bool {
    let verb = clause.verb
    guard tree.tag[verb] == .gerund, clause.chain.count == 1,
      let copula = tree.children(verb, .aux).first(where: { tree.lemma($0) == "be" }),
      copula == verb - 1, let subject = tree.child(verb, .nsubj), subject < copula,
      Self.specified.contains(tree.lemma(subject))
    else { return false }
    let words = tree.whole(verb, dropping: [.nsubj, .aux, .punct, .conj, .cc, .advcl])
    guard !words.isEmpty, words.count <= 2 * LabelWords.longest else { return true }
    var claim = Claim(
      line: line, anchor: verb, words: ["be"], surface: [tree.lower(copula)],
      stance: reader.stance(of: verb), rule: "clause")
    claim.clause = clause
    claim.subject = subject
    claim.object = .words(words)
    for argument in try slots.arguments(Place(line: line, token: subject)) {
      try state(claim, argument, .literal(.string(slots.clauseText(words, in: tree))))
    }
    return true
  }

  /// "Among her pupils were Ana Lind and Omar Reyes": each is one of them.
  private func groupBefore(_ clause: Clause, _ tree: Tree) -> Int? {
    guard clause.objects.isEmpty,
      let among = tree.children(clause.verb, .prep).first(where: {
        $0 < clause.verb && ["among", "amongst"].contains(tree.lower($0))
      }), clause.subjects.allSatisfy({ $0 > clause.verb }),
      let group = tree.child(among, .pobj), tree.tag[group] == .nouns
    else { return nil }
    return group
  }

  /// "is the cost or length of the road": which of them it is, is not told.
  private func alternatives(_ head: Int, _ tree: Tree) -> String? {
    guard tree.children(head, .cc).contains(where: { tree.lower($0) == "or" }),
      let second = tree.child(head, .conj), tree.pos[head] == .noun, tree.pos[second] == .noun
    else { return nil }
    let words = tree.whole(head, dropping: [.relcl, .acl, .advcl, .det, .appos])
    guard words.count <= LabelWords.longest else { return nil }
    return slots.clauseText(words, in: tree)
  }

  /// "The firm's president is Ana Ruiz", "her husband was the painter Leo Marr": who is named holds the office or
  /// stands in the relation that the subject names.
  private mutating func stateHolder(
    named head: Int, _ clause: Clause, _ claim: Claim, _ tree: Tree
  ) throws {
    guard let noun = clause.subjects.first, clause.subjects.count == 1, tree.pos[noun] == .noun,
      tree.dep[noun] == .nsubj,
      // "Her pupils were Jan Nowak and Ravi Menon"
      !tree.isPlural(noun)
        || clause.objects.contains(where: { conjuncts(of: $0.head, tree).count > 1 })
    else { return }
    for holder in try slots.arguments(Place(line: claim.line, token: head)) {
      guard case .entity(let entity) = holder, slots.entities[entity].kind != .concept else {
        continue
      }
      try stateRelation(claim, holder, noun, tree)
    }
  }

  /// "It was Ruiz who won": "it" means nothing, and the relative clause tells the rest.
  private func isCleft(_ clause: Clause, _ tree: Tree) -> Bool {
    guard let subject = clause.subjects.first, clause.subjects.count == 1,
      tree.lower(subject) == "it", tree.head[subject] == clause.verb
    else { return false }
    let isAnswered = clause.objects.contains { object in
      tree.children(object.head).contains {
        tree.dep[$0] == .relcl && $0 > object.head
          && tree.children($0).contains {
            tree.tag[$0].isRelative || tree.lower($0) == "that"
          }
      }
    }
    return isAnswered
      || tree.children(clause.verb).contains { $0 > clause.verb && tree.dep[$0] == .ccomp }
  }

  /// "is a professor of law and director of the Center": a second calling that the parser hung on a noun
  /// inside the first.
  private func callings(below head: Int, _ tree: Tree) -> [Int] {
    let evidence = KindEvidence(knowledge: knowledge, lines: document.lines)
    guard evidence.kind(ofNoun: tree.lemma(head)) == .person else { return [] }
    return tree.subtree(head).filter { token in
      guard token > head, tree.dep[token] == .conj, tree.pos[token] == .noun,
        tree.head[token] != head,
        tree.pos[tree.head[token]] == .noun
          || tree.hasChild(token, .det) && knowledge.titles[tree.lemma(token)] == .relation,
        tree.governingVerb(token) == tree.governingVerb(head)
      else { return false }
      return evidence.kind(ofNoun: tree.lemma(token)) == .person
        && evidence.kind(ofNoun: tree.lemma(tree.head[token])) != .person
        && !tree.isPlural(token)
    }
  }

  /// "is vital to X", "is red"
  private mutating func stateQuality(
    _ claim: Claim, _ subject: Argument, _ head: Int, _ tree: Tree
  ) throws {
    let isOfClause = tree.children(head).contains {
      tree.dep[$0] == .xcomp && tree.pos[$0].isVerbal
    }
    if isOfClause, !ClauseFinder.appraises(tree.lower(head)) { return }
    var isRelated = false
    for preposition in tree.children(head, .prep) where preposition > head {
      for object in tree.children(preposition, .pobj).flatMap({ conjuncts(of: $0, tree) }) {
        var related = claim
        let degree = tree.children(head, .advmod).filter {
          $0 < head && ["more", "less", "most", "least"].contains(tree.lower($0))
            && tree.lower(preposition) == "than"
        }
        related.words += (degree + [head, preposition]).map(tree.lower)
        related.surface += (degree + [head, preposition]).map(tree.lower)
        related.rule = "quality"
        related.object = .phrase(object)
        for argument in try slots.arguments(Place(line: claim.line, token: object)) {
          try state(related, subject, argument)
          isRelated = true
        }
      }
    }
    // "is vital to trade" is told by the relation.
    if isRelated { return }
    let words = tree.whole(head, dropping: [.conj, .cc, .ccomp, .advcl, .npadvmod])
    let opening = words.prefix {
      ["only", "just", "also", "not", "merely", "so"].contains(tree.lower($0))
    }
    let core = Array(words.dropFirst(opening.count))
    guard words.count <= 12, !core.isEmpty else { return }
    var quality = claim
    quality.rule = "quality"
    quality.object = .words(core)
    try state(quality, subject, .literal(.string(slots.clauseText(core, in: tree))))
  }

  /// "the youngest of five", "its seventh": an adjective that stands for a noun.
  private func isNominalized(_ word: Int, _ tree: Tree) -> Bool {
    tree.pos[word] == .adjective
      && tree.children(word).contains {
        $0 < word && (tree.dep[$0] == .det || tree.dep[$0] == .poss)
      }
  }

  /// The subject is what the noun says, and holds the office or relation that it names.
  mutating func stateIdentity(
    _ claim: Claim, _ subject: Argument, _ noun: Int, isOneOfThem: Bool = false, _ tree: Tree
  ) throws {
    guard
      tree.pos[noun] == .noun || tree.pos[noun] == .properNoun || tree.pos[noun] == .numeral
        || isNominalized(noun, tree)
    else { return }
    let place = Place(line: claim.line, token: noun)
    let said =
      try isOneOfThem ? slots.singularDescription(place) : slots.description(place)
    var identity = claim
    identity.object = .phrase(noun)
    for argument in said { try state(identity, subject, argument) }
    if document.mention(at: Place(line: claim.line, token: noun)) == nil {
      try stateRelation(claim, subject, oneOf(noun, tree) ?? noun, tree)
      for word in tree.children(noun) where word < noun {
        try stateBase(endingAt: word, claim, subject, tree)
      }
    }
  }

  /// "one of the founders of Tarn": what those are of whom it is one.
  private func oneOf(_ noun: Int, _ tree: Tree) -> Int? {
    guard tree.lower(noun) == "one", let of = tree.child(noun, .prep), tree.lower(of) == "of" else {
      return nil
    }
    return tree.child(of, .pobj)
  }
}
