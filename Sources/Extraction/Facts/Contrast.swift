/// Coordination and contrast: which of joined phrases a claim holds of.
extension FactBuilder {
  /// A head and those coordinated with it, without what is set against it ("rather than", "but not").
  func conjuncts(of head: Int, alone: Bool = false, _ tree: Tree) -> [Int] {
    guard !alone, isJoined(head, tree) else { return [head] }
    if let partner { return partners(of: head, at: partner, tree) }
    return tree.coordinated(head).filter { $0 == head || !isSetAgainst($0, tree) }
  }

  /// The one of joined heads that goes with the subject of the clause at a place: "Ann and Bo met Cy and Di, respectively".
  private func partners(of head: Int, at place: Partner, _ tree: Tree) -> [Int] {
    let heads = tree.coordinated(head)
    guard heads.count == place.count else { return heads }
    return [heads[place.index]]
  }

  /// Whether a word joins the chain of conjuncts somewhere; commas alone may part what is told beside.
  private func isJoined(_ head: Int, _ tree: Tree) -> Bool {
    var place: Int? = head
    while let token = place {
      if tree.hasChild(token, .cc) || tree.hasChild(token, .preconj) { return true }
      place = tree.children(token, .conj).last
      let isJoined = place.map { next in
        tree.tokens(between: token, and: next).contains { tree.pos[$0] == .coordinator }
      }
      if isJoined ?? false { return true }
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

  /// "is not a bank but an insurer": what stands behind "but" is affirmed where the verb is denied.
  func isReaffirmed(_ head: Int, besides first: Int, _ tree: Tree) -> Bool {
    guard head > first else { return false }
    let between = tree.tokens(between: first, and: head)
    return between.contains { token in
      tree.lower(token) == "but" && (tree.dep[token] == .cc || tree.pos[token] == .coordinator)
        && !(token + 1 < head && tree.lower(token + 1) == "not")
    }
  }

  /// "not a departure but …": the word is denied on its own.
  func isDenied(_ head: Int, _ tree: Tree) -> Bool {
    if tree.children(head).contains(where: {
      $0 < head && (tree.dep[$0] == .neg || tree.dep[$0] == .preconj) && tree.lower($0) == "not"
    }) {
      return true
    }
    // "of wood and no nails"
    if tree.dep[head] == .conj, lacks(head, tree), !lacks(tree.head[head], tree) { return true }
    guard let first = tree.nounPhrase(head).first, first > 0, tree.lower(first - 1) == "not" else {
      return false
    }
    // A "not" that already denies the verb does not deny its object once more.
    return tree.dep[first - 1] != .neg || tree.head[first - 1] == head
      || tree.governingVerb(head).map { first - 1 > $0 && tree.lemma($0) != "be" } ?? false
  }

  private func lacks(_ noun: Int, _ tree: Tree) -> Bool {
    tree.children(noun, .det).contains { tree.lower($0) == "no" }
  }
}
