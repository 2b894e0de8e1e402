/// Finds the clauses of a line: every verb with its subjects, its objects and its complements.
///
/// Subjects are inherited where the grammar leaves them out: by conjoined verbs, infinitives (control
/// and raising), relative clauses, participles and adverbial clauses.
struct ClauseFinder {
  let tree: Tree
  let knowledge: Knowledge
  private let antecedents: RelativeAntecedents
  private var subjectsOf: [Int: [Int]] = [:]

  init(_ tree: Tree, knowledge: Knowledge) {
    self.tree = tree
    self.knowledge = knowledge
    antecedents = RelativeAntecedents(tree: tree, knowledge: knowledge)
  }

  /// The clauses in the order of their verbs.
  mutating func clauses() -> [Clause] {
    var result: [Clause] = []
    for token in 0..<tree.count where tree.pos[token].isVerbal && tree.dep[token].headsClause {
      guard let clause = clause(token) else { continue }
      result.append(clause)
      result += Gapping(tree: tree).clauses(beside: clause)
    }
    return result
  }

  private mutating func clause(_ verb: Int) -> Clause? {
    let found = subjects(verb)
    if found.isEmpty || isPartOfChain(verb) { return nil }
    // "made it hard for farmers to sow": whether they do is not told.
    if tree.tag[verb] == .baseForm, isAppraised(by: tree.head[verb]) { return nil }
    var chain = [verb]
    while let next = nextInChain(chain[chain.count - 1]) { chain.append(next) }
    return complete(Clause(verb: verb, chain: chain, subjects: found))
  }

  // MARK: Chains

  /// The infinitive that makes one predicate with the verb, if the verb has no object of its own.
  private func nextInChain(_ verb: Int) -> Int? {
    guard !hasObject(verb) else { return nil }
    return tree.children(verb).first {
      !isMade($0, by: verb) && tree.dep[$0] == .xcomp && tree.pos[$0].isVerbal && $0 > verb
        && relied(on: verb, before: $0) == nil && agent(of: verb, before: $0) == nil
        && !Self.isAside($0, from: verb, tree)
    }
  }

  /// "made planning trips easy", "involves drying the fruit": who plans or dries is nobody that the verb names.
  private func isMade(_ gerund: Int, by verb: Int) -> Bool {
    tree.tag[gerund] == .gerund && Self.impersonal.contains(tree.lemma(verb))
  }

  private static let impersonal: Set<String> = [
    "make", "involve", "include", "require", "mean", "entail", "allow", "permit", "recommend",
    "suggest",
    "encourage", "prohibit", "ban", "forbid", "facilitate", "justify", "necessitate",
  ]

  /// "depends on the state to pay": who does what the infinitive says stands behind the preposition.
  private func relied(on verb: Int, before infinitive: Int) -> Int? {
    guard tree.tag[infinitive] == .baseForm else { return nil }
    for preposition in tree.children(verb, .prep)
    where preposition > verb && preposition < infinitive
      && ["on", "upon"].contains(tree.lower(preposition))
    {
      if let object = tree.child(preposition, .pobj), !tree.entity[object].isPointInTime {
        return object
      }
    }
    return nil
  }

  private func isPartOfChain(_ verb: Int) -> Bool {
    tree.dep[verb] == .xcomp && tree.pos[tree.head[verb]].isVerbal
      && tree.dep[tree.head[verb]].headsClause && !hasObject(tree.head[verb])
      && relied(on: tree.head[verb], before: verb) == nil
      && agent(of: tree.head[verb], before: verb) == nil && !isMade(verb, by: tree.head[verb])
      && !Self.isAside(verb, from: tree.head[verb], tree)
  }

  /// "says, laughing": a participle behind a comma is told beside the verb.
  private static func isAside(_ participle: Int, from verb: Int, _ tree: Tree) -> Bool {
    tree.tag[participle] == .gerund && participle > 0 && tree.text(participle - 1) == ","
      && participle > verb
  }

  private func hasObject(_ verb: Int) -> Bool {
    tree.children(verb).contains { tree.dep[$0].isObject }
  }

  // MARK: Subjects

  func hasOwnSubject(_ verb: Int) -> Bool {
    tree.children(verb).contains { tree.dep[$0].isSubject }
  }

  /// Heads of the subjects of a verb, own or inherited.
  mutating func subjects(_ verb: Int) -> [Int] {
    if let known = subjectsOf[verb] { return known }
    subjectsOf[verb] = []  // a cycle in the rules ends here
    let found = findSubjects(verb)
    subjectsOf[verb] = found
    return found
  }

