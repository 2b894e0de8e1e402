import Graph

/// The place of a subject among those that a clause pairs with its objects in their order.
struct Partner {
  var index: Int
  var count: Int
}

/// What clauses claim.
extension FactBuilder {
  private static let particles: Set<String> = [
    "down", "up", "out", "off", "back", "away", "aside", "forward", "ahead", "over", "through",
    "apart", "along", "together", "around", "in", "on",
  ]

  /// Prepositions after a noun that tell where the thing is, not whom it concerns.
  private static let placing: Set<String> = ["in", "at", "near", "outside", "inside"]

  mutating func state(_ clause: Clause, line: Int, tree: Tree, reader: StanceReader) throws {
    if try stateExistence(clause, line: line, tree: tree, reader: reader) { return }
    if try stateAnswer(clause, line: line, tree: tree, reader: reader) { return }
    var subjects: [Argument] = []
    var subjectToken: [Int] = []
    for subject in clause.subjects
    where isSubject(subject, tree) && !isQuoted(subject, apartFrom: clause.verb, line) {
      for argument in try slots.arguments(Place(line: line, token: subject))
      where !subjects.contains(argument) {
        subjects.append(argument)
        subjectToken.append(subject)
      }
    }
    guard !subjects.isEmpty, !isComment(clause, tree) else { return }
    let last = clause.last
    var claim = Claim(
      line: line, anchor: clause.verb, words: verbWords(last, clause, tree),
      surface: surface(of: last, tree), stance: reader.stance(of: last),
      rule: "clause")
    guard !isHypothetical(clause, claim.stance, tree, reader) else { return }
    claim.clause = clause
    claim.traits = traits(of: clause, tree)
    slots.tense = tense(of: clause, claim.stance, tree)
    defer { slots.tense = .open }
    (claim.qualifiers, claim.date) = try circumstances(of: clause, line: line, tree: tree)
    if isKnown(clause, tree), claim.stance.modality == "know" { claim.stance.modality = nil }
    let isPaired = subjects.count > 1 && isPairedInOrder(clause, tree)
    defer { partner = nil }
    for (index, subject) in subjects.enumerated() {
      partner = isPaired ? Partner(index: index, count: subjects.count) : nil
      var claim = claim
      claim.subject = subjectToken[index]
      if tree.pos[subjectToken[index]] == .pronoun { claim.traits.insert(.pronoun) }
      try state(clause, of: subject, claim, tree, reader)
      if clause.chain.count > 1, isWorthTelling(clause, tree, claim.stance) {
        var chained = claim
        chained.words = chainWords(clause, tree)
        chained.surface = chained.words
        chained.stance = reader.stance(of: clause.verb)
        chained.rule = "chain"
        try state(clause, of: subject, chained, tree, reader)
      }
    }
    if subjects.count == 2, clause.objects.isEmpty { try stateMutual(claim, subjects) }
  }

  /// "“The air is bad,” it notes, pointing at cars": what stands in a quotation does nothing outside of it.
  private func isQuoted(_ subject: Int, apartFrom verb: Int, _ line: Int) -> Bool {
    guard let quotation = document.quotations[line].quotation(at: subject), quotation.isSpeech
    else { return false }
    return !quotation.tokens.contains(verb)
  }

  /// "is known to cure": what is known is so.
  private func isKnown(_ clause: Clause, _ tree: Tree) -> Bool {
    clause.chain.count == 2 && tree.tag[clause.verb] == .participle
      && tree.lemma(clause.verb) == "know" && tree.tag[clause.last] == .baseForm
      && tree.children(clause.verb).contains {
        tree.dep[$0] == .auxpass && ["is", "are", "was", "were", "been"].contains(tree.lower($0))
      }
  }

  /// "Ann and Bo met Cy and Di, respectively": the first did it to the first, the second to the second.
  private func isPairedInOrder(_ clause: Clause, _ tree: Tree) -> Bool {
    tree.subtree(clause.verb).contains { tree.lower($0) == "respectively" }
  }

