/// Finds the clauses of a line: every verb with its subjects, its objects and its complements.
///
/// Subjects are inherited where the grammar leaves them out: by conjoined verbs, infinitives (control
/// and raising), relative clauses, participles and adverbial clauses.
struct ClauseFinder {
  let tree: Tree
  let knowledge: Knowledge
  private var subjectsOf: [Int: [Int]] = [:]

  init(_ tree: Tree, knowledge: Knowledge) {
    self.tree = tree
    self.knowledge = knowledge
  }

  /// The clauses in the order of their verbs.
  mutating func clauses() -> [Clause] {
    var result: [Clause] = []
    for token in 0..<tree.count where tree.pos[token].isVerbal && tree.dep[token].headsClause {
      if let clause = clause(token) { result.append(clause) }
    }
    return result
  }

  private mutating func clause(_ verb: Int) -> Clause? {
    let found = subjects(verb)
    if found.isEmpty || isPartOfChain(verb) { return nil }
    var chain = [verb]
    while let next = nextInChain(chain[chain.count - 1]) { chain.append(next) }
    return complete(Clause(verb: verb, chain: chain, subjects: found))
  }

  // MARK: Chains

  /// The infinitive that makes one predicate with the verb, if the verb has no object of its own.
  private func nextInChain(_ verb: Int) -> Int? {
    guard !hasObject(verb) else { return nil }
    return tree.children(verb).first {
      tree.dep[$0] == .xcomp && tree.pos[$0].isVerbal && $0 > verb
        && relied(on: verb, before: $0) == nil
    }
  }

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
          result.append(tree.head[verb])
        } else if tree.dep[subject] == .csubj || tree.dep[subject] == .csubjpass {
          result.append(subject)
        } else {
          result += tree.coordinated(subject)
        }
      }
      return result
    }
    let governor = tree.head[verb]
    switch tree.dep[verb] {
    case .conj:
      if let finite = finitePartner(of: verb) { return subjects(finite) }
      return subjects(governor)
    // "is positioned to serve": who serves is who is positioned.
    case .acomp, .oprd: return tree.pos[governor].isVerbal ? subjects(governor) : []
    case .xcomp:
      if let agent = relied(on: governor, before: verb) { return tree.coordinated(agent) }
      if let object = tree.children(governor).first(where: { tree.dep[$0].isObject }),
        !knowledge.verbClasses(tree.lemma(governor)).contains(.promise)
      {
        return tree.coordinated(object)
      }
      return subjects(governor)
    case .acl where tree.pos[governor].isNominal:
      if tree.tag[verb] == .participle || tree.tag[verb] == .gerund { return [governor] }
      // "the decision to go": who decided
      return tree.governingVerb(verb).map { subjects($0) } ?? []
    case .advcl where governor != verb && tree.pos[governor].isVerbal: return subjects(governor)
    case .pcomp:
      guard let above = tree.governingVerb(verb), above != verb else { return [] }
      if let object = controller(of: governor, below: above) { return tree.coordinated(object) }
      return subjects(above)
    case .ccomp where tree.tag[verb] == .baseForm || tree.tag[verb] == .gerund:
      return tree.child(governor, .dobj).map(tree.coordinated) ?? []
    default: return []
    }
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
    guard let object = tree.child(verb, .dobj), object < preposition,
      !tree.tag[object].isRelative
    else { return nil }
    switch tree.lower(preposition) {
    case "from", "into": return object
    case "of", "for", "with":
      return knowledge.verbClasses(tree.lemma(verb)).contains(.judge) ? object : nil
    default: return nil
    }
  }

  /// "shot and killed a miner": the object that the last of joined verbs has stands for all.
  private func sharedObject(of verb: Int) -> Int? {
    guard !hasObject(verb), let next = tree.child(verb, .conj), tree.pos[next].isVerbal,
      tree.tag[next] == tree.tag[verb],
      !tree.children(next).contains(where: { tree.dep[$0].isSubject || tree.dep[$0].isAuxiliary }),
      !tree.children(verb).contains(where: {
        $0 > verb && $0 < next && tree.dep[$0] != .cc && tree.dep[$0] != .preconj
      }), !tree.children(verb).contains(where: { tree.dep[$0] == .auxpass })
    else { return nil }
    guard next - verb <= 3, (verb + 1..<next).contains(where: { tree.dep[$0] == .cc }) else {
      return nil
    }
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
        case .dobj, .attr, .oprd, .acomp:
          if tree.tag[child].isWh || isRelative && tree.lower(child) == "that" {
            if isRelative { clause.objects.append(.init(kind: .relative, head: antecedent)) }
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
        case .prep, .agent: clause.complements += complements(child)
        case .npadvmod:
          switch tree.pos[child] {
          case .noun, .properNoun, .numeral: clause.adverbials.append(tree.nounPhrase(child))
          default: break
          }
        case .advmod
        where tree.lemma(member) == "be" && child == member + 1
          && tree.hasChild(child, .prep) && !tree.entity[child].isPointInTime:
          // "was back in office"
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
          if child > member || knowledge.verbClasses(tree.lemma(member)).contains(.say) {
            clause.clausal.append(child)
          }
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
      clause.objects.append(.init(kind: .relative, head: antecedent))
    }
    return clause
  }

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
      for inner in tree.children(preposition, .prep) {
        result += prepositionalObjects(inner).map {
          .init(prepositions: [preposition, inner], head: $0)
        }
      }
    }
    return result
  }

  /// "the book he wrote": the antecedent is the object that the relative clause lacks.
  private func lacksObject(_ clause: Clause) -> Bool {
    let antecedent = tree.head[clause.verb]
    guard hasOwnSubject(clause.verb),
      tree.pos[antecedent] == .noun || tree.pos[antecedent] == .properNoun,
      !clause.objects.contains(where: { $0.kind == .relative || $0.kind == .direct })
    else { return false }
    return !tree.subtree(clause.verb).contains {
      $0 <= clause.verb
        && (tree.tag[$0].isWh || tree.tag[$0] == .whPossessive || tree.lower($0) == "that")
    }
  }
}
