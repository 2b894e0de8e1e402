import Graph

/// The place of a subject among those that a clause pairs with its objects in their order.
struct Partner {
  var index: Int
  var count: Int
}

/// What clauses claim.
extension FactBuilder {
  mutating func state(_ clause: Clause, line: Int, tree: Tree, reader: StanceReader) throws {
    if try stateExistence(clause, line: line, tree: tree, reader: reader) { return }
    if try stateAnswer(clause, line: line, tree: tree, reader: reader) { return }
    if try stateSpecification(clause, line: line, tree: tree, reader: reader) { return }
    if isDefinition(clause, tree) { return }
    var subjects: [Argument] = []
    var subjectToken: [Int] = []
    for subject in clause.subjects.flatMap({ [$0] + tree.exemplars(of: $0) })
    where isSubject(subject, tree) && !isQuoted(subject, apartFrom: clause.verb, line) {
      // "Lena Moran (1928 – 2017) was a singer": no year is one beside her.
      if clause.subjects.count > 1, tree.entity[subject].isPointInTime { continue }
      for argument in try slots.arguments(Place(line: line, token: subject))
      where !subjects.contains(argument) {
        subjects.append(argument)
        subjectToken.append(subject)
      }
    }
    guard !subjects.isEmpty, !isComment(clause, tree) else { return }
    let last = clause.last
    var claim = Claim(
      line: line, anchor: clause.verb, words: VerbPhrase(tree: tree).words(of: last),
      surface: VerbPhrase(tree: tree).surface(of: last), stance: reader.stance(of: last),
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
      let first = made.count
      try state(clause, of: subject, claim, tree, reader)
      noteRequest(claim, subject, from: first)
      try stateRefusal(clause, of: subject, claim, tree)
      if clause.chain.count > 1, isWorthTelling(clause, tree, claim.stance) {
        var chained = claim
        chained.words = VerbPhrase(tree: tree).words(ofChain: clause)
        chained.surface = chained.words
        chained.stance = reader.stance(of: clause.verb)
        chained.rule = "chain"
        try state(clause, of: subject, chained, tree, reader)
      }
    }
    if subjects.count == 2, isMutual(clause, tree) { try stateMutual(claim, subjects) }
  }

  /// "“The air is bad,” it notes, pointing at cars": what stands in a quotation does nothing outside of it.
  private func isQuoted(_ subject: Int, apartFrom verb: Int, _ line: Int) -> Bool {
    guard let quotation = document.quotations[line].quotation(at: subject), quotation.isSpeech
    else { return false }
    return !quotation.tokens.contains(verb)
  }