  /// Whether a clause tells of what was or of what is to come.
  private func tense(of clause: Clause, _ stance: Stance, _ tree: Tree) -> DateReader.Tense {
    if let modality = stance.modality, Self.prospects.contains(modality) { return .future }
    let verbs = [clause.verb, clause.last]
    let isPast = verbs.contains { verb in
      tree.tag[verb] == .past
        || tree.children(verb).contains {
          tree.dep[$0].isAuxiliary && (tree.tag[$0] == .past || tree.lemma($0) == "have")
        }
    }
    return isPast ? .past : isBelowFuture(clause.verb, tree) ? .future : .open
  }

  /// "will open the museum when she travels to Lima": the clause under it is to come as well.
  private func isBelowFuture(_ verb: Int, _ tree: Tree) -> Bool {
    var place = verb
    while tree.tag[place] != .past {
      let isFuture = tree.children(place).contains {
        tree.dep[$0] == .aux && Self.futures.contains(tree.lower($0))
      }
      if isFuture || tree.isRoot(place) { return isFuture }
      place = tree.head[place]
    }
    return false
  }

  private static let futures: Set<String> = ["will", "shall", "’ll", "'ll", "wo"]

  private static let prospects: Set<String> = [
    "will", "shall", "be to", "plan", "set", "expected", "scheduled", "due", "intend", "slated",
    "promise", "vow", "expect", "schedule",
  ]

  /// "Xi and Lee met": what is symmetric holds between the subjects.
  private mutating func stateMutual(_ claim: Claim, _ subjects: [Argument]) throws {
    let name = PredicateName.join(claim.words)
    guard knowledge.predicates[name]?.contains(where: { $0.kind == .symmetric }) ?? false else {
      return
    }
    var mutual = claim
    mutual.rule = "mutual"
    try state(mutual, subjects[0], subjects[1])
  }

  /// "as expected", "longer than planned", "as unions had feared": a comment on what another clause tells.
  private func isComment(_ clause: Clause, _ tree: Tree) -> Bool {
    guard tree.dep[clause.verb] == .advcl || tree.dep[clause.verb] == .pcomp,
      clause.objects.isEmpty, clause.clausal.isEmpty, clause.chain.count == 1
    else { return false }
    let classes = knowledge.verbClasses(tree.lemma(clause.verb))
    let isParticiple =
      tree.tag[clause.verb] == .participle
      && !tree.children(clause.verb).contains { tree.dep[$0].isSubject }
    let opens = tree.children(clause.verb).contains {
      $0 < clause.verb && (tree.dep[$0] == .mark || tree.dep[$0] == .advmod)
        && ["as", "than"].contains(tree.lower($0))
    }
    if isParticiple, ["as", "than"].contains(tree.lower(tree.head[clause.verb])) { return true }
    return opens && (isParticiple || !classes.isDisjoint(with: [.say, .know, .plan, .urge]))
  }

  /// "to prevent a war it could lose": a possibility told of something that is itself only thought of.
  private func isHypothetical(
    _ clause: Clause, _ stance: Stance, _ tree: Tree, _ reader: StanceReader
  ) -> Bool {
    guard tree.dep[clause.verb] == .relcl, let modality = stance.modality,
      ["could", "would", "might", "may", "can"].contains(modality)
    else { return false }
    let antecedent = tree.head[clause.verb]
    let isDefinite = tree.children(antecedent).contains {
      tree.dep[$0] == .poss
        || tree.dep[$0] == .det && !["a", "an", "any", "no"].contains(tree.lower($0))
    }
    guard tree.pos[antecedent] == .noun, !isDefinite,
      let above = tree.governingVerb(antecedent)
    else { return false }
    let outer = reader.stance(of: above)
    return outer.modality != nil || outer.isNegated
  }

  private func isSubject(_ token: Int, _ tree: Tree) -> Bool {
    !tree.tag[token].isWh && tree.tag[token] != .existential
      && !["’s", "'s", "that"].contains(tree.lower(token))
      && !tree.children(token).contains { child in
        // "how many accounts", "which party" ask; "what a goal" exclaims.
        tree.tag[child] == .whDeterminer || child < token && tree.lower(child) == "what"
          || tree.dep[child] == .amod
            && tree.children(child)
              .contains { tree.tag[$0] == .whAdverb }
      }
  }