  private mutating func findSubjects(_ verb: Int) -> [Int] {
    let own = tree.children(verb).filter { tree.dep[$0].isSubject }
    if !own.isEmpty {
      var result: [Int] = []
      for subject in own {
        if tree.dep[verb] == .relcl, tree.tag[subject].isRelative || tree.lower(subject) == "that" {
          let noun = antecedents.antecedent(of: verb, meaning: subject)
          if !antecedents.disagrees(verb, with: noun, meant: subject) { result.append(noun) }
        } else if tree.dep[subject] == .csubj || tree.dep[subject] == .csubjpass {
          result.append(subject)
        } else {
          result += tree.coordinated(subject)
        }
      }
      return result
    }
    // "there is no vaccine"
    if let there = tree.child(verb, .expl) { return [there] }
    let governor = tree.head[verb]
    switch tree.dep[verb] {
    case .conj:
      if let finite = finitePartner(of: verb) { return subjects(finite) }
      // "called it reckless and badly timed": the participle describes as well.
      if tree.dep[governor] == .oprd, tree.tag[verb] == .participle { return [] }
      return subjects(governor)
    // "is positioned to serve": who serves is who is positioned.
    case .acomp, .oprd: return tree.pos[governor].isVerbal ? subjects(governor) : []
    case .xcomp:
      if let agent = relied(on: governor, before: verb) { return tree.coordinated(agent) }
      if isAppraised(by: governor) || isMade(verb, by: governor) { return [] }
      if let agent = agent(of: governor, before: verb) { return tree.coordinated(agent) }
      if let object = tree.children(governor).first(where: { tree.dep[$0].isObject }),
        controls(governor, tree.tag[verb])
      {
        return tree.coordinated(object)
      }
      return subjects(governor)
    // "was the first woman to climb it": she climbed it.
    case .relcl where tree.isAchieved(verb), .acl where tree.isAchieved(verb):
      // Who was not the first to do it may have done it.
      return tree.hasChild(tree.head[governor], .neg) ? [] : subjects(tree.head[governor])
    case .acl where tree.pos[governor].isNominal:
      return subjectsInNounPhrase(verb, of: governor)
    case .advcl where governor != verb && tree.pos[governor].isVerbal:
      if tree.hasChild(verb, .aux), let agent = agent(of: governor, before: verb) {
        return tree.coordinated(agent)
      }
      return isCounting(verb, beside: governor) ? [] : subjects(governor)
    case .pcomp:
      guard let above = tree.governingVerb(verb), above != verb else { return [] }
      // "is useful for comparing values": who compares is not told.
      if tree.lower(governor) == "for", Self.serving.contains(tree.lower(tree.head[governor])) {
        return []
      }
      // "costs associated with resisting": who resists is not told.
      if tree.lower(governor) == "with", tree.dep[above] == .acl, tree.head[governor] == above,
        !knowledge.verbClasses(tree.lemma(above)).contains(.judge)
      {
        return []
      }
      if let object = controller(of: governor, below: above) { return tree.coordinated(object) }
      return subjects(above)
    case .ccomp where tree.tag[verb] == .baseForm || tree.tag[verb] == .gerund:
      return tree.child(governor, .dobj).map(tree.coordinated) ?? []
    default: return []
    }
  }

  private static let serving: Set<String> = [
    "useful", "suitable", "ideal", "good", "perfect", "necessary", "essential", "important",
    "crucial", "vital", "helpful", "convenient", "appropriate", "fit", "handy", "used",
  ]

  /// "When counting the platform, the number of steps is 300": no number counts.
  private func isCounting(_ verb: Int, beside copula: Int) -> Bool {
    tree.tag[verb] == .gerund && tree.lemma(copula) == "be"
      && tree.child(copula, .nsubj).map { Self.results.contains(tree.lemma($0)) } ?? false
  }

  private static let results: Set<String> = [
    "number", "total", "amount", "result", "answer", "sum", "rate", "percentage", "cost", "price",
    "value", "distance", "question", "goal", "problem",
  ]

  /// "is hard to reach": who reaches is not told, and it is not what is reached.
  private func isAppraised(by adjective: Int) -> Bool {
    tree.pos[adjective] == .adjective && Self.appraises(tree.lower(adjective))
  }

  /// Whether an adjective tells how it is to do what its infinitive says.
  static func appraises(_ adjective: String) -> Bool { appraising.contains(adjective) }

