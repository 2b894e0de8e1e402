/// Finds the names that are parts of longer ones: "Boston" in "Boston Red Sox", "Andy Warhol" in "Andy Warhol Foundation",
/// "Europe" in "Council of Europe".
///
/// A part is a name that the document mentions by itself as well, a country, or the place that a siege, a bishop or a bay is
/// of. Linear in the words of the names.
struct NestedNames {
  let knowledge: Knowledge
  let mentions: [Mention]
  let entities: [DocumentEntity]
  let lines: [AnalyzedLine]

  /// A part of a mention and what it names.
  struct Part {
    var line: Int
    var tokens: Range<Int>
    var entity: Int
  }

  /// The names of one first word that longer ones may have as a part.
  private struct Known {
    /// How many tokens they have, the most first.
    private(set) var counts: [Int] = []
    /// By the text; nil where two go by it.
    private(set) var entities: [String: Int?] = [:]

    mutating func add(_ surface: String, count: Int, entity: Int) {
      if let known = entities[surface] {
        if known != entity { entities[surface] = .some(nil) }
        return
      }
      entities[surface] = entity
      if !counts.contains(count) {
        counts.insert(count, at: counts.firstIndex { $0 < count } ?? counts.endIndex)
      }
    }
  }

  /// The longest parts, those that begin a name first.
  ///
  /// - Parameter name: gives the entity of a country or another place that only the longer name tells of
  func parts(naming name: (_ place: String, _ isCountry: Bool) -> Int) -> [Part] {
    var known: [String: Known] = [:]
    for mention in mentions
    where mention.entity >= 0 && mention.tokens.count < Self.longest && mayBePart(mention) {
      let tree = lines[mention.line].tree
      known[tree.text(mention.tokens.lowerBound), default: Known()]
        .add(tree.text(mention.tokens), count: mention.tokens.count, entity: mention.entity)
    }
    return mentions.flatMap { parts(of: $0, known, name) }
  }

  private func mayBePart(_ mention: Mention) -> Bool {
    switch entities[mention.entity].kind {
    case .country, .place, .organization: true
    // A family name alone may be anybody's.
    case .person: mention.key.count > 1
    default: false
    }
  }

  private func parts(
    of mention: Mention, _ known: [String: Known], _ name: (String, Bool) -> Int
  ) -> [Part] {
    guard mention.entity >= 0, mention.tokens.count > 1, mention.tokens.count <= Self.longest,
      mention.citation == nil, entities[mention.entity].kind != .country
    else { return [] }
    let tree = lines[mention.line].tree
    let isPerson = entities[mention.entity].kind == .person
    var result: [Part] = []
    var first = mention.tokens.lowerBound
    while first < mention.tokens.upperBound {
      guard tree.isCapitalized(first), !isBehindGivenName(first, mention, tree) else {
        first += 1
        continue
      }
      let alone =
        isPerson
        ? nil : known[tree.text(first)].flatMap { part(at: first, of: mention, $0, tree) }
      let found =
        alone ?? seat(at: first, of: mention, tree, name)
        ?? place(at: first, of: mention, tree, name)
      if let found {
        result.append(found)
        first = found.tokens.upperBound
      } else {
        first += 1
      }
    }
    return result
  }

  /// The longest known name that begins at a token.
  private func part(at first: Int, of mention: Mention, _ known: Known, _ tree: Tree) -> Part? {
    for count in known.counts where count < mention.tokens.count {
      let tokens = first..<(first + count)
      guard tokens.upperBound <= mention.tokens.upperBound,
        let entity = known.entities[tree.text(tokens)] ?? nil, entity != mention.entity
      else { continue }
      return Part(line: mention.line, tokens: tokens, entity: entity)
    }
    return nil
  }

  /// "the | Houston Astros", "| St. Louis Marathon": a known place that the name of a team, an institution or an event begins
  /// with. A company's, which has no article, tells little of the place.
  private func seat(
    at first: Int, of mention: Mention, _ tree: Tree, _ name: (String, Bool) -> Int
  ) -> Part? {
    guard first == mention.tokens.lowerBound else { return nil }
    switch entities[mention.entity].kind {
    case .event: break
    case .organization where first > 0 && tree.lower(first - 1) == "the": break
    default: return nil
    }
    for count in [3, 2, 1] where count < mention.tokens.count {
      let tokens = first..<(first + count)
      let text = tree.text(tokens)
      guard knowledge.isKnownPlace(text), tree.isCapitalized(tokens.upperBound) else {
        continue
      }
      return Part(line: mention.line, tokens: tokens, entity: name(text, false))
    }
    return nil
  }

  /// "Council of | Europe", "Gulf of | Mexico", "Siege of | Orsk", "Ambrose of | Halvik".
  private func place(
    at first: Int, of mention: Mention, _ tree: Tree, _ name: (String, Bool) -> Int
  ) -> Part? {
    guard first > mention.tokens.lowerBound + 1, tree.lower(first - 1) == "of" else { return nil }
    let tokens = first..<mention.tokens.upperBound
    guard tokens.count <= 3, tokens.allSatisfy(tree.isCapitalized) else { return nil }
    let text = tree.text(tokens)
    if let country = knowledge.countries[text], country.kind == .name {
      return Part(line: mention.line, tokens: tokens, entity: name(country.country, true))
    }
    let isPlace =
      entities[mention.entity].kind == .person || knowledge.capitals[text] != nil
      || knowledge.isKnownPlace(text)
      || knowledge.relations.classes[tree.lower(first - 2)]?.contains("seated") ?? false
    guard isPlace, knowledge.demonyms[text] == nil, knowledge.titles[tree.lower(first - 2)] == nil
    else { return nil }
    return Part(line: mention.line, tokens: tokens, entity: name(text, false))
  }

  /// "George | Washington University" is called after somebody, not after the city.
  private func isBehindGivenName(_ token: Int, _ mention: Mention, _ tree: Tree) -> Bool {
    guard token > mention.tokens.lowerBound else { return false }
    let before = tree.text(token - 1)
    return knowledge.likelyGender(ofName: before) != nil || before.hasSuffix(".")
  }

  private static let longest = 16
}
