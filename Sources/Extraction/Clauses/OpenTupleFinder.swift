/// Finds the relations of a sentence without entities, flags or canonical names, as the benchmarks of
/// open extraction count them: one for each subject and object of each clause, and those that noun
/// phrases hold.
struct OpenTupleFinder {
  let tree: Tree
  let knowledge: Knowledge
  private var finder: ClauseFinder
  private(set) var tuples: [OpenTuple] = []
  private var seen: Set<[[OpenTuple.Piece]]> = []

  init(_ tree: Tree, knowledge: Knowledge) {
    self.tree = tree
    self.knowledge = knowledge
    finder = ClauseFinder(tree, knowledge: knowledge)
  }

  /// The tuples of all clauses, then those of noun phrases.
  mutating func find() -> [OpenTuple] {
    for clause in finder.clauses() { add(clause) }
    for token in 0..<tree.count { addNominal(token) }
    return tuples
  }

  private typealias Piece = OpenTuple.Piece

  private func pieces(_ tokens: [Int]) -> [Piece] { tokens.map(Piece.token) }

  private mutating func emit(
    _ subject: [Piece], _ predicate: [Piece], _ arguments: [[Piece]], _ kind: OpenTuple.Kind,
    _ clause: Dependency?
  ) {
    let arguments = arguments.filter { !$0.isEmpty }
    guard !subject.isEmpty, !predicate.isEmpty, !arguments.isEmpty || kind == .intransitive,
      seen.insert([subject, predicate] + arguments).inserted
    else { return }
    tuples.append(
      OpenTuple(
        subject: subject, predicate: predicate, arguments: arguments, kind: kind, clause: clause))
  }

  // MARK: Clauses

  private mutating func add(_ clause: Clause) {
    let predicate = clause.chain.flatMap { predicateWords($0) }
    for subject in clause.subjects
    where !tree.tag[subject].isWh && tree.tag[subject] != .existential {
      add(clause, subject: pieces(subjectPhrase(subject, clause.verb)), predicate)
    }
  }

  private func subjectPhrase(_ head: Int, _ verb: Int) -> [Int] {
    if tree.dep[head] == .csubj || tree.dep[head] == .csubjpass { return tree.whole(head) }
    let governor = tree.head[verb]
    let isParticipial =
      (tree.dep[verb] == .acl || tree.dep[verb] == .relcl) && governor == head
    let isSecond =
      tree.dep[verb] == .conj && (tree.dep[governor] == .acl || tree.dep[governor] == .relcl)
      && tree.head[governor] == head
    // A clause is not told again inside its own subject.
    return tree.nounPhrase(head, dropping: isParticipial || isSecond ? [.acl] : [])
  }

  /// Auxiliaries, negation, adverbs, verb, particle.
  private mutating func predicateWords(_ verb: Int) -> [Piece] {
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
    return addedBe(verb) + pieces(words.sorted())
  }

  /// "X, founded in 1990" was founded in 1990.
  private mutating func addedBe(_ verb: Int) -> [Piece] {
    guard tree.dep[verb] == .acl || tree.dep[verb] == .advcl,
      tree.tag[verb] == .participle || tree.tag[verb] == .gerund,
      !tree.children(verb).contains(where: { tree.dep[$0].isAuxiliary || tree.dep[$0].isSubject })
    else { return [] }
    let isPast =
      tree.tag[verb] == .participle
      || tree.governingVerb(verb).map { governor in
        tree.tag[governor] == .past
          || tree.children(governor).contains { tree.dep[$0].isAuxiliary && tree.tag[$0] == .past }
      } ?? false
    let isPlural = finder.subjects(verb).first.map(tree.isPlural) ?? false
    return [.word(isPlural ? (isPast ? "were" : "are") : (isPast ? "was" : "is"))]
  }

  private mutating func add(_ clause: Clause, subject: [Piece], _ predicate: [Piece]) {
    let label = tree.dep[clause.verb]
    let phrases = clause.complements.map { pieces($0.prepositions + tree.whole($0.head)) }
    let adverbials = clause.adverbials.map(pieces)
    let rest = phrases + adverbials
    let recipients = clause.objects.filter { $0.kind == .indirect }
      .map { pieces(tree.nounPhrase($0.head)) }
    let direct = clause.objects.filter { $0.kind != .indirect }
    if !direct.isEmpty {
      for object in direct {
        for head in object.kind == .relative ? [object.head] : tree.coordinated(object.head) {
          if object.kind == .adjective {
            addQuality(head, subject, predicate, rest, label)
            continue
          }
          let phrase = pieces(tree.nounPhrase(head))
          if let content = clause.clausal.first, object.kind == .direct {
            emit(
              subject, predicate, [phrase, pieces(tree.whole(content))] + rest, .objectAndClause,
              label)
            continue
          }
          let isCopula =
            tree.lemma(clause.last) == "be" && direct.contains { $0.kind == .attribute }
          emit(
            subject, predicate, recipients + [phrase] + rest, isCopula ? .copula : .object, label)
        }
      }
    } else if let content = clause.clausal.first {
      emit(subject, predicate, recipients + [pieces(tree.whole(content))] + rest, .content, label)
    } else if !clause.complements.isEmpty {
      addPrepositional(clause, subject, predicate, phrases, adverbials, label)
    } else if !adverbials.isEmpty {
      emit(subject, predicate, adverbials, .adverbial, label)
    } else {
      emit(subject, predicate, [], .intransitive, label)
    }
  }