  private static let appraising: Set<String> = [
    "hard", "harder", "hardest", "easy", "easier", "easiest", "difficult", "tough", "impossible",
    "tricky",
    "expensive", "cheap", "costly", "dangerous", "convenient", "pleasant", "fun", "painful",
    "simple", "nice",
    "interesting", "important", "necessary", "useful", "essential", "best", "worth", "great",
    "good", "better",
  ]

  /// "used by the bank to measure growth": who does it measures.
  private func agent(of verb: Int, before infinitive: Int) -> Int? {
    guard tree.tag[infinitive] == .baseForm, let by = tree.child(verb, .agent), by < infinitive
    else {
      return nil
    }
    return tree.child(by, .pobj)
  }

  /// Verbs whose object is the means of their infinitive: "used the money to buy a villa".
  static let expending: Set<String> = ["use", "spend"]

  /// Verbs by which one makes another do something, beside those of the classes.
  private static let engaging: Set<String> = [
    "appoint", "choose", "select", "elect", "hire", "pick", "name", "nominate", "train", "teach",
    "lead", "bring", "send", "oblige", "entitle", "inspire", "motivate", "tempt", "provoke",
    "challenge", "trust", "assign", "commission", "recruit", "pay", "license", "empower", "aid",
    "assist", "task", "tap", "direct", "design", "find", "hear", "watch", "get", "have",
  ]

  /// Whether the object of a verb, not its subject, does what the infinitive says: "urged her to go", but
  /// "built machines to measure it".
  private func controls(_ verb: Int, _ tag: Tag) -> Bool {
    let classes = knowledge.verbClasses(tree.lemma(verb))
    if classes.contains(.promise) || Self.expending.contains(tree.lemma(verb)) { return false }
    guard tag == .baseForm else { return true }
    return Self.engaging.contains(tree.lemma(verb))
      || !classes.isDisjoint(
        with: [.urge, .enable, .cause, .plan, .negative, .appear, .know, .say, .judge, .attempt])
  }

  /// Who does what a clause inside a noun phrase tells.
  private mutating func subjectsInNounPhrase(_ verb: Int, of noun: Int) -> [Int] {
    guard tree.tag[verb] == .participle || tree.tag[verb] == .gerund else {
      return subjectsOfPlan(noun)
    }
    // "grew by 8 percent, driven by demand": an amount is driven by nothing.
    let isMeasure = [.percent, .money, .quantity, .cardinal, .date].contains(tree.entity[noun])
    if isMeasure, tree.pos[noun] == .numeral || tree.tag[noun] == .noun, verb > 0,
      tree.tokens(between: noun, and: verb).contains(where: { tree.text($0) == "," })
    {
      return tree.governingVerb(noun).map { subjects($0) } ?? []
    }
    return [antecedents.described(by: verb, beside: noun)]
  }

  /// "the decision to go": who decided is who owns the noun, or does what its verb tells; "protests against
  /// plans to build" do not say who plans.
  private mutating func subjectsOfPlan(_ noun: Int) -> [Int] {
    if let owner = tree.child(noun, .poss) { return tree.coordinated(owner) }
    guard !tree.dep[noun].isSubject, let verb = tree.governingVerb(noun) else { return [] }
    if tree.dep[noun] == .pobj {
      let preposition = tree.head[noun]
      guard tree.pos[tree.head[preposition]] == .verb, tree.lower(preposition) == "with" else {
        return []
      }
    }
    if tree.head[noun] == verb, tree.dep[noun] == .dobj,
      knowledge.verbClasses(of: verb, in: tree).contains(.negative)
    {
      return []
    }
    return subjects(verb)
  }

  /// "steps to diversify and has a portfolio", "holding talks, signs a deal": a finite verb that the parser
  /// joined to an infinitive or gerund goes with the finite verb before it.
  private func finitePartner(of verb: Int) -> Int? {
    let governor = tree.head[verb]
    guard [.thirdPerson, .present].contains(tree.tag[verb]),
      [.gerund, .baseForm, .participle].contains(tree.tag[governor]),
      isListed(verb)
        || !tree.children(governor).contains(where: {
          tree.dep[$0].isSubject || tree.dep[$0].isAuxiliary && tree.tag[$0] != .to
        })
    else { return nil }
    let first = tree.sentences[tree.sentence[verb]].lowerBound
    return (first..<verb).reversed().first { token in
      guard token != governor, token > governor || !isListed(verb), tree.pos[token].isVerbal
      else { return false }
      let isFinite =
        tree.tag[token] == tree.tag[verb] && !tree.dep[token].isAuxiliary
        || tree.children(token).contains {
          tree.dep[$0].isAuxiliary && tree.tag[$0] == tree.tag[verb]
        }
      return isFinite && hasOwnSubject(token)
    }
  }

