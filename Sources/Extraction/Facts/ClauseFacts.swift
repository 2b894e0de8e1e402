import Graph

/// What clauses claim.
extension FactBuilder {
  /// Prepositions that make a relation of their own beside an object ("sent troops to Syria").
  private static let relating: Set<String> = [
    "as", "to", "from", "against", "into", "with", "toward", "towards", "on", "onto", "over", "for",
    "about", "of",
  ]

  private static let particles: Set<String> = [
    "down", "up", "out", "off", "back", "away", "aside", "forward", "ahead", "over", "through",
    "apart", "along", "together", "around", "in", "on",
  ]

  /// Prepositions after a noun that tell where the thing is, not whom it concerns.
  private static let placing: Set<String> = ["in", "at", "near", "outside", "inside"]

  mutating func state(_ clause: Clause, line: Int, tree: Tree, reader: StanceReader) throws {
    var subjects: [Argument] = []
    var subjectToken: [Int] = []
    for subject in clause.subjects where isSubject(subject, tree) {
      for argument in try slots.arguments(Place(line: line, token: subject))
      where !subjects.contains(argument) {
        subjects.append(argument)
        subjectToken.append(subject)
      }
    }
    guard !subjects.isEmpty else { return }
    let last = clause.last
    var claim = Claim(
      line: line, anchor: clause.verb, words: verbWords(last, clause, tree),
      surface: surface(of: last, tree), stance: reader.stance(of: last),
      rule: "clause")
    claim.traits = traits(of: clause, tree)
    slots.tense = tense(of: clause, claim.stance, tree)
    defer { slots.tense = .open }
    (claim.qualifiers, claim.date) = try circumstances(of: clause, line: line, tree: tree)
    for (index, subject) in subjects.enumerated() {
      var claim = claim
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
    return isPast ? .past : .open
  }

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

  private func isSubject(_ token: Int, _ tree: Tree) -> Bool {
    !tree.tag[token].isWh && tree.tag[token] != .existential
      && !tree.children(token).contains { child in
        // "how many accounts", "which party" ask.
        tree.tag[child] == .whDeterminer
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
    tree.children(verb).contains { tree.dep[$0] == .auxpass || tree.dep[$0] == .nsubjpass }
      || tree.tag[verb] == .participle
        && [.acl, .advcl].contains(tree.dep[verb])
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
        || tree.dep[$0] == .advmod && $0 == verb + 1 && Self.particles.contains(tree.lower($0))
          && tree.children($0).isEmpty
    }
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
    }
    if let indirect = clause.objects.first(where: { $0.kind == .indirect }) {
      var giving = claim
      if !direct.isEmpty { giving.words.append("to") }
      try state(giving, subject, indirect.head, tree)
    }
    var hasObject = false
    if direct.isEmpty, let amount = amount(of: clause, tree) {
      try state(claim, subject, amount, tree)
      hasObject = true
    }
    for object in direct {
      for head in conjuncts(of: object.head, alone: object.kind == .relative, tree) {
        try stateObject(object, head, subject, claim, tree)
        hasObject = true
      }
    }
    if !clause.clausal.isEmpty, !hasObject || reportsWords(clause, tree) {
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
      let words = tree.whole(head, dropping: [.conj, .cc, .xcomp, .ccomp, .advcl])
      return try state(
        claim, subject, .literal(.string(slots.clauseText(words, in: tree))))
    }
    try state(claim, subject, head, tree)
    if object.kind == .direct { try stateThroughNoun(head, subject, claim, tree) }
  }

