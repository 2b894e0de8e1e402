/// Finds what definite descriptions mean: "the Chinese leader", "both countries", "the two presidents".
///
/// A description of one bearer needs an office that the document names; one of several takes the last that
/// the text joined or named. Others stay as they are.
struct Descriptions {
  let lines: [AnalyzedLine]
  let mentions: [Mention]
  let entities: [DocumentEntity]
  let knowledge: Knowledge
  /// Holders of offices by country, in the order of the text.
  let holders: [Holder]

  struct Holder: Sendable {
    var person: Int
    var country: String
    var title: String
    var isFormer: Bool
  }

  private static let leaders: Set<String> = [
    "leader", "president", "premier", "chancellor", "minister", "king", "queen", "emperor",
  ]
  private static let pairsOfCountries: Set<String> = [
    "country", "nation", "side", "government", "power", "neighbor", "neighbour", "state", "capital",
    "economy",
  ]
  private static let pairsOfPeople: Set<String> = [
    "leader", "president", "man", "woman", "politician", "minister", "candidate",
  ]

  /// What the noun at `place` describes, if it is such a description.
  func referents(of place: Place) -> [Referent] {
    let tree = lines[place.line].tree
    let noun = place.token
    guard tree.pos[noun] == .noun, lines[place.line].mentionAt[noun] < 0 else { return [] }
    let lemma = tree.lemma(noun)
    if tree.isPlural(noun) {
      guard isPair(noun, tree) else { return [] }
      if Self.pairsOfCountries.contains(lemma) { return lastPair(before: place) { $0 == .country } }
      if Self.pairsOfPeople.contains(lemma) { return lastPair(before: place) { $0 == .person } }
      return []
    }
    guard Self.leaders.contains(lemma) || knowledge.titles[lemma] == .office else {
      return titled(place, tree).map { [.entity($0)] } ?? []
    }
    return (leader(noun, tree) ?? titled(place, tree)).map { [.entity($0)] } ?? []
  }

  /// "the president", "the prime minister": the only one with that title whom the text has just named.
  private func titled(_ place: Place, _ tree: Tree) -> Int? {
    let noun = place.token
    let before = tree.children(noun).filter { $0 < noun }
    guard tree.dep[noun] != .attr, tree.dep[noun] != .appos,
      before.contains(where: { tree.lower($0) == "the" }),
      before.allSatisfy({
        tree.lower($0) == "the" || tree.dep[$0] == .compound
          || tree.dep[$0] == .amod
            && tree.lower($0) == "prime"
      }),
      !tree.hasChild(noun, .prep), !tree.hasChild(noun, .appos), !tree.hasChild(noun, .relcl)
    else { return nil }
    let title = (before.map(tree.lower).filter { $0 != "the" } + [tree.lemma(noun)])
      .joined(separator: " ")
    var found: Set<Int> = []
    for mention in mentions
    where mention.entity >= 0 && mention.line >= place.line - 2
      && (mention.line < place.line || mention.line == place.line && mention.head < noun)
    {
      let isTitled =
        mention.title == title
        || holders.contains { $0.person == mention.entity && $0.title == title && !$0.isFormer }
      if isTitled { found.insert(mention.entity) }
    }
    return found.count == 1 ? found.first : nil
  }

  private func isPair(_ noun: Int, _ tree: Tree) -> Bool {
    tree.children(noun).contains { child in
      tree.lower(child) == "both"
        || tree.lower(child) == "two"
          && (tree.dep[child] == .nummod || tree.dep[child] == .quantmod)
          && tree.children(noun).contains { ["the", "these"].contains(tree.lower($0)) }
    }
  }

  /// The two of a kind that the text named last, joined by "and" or one after the other.
  private func lastPair(before place: Place, _ fits: (DocumentEntity.Kind) -> Bool) -> [Referent] {
    var found: [Int] = []
    for mention in mentions.reversed() {
      guard mention.line < place.line || mention.line == place.line && mention.head < place.token,
        mention.entity >= 0, fits(entities[mention.entity].kind),
        !found.contains(mention.entity)
      else { continue }
      // Three paragraphs back is another matter.
      if mention.line < place.line - 2 { break }
      found.append(mention.entity)
      if found.count == 2 { return found.reversed().map(Referent.entity) }
    }
    return []
  }

  /// "the Chinese leader", "China's president": who holds the office by this document.
  private func leader(_ noun: Int, _ tree: Tree) -> Int? {
    guard let country = country(of: noun, tree),
      !tree.children(noun).contains(where: {
        ["a", "an", "no", "any", "every", "former", "new", "next", "first", "then"].contains(
          tree.lower($0))
      })
    else { return nil }
    var words = [tree.lemma(noun)]
    if let modifier = tree.child(noun, .compound) { words.insert(tree.lower(modifier), at: 0) }
    let title = words.joined(separator: " ")
    let candidates = holders.filter { holder in
      holder.country == country && !holder.isFormer
        && (title == "leader" || holder.title == title || holder.title.hasSuffix(" " + title))
    }
    guard let first = candidates.first else { return nil }
    return candidates.allSatisfy { $0.person == first.person } ? first.person : nil
  }

  private func country(of noun: Int, _ tree: Tree) -> String? {
    for child in tree.children(noun) where child < noun {
      for length in 1...3 where child - length + 1 >= 0 {
        let name = tree.text((child - length + 1)..<(child + 1)).trimmingSpaces()
        if let country = knowledge.demonyms[name]?.country { return country }
      }
      if tree.dep[child] == .poss || tree.dep[child] == .compound {
        let named = knowledge.countries[tree.text(child)]
        if let country = named?.country { return country }
      }
    }
    for preposition in tree.children(noun, .prep) where tree.lower(preposition) == "of" {
      if let object = tree.child(preposition, .pobj),
        let country = knowledge.countries[tree.text(object)]?.country
      {
        return country
      }
    }
    return nil
  }
}