  /// "…, commits": a verb that a comma alone joins to what is before.
  private func isListed(_ verb: Int) -> Bool {
    verb > 0 && tree.text(verb - 1) == "," && tree.tag[tree.head[verb]] == .participle
  }

  /// The object that does what a preposition's gerund tells: "stopped them from leaving", "accused her of
  /// lying", "praised him for helping".
  private func controller(of preposition: Int, below verb: Int) -> Int? {
    guard let object = tree.child(verb, .dobj), object < preposition else { return nil }
    let isJudged = knowledge.verbClasses(tree.lemma(verb)).contains(.judge)
    switch tree.lower(preposition) {
    case "from", "into": break
    case "of", "for", "with": guard isJudged else { return nil }
    default: return nil
    }
    // "Ruiz, whom he accused of lying"
    guard tree.tag[object].isRelative else { return object }
    return tree.dep[verb] == .relcl ? tree.head[verb] : nil
  }

  /// "shot and killed a miner": the object that the last of joined verbs has stands for all.
  private func sharedObject(of verb: Int) -> Int? {
    guard !hasObject(verb), let next = tree.child(verb, .conj), tree.pos[next].isVerbal,
      tree.tag[next] == tree.tag[verb]
        || tree.tag[verb] == .participle && tree.tag[next] == .past
          && tree.hasChild(verb, .preconj),
      !tree.children(next).contains(where: { tree.dep[$0].isSubject || tree.dep[$0].isAuxiliary }),
      !tree.children(verb).contains(where: {
        $0 > verb && $0 < next && tree.dep[$0] != .cc && tree.dep[$0] != .preconj
      }), !tree.children(verb).contains(where: { tree.dep[$0] == .auxpass })
    else { return nil }
    guard next - verb <= 3,
      tree.tokens(between: verb, and: next).contains(where: { tree.dep[$0] == .cc })
    else { return nil }
    return tree.child(next, .dobj)
  }

  // MARK: Complements

  private func complete(_ bare: Clause) -> Clause {
    var clause = bare
    let isRelative = tree.dep[clause.verb] == .relcl
    let antecedent = tree.head[clause.verb]
    let firstSubject = clause.subjects.min() ?? clause.verb
    for member in clause.chain {
      for child in tree.children(member) {
        switch tree.dep[child] {
        case .dobj where isTime(child): clause.adverbials.append(tree.nounPhrase(child))
        case .dobj, .attr, .oprd, .acomp:
          if tree.tag[child].isWh || isRelative && tree.lower(child) == "that" {
            if isRelative {
              let isSomebody = ["who", "whom"].contains(tree.lower(child))
              let head =
                isSomebody ? antecedents.antecedent(of: clause.verb, meaning: child) : antecedent
              clause.objects.append(.init(kind: .relative, head: head))
            }
          } else {
            clause.objects.append(.init(kind: objectKind(tree.dep[child]), head: child))
          }
        case .dative:
          if tree.pos[child] != .adposition {
            clause.objects.insert(.init(kind: .indirect, head: child), at: 0)
          } else {
            clause.complements += prepositionalObjects(child).map {
              .init(prepositions: [child], head: $0)
            }
          }
        case .prep where tree.opensExamples(child): break
        case .prep, .agent: clause.complements += complements(child)
        case .npadvmod:
          // "a year after he was elected" measures what the clause is a time of.
          let isMeasured = tree.children(member).contains {
            $0 > child && $0 < member && (tree.dep[$0] == .mark || tree.tag[$0] == .whAdverb)
          }
          switch tree.pos[child] {
          case .noun, .properNoun, .numeral:
            if !isMeasured { clause.adverbials.append(tree.nounPhrase(child)) }
          default: break
          }
        case .advmod
        where (tree.lemma(member) == "be" || Self.directions.contains(tree.lower(child)))
          && child == member + 1 && tree.hasChild(child, .prep)
          && !tree.entity[child].isPointInTime:
          // "was back in office", "flew back to Lima"
          for preposition in tree.children(child, .prep) {
            clause.complements += prepositionalObjects(preposition).map {
              .init(prepositions: [child, preposition], head: $0)
            }
          }
        case .advmod:
          let isFrontedTime = child < firstSubject && tree.entity[child].isPointInTime
          if tree.tag[child] != .whAdverb, child > member || isFrontedTime {
            clause.adverbials.append(tree.whole(child))
          }
        case .ccomp:
          let classes = knowledge.verbClasses(tree.lemma(member))
          if child > member || !classes.isDisjoint(with: [.say, .know]) {
            clause.clausal.append(child)
          }
        case .xcomp where isMade(child, by: member):
          clause.objects.append(.init(kind: .direct, head: child))
        case .xcomp:
          if member == clause.last, hasObject(member) {
            clause.clausal.append(child)
          } else if tree.pos[child] == .adjective || tree.pos[child] == .noun {
            clause.objects.append(.init(kind: .adjective, head: child))
          }
        default: break
        }
      }
    }
    if let object = sharedObject(of: clause.last) {
      clause.objects.append(.init(kind: .direct, head: object))
    }
    if isRelative, lacksObject(clause) {
      // "a phone he had given her": the object beside the verb is who receives.
      if let place = clause.objects.firstIndex(where: { $0.kind == .direct }) {
        clause.objects[place].kind = .indirect
      }
      clause.objects.append(.init(kind: .relative, head: antecedent))
    }
    return clause
  }

