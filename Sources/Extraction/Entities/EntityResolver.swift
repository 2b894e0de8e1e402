import Base
import Graph

/// Makes entities of the mentions of a document: one for all names of one bearer.
///
/// Full names adopt short ones, variants of spelling meet in their ``NameKey``, countries and capitals
/// come from the tables. Nothing that other documents say has a part in it: ``EntityLinker`` comes after.
struct EntityResolver {
  let knowledge: Knowledge
  private(set) var entities: [DocumentEntity] = []
  private var concepts: [String: Int] = [:]
  private var countries: [String: Int] = [:]
  /// Those that are parts of names only.
  private var places: [String: Int] = [:]
  private var offices: [Office: Int] = [:]
  /// Whether what told for the kind of each name is kept.
  private let keepsEvidence: Bool
  /// The authors within citations.
  private(set) var authors: [NestedNames.Part] = []
  private(set) var evidence: [NameKey: [(feature: NameFeature, value: Double)]] = [:]

  init(knowledge: Knowledge, keepsEvidence: Bool = false) {
    self.knowledge = knowledge
    self.keepsEvidence = keepsEvidence
  }

  /// Names of one key, in the order of their first mention.
  struct Group {
    var key: NameKey
    var mentions: [Int]
    var kind: DocumentEntity.Kind
  }

  /// Gives every mention its entity.
  mutating func resolve(_ mentions: inout [Mention], in lines: [AnalyzedLine]) {
    let surnames = PlaceSurnames(of: mentions, in: lines, knowledge).names
    settleCountries(&mentions, in: lines, surnames: surnames)
    Citations(knowledge: knowledge, lines: lines).settle(&mentions)
    let names = names(of: mentions)
    let types = NameTypes(
      knowledge: knowledge, lines: lines, mentions: mentions, names: names.mentions)
    var groups = names.order.map { key in
      let own = names.mentions[key, default: []]
      let told = types.evidence(of: own)
      if keepsEvidence { evidence[key] = told.features }
      return Group(key: key, mentions: own, kind: kind(told, mentions, types))
    }
    settlePersons(&groups)
    let variants = NameVariants(knowledge: knowledge).representatives(
      of: groups.filter { $0.key.count > 1 })
    groups = merged(groups, variants, mentions, types)
    let terms = DefinedTerms(lines: lines, mentions: mentions, groups: groups)
    let expansions = Acronyms(knowledge: knowledge, lines: lines).expansions(of: mentions)
      .merging(terms.expansions()) { acronym, _ in acronym }.mapValues { variants[$0] ?? $0 }
    let full = FullNames(groups.filter { $0.key.count > 1 })
    let short = ShortNames(
      knowledge: knowledge, mentions: mentions, full: full, expansions: expansions,
      surnames: surnames)
    let parts = PlayedParts(lines: lines)
    var bearers: [NameKey: [NameKey]] = [:]
    for group in groups
    where group.key.count > 1 || !group.mentions.allSatisfy({ parts.isPart(mentions[$0]) }) {
      let longer = longerForm(of: group, among: full).map { [$0] }
      bearers[group.key] = longer ?? short.bearers(of: group).map(\.key)
    }
    var entityOf = assign(groups, bearers, to: &mentions, lines)
    collectNames(mentions)
    nameAuthors(in: mentions, lines, &entityOf)
  }

  /// Gives the mentions of each name its own entity, or that of whoever bears the longer name.
  private mutating func assign(
    _ groups: [Group], _ bearers: [NameKey: [NameKey]], to mentions: inout [Mention],
    _ lines: [AnalyzedLine]
  ) -> [NameKey: Int] {
    var entityOf: [NameKey: Int] = [:]
    let byKey = Dictionary(groups.map { ($0.key, $0) }) { first, _ in first }
    // Along the chain ("Court" – "Supreme Court" – "Supreme Court of Cassation") names grow, but for acronyms and terms.
    func root(of key: NameKey) -> NameKey {
      var key = key
      var passed: Set<NameKey> = [key]
      while let next = bearers[key], next.count == 1, passed.insert(next[0]).inserted {
        key = next[0]
      }
      return key
    }
    for group in groups {
      let key = root(of: group.key)
      if entityOf[key] == nil, bearers[key, default: []].count < 2, let bearer = byKey[key] {
        entityOf[key] = newEntity(bearer, mentions)
      }
    }
    for group in groups {
      let key = root(of: group.key)
      if let entity = entityOf[key] {
        for mention in group.mentions { mentions[mention].entity = entity }
        continue
      }
      let members = bearers[key, default: []].compactMap { name -> FamilyNames.Bearer? in
        guard let full = byKey[name], let entity = entityOf[root(of: name)] else { return nil }
        return FamilyNames.Bearer(
          entity: entity, mentions: full.mentions, gender: entities[entity].gender)
      }
      var family = FamilyNames(bearers: members, mentions: mentions, lines: lines)
      family.settle(group.mentions, &mentions)
    }
    for group in groups where entityOf[group.key] == nil {
      entityOf[group.key] = entityOf[root(of: group.key)]
    }
    return entityOf
  }

