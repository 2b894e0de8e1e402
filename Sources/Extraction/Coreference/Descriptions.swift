import Base

/// Finds what definite descriptions mean: "the Chinese leader", "both countries", "the two presidents".
///
/// A description of whoever holds an office is the holder that the document names, or else the office itself, whose
/// holder other documents may tell; one of several takes the last that the text joined or named. Others stay as they are.
struct Descriptions {
  let lines: [AnalyzedLine]
  let mentions: [Mention]
  let entities: [DocumentEntity]
  let knowledge: Knowledge
  private let index: MentionIndex
  private var holders = PresentHolders()
  private var titles: Set<HeldTitle> = []
  private var namedCountries: Set<String> = []
  /// What the recogniser takes for products, though the words beside a name call it something else: "the journal Antiquity".
  private var calledOtherwise: Set<Int> = []

  struct Holder: Sendable {
    var person: Int
    var country: String
    var title: String
    var isFormer: Bool
  }

  private struct HeldTitle: Hashable, Sendable {
    var person: Int
    var title: String
  }

  init(
    lines: [AnalyzedLine], mentions: [Mention], index: MentionIndex, entities: [DocumentEntity],
    knowledge: Knowledge, holders: [Holder]
  ) {
    self.lines = lines
    self.mentions = mentions
    self.index = index
    self.entities = entities
    self.knowledge = knowledge
    for holder in holders where !holder.isFormer {
      self.holders.add(holder.person, Office(title: holder.title, country: holder.country))
      titles.insert(HeldTitle(person: holder.person, title: holder.title))
    }
    for entity in entities where entity.kind == .country {
      namedCountries.insert(entity.label)
    }
    for mention in mentions where mention.entity >= 0 {
      guard entities[mention.entity].kind == .product, isCalledOtherwise(mention) else { continue }
      calledOtherwise.insert(mention.entity)
    }
  }

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
    let offices = offices(noun, tree)
    if !offices.isEmpty { return offices.map(holder) }
    let lemma = tree.lemma(noun)
    if tree.isPlural(noun) {
      guard isPair(noun, tree) else { return [] }
      if Self.pairsOfCountries.contains(lemma) { return lastPair(before: place) { $0 == .country } }
      if Self.pairsOfPeople.contains(lemma) { return lastPair(before: place) { $0 == .person } }
      return []
    }
    return (titled(place, tree) ?? onlyOne(place, tree)).map { [.entity($0)] } ?? []
  }

  /// "the carmaker", "the city", "the storm": the only thing of that kind that this paragraph or the one before named.
  private func onlyOne(_ place: Place, _ tree: Tree) -> Int? {
    let noun = place.token
    let before = tree.children(noun).filter { $0 < noun }
    guard isArgument(noun, tree), before.count == 1, tree.lower(before[0]) == "the",
      !tree.hasChild(noun, .prep), !tree.hasChild(noun, .appos), !isNarrowed(noun, tree),
      let kind = Self.callings[tree.lower(noun)] ?? maker(tree.lower(noun))
    else { return nil }
    var found: Set<Int> = []
    for mention in index.mentions(before: place, andLinesBefore: 1).lazy.map({ mentions[$0] })
    where mention.entity >= 0 {
      switch entities[mention.entity].kind {
      case kind:
        if kind == .product, calledOtherwise.contains(mention.entity) { continue }
        found.insert(mention.entity)
        if found.count > 1 { return nil }
      // It may be one of that kind.
      case .thing: return nil
      default: break
      }
    }
    return found.first
  }

  /// Whether the words beside a name call its bearer something else than a product.
  private func isCalledOtherwise(_ mention: Mention) -> Bool {
    let tree = lines[mention.line].tree
    var nouns = tree.children(mention.head).filter { child in
      tree.dep[child] == .appos
        || child < mention.tokens.lowerBound && [.compound, .nmod].contains(tree.dep[child])
    }
    if tree.dep[mention.head] == .appos { nouns.append(tree.head[mention.head]) }
    return nouns.contains { noun in
      tree.pos[noun] == .noun
        && knowledge.typeNouns[tree.lemma(noun)].map { $0 != .product } ?? false
    }
  }

  /// Whether a clause tells which one is meant ("the company that sold it"); behind a comma it tells only more of it.
  private func isNarrowed(_ noun: Int, _ tree: Tree) -> Bool {
    let hasClause = tree.hasChild(noun, .relcl) || tree.hasChild(noun, .acl)
    return hasClause && !(noun + 1 < tree.count && tree.text(noun + 1) == ",")
  }

  private func maker(_ noun: String) -> DocumentEntity.Kind? {
    noun.hasSuffix("maker") && noun != "lawmaker" && noun != "policymaker" && noun != "filmmaker"
      && knowledge.titles[noun] == nil && noun.utf8.count > 6 ? .organization : nil
  }

  /// Nouns that take up a name.
  private static let callings: [String: DocumentEntity.Kind] = [
    "company": .organization, "firm": .organization, "retailer": .organization,
    "manufacturer": .organization, "corporation": .organization, "issuer": .organization,
    "seller": .organization, "borrower": .organization, "startup": .organization,
    "airline": .organization,
    "club": .organization, "city": .place, "town": .place, "village": .place,
    "storm": .event, "hurricane": .event, "typhoon": .event, "cyclone": .event,
    "ship": .product, "vessel": .product, "frigate": .product, "destroyer": .product,
  ]

  /// Who holds an office by this document, or else whoever does.
  private func holder(of office: Office) -> Referent {
    holders.holder(of: office).map(Referent.entity) ?? .office(office)
  }

  /// "the Chinese leader", "China's president", "the leaders of China and Japan": the offices that a noun phrase
  /// tells of, one for each country.
  private func offices(_ noun: Int, _ tree: Tree) -> [Office] {
    guard isArgument(noun, tree), isDefinite(noun, tree), let title = title(of: noun, tree),
      Office.isTitle(title, knowledge)
    else { return [] }
    let countries = countries(of: noun, tree)
    guard tree.isPlural(noun) ? countries.count > 1 : countries.count == 1 else { return [] }
    return countries.map { Office(title: title, country: $0) }
  }

  private func isArgument(_ noun: Int, _ tree: Tree) -> Bool {
    switch tree.dep[noun] {
    case .nsubj, .nsubjpass, .dobj, .dative, .poss: true
    case .pobj: tree.lower(tree.head[noun]) != "as"
    case .conj: tree.head[noun] != noun && isArgument(tree.head[noun], tree)
    default: false
    }
  }

  /// Whether a phrase means the present holder: with article or owner, and without "former" or "next".
  private func isDefinite(_ noun: Int, _ tree: Tree) -> Bool {
    let before = tree.children(noun).filter { $0 < noun }
    let isOther = before.contains {
      Self.otherHolders.contains(tree.lower($0)) || tree.pos[$0] == .numeral
    }
    if isOther || tree.hasChild(noun, .appos) { return false }
    return before.contains { tree.lower($0) == "the" || tree.dep[$0] == .poss }
      || tree.isPlural(noun) && tree.hasChild(noun, .prep)
  }

  private static let otherHolders: Set<String> = [
    "a", "an", "no", "any", "every", "each", "some", "many", "several", "other", "another",
    "former",
    "ex", "next", "first", "last", "then", "late", "previous", "future", "possible", "would-be",
    "deposed", "ousted", "exiled", "interim", "acting", "opposition", "military", "business",
    "past",
    "most", "all", "few", "local", "regional", "senior", "young", "such",
  ]

  /// The longest title that ends with the noun, in the singular.
  private func title(of noun: Int, _ tree: Tree) -> String? {
    var words = [tree.lemma(noun).lowercased()]
    var found = Office.isTitle(words[0], knowledge) || words[0] == "minister" ? words[0] : nil
    var token = noun - 1
    while token >= 0, words.count < 4, tree.head[token] == noun,
      tree.dep[token] == .compound || tree.dep[token] == .amod
    {
      words.insert(tree.lower(token), at: 0)
      let longer = words.joined(separator: " ")
      if knowledge.titles[longer] == .office {
        found = longer
      } else if country(endingAt: token, tree) == nil,
        !["new", "current", "present"].contains(words[0])
      {
        // "the Chinese Communist Party leader": not the country's.
        return nil
      } else {
        words.removeFirst()
      }
      token -= 1
    }
    return found
  }

  /// The countries that a noun phrase names, by demonym, owner or "of".
  private func countries(of noun: Int, _ tree: Tree) -> [String] {
    var result: [String] = []
    for child in tree.children(noun) where child < noun {
      for part in [child] + tree.children(child, .conj) where part < noun {
        if let country = country(endingAt: part, tree) { result.append(country) }
      }
    }
    for preposition in tree.children(noun, .prep) where tree.lower(preposition) == "of" {
      guard let object = tree.child(preposition, .pobj) else { continue }
      let named = tree.coordinated(object).map { country(endingAt: $0, tree) }
      // "the leader of China's opposition"
      guard !named.contains(where: { $0 == nil }) else { return [] }
      result += named.compactMap { $0 }
    }
    return result.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The country that a demonym or name of up to three words tells.
  private func country(endingAt token: Int, _ tree: Tree) -> String? {
    for length in 1...3 where token - length + 1 >= 0 {
      let name = tree.text((token - length + 1)..<(token + 1)).trimmingSpaces()
        .replacingApostrophes()
      let found = knowledge.demonyms[name] ?? knowledge.countries[name]
      if let found, length > 1 || !isWeak(found.kind) || isNamed(found.country) {
        // "North Korean" ends with a demonym of another country.
        if length == 1, token > 0,
          knowledge.demonyms[tree.text((token - 1)..<(token + 1))] != nil
            || knowledge.countries[tree.text((token - 1)..<(token + 1))] != nil
        {
          continue
        }
        return found.country
      }
    }
    return nil
  }

  private func isWeak(_ kind: Knowledge.CountryName) -> Bool {
    kind == .weakName || kind == .weakDemonym
  }

  private func isNamed(_ country: String) -> Bool { namedCountries.contains(country) }

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
    for mention in index.mentions(before: place, andLinesBefore: 2).lazy.map({ mentions[$0] })
    where mention.entity >= 0 {
      let isTitled =
        mention.title == title
        || titles.contains(HeldTitle(person: mention.entity, title: title))
      if isTitled { found.insert(mention.entity) }
      if found.count > 1 { return nil }
    }
    return found.first
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
    // Three paragraphs back is another matter.
    for mention in index.mentions(before: place, andLinesBefore: 2).reversed().lazy
      .map({ mentions[$0] })
    {
      guard mention.entity >= 0, fits(entities[mention.entity].kind),
        !found.contains(mention.entity)
      else { continue }
      found.append(mention.entity)
      if found.count == 2 { return found.reversed().map(Referent.entity) }
    }
    return []
  }
}