  /// "the way we travel", "those who believe": the clause is told by the phrase that it defines.
  private func isDefinition(_ clause: Clause, _ tree: Tree) -> Bool {
    [.relcl, .acl].contains(tree.dep[clause.verb])
      && LabelWords(tree: tree, knowledge: knowledge).definition(of: tree.head[clause.verb]) != nil
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

  /// Whether subjects do to one another what the verb says: "Xi and Lee met", but not "met with Kim", "met the press" or
  /// "met separately".
  private func isMutual(_ clause: Clause, _ tree: Tree) -> Bool {
    let verb = clause.last
    guard clause.objects.isEmpty, clause.clausal.isEmpty,
      knowledge.verbClasses(tree.lemma(verb)).contains(.reciprocal),
      !VerbPhrase(tree: tree).isPassive(verb)
    else { return false }
    let others: Set<String> = ["with", "into", "against"]
    return !clause.complements.contains { complement in
      complement.prepositions.contains { others.contains(tree.lower($0)) }
    }
      && !tree.children(verb).contains {
        tree.dep[$0] == .prt || Self.severally.contains(tree.lower($0))
      }
  }

  private static let severally: Set<String> = [
    "separately", "each", "respectively", "individually",
  ]

  /// "Xi and Lee met": it holds between the subjects.
  private mutating func stateMutual(_ claim: Claim, _ subjects: [Argument]) throws {
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
    // "is organized as follows"
    if opens, tree.lemma(clause.verb) == "follow" { return true }
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

  /// Whether wanting, trying or refusing is itself a fact beside what is wanted.
  private func isWorthTelling(_ clause: Clause, _ tree: Tree, _ stance: Stance) -> Bool {
    guard stance.modality != nil || stance.isNegated else { return false }
    let classes = knowledge.verbClasses(of: clause.verb, in: tree)
    return !classes.isDisjoint(with: [.plan, .attempt, .negative, .promise])
      && !VerbPhrase(tree: tree).isPassive(clause.verb)
  }

  // MARK: Objects

  private mutating func state(
    _ clause: Clause, of subject: Argument, _ claim: Claim, _ tree: Tree, _ reader: StanceReader
  ) throws {
    if tree.lemma(clause.last) == "be" {
      return try stateCopula(clause, of: subject, claim, tree, reader)
    }
    if tree.isNaming(clause.last), let name = tree.child(clause.last, .oprd),
      try slots.arguments(Place(line: claim.line, token: name)).contains(subject)
    {
      // "a boat named Aurora": Aurora is a boat.
      var identity = claim
      (identity.words, identity.surface) = (["be"], ["be"])
      return try stateIdentity(identity, subject, tree.head[clause.last], tree)
    }
    let direct = clause.objects.filter {
      $0.kind != .indirect && !isAside($0.head, clause, tree)
        && !VerbPhrase(tree: tree).isResult($0.head, of: clause.last) && !isReflexive($0.head, tree)
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
    for office in direct where office.kind == .objectPredicate {
      guard direct.contains(where: { $0.kind == .direct }) else { break }
      // "“reckless” and “badly timed”"
      let participles = tree.children(office.head, .conj).filter { tree.tag[$0] == .participle }
      for head in conjuncts(of: office.head, tree) + participles {
        for value in try slots.description(Place(line: claim.line, token: head)) {
          claim.qualifiers.append(.init(name: "as", value: value, token: head))
        }
      }
    }
    var hasObject = false
    // "paved the way for it": the noun makes one word with the verb.
    if direct.count == 1, let noun = emptyNoun(direct[0], tree) {
      claim.words.append(tree.lower(noun))
      claim.surface.append(tree.lower(noun))
      var rest = clause
      for preposition in tree.children(noun, .prep) where preposition > noun {
        guard let head = tree.child(preposition, .pobj) else { continue }
        rest.complements.insert(.init(prepositions: [preposition], head: head), at: 0)
      }
      return try stateComplements(rest, subject, claim, tree, hasObject: false)
    }
    if direct.isEmpty, let amount = amount(of: clause, tree) {
      try state(claim, subject, amount, tree)
      hasObject = true
    }
    for object in direct {
      let heads = conjuncts(of: object.head, alone: object.kind == .relative, tree)
      for head in heads.flatMap({ [$0] + tree.exemplars(of: $0) }) {
        var one = claim
        if isReaffirmed(head, besides: object.head, tree) { one.stance.isNegated = false }
        try stateObject(object, head, clause, subject, one, tree)
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

  /// Bare nouns that make one word with a verb: "took place in Oslo".
  private static let phrasal: [String: Set<String>] = [
    "take": ["place", "effect", "shape", "root", "flight", "refuge", "shelter", "aim", "turns"],
    "come": ["true"], "lose": ["sight"], "set": ["sail", "foot"], "give": ["way", "rise"],
  ]

  /// An object that means nothing by itself.
  private func emptyNoun(_ object: Clause.Object, _ tree: Tree) -> Int? {
    let noun = object.head
    if object.kind == .direct, tree.children(noun).allSatisfy({ $0 > noun }),
      Self.phrasal[tree.lemma(tree.head[noun])]?.contains(tree.lower(noun)) ?? false
    {
      return noun
    }
    guard object.kind == .direct, tree.tag[noun] == .noun,
      SlotReader.empty.contains(tree.lower(noun)),
      !tree.isPartitive(noun),
      LabelWords(tree: tree, knowledge: knowledge).definition(of: noun) == nil
    else { return nil }
    return noun
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
    _ object: Clause.Object, _ head: Int, _ clause: Clause, _ subject: Argument, _ claim: Claim,
    _ tree: Tree
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
    if object.kind == .objectPredicate {
      try stateAppointment(claim, clause, by: subject, to: head, tree)
      return try stateCalling(head, clause, subject, claim, tree)
    }
    if object.kind == .attribute {
      try stateOffice(claim, subject, head, verb: claim.anchor, hasObject: false, tree)
    }
    try state(claim, subject, head, tree)
    if object.kind == .direct { try stateThroughNoun(head, subject, claim, tree) }
  }

  /// "called it a mistake", "was named chair of the board": as what somebody or something is taken.
  private mutating func stateCalling(
    _ head: Int, _ clause: Clause, _ subject: Argument, _ claim: Claim, _ tree: Tree
  ) throws {
    var claim = claim
    let verb = clause.last
    if clause.objects.contains(where: { $0.kind == .direct }) {
      // "named Ruiz chairman" is one act with three places; who "it" is may be left open.
      let isWhole = try clause.objects.contains {
        try $0.kind == .direct
          && !slots.arguments(Place(line: claim.line, token: $0.head)).isEmpty
      }
      if isWhole { return }
      claim.words.append("as")
    } else if VerbPhrase(tree: tree).isPassive(verb) || VerbPhrase(tree: tree).sharesPassive(verb) {
      try stateOffice(claim, subject, head, verb: verb, hasObject: false, tree)
    }
    try state(claim, subject, head, tree)
  }

  mutating func state(_ claim: Claim, _ subject: Argument, _ head: Int, _ tree: Tree) throws {
    for argument in try slots.arguments(Place(line: claim.line, token: head)) {
      var claim = claim
      claim.object = .phrase(head)
      if tree.pos[head] == .pronoun { claim.traits.insert(.pronoun) }
      if case .entity(let entity) = argument, slots.entities[entity].kind == .concept,
        let number = number(of: head, tree)
      {
        claim.qualifiers.append(number)
      }
      try state(claim, subject, argument)
    }
  }

  /// "has six schools", "a total of 38 matches": how many.
  private func number(of noun: Int, _ tree: Tree) -> Claim.Qualifier? {
    guard
      let word = tree.children(noun, .nummod).first(where: {
        $0 < noun && tree.entity[$0] == .cardinal
      })
    else { return nil }
    let measures = MeasureReader(tree: tree, dates: slots.dates, tense: slots.tense)
    return measures.value(of: word).map {
      .init(name: "number", value: .literal($0), token: word)
    }
  }

  /// "strengthens ties with China" relates the subject to China.
  private mutating func stateThroughNoun(
    _ noun: Int, _ subject: Argument, _ claim: Claim, _ tree: Tree
  ) throws {
    guard tree.pos[noun] == .noun, knowledge.nominals[tree.lemma(noun)] == nil,
      !Gapping(tree: tree).opensClause(noun)
    else { return }
    guard knowledge.titles[tree.lemma(noun)] == nil, !tree.hasChild(noun, .appos) else { return }
    for preposition in tree.children(noun, .prep)
    where preposition > noun && !knowledge.tellsPlace(tree.lower(preposition))
      && !tree.opensExamples(preposition)
    {
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
    let classes = knowledge.verbClasses(tree.lemma(clause.last))
    let first = tree.subtree(content).first
    let isAsked = first.map { tree.tag[$0].isWh } ?? false
    // "taught at Berkeley, where he became professor"
    if isAsked, let first, first > 0, tree.text(first - 1) == ",",
      classes.isDisjoint(with: [.say, .know])
    {
      return false
    }
    if tree.hasChild(content, .mark) || isAsked { return true }
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
