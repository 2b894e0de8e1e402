/// Chooses the words of a noun phrase that make its label: the shortest form that still tells what is meant.
struct LabelWords {
  let tree: Tree
  let knowledge: Knowledge

  /// Longest label of a noun phrase, in tokens.
  static let longest = 12

  /// The tokens of the label of a noun; none where no short form can be told.
  func tokens(of head: Int) -> [Int] {
    if let defined = definition(of: head) { return defined }
    var tokens = tree.nounPhrase(
      head,
      dropping: Gapping(tree: tree).opensClause(head) ? [.acl, .prep, .dobj, .oprd] : [.acl])
    if let aim = aim(of: head) { tokens = (tokens + aim).sorted() }
    tokens = withoutComplementOfKin(tokens, head) + sharedComplement(of: head)
    tokens = withoutAsides(tokens, head)
    tokens = withoutTimes(tokens, head)
    while tokens.count > Self.longest, let shorter = withoutLastModifier(tokens, head) {
      tokens = shorter
    }
    return tokens.count <= 2 * Self.longest ? tokens : []
  }

  /// "an attempt to learn Greek": without its infinitive the noun says little.
  private func aim(of head: Int) -> [Int]? {
    guard
      let infinitive = tree.children(head, .acl).first(where: { child in
        child > head && tree.tag[child] == .baseForm
          && tree.children(child).first.map { tree.tag[$0] == .to && $0 == head + 1 } ?? false
      })
    else { return nil }
    let tokens = tree.whole(infinitive, dropping: [.advcl, .relcl, .conj, .cc, .ccomp, .punct])
    return tokens.count < Self.longest ? tokens : nil
  }

  /// "the way we travel", "those who believe": a word that means nothing by itself, with the clause that defines it.
  func definition(of head: Int) -> [Int]? {
    guard Self.defined.contains(tree.lower(head)),
      let clause = tree.children(head).first(where: {
        $0 > head && [.relcl, .acl].contains(tree.dep[$0])
      }), let first = tree.subtree(clause).first, first == head + 1
    else { return nil }
    let opening = tree.children(head).filter { $0 < head }.flatMap { tree.subtree($0) }
    let tokens = opening + [head] + tree.whole(clause, dropping: [.advcl, .conj, .cc])
    return tokens.count <= Self.longest ? tokens : nil
  }

  /// Words that a clause behind them must define.
  private static let defined: Set<String> = [
    "way", "ways", "those", "thing", "things", "something", "someone", "anyone", "anything",
    "everything",
    "everyone", "reason",
  ]

  /// "the cost or length of the road": the complement behind the second of two nouns is of both.
  private func sharedComplement(of head: Int) -> [Int] {
    let first = tree.head[head]
    guard tree.dep[head] == .conj, tree.pos[first] == .noun, tree.pos[head] == .noun,
      !tree.hasChild(head, .prep),
      let complement = tree.children(first, .prep).first(where: { $0 > head }),
      let last = tree.subtree(head).last, complement == last + 1
    else { return [] }
    return tree.subtree(complement)
  }

  /// "a teacher and father of three": the complement behind a word of kinship is of that word only.
  private func withoutComplementOfKin(_ tokens: [Int], _ head: Int) -> [Int] {
    guard
      let kin = tree.children(head, .conj).first(where: {
        knowledge.titles[tree.lemma($0)] == .relation
      })
    else { return tokens }
    let dropped = Set(tree.children(head, .prep).filter { $0 > kin }.flatMap { tree.subtree($0) })
    return dropped.isEmpty ? tokens : trimmed(tokens.filter { !dropped.contains($0) })
  }

  private func withoutTimes(_ tokens: [Int], _ head: Int) -> [Int] {
    var result = tokens
    for child in tree.children(head) where tree.dep[child] == .prep && child > head {
      guard let object = tree.child(child, .pobj), tree.entity[object].isPointInTime else {
        continue
      }
      let dropped = Set(tree.subtree(child))
      result.removeAll { dropped.contains($0) }
    }
    return tree.trim(result)
  }

  /// Appositions inside the phrase, what it includes, and gerunds that a verb's preposition brings.
  private func withoutAsides(_ tokens: [Int], _ head: Int) -> [Int] {
    let inside = Set(tokens)
    var dropped: Set<Int> = []
    for token in tokens where tree.text(token) == "(" {
      guard let close = tokens.first(where: { $0 > token && tree.text($0) == ")" }) else {
        continue
      }
      dropped.formUnion(token...close)
    }
    for token in tokens where token > head {
      let isAside =
        tree.dep[token] == .appos && !tree.isPlural(tree.head[token])
        && token > 0 && inside.contains(tree.head[token]) && tree.entity[token] != .none
        || tree.dep[token] == .prep && ["including", "despite"].contains(tree.lower(token))
        || (tree.dep[token] == .acl || tree.dep[token] == .relcl) && token > head + 1
          && inside.contains(tree.head[token]) && tree.tag[token] != .baseForm
        || tree.dep[token] == .appos && isBehindComma(token)
        || tree.dep[token] == .prep && tree.head[token] == head && isBehindComma(token)
        || tree.dep[token] == .prep && tree.head[token] == head
          && tree.dep[head] == .dobj && tree.hasChild(token, .pcomp)
          && knowledge.verbClasses(tree.lemma(tree.head[head])).contains(.judge)
      if isAside { dropped.formUnion(tree.subtree(token)) }
    }
    guard !dropped.isEmpty else { return tokens }
    return tree.trim(tokens.filter { !dropped.contains($0) })
  }

  private func isBehindComma(_ head: Int) -> Bool {
    guard let first = tree.subtree(head).first, first > 0 else { return false }
    return tree.text(first - 1) == ","
  }

  /// Without the last modifier that closes the phrase, however deep it hangs.
  private func withoutLastModifier(_ tokens: [Int], _ head: Int) -> [Int]? {
    guard let last = tokens.last else { return nil }
    let inside = Set(tokens)
    var token = last
    while token != head, inside.contains(token) {
      let opens = [.prep, .relcl, .acl, .amod, .appos, .conj, .advcl].contains(tree.dep[token])
      if opens, token > tree.head[token] {
        let dropped = Set(tree.subtree(token))
        let rest = trimmed(tokens.filter { !dropped.contains($0) })
        if rest.count < tokens.count, rest.contains(head) { return rest }
      }
      if tree.isRoot(token) { return nil }
      token = tree.head[token]
    }
    return nil
  }

  /// Without punctuation, coordinators and prepositions at the end.
  private func trimmed(_ tokens: [Int]) -> [Int] {
    var tokens = tree.trim(tokens)
    while let last = tokens.last, tree.dep[last] == .cc || tree.dep[last] == .prep {
      tokens = tree.trim(tokens.dropLast())
    }
    return tokens
  }
}