  /// "Marsh (2016)" is a work, Marsh who wrote it a person.
  private mutating func nameAuthors(
    in mentions: [Mention], _ lines: [AnalyzedLine], _ entityOf: inout [NameKey: Int]
  ) {
    for mention in mentions where mention.citation != nil {
      let tree = lines[mention.line].tree
      for tokens in Citations.authors(in: mention, tree) {
        let name = tree.text(tokens)
        let key = NameKey(name)
        var entity = entityOf[key] ?? -1
        if entity < 0 || entities[entity].kind != .person {
          entity = add(DocumentEntity(kind: .person, label: name))
          entityOf[key] = entity
        }
        entities[entity].aliases[name, default: 0] += 1
        authors.append(NestedNames.Part(line: mention.line, tokens: tokens, entity: entity))
      }
    }
  }

  // MARK: Countries

  /// Countries by the tables; capitals as their countries where they act.
  ///
  /// - Parameter surnames: family names of persons, which stand for these
  private mutating func settleCountries(
    _ mentions: inout [Mention], in lines: [AnalyzedLine], surnames: Set<String>
  ) {
    var named: Set<String> = []
    for mention in mentions where mention.country != nil && !mention.isCapital {
      if knowledge.countries[mention.surface.replacingApostrophes()]?.kind == .name {
        named.insert(mention.country!)
      }
    }
    for index in mentions.indices {
      guard let country = mentions[index].country else { continue }
      if surnames.contains(mentions[index].surface) {
        mentions[index].country = nil
        mentions[index].isCapital = false
        continue
      }
      if mentions[index].isCapital {
        if isOfAnotherCountry(mentions[index], mentions, lines) {
          mentions[index].country = nil
          mentions[index].isCapital = false
          continue
        }
        let reading = GovernmentReading(
          tree: lines[mentions[index].line].tree, knowledge: knowledge)
        // "Washington, D.C." is the city wherever it stands.
        if mentions[index].surface.contains(",") || !reading.isGovernment(mentions[index].head) {
          mentions[index].country = nil
          continue
        }
      } else if knowledge.countries[mentions[index].surface.replacingApostrophes()]?.kind
        == .weakName, !named.contains(country)
      {
        mentions[index].country = nil
        continue
      }
      mentions[index].entity = self.country(country)
    }
  }

  /// "Victoria, Australia": a town that has the name of another country's capital.
  private func isOfAnotherCountry(
    _ capital: Mention, _ mentions: [Mention], _ lines: [AnalyzedLine]
  ) -> Bool {
    let line = lines[capital.line]
    let comma = capital.tokens.upperBound
    guard comma + 1 < line.tree.count, line.tree.text(comma) == "," else { return false }
    let next = line.mentionAt[comma + 1]
    guard next >= 0, !mentions[next].isCapital, let country = mentions[next].country else {
      return false
    }
    return country != capital.country && line.tree.dep[mentions[next].head] != .conj
  }

  /// The entity of a country.
  mutating func country(_ name: String) -> Int {
    if let known = countries[name] { return known }
    let entity = add(DocumentEntity(kind: .country, label: name))
    countries[name] = entity
    return entity
  }

  // MARK: Names

  /// The mentions of each name that is not settled yet, and the names in the order of their first mention.
  private func names(of mentions: [Mention]) -> (order: [NameKey], mentions: [NameKey: [Int]]) {
    var order: [NameKey] = []
    var found: [NameKey: [Int]] = [:]
    for (index, mention) in mentions.enumerated() where mention.entity < 0 && !mention.key.isEmpty {
      if found[mention.key] == nil { order.append(mention.key) }
      found[mention.key, default: []].append(index)
    }
    return (order, found)
  }

  /// The groups with the variants of a name in that which stands for them.
  private func merged(
    _ groups: [Group], _ variants: [NameKey: NameKey], _ mentions: [Mention], _ types: NameTypes
  ) -> [Group] {
    guard !variants.isEmpty else { return groups }
    var own: [NameKey: [Int]] = [:]
    for group in groups { own[variants[group.key] ?? group.key, default: []] += group.mentions }
    return groups.filter { variants[$0.key] == nil }.map { group in
      guard let all = own[group.key], all.count > group.mentions.count else { return group }
      var group = group
      group.mentions = all.sorted()
      if group.kind == .thing {
        group.kind = kind(types.evidence(of: group.mentions), mentions, types)
      }
      return group
    }
  }