  /// "run this fall": when, not what.
  private func isTime(_ object: Int) -> Bool {
    tree.entity[object].isPointInTime && tree.pos[object] == .noun
      && tree.children(object, .det).contains {
        ["this", "that", "every"].contains(tree.lower($0))
      }
  }

  /// Adverbs that tell where to, more exactly told by the preposition behind them.
  private static let directions: Set<String> = [
    "back", "home", "away", "north", "south", "east", "west", "ahead", "forward",
  ]

  private static let giving: Set<String> = [
    "give", "lend", "send", "sell", "show", "offer", "teach", "hand", "grant", "award", "pay",
    "promise", "buy", "bring", "tell", "owe", "deny", "leave", "cost", "write",
  ]

  private func objectKind(_ label: Dependency) -> Clause.ObjectKind {
    switch label {
    case .attr: .attribute
    case .oprd: .objectPredicate
    case .acomp: .adjective
    default: .direct
    }
  }

  private func prepositionalObjects(_ preposition: Int) -> [Int] {
    tree.children(preposition).filter { tree.dep[$0] == .pobj || tree.dep[$0] == .pcomp }
  }

  /// The objects of a preposition, of those coordinated with it, and of one below it ("from behind").
  private func complements(_ first: Int) -> [Clause.Complement] {
    var result: [Clause.Complement] = []
    let alternatives = tree.children(first).filter {
      tree.dep[$0] == .conj && tree.pos[$0] == .adposition
    }
    for preposition in [first] + alternatives {
      result += prepositionalObjects(preposition).map {
        .init(prepositions: [preposition], head: $0)
      }
      for inner in tree.children(preposition, .prep) where !tree.hasChild(preposition, .pobj) {
        // "to the club (along with Bo Ek) for two players": what a bracket closes before is of the verb.
        let isParted = tree.tokens(between: preposition, and: inner).contains {
          tree.text($0) == ")"
        }
        result += prepositionalObjects(inner).map {
          .init(prepositions: isParted ? [inner] : [preposition, inner], head: $0)
        }
      }
    }
    return result
  }

  /// Nouns that tell how, when or where their clause is so: "the way we live", "the day he left".
  private static let circumstances: Set<String> = [
    "way", "manner", "time", "moment", "day", "night", "morning", "week", "month", "year", "reason",
    "extent",
    "degree", "instant",
  ]

  /// "the book he wrote": the antecedent is the object that the relative clause lacks.
  private func lacksObject(_ clause: Clause) -> Bool {
    let antecedent = tree.head[clause.verb]
    guard hasOwnSubject(clause.verb), clause.clausal.isEmpty,
      !Self.circumstances.contains(tree.lemma(antecedent)),
      tree.pos[antecedent] == .noun || tree.pos[antecedent] == .properNoun,
      !clause.objects.contains(where: { $0.kind == .relative }),
      !clause.objects.contains(where: { $0.kind == .direct })
        || Self.giving.contains(tree.lemma(clause.last))
          && !clause.objects.contains(where: { $0.kind == .indirect })
          && clause.objects.count(where: { $0.kind == .direct }) == 1
          && !clause.complements.contains(where: { tree.lower($0.prepositions[0]) == "to" })
    else { return false }
    return !tree.subtree(clause.verb).contains {
      $0 <= clause.verb
        && (tree.tag[$0].isWh || tree.tag[$0] == .whPossessive
          || tree.lower($0) == "that" && tree.dep[$0] != .mark)
    }
  }
}