  /// One preposition joins the predicate: the agent's "by", else the first after the verb.
  private mutating func addPrepositional(
    _ clause: Clause, _ subject: [Piece], _ predicate: [Piece], _ phrases: [[Piece]],
    _ adverbials: [[Piece]], _ label: Dependency
  ) {
    let chosen =
      clause.complements.firstIndex { tree.dep[$0.prepositions[0]] == .agent }
      ?? clause.complements.firstIndex { $0.prepositions[$0.prepositions.count - 1] > clause.last }
      ?? 0
    let complement = clause.complements[chosen]
    var others = phrases
    others.remove(at: chosen)
    let spans: [[Int]]
    if tree.tag[complement.head].isRelative, label == .relcl {
      spans = [tree.nounPhrase(tree.head[clause.verb])]
    } else if tree.dep[complement.head] == .pcomp, tree.pos[complement.head].isVerbal {
      spans = [tree.whole(complement.head)]
    } else {
      spans = tree.coordinated(complement.head).map { tree.nounPhrase($0) }
    }
    for span in spans {
      emit(
        subject, predicate + pieces(complement.prepositions),
        [pieces(span)] + others + adverbials, .preposition, label)
    }
  }

  /// "is similar to X", "is able to do X", "is red"
  private mutating func addQuality(
    _ head: Int, _ subject: [Piece], _ predicate: [Piece], _ rest: [[Piece]], _ label: Dependency
  ) {
    let core =
      tree.children(head).filter {
        $0 < head && [.advmod, .neg, .npadvmod].contains(tree.dep[$0])
      } + [head]
    for preposition in tree.children(head, .prep) {
      guard let object = tree.child(preposition, .pobj) else { continue }
      for each in tree.coordinated(object) {
        emit(
          subject, predicate + pieces(core + [preposition]),
          [pieces(tree.nounPhrase(each))] + rest, .qualityOfPhrase, label)
      }
      return
    }
    if let clause = tree.children(head).first(where: {
      tree.dep[$0] == .xcomp || tree.dep[$0] == .ccomp
    }) {
      emit(
        subject, predicate + pieces(core), [pieces(tree.whole(clause))] + rest, .qualityOfClause,
        label)
    } else {
      let phrase = pieces(tree.whole(head, dropping: [.conj, .cc]))
      emit(subject, predicate, [phrase] + rest, .quality, label)
    }
  }

  // MARK: Noun phrases

  private mutating func addNominal(_ token: Int) {
    let head = tree.head[token]
    switch tree.dep[token] {
    case .poss where tree.pos[head] == .noun || tree.pos[head] == .properNoun:
      let inside = Set(tree.subtree(token))
      let owner = tree.nounPhrase(token).filter { tree.dep[$0] != .caseMarker }
      let owned = tree.nounPhrase(head).filter { !inside.contains($0) }
      let kind: OpenTuple.Kind =
        switch tree.pos[token] {
        case .pronoun: .possessivePronoun
        case .properNoun: .possessiveName
        default: .possessive
        }
      emit(pieces(owner), [.word("has")], [pieces(owned)], kind, nil)
    case .appos
    where tree.pos[head] == .noun || tree.pos[head] == .properNoun || tree.pos[head] == .pronoun:
      emit(
        pieces(tree.nounPhrase(head)), [.word("is")], [pieces(tree.nounPhrase(token))],
        .apposition, nil)
    default: break
    }
    if tree.pos[token] == .properNoun, tree.entity[token] == .person { addTitle(token) }
  }

  /// "Japanese Prime Minister Sanae Takaichi"
  private mutating func addTitle(_ name: Int) {
    let titles = tree.children(name).filter {
      (tree.dep[$0] == .compound || tree.dep[$0] == .nmod) && tree.entity[$0] != .person
        && (tree.pos[$0] == .noun || tree.pos[$0] == .properNoun)
    }
    guard !titles.isEmpty else { return }
    var title = Set(titles.flatMap(tree.subtree))
    for child in tree.children(name, .amod) where child < name { title.insert(child) }
    if title.count == 1, let only = title.first,
      knowledge.titles[tree.lower(only)] == .courtesy
    {
      return
    }
    let words = tree.subtree(name).filter { tree.entity[$0] == .person }
    emit(pieces(words), [.word("is")], [pieces(title.sorted())], .title, nil)
  }
}