  /// What its mentions tell together; a title makes a person.
  private func kind(
    _ evidence: NameTypes.Evidence, _ mentions: [Mention], _ types: NameTypes
  ) -> DocumentEntity.Kind {
    let name = evidence.mentions
    if name.contains(where: { mentions[$0].title != nil && !mentions[$0].isCapital }) {
      return .person
    }
    if name.contains(where: { mentions[$0].isCoauthor }) { return .person }
    if name.contains(where: { mentions[$0].isCapital }) { return .place }
    if name.allSatisfy({ mentions[$0].kind == .language }) { return .thing }
    return types.kind(evidence)
  }

  /// A given name and a name that also stands alone are a person, whatever the names around made of them.
  private func settlePersons(_ groups: inout [Group]) {
    var alone: [String: DocumentEntity.Kind] = [:]
    for group in groups where group.key.count == 1 { alone[group.key.words[0]] = group.kind }
    for index in groups.indices {
      let words = groups[index].key.words
      guard [.organization, .place, .product, .work].contains(groups[index].kind),
        words.count == 2 || words.count == 3, let last = words.last, let kind = alone[last],
        kind != .organization, knowledge.nameNouns[last] == nil,
        knowledge.nameNouns[words[0]] == nil
      else { continue }
      let given = words[0].prefix(1).uppercased() + words[0].dropFirst()
      if knowledge.genders[given] != nil || kind == .person && !words.contains("of") {
        groups[index].kind = .person
      }
    }
  }

  /// An organisation's name that is there already in a longer or shorter form.
  private func longerForm(of group: Group, among full: FullNames) -> NameKey? {
    guard group.kind == .organization, group.key.count > 1 else { return nil }
    for other in full.organizations(near: group.key) where other.mentions[0] < group.mentions[0] {
      return other.key
    }
    return nil
  }

  // MARK: Entities

  private mutating func add(_ entity: DocumentEntity) -> Int {
    entities.append(entity)
    return entities.count - 1
  }

  private mutating func newEntity(_ group: Group, _ mentions: [Mention]) -> Int {
    // The spelling that the text uses most; of equals, the first.
    var best: (surface: String, count: Int) = ("", 0)
    var counts: [String: Int] = [:]
    for mention in group.mentions { counts[mentions[mention].surface, default: 0] += 1 }
    for mention in group.mentions {
      let surface = mentions[mention].surface
      if let count = counts[surface], count > best.count { best = (surface, count) }
    }
    var entity = DocumentEntity(kind: group.kind, label: best.surface)
    entity.gender = gender(of: group, mentions)
    return add(entity)
  }

  private func gender(of group: Group, _ mentions: [Mention]) -> Knowledge.Gender? {
    guard group.kind == .person || group.kind == .thing else { return nil }
    for mention in group.mentions {
      if let gender = mentions[mention].title.flatMap(NameTitles.gender) { return gender }
    }
    let surface = mentions[group.mentions[0]].surface
    for word in surface.split(separator: " ") {
      if let gender = knowledge.genders[String(word)] { return gender }
    }
    return nil
  }

  private mutating func collectNames(_ mentions: [Mention]) {
    for (index, mention) in mentions.enumerated() where mention.entity >= 0 {
      entities[mention.entity].mentions.append(index)
      entities[mention.entity].aliases[mention.surface, default: 0] += 1
    }
    for index in entities.indices where !entities[index].aliases.isEmpty {
      if entities[index].kind == .country { continue }
      let names = entities[index].aliases.sorted {
        ($0.value, $1.key.count, $1.key) > ($1.value, $0.key.count, $0.key)
      }
      if let short = names.first(where: { !$0.key.contains(" ") }) {
        entities[index].shortName = short.key
      } else if entities[index].kind == .person, let family = familyName(entities[index].label) {
        // Later documents may use it alone.
        entities[index].aliases[family] = 0
      }
    }
  }

  /// The last word of a name that begins with a given name of the West.
  private func familyName(_ name: String) -> String? {
    let words = name.split(separator: " ").map(String.init)
    guard words.count > 1, let last = words.last, last.count > 2,
      knowledge.genders[words[0]] != nil
    else { return nil }
    return last
  }

  /// The entity of a place that is told of only as a part of another name.
  mutating func place(_ name: String) -> Int {
    if let known = places[name] { return known }
    var entity = DocumentEntity(kind: .place, label: name)
    entity.aliases[name] = 1
    let index = add(entity)
    places[name] = index
    return index
  }

  /// The entity of a noun phrase that is no name.
  mutating func concept(_ label: String) -> Int {
    let key = NameKey(label).text
    if let known = concepts[key] { return known }
    var entity = DocumentEntity(kind: .concept, label: label)
    entity.aliases[label] = 1
    let index = add(entity)
    concepts[key] = index
    return index
  }

  /// The entity of whoever holds an office, where the document does not tell who that is.
  mutating func holder(of office: Office) -> Int {
    if let known = offices[office] { return known }
    let label = office.label(knowledge)
    var entity = DocumentEntity(kind: .office, label: label)
    entity.aliases[label] = 1
    entity.office = office
    let index = add(entity)
    offices[office] = index
    return index
  }
}
