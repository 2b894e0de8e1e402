/// Finds whom an apposition describes: the name that it hangs on, or another where that one cannot be what it says.
struct DescriptionBearer {
  let tree: Tree
  let knowledge: Knowledge
  /// What kind of thing the name at a token is; nil where there is none.
  let kind: (Int) -> DocumentEntity.Kind?

  /// The token of the name, or of the subject, that the apposition with this head tells of; nil where there is none.
  ///
  /// The parser hangs "a dancer" in "was born in Oslo, the daughter of Kari Berg, a dancer" on Oslo; but no place is a
  /// dancer, so the name before it is, or whoever was born there.
  func bearer(of noun: Int) -> Int? {
    let name = tree.head[noun]
    guard name < noun, let kind = kind(name) else { return name }
    if isSpelling(noun) || isBegun(noun, behind: name) || isNextInList(noun, behind: name, kind) {
      return nil
    }
    if isOfSomeTime(noun) { return lastPlace(between: name, and: noun) ?? name }
    guard cannotBe(tree.lemma(noun), kind) else { return name }
    var token = noun - 1
    while token > name {
      if tree.text(token) == ")", let open = (name..<token).last(where: { tree.text($0) == "(" }) {
        // "Katherine (née Buckley), a dancer": by another name she is not somebody else.
        token = open
      } else if self.kind(token) == .person {
        return token
      }
      token -= 1
    }
    return subject(above: name)
  }

  /// "East Prussia, then part of Poland"
  private func isOfSomeTime(_ noun: Int) -> Bool {
    tree.children(noun).contains {
      $0 < noun && ["then", "now", "formerly", "today"].contains(tree.lower($0))
    }
  }

  private func lastPlace(between name: Int, and noun: Int) -> Int? {
    stride(from: noun - 1, to: name, by: -1).first {
      kind($0) == .place || kind($0) == .country
    }
  }

  /// Whether a noun means somebody and the kind is of places. A country may be a buyer or a host, but nobody's daughter.
  private func cannotBe(_ noun: String, _ kind: DocumentEntity.Kind) -> Bool {
    switch kind {
    case .place: knowledge.titles[noun] == .relation || knowledge.occupations[noun] != nil
    case .country: knowledge.titles[noun] == .relation
    default: false
    }
  }

  /// The subject of the clause in which a place is named, if it may be a person. Climbs, so it ends.
  private func subject(above place: Int) -> Int? {
    var token = place
    while !tree.isRoot(token) {
      switch tree.dep[token] {
      case .pobj, .prep, .conj: token = tree.head[token]
      default: return nil
      }
      guard tree.pos[token].isVerbal else { continue }
      guard let subject = tree.child(token, .nsubj) ?? tree.child(token, .nsubjpass) else {
        return nil
      }
      return kind(subject) == .person || tree.pos[subject] == .pronoun ? subject : nil
    }
    return nil
  }

  /// "by Claire, her sons Martin and Hugh": one person is not several, and a noun with a name of its own is about its bearer.
  private func isNextInList(
    _ noun: Int, behind name: Int, _ kind: DocumentEntity.Kind
  ) -> Bool {
    guard kind == .person else { return false }
    if tree.isPlural(noun), tree.coordinated(name).count == 1, tree.dep[name] != .conj {
      return true
    }
    guard let other = tree.child(noun, .appos), other > noun, self.kind(other) == .person else {
      return false
    }
    return tree.text(noun + 1) != ","
  }

  /// "Lena Moran (Polish: [lɛna])", "(French pronunciation: …)": what a colon follows in parentheses tells how a name is
  /// written or spoken.
  private func isSpelling(_ noun: Int) -> Bool {
    noun + 1 < tree.count && tree.text(noun + 1) == ":"
      && ((tree.head[noun] + 1)..<noun).contains { tree.text($0) == "(" }
  }

  /// "By noon GMT the site was open": an article right behind a name begins another phrase.
  private func isBegun(_ noun: Int, behind name: Int) -> Bool {
    name + 1 < noun && tree.pos[name + 1] == .determiner && tree.head[name + 1] == noun
  }
}