  private func traits(of clause: Clause, _ tree: Tree) -> Certainty.Traits {
    var traits = Certainty.Traits()
    switch tree.dep[clause.verb] {
    case .root: traits.insert(.mainClause)
    case .conj: traits.insert(.joinedClause)
    case .relcl, .ccomp: traits.insert(.finiteClause)
    default: break
    }
    if !clause.subjects.contains(where: { tree.head[$0] == clause.verb }) {
      traits.insert(.inheritedSubject)
    }
    return traits
  }

  // MARK: Words of the predicate

  private func isPassive(_ verb: Int, _ tree: Tree) -> Bool {
    isAbsolute(verb, tree)
      || tree.children(verb).contains { tree.dep[$0] == .auxpass || tree.dep[$0] == .nsubjpass }
      || tree.tag[verb] == .participle
        && ([.acl, .advcl].contains(tree.dep[verb]) || isGapped(verb, tree))
        && !tree.children(verb).contains { tree.dep[$0].isAuxiliary }
  }

  /// "three were killed and ten wounded"
  private func isGapped(_ verb: Int, _ tree: Tree) -> Bool {
    tree.dep[verb] == .conj && tree.hasChild(verb, .nsubj) && !tree.hasChild(verb, .dobj)
      && tree.hasChild(tree.head[verb], .auxpass)
  }

  /// "with all ballots counted"
  private func isAbsolute(_ verb: Int, _ tree: Tree) -> Bool {
    tree.dep[verb] == .advcl && [.past, .participle].contains(tree.tag[verb])
      && tree.hasChild(verb, .nsubj) && !tree.hasChild(verb, .dobj)
      && tree.children(verb, .mark).contains { tree.lower($0) == "with" }
      && !tree.children(verb).contains { tree.dep[$0].isAuxiliary }
  }

  private func verbWords(_ verb: Int, _ clause: Clause, _ tree: Tree) -> [String] {
    var words =
      isPassive(verb, tree) || sharesPassive(verb, tree)
      ? ["be", VerbLemma.folded(participle: tree.lower(verb))] : [tree.lemma(verb)]
    words += particles(of: verb, tree).map(tree.lower)
    return words
  }

  /// "step down", "look forward": what stands right behind the verb and makes one word with it.
  private func particles(of verb: Int, _ tree: Tree) -> [Int] {
    tree.children(verb).filter {
      tree.dep[$0] == .prt
        || tree.dep[$0] == .advmod && Self.particles.contains(tree.lower($0))
          && tree.children($0).isEmpty
          && ($0 == verb + 1
            || $0 == verb + 2 && tree.dep[verb + 1] == .dobj && tree.pos[verb + 1] == .pronoun)
        || isResult($0, of: verb, tree)
    }
  }

  /// "cut short a visit", "shot dead the lawyer": an adjective between a verb and its object is part of the
  /// verb.
  private func isResult(_ word: Int, of verb: Int, _ tree: Tree) -> Bool {
    word == verb + 1 && tree.pos[word] == .adjective
      && [.advmod, .acomp, .oprd, .dobj].contains(tree.dep[word]) && tree.children(word).isEmpty
      && tree.children(verb).contains { $0 > word && tree.dep[$0] == .dobj }
  }

  /// "was arrested and charged": the second participle is passive too.
  private func sharesPassive(_ verb: Int, _ tree: Tree) -> Bool {
    tree.dep[verb] == .conj && tree.tag[verb] == .participle
      && !tree.children(verb).contains { tree.dep[$0].isAuxiliary || tree.dep[$0].isSubject }
      && isPassive(tree.head[verb], tree)
  }

  private func surface(of verb: Int, _ tree: Tree) -> [String] {
    [tree.lower(verb)] + particles(of: verb, tree).map(tree.lower)
  }

  /// "seek to strengthen", "keep walking"
  private func chainWords(_ clause: Clause, _ tree: Tree) -> [String] {
    var words: [String] = []
    for (place, verb) in clause.chain.enumerated() {
      if place == 0 {
        words += verbWords(verb, clause, tree)
      } else if tree.tag[verb] == .gerund {
        words.append(tree.lower(verb))
      } else {
        words += ["to"] + verbWords(verb, clause, tree)
      }
    }
    return words
  }