  private mutating func state(_ claim: Claim, _ subject: Argument, _ head: Int, _ tree: Tree) throws
  {
    for argument in try slots.arguments(Place(line: claim.line, token: head)) {
      var claim = claim
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

  /// What is said, thought or demanded, in its own words.
  private mutating func stateContent(
    _ clause: Clause, _ subject: Argument, _ claim: Claim, _ tree: Tree
  ) throws {
    for content in clause.clausal where tree.dep[content] == .ccomp {
      let text = slots.clauseText(tree.whole(content, dropping: []), in: tree)
      guard !text.isEmpty else { continue }
      var said = claim
      said.rule = "content"
      try state(said, subject, .literal(.string(text)))
    }
  }

  // MARK: Prepositions

  private mutating func stateComplements(
    _ clause: Clause, _ subject: Argument, _ claim: Claim, _ tree: Tree, hasObject: Bool
  ) throws {
    var stated = hasObject
    let negation = postVerbalNegation(clause, tree)
    for complement in clause.complements {
      let words = complement.prepositions.map(tree.lower)
      guard !["according", "without", "including", "like", "unlike", "despite"].contains(words[0])
      else { continue }
      let isAgent = tree.dep[complement.prepositions[0]] == .agent
      let head = complement.head
      if tree.entity[head].isPointInTime { continue }
      if hasObject, !isAgent {
        if let idiom = bareNoun(head, tree), words.count == 1 {
          try stateIdiom(idiom, words[0], clause, subject, claim, tree)
          continue
        }
        guard Self.relating.contains(words[0]) else { continue }
        if words[0] != "as" && words[0] != "to" && words[0] != "from",
          document.mention(at: Place(line: claim.line, token: head)) == nil
        {
          continue
        }
      }
      if complement.prepositions[0] < clause.verb, !isAgent { continue }
      var related = claim
      related.words += words
      related.surface += words
      if hasObject { related.traits.insert(.besideObject) }
      related.rule = "preposition"
      if let negation {
        related.stance.isNegated =
          negation.contains(complement.prepositions[0])
          != claim.stance.isNegated
      }
      for conjunct in conjuncts(of: head, alone: tree.tag[head].isRelative, tree) {
        let target =
          tree.tag[conjunct].isRelative && tree.dep[clause.verb] == .relcl
          ? tree.head[clause.verb] : conjunct
        try state(related, subject, target, tree)
        if isAgent { try stateActive(clause, target, subject, claim, tree) }
        stated = true
      }
    }
    let isBare = clause.complements.allSatisfy {
      tree.entity[$0.head].isPointInTime || tree.lower($0.prepositions[0]) == "according"
    }
    if !stated, !claim.stance.isNegated || isBare {
      var alone = claim
      alone.rule = "intransitive"
      try state(alone, subject, nil)
    }
  }

  /// "was accompanied by X" says that X accompanied.
  private mutating func stateActive(
    _ clause: Clause, _ agent: Int, _ subject: Argument, _ claim: Claim, _ tree: Tree
  ) throws {
    var active = claim
    active.words = [tree.lemma(clause.last)] + tree.children(clause.last, .prt).map(tree.lower)
    active.rule = "passive"
    for argument in try slots.arguments(Place(line: claim.line, token: agent)) {
      try state(active, argument, subject)
    }
  }

  /// A noun alone after its preposition makes one word with the verb: "put on hold".
  private func bareNoun(_ head: Int, _ tree: Tree) -> Int? {
    tree.tag[head] == .noun && tree.children(head).isEmpty && tree.entity[head] == .none
      && head == tree.head[head] + 1 ? head : nil
  }

  private mutating func stateIdiom(
    _ noun: Int, _ preposition: String, _ clause: Clause, _ subject: Argument, _ claim: Claim,
    _ tree: Tree
  ) throws {
    var idiom = claim
    idiom.words += [preposition, tree.lower(noun)]
    idiom.surface += [preposition, tree.lower(noun)]
    idiom.rule = "idiom"
    for object in clause.objects where object.kind == .direct {
      for head in conjuncts(of: object.head, tree) { try state(idiom, subject, head, tree) }
    }
  }

  /// "depends not on A but on B": the prepositions that are denied.
  private func postVerbalNegation(_ clause: Clause, _ tree: Tree) -> Set<Int>? {
    var denied: Set<Int> = []
    for complement in clause.complements {
      let preposition = complement.prepositions[0]
      if preposition > clause.last, preposition > 0, tree.lower(preposition - 1) == "not" {
        denied.insert(preposition)
      }
    }
    return denied.isEmpty ? nil : denied
  }

  // MARK: Coordination and contrast

  /// A head and those coordinated with it, without what is set against it ("rather than", "but not").
  func conjuncts(of head: Int, alone: Bool = false, _ tree: Tree) -> [Int] {
    guard !alone, isJoined(head, tree) else { return [head] }
    return tree.coordinated(head).filter { $0 == head || !isSetAgainst($0, tree) }
  }

  /// Whether a word joins the chain of conjuncts somewhere; commas alone may part what is told beside.
  private func isJoined(_ head: Int, _ tree: Tree) -> Bool {
    var place: Int? = head
    while let token = place {
      if tree.hasChild(token, .cc) || tree.hasChild(token, .preconj) { return true }
      place = tree.children(token, .conj).last
      if let next = place, (token + 1..<next).contains(where: { tree.pos[$0] == .coordinator }) {
        return true
      }
    }
    return false
  }

  private func isSetAgainst(_ token: Int, _ tree: Tree) -> Bool {
    let governor = tree.head[token]
    let between = tree.children(governor).filter { $0 > governor && $0 < token }
    if between.contains(where: {
      tree.dep[$0] == .cc && ["than", "not", "versus"].contains(tree.lower($0))
    }) {
      return true
    }
    return tree.children(token).contains { tree.dep[$0] == .neg || tree.lower($0) == "not" }
      && !isDenied(governor, tree)
  }

  /// "not a departure but …": the word is denied on its own.
  func isDenied(_ head: Int, _ tree: Tree) -> Bool {
    if tree.children(head).contains(where: {
      $0 < head && (tree.dep[$0] == .neg || tree.dep[$0] == .preconj) && tree.lower($0) == "not"
    }) {
      return true
    }
    guard let first = tree.nounPhrase(head).first, first > 0, tree.lower(first - 1) == "not" else {
      return false
    }
    // A "not" that already denies the verb does not deny its object once more.
    return tree.dep[first - 1] != .neg || tree.head[first - 1] == head
      || tree.governingVerb(head).map { first - 1 > $0 && tree.lemma($0) != "be" } ?? false
  }

  // MARK: Circumstances

  /// Time, place and the like beside the verb, and the day they name.
  private mutating func circumstances(of clause: Clause, line: Int, tree: Tree) throws
    -> ([(name: String, value: Argument)], CalendarDate?)
  {
    var qualifiers: [(name: String, value: Argument)] = []
    var date: CalendarDate?
    for complement in clause.complements where tree.tag[complement.head] != .whDeterminer {
      guard tree.dep[complement.prepositions[0]] != .agent else { continue }
      let name = complement.prepositions.map(tree.lower).joined(separator: " ")
      guard let value = try slots.arguments(Place(line: line, token: complement.head)).first else {
        continue
      }
      qualifiers.append((name, value))
      if case .literal(.date(let day)) = value, name == "on" || name == "in" { date = day }
    }
    for adverbial in clause.adverbials {
      guard adverbial.contains(where: { tree.entity[$0].isPointInTime }) else { continue }
      let phrase = slots.clauseText(adverbial, in: tree)
      if case .day(let day) = slots.dates.read(phrase, slots.tense) {
        date = date ?? day
        qualifiers.append(("on", .literal(.date(day))))
      } else {
        qualifiers.append(("time", .literal(.string(phrase))))
      }
    }
    return (qualifiers, date)
  }
}
