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
  private var offices: [Office: Int] = [:]
  /// Whether what told for the kind of each name is kept.
  private let keepsEvidence: Bool
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
    settleCountries(&mentions, in: lines)
    Citations(knowledge: knowledge, lines: lines).settle(&mentions)
    let names = names(of: mentions)
    let types = NameTypes(
      knowledge: knowledge, lines: lines, mentions: mentions, names: names.mentions)
    var groups = names.order.map { key in
      let own = names.mentions[key, default: []]
      if keepsEvidence { evidence[key] = types.features(of: own) }
      return Group(key: key, mentions: own, kind: kind(of: own, mentions, types))
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
      knowledge: knowledge, mentions: mentions, full: full, expansions: expansions)
    var bearers: [NameKey: [NameKey]] = [:]
    for group in groups {
      let longer = longerForm(of: group, among: full).map { [$0] }
      bearers[group.key] = longer ?? short.bearers(of: group).map(\.key)
    }
    assign(groups, bearers, to: &mentions, lines)
    collectNames(mentions)
  }

  /// Gives the mentions of each name its own entity, or that of whoever bears the longer name.
  private mutating func assign(
    _ groups: [Group], _ bearers: [NameKey: [NameKey]], to mentions: inout [Mention],
    _ lines: [AnalyzedLine]
  ) {
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
  }

  // MARK: Countries

  /// Countries by the tables; capitals as their countries where they act.
  private mutating func settleCountries(_ mentions: inout [Mention], in lines: [AnalyzedLine]) {
    var named: Set<String> = []
    for mention in mentions where mention.country != nil && !mention.isCapital {
      if knowledge.countries[mention.surface.replacingApostrophes()]?.kind == .name {
        named.insert(mention.country!)
      }
    }
    for index in mentions.indices {
      guard let country = mentions[index].country else { continue }
      if mentions[index].isCapital {
        let reading = GovernmentReading(
          tree: lines[mentions[index].line].tree, knowledge: knowledge)
        if !reading.isGovernment(mentions[index].head) {
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
      if group.kind == .thing { group.kind = kind(of: group.mentions, mentions, types) }
      return group
    }
  }

  /// What its mentions tell together; a title makes a person.
  private func kind(
    of name: [Int], _ mentions: [Mention], _ types: NameTypes
  ) -> DocumentEntity.Kind {
    if name.contains(where: { mentions[$0].title != nil && !mentions[$0].isCapital }) {
      return .person
    }
    if name.contains(where: { mentions[$0].isCapital }) { return .place }
    return types.kind(of: name)
  }

  /// A given name and a name that also stands alone are a person, whatever the names around made of them.
  private func settlePersons(_ groups: inout [Group]) {
    var alone: [String: DocumentEntity.Kind] = [:]
    for group in groups where group.key.count == 1 { alone[group.key.words[0]] = group.kind }
    for index in groups.indices {
      let words = groups[index].key.words
      guard [.organization, .place, .product, .work].contains(groups[index].kind),
        words.count == 2 || words.count == 3, let last = words.last, let kind = alone[last],
        kind != .organization, knowledge.typeNouns[last] == nil,
        knowledge.typeNouns[words[0]] == nil
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
