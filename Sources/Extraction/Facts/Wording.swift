/// Where a statement was read from, before its slots were given the names of what they mean.
struct StatementOrigin: Sendable {
  /// What fills the slot of the object: the phrase of a head, or these words.
  enum Object: Sendable {
    case phrase(Int)
    case words([Int])
  }

  var line: Int
  /// The clause that claims it; nil for what a noun phrase claims.
  var clause: Clause?
  /// Head of the subject's phrase.
  var subject: Int
  var object: Object?
}

/// The words of a statement as they stand in its sentence.
struct Wording: Sendable {
  var subject: [Int]
  /// The form of "be" that the sentence leaves out, before the predicate: "Ruiz, *was* elected in May".
  var copula: String?
  var predicate: [Int]
  /// The object, then those who get it, and times, places and other circumstances.
  var arguments: [[Int]]

  /// All tokens of it.
  var tokens: Set<Int> { Set(subject).union(predicate).union(arguments.joined()) }
}

/// Finds the words in which a sentence makes a statement.
struct WordingReader {
  let tree: Tree
  private var finder: ClauseFinder

  init(_ tree: Tree, knowledge: Knowledge) {
    self.tree = tree
    finder = ClauseFinder(tree, knowledge: knowledge)
  }

  /// The words of the statement; nil where it only repeats what a fuller one of its clause says.
  mutating func wording(of origin: StatementOrigin) -> Wording? {
    guard let clause = origin.clause else { return nominalWording(of: origin) }
    var wording = Wording(
      subject: subjectPhrase(origin.subject, of: clause), copula: missingCopula(clause.verb),
      predicate: [], arguments: [])
    var predicate = Set(governors(of: clause.verb) + clause.chain.flatMap(verbGroup))
    var object: [Int] = []
    switch origin.object {
    case .phrase(let head)?:
      if isRecipient(head, in: clause) { return nil }
      predicate.formUnion(path(to: head, in: clause))
      object = phrase(of: head, in: clause)
    case .words(let words)?:
      object = words.filter { !predicate.contains($0) }
    case nil: break
    }
    object.removeAll(where: predicate.contains)
    wording.predicate = predicate.sorted()
    var taken = predicate.union(object).union(wording.subject)
    var others: [[Int]] = []
    for words in circumstances(of: clause, beside: origin.object)
    where taken.isDisjoint(with: words) {
      others.append(words)
      taken.formUnion(words)
    }
    wording.arguments = ([object] + others).filter { !$0.isEmpty }
    return wording
  }

  // MARK: Slots

  private func subjectPhrase(_ head: Int, of clause: Clause) -> [Int] {
    if tree.dep[head] == .csubj || tree.dep[head] == .csubjpass { return tree.whole(head) }
    let verb = clause.verb
    let governor = tree.head[verb]
    let isParticipial = [.acl, .relcl].contains(tree.dep[verb]) && governor == head
    let isSecond =
      tree.dep[verb] == .conj && [.acl, .relcl].contains(tree.dep[governor])
      && tree.head[governor] == head
    // A clause is not told again inside its own subject.
    return tree.nounPhrase(head, dropping: isParticipial || isSecond ? [.acl] : [])
  }

  private func phrase(of head: Int, in clause: Clause) -> [Int] {
    if tree.pos[head].isVerbal { return tree.whole(head) }
    if clause.objects.contains(where: { $0.kind == .relative && $0.head == head }) {
      return tree.nounPhrase(head, dropping: [.acl])
    }
    return tree.nounPhrase(head)
  }

  /// "gave her a book": the one who gets it stands beside what is given.
  private func isRecipient(_ head: Int, in clause: Clause) -> Bool {
    clause.objects.contains { $0.kind == .indirect && $0.head == head }
      && clause.objects.contains { $0.kind == .direct || $0.kind == .relative }
  }

  /// All that a clause tells beside its subject and the object at hand.
  private func circumstances(of clause: Clause, beside object: StatementOrigin.Object?) -> [[Int]] {
    var result: [[Int]] = []
    let objects = clause.objects.filter { $0.kind != .indirect }
    for recipient in clause.objects where recipient.kind == .indirect {
      result.append(tree.nounPhrase(recipient.head))
    }
    if case .phrase(let head)? = object,
      objects.contains(where: { $0.kind == .direct && $0.head == head })
    {
      for content in clause.clausal.prefix(1) { result.append(tree.whole(content)) }
    }
    for complement in clause.complements {
      result.append(complement.prepositions + tree.whole(complement.head))
    }
    return result + clause.adverbials
  }