  /// Whether wanting, trying or refusing is itself a fact beside what is wanted.
  private func isWorthTelling(_ clause: Clause, _ tree: Tree, _ stance: Stance) -> Bool {
    guard stance.modality != nil || stance.isNegated else { return false }
    let classes = knowledge.verbClasses(tree.lemma(clause.verb))
    return !classes.isDisjoint(with: [.plan, .attempt, .negative, .promise])
      && !isPassive(clause.verb, tree)
  }

  // MARK: Objects

  private mutating func state(
    _ clause: Clause, of subject: Argument, _ claim: Claim, _ tree: Tree, _ reader: StanceReader
  ) throws {
    if tree.lemma(clause.last) == "be" {
      return try stateCopula(clause, of: subject, claim, tree, reader)
    }
    let direct = clause.objects.filter {
      $0.kind != .indirect && !isAside($0.head, clause, tree)
        && !isResult($0.head, of: clause.last, tree) && !isReflexive($0.head, tree)
        && !isTwin($0.head, tree)
    }
    var claim = claim
    if clause.objects.contains(where: { isReflexive($0.head, tree) }) {
      claim.words.append("oneself")
    }
    if let indirect = clause.objects.first(where: { $0.kind == .indirect }) {
      var giving = claim
      if !direct.isEmpty { giving.words.append("to") }
      try state(giving, subject, indirect.head, tree)
      // "paid Ruiz a million": one act with three places.
      for receiver in conjuncts(of: indirect.head, tree) where !direct.isEmpty {
        for value in try slots.arguments(Place(line: claim.line, token: receiver)) {
          claim.qualifiers.append(.init(name: "to", value: value, token: indirect.head))
        }
      }
    }
    var hasObject = false
    if direct.isEmpty, let amount = amount(of: clause, tree) {
      try state(claim, subject, amount, tree)
      hasObject = true
    }
    for object in direct {
      for head in conjuncts(of: object.head, alone: object.kind == .relative, tree) {
        var one = claim
        if isReaffirmed(head, besides: object.head, tree) { one.stance.isNegated = false }
        try stateObject(object, head, subject, one, tree)
        hasObject = true
      }
    }
    let contents = clause.clausal.filter {
      $0 > clause.last || !tree.isParted($0, from: clause.last)
    }
    if !contents.isEmpty, !hasObject || reportsWords(clause, tree) {
      try stateContent(clause, subject, claim, tree)
      hasObject = true
    }
    try stateComplements(clause, subject, claim, tree, hasObject: hasObject)
  }

  /// "…," she said in Utrecht, the city where …: what stands behind a comma is no object of saying.
  private func isAside(_ object: Int, _ clause: Clause, _ tree: Tree) -> Bool {
    guard reportsWords(clause, tree), object > clause.last,
      let first = tree.subtree(object).first, first > 0
    else { return false }
    return tree.text(first - 1) == ","
  }

  /// "hand in hand", "side by side": how something is done.
  private func isTwin(_ noun: Int, _ tree: Tree) -> Bool {
    noun + 2 < tree.count && tree.tag[noun] == .noun && tree.pos[noun + 1] == .adposition
      && tree.lower(noun) == tree.lower(noun + 2)
  }

  private func isReflexive(_ token: Int, _ tree: Tree) -> Bool {
    tree.pos[token] == .pronoun
      && (tree.lower(token).hasSuffix("self") || tree.lower(token).hasSuffix("selves"))
  }

  /// "fell 4 percent": by how much.
  private func amount(of clause: Clause, _ tree: Tree) -> Int? {
    tree.children(clause.last, .npadvmod).first {
      $0 > clause.last
        && [.percent, .money, .quantity, .cardinal].contains(tree.entity[$0])
    }
  }

  private func reportsWords(_ clause: Clause, _ tree: Tree) -> Bool {
    knowledge.verbClasses(tree.lemma(clause.last)).contains(.say)
  }

