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
  private var evidence: KindEvidence?
  /// Full names by the acronyms that stand behind them in parentheses.
  private var expansions: [NameKey: NameKey] = [:]

  init(knowledge: Knowledge) { self.knowledge = knowledge }

  /// Names of one key, in the order of their first mention.
  struct Group {
    var key: NameKey
    var mentions: [Int]
    var kind: DocumentEntity.Kind
  }

  /// Gives every mention its entity.
  mutating func resolve(_ mentions: inout [Mention], in lines: [AnalyzedLine]) {
    settleCountries(&mentions, in: lines)
    evidence = KindEvidence(knowledge: knowledge, lines: lines)
    expansions = Acronyms(knowledge: knowledge, lines: lines).expansions(of: mentions)
    var groups = groups(of: mentions)
    settlePersons(&groups)
    var entityOf: [NameKey: Int] = [:]
    let full = FullNames(groups.filter { $0.key.count > 1 })
    for group in full.groups {
      entityOf[group.key] =
        longerForm(of: group, among: full, entityOf) ?? newEntity(group, mentions)
    }
    for group in groups where group.key.count == 1 {
      let bearer = bearer(of: group, among: full, mentions: mentions)
      entityOf[group.key] = bearer.flatMap { entityOf[$0] } ?? newEntity(group, mentions)
    }
    for group in groups {
      guard let entity = entityOf[group.key] else { continue }
      for mention in group.mentions { mentions[mention].entity = entity }
    }
    collectNames(mentions)
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

  private func groups(of mentions: [Mention]) -> [Group] {
    var order: [NameKey] = []
    var found: [NameKey: [Int]] = [:]
    for (index, mention) in mentions.enumerated() where mention.entity < 0 && !mention.key.isEmpty {
      if found[mention.key] == nil { order.append(mention.key) }
      found[mention.key, default: []].append(index)
    }
    // "Donald J. Trump" is the Donald Trump of the same text.
    var initialled: [NameKey: [NameKey]] = [:]
    for key in order {
      if let short = key.withoutInitials { initialled[short, default: []].append(key) }
    }
    for (short, keys) in initialled where keys.count == 1 {
      guard let place = found[short], let own = found[keys[0]] else { continue }
      found[short] = (place + own).sorted()
      found[keys[0]] = nil
    }
    return order.filter { found[$0] != nil }.map { key in
      Group(key: key, mentions: found[key]!, kind: kind(of: found[key]!.map { mentions[$0] }))
    }
  }

  /// What most mentions are taken for; a title makes a person.
  private func kind(of mentions: [Mention]) -> DocumentEntity.Kind {
    if mentions.contains(where: { $0.title != nil && !$0.isCapital }) { return .person }
    if mentions.contains(where: \.isCapital) { return .place }
    return evidence?.kind(of: mentions) ?? .thing
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

  /// The entity of an organisation's name that is there already in a longer or shorter form.
  private func longerForm(of group: Group, among full: FullNames, _ known: [NameKey: Int]) -> Int? {
    guard group.kind == .organization else { return nil }
    for other in full.organizations(near: group.key) {
      if let entity = known[other.key] { return entity }
    }
    return nil
  }

  /// The full name that a short one stands for.
  private func bearer(of group: Group, among full: FullNames, mentions: [Mention]) -> NameKey? {
    let word = group.key.words[0]
    if let full = expansions[group.key] { return full }
    if mentions[group.mentions[0]].isCapital, group.kind != .person { return nil }
    let short = ShortName(
      group: group, titles: Set(group.mentions.compactMap { mentions[$0].title }),
      isMisread: isMisreadShort(group, mentions))
    var best: (key: NameKey, score: Int)?
    for candidate in full.possibleBearers(of: word) {
      guard let score = fitness(of: candidate, to: short, word: word, mentions: mentions) else {
        continue
      }
      if score > (best?.score ?? 0) { best = (candidate.key, score) }
    }
    return best?.key
  }

  /// A name of one word, and what its mentions tell together.
  private struct ShortName {
    var group: Group
    var titles: Set<String>
    var isMisread: Bool
  }

  private func fitness(
    of full: Group, to name: ShortName, word: String, mentions: [Mention]
  ) -> Int? {
    let short = name.group
    let words = full.key.words
    switch full.kind {
    case .person, .thing:
      switch short.kind {
      case .person, .thing: break
      // A headline may be ahead of the full name; what is only before it is something else.
      case .organization where full.mentions[0] > (short.mentions.last ?? 0): return nil
      default: if full.kind != .person { return nil }
      }
      var score: Int
      if words.last == word {
        score = 6
      } else if words.first == word {
        // A family name may come first, but not before a given name of the West.
        let second = words[1].prefix(1).uppercased() + words[1].dropFirst()
        score = knowledge.genders[second] != nil ? 1 : 5
        if full.kind == .thing { return nil }
      } else {
        return nil
      }
      if full.mentions[0] < short.mentions[0] { score += 2 }
      let isTitled = full.mentions.contains {
        mentions[$0].title.map(name.titles.contains) ?? false
      }
      if isTitled { score += 2 }
      return score
    case .organization:
      guard short.kind == .organization || short.kind == .thing || name.isMisread
      else { return nil }
      if words.first == word, words.count <= 4 { return 4 }
      if FullNames.acronyms(of: words).contains(word) { return 5 }
      return nil
    case .event, .place, .product:
      // "Hurricane Milton", "Lake Victoria": the second word alone is it too.
      let isCalled =
        words.count == 2 && words[1] == word && knowledge.typeNouns[words[0]] == full.kind
      return isCalled && full.mentions[0] < short.mentions[0] ? 7 : nil
    default: return nil
    }
  }

  /// A first word of an organisation's name that the recogniser took for a person, though no such given
  /// name is known and nothing calls it a person.
  private func isMisreadShort(_ short: Group, _ mentions: [Mention]) -> Bool {
    guard short.kind == .person else { return false }
    return short.mentions.allSatisfy {
      mentions[$0].title == nil && knowledge.genders[mentions[$0].surface] == nil
    }
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
      switch mentions[mention].title {
      case "mr", "mr.", "sir", "king", "prince", "lord", "emperor", "chairman", "spokesman",
        "congressman", "actor", "sultan", "emir", "crown prince", "pope", "father":
        return .masculine
      case "mrs", "mrs.", "ms", "ms.", "miss", "queen", "princess", "lady", "dame", "empress",
        "chairwoman", "spokeswoman", "congresswoman", "actress":
        return .feminine
      default: break
      }
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