  // MARK: Predicates

  /// Auxiliaries, negation, adverbs before the verb, the verb and its particles.
  private func verbGroup(_ verb: Int) -> [Int] {
    var words: Set<Int> = [verb]
    let framing = tree.children(verb).filter { tree.dep[$0].isAuxiliary || tree.dep[$0].isSubject }
    for child in tree.children(verb) {
      switch tree.dep[child] {
      case .aux, .auxpass, .neg, .prt: words.insert(child)
      case .advmod
      where child < verb && tree.tag[child] == .adverb && tree.children(child).isEmpty
        && framing.contains { $0 < child }:
        words.insert(child)
      default: break
      }
    }
    let governor = tree.head[verb]
    if tree.dep[verb] == .conj, !tree.children(verb).contains(where: { tree.dep[$0].isAuxiliary }),
      tree.pos[governor].isVerbal, tree.tag[verb] == tree.tag[governor]
    {
      for child in tree.children(governor) where tree.tag[child] != .to {
        if tree.dep[child].isAuxiliary || tree.dep[child] == .neg { words.insert(child) }
      }
    }
    return Array(words)
  }

  /// "is able to buy": the copula and adjective that an infinitive hangs on.
  private func governors(of verb: Int) -> [Int] {
    guard tree.dep[verb] == .xcomp else { return [] }
    let adjective = tree.head[verb]
    guard tree.pos[adjective] == .adjective, tree.dep[adjective] == .acomp,
      tree.pos[tree.head[adjective]].isVerbal
    else { return [] }
    return verbGroup(tree.head[adjective]) + degrees(of: adjective) + [adjective]
  }

  private func degrees(of adjective: Int) -> [Int] {
    tree.children(adjective).filter {
      $0 < adjective && [.advmod, .neg, .npadvmod].contains(tree.dep[$0])
    }
  }

  /// The words between the verb and the head of the object: "rely *on* X", "is *vital to* X".
  private func path(to head: Int, in clause: Clause) -> [Int] {
    if tree.tag[clause.verb] != .other, tree.head[clause.verb] == head {
      // "the house that she lived in"
      let relative = clause.complements.first { tree.tag[$0.head].isRelative }
      return relative?.prepositions ?? []
    }
    var words: [Int] = []
    var place = head
    while !tree.isRoot(place) {
      let above = tree.head[place]
      if clause.chain.contains(above) { return words }
      if tree.dep[place] != .conj {
        words.append(above)
        if tree.pos[above] == .adjective { words += degrees(of: above) }
      }
      place = above
    }
    return []
  }

  /// "X, founded in 1990": *was* founded.
  private mutating func missingCopula(_ verb: Int) -> String? {
    guard tree.dep[verb] == .acl || tree.dep[verb] == .advcl,
      tree.tag[verb] == .participle || tree.tag[verb] == .gerund,
      !tree.children(verb).contains(where: { tree.dep[$0].isAuxiliary || tree.dep[$0].isSubject })
    else { return nil }
    let isPast =
      tree.tag[verb] == .participle
      || tree.governingVerb(verb).map { governor in
        tree.tag[governor] == .past
          || tree.children(governor).contains { tree.dep[$0].isAuxiliary && tree.tag[$0] == .past }
      } ?? false
    let isPlural = finder.subjects(verb).first.map(tree.isPlural) ?? false
    return isPlural ? (isPast ? "were" : "are") : (isPast ? "was" : "is")
  }

  // MARK: Noun phrases

  /// "Ana Ruiz, a nurse", "president Ana Ruiz": one *is* the other.
  private func nominalWording(of origin: StatementOrigin) -> Wording? {
    let object: [Int]
    switch origin.object {
    case .phrase(let head)?: object = tree.nounPhrase(head)
    case .words(let words)?: object = words
    case nil: return nil
    }
    let subject = tree.nounPhrase(origin.subject).filter {
      !object.contains($0) && tree.dep[$0] != .caseMarker
    }
    guard !subject.isEmpty, !object.isEmpty else { return nil }
    return Wording(subject: subject, copula: "is", predicate: [], arguments: [object])
  }
}
