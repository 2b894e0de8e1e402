import Base

/// Finds who holds which office of which country, from titles before names and descriptions beside them.
struct OfficeHolders {
  let lines: [AnalyzedLine]
  let mentions: [Mention]
  let entities: [DocumentEntity]
  let knowledge: Knowledge

  private static let past: Set<String> = [
    "former", "ex", "then", "ousted", "late", "impeached", "deposed", "previous",
  ]

  /// The holders in the order of the text.
  func find() -> [Descriptions.Holder] {
    var result: [Descriptions.Holder] = []
    let finder = MentionFinder(knowledge: knowledge)
    for mention in mentions
    where mention.entity >= 0 && entities[mention.entity].kind == .person {
      let tree = lines[mention.line].tree
      if let title = finder.title(before: mention.tokens.lowerBound, in: tree),
        title.kind == .office,
        let (country, isFormer) = country(before: title.first, tree)
          ?? country(after: mention.tokens.upperBound, tree).map({ ($0, false) })
      {
        result.append(
          .init(
            person: mention.entity, country: country, title: title.name, isFormer: isFormer))
      }
      for apposition in tree.children(mention.head, .appos) {
        if let holder = holder(mention.entity, apposition, tree, finder) { result.append(holder) }
      }
    }
    return result
  }

  /// "Lee, South Korea's president"
  private func holder(_ person: Int, _ noun: Int, _ tree: Tree, _ finder: MentionFinder)
    -> Descriptions.Holder?
  {
    guard tree.pos[noun] == .noun || tree.pos[noun] == .properNoun,
      let title = finder.title(before: noun + 1, in: tree), title.kind == .office
    else { return nil }
    guard
      let (country, isFormer) = country(before: title.first, tree)
        ?? country(after: noun + 1, tree).map({ ($0, false) })
    else { return nil }
    return .init(person: person, country: country, title: title.name, isFormer: isFormer)
  }

  private func country(before first: Int, _ tree: Tree) -> (String, Bool)? {
    var token = first - 1
    var isFormer = false
    while token >= 0 {
      if Self.past.contains(tree.lower(token)) {
        isFormer = true
      } else if tree.dep[token] != .caseMarker {
        break
      }
      token -= 1
    }
    guard token >= 0 else { return nil }
    for length in 1...3 where token - length + 1 >= 0 {
      let name = tree.text((token - length + 1)..<(token + 1)).trimmingSpaces()
      if let country = knowledge.demonyms[name]?.country ?? knowledge.countries[name]?.country {
        let before = token - length
        if before >= 0, Self.past.contains(tree.lower(before)) { isFormer = true }
        return (country, isFormer)
      }
    }
    return nil
  }

  private func country(after end: Int, _ tree: Tree) -> String? {
    guard end < tree.count, tree.lower(end) == "of" else { return nil }
    var first = end + 1
    if first < tree.count, tree.lower(first) == "the" { first += 1 }
    for length in stride(from: knowledge.longestPlaceName, through: 1, by: -1)
    where first + length <= tree.count {
      let name = tree.text(first..<(first + length)).trimmingSpaces()
      if let country = knowledge.countries[name]?.country { return country }
    }
    return nil
  }
}