  private mutating func stateObject(
    _ object: Clause.Object, _ head: Int, _ subject: Argument, _ claim: Claim, _ tree: Tree
  ) throws {
    var claim = claim
    if isDenied(head, tree) { claim.stance.isNegated.toggle() }
    if object.kind == .adjective {
      var words = tree.whole(head, dropping: [.conj, .cc, .xcomp, .ccomp, .advcl])
      // "pleaded not guilty" is denied by the flag.
      if claim.stance.isNegated, let first = words.first, tree.lower(first) == "not" {
        words.removeFirst()
      }
      claim.object = .words(words)
      return try state(
        claim, subject, .literal(.string(slots.clauseText(words, in: tree))))
    }
    if object.kind == .objectPredicate { return try stateCalling(head, subject, claim, tree) }
    if object.kind == .attribute {
      try stateOffice(claim, subject, head, verb: claim.anchor, hasObject: false, tree)
    }
    try state(claim, subject, head, tree)
    if object.kind == .direct { try stateThroughNoun(head, subject, claim, tree) }
  }

  /// "called it a mistake", "was named chair of the board": as what somebody or something is taken.
  private mutating func stateCalling(
    _ head: Int, _ subject: Argument, _ claim: Claim, _ tree: Tree
  ) throws {
    var claim = claim
    let verb = tree.head[head]
    if tree.children(verb).contains(where: { tree.dep[$0] == .dobj && $0 != head }) {
      claim.words.append("as")
    } else if isPassive(verb, tree) || sharesPassive(verb, tree) {
      try stateOffice(claim, subject, head, verb: verb, hasObject: false, tree)
    }
    try state(claim, subject, head, tree)
  }

  mutating func state(_ claim: Claim, _ subject: Argument, _ head: Int, _ tree: Tree) throws {
    for argument in try slots.arguments(Place(line: claim.line, token: head)) {
      var claim = claim
      claim.object = .phrase(head)
      if tree.pos[head] == .pronoun { claim.traits.insert(.pronoun) }
      try state(claim, subject, argument)
    }
  }

  /// "strengthens ties with China" relates the subject to China.
  private mutating func stateThroughNoun(
    _ noun: Int, _ subject: Argument, _ claim: Claim, _ tree: Tree
  ) throws {
    guard tree.pos[noun] == .noun, knowledge.nominals[tree.lemma(noun)] == nil else { return }
    guard knowledge.titles[tree.lemma(noun)] == nil, !tree.hasChild(noun, .appos) else { return }
    for preposition in tree.children(noun, .prep)
    where preposition > noun && !Self.placing.contains(tree.lower(preposition)) {
      for head in tree.children(preposition, .pobj).flatMap({ conjuncts(of: $0, tree) })
      where document.mention(at: Place(line: claim.line, token: head)) != nil {
        var through = claim
        through.words += [tree.lemma(noun), tree.lower(preposition)]
        through.surface += [tree.lower(noun), tree.lower(preposition)]
        through.rule = "noun"
        try state(through, subject, head, tree)
      }
    }
  }

  /// Whether a clause is what the verb says or means. Without a verb of such a class only "that" or a
  /// question word tells so.
  private func isContent(_ content: Int, of clause: Clause, _ tree: Tree) -> Bool {
    if content < clause.last, tree.isParted(content, from: clause.last) { return false }
    let isAsked = tree.subtree(content).first.map { tree.tag[$0].isWh } ?? false
    if tree.hasChild(content, .mark) || isAsked { return true }
    let classes = knowledge.verbClasses(tree.lemma(clause.last))
    if !classes.isDisjoint(with: [.say, .know, .plan, .urge, .negative]) { return true }
    // "made it plain" says nothing without "it".
    let isAboutPronoun = tree.children(content).contains {
      tree.dep[$0].isSubject && tree.pos[$0] == .pronoun
    }
    return !classes.isDisjoint(with: [.enable, .cause]) && !isAboutPronoun
  }

  /// What is said, thought or demanded, in its own words.
  private mutating func stateContent(
    _ clause: Clause, _ subject: Argument, _ claim: Claim, _ tree: Tree
  ) throws {
    for content in clause.clausal where tree.dep[content] == .ccomp {
      guard isContent(content, of: clause, tree) else { continue }
      let words = tree.whole(content)
      let text = slots.clauseText(words, in: tree)
      guard !text.isEmpty else { continue }
      var said = claim
      said.rule = "content"
      said.object = .words(words)
      try state(said, subject, .literal(.string(text)))
    }
  }
}
