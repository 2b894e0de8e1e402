import Graph

/// Tells persons of one name apart by what documents say of their work and by who and what is named beside them.
///
/// Two documents mean different persons if the occupations that they tell have no field in common, or are one
/// office of two places, and they name nobody and nothing else in common but countries. A person who was a
/// cricketer and is prime minister stays one as soon as a document says both, or names people of both worlds.
///
/// The documents of one name may be many, so they are never compared one with another: those that belong together
/// meet under what they have in common.
struct Namesakes {
  let knowledge: Knowledge
  let profiles: [StoredProfile]
  /// The profiles of each document that name company.
  private let company: [Int64: [Int]]
  /// The folded label of each profile.
  private let labels: [String]

  init(knowledge: Knowledge, profiles: [StoredProfile]) {
    self.knowledge = knowledge
    self.profiles = profiles
    var company: [Int64: [Int]] = [:]
    for (index, profile) in profiles.enumerated()
    where profile.kind != "country" && profile.kind != "office" {
      company[profile.document, default: []].append(index)
    }
    self.company = company
    labels = profiles.map { foldedName($0.label) }
  }

  /// The profiles of one name, those of one person together; in the order of their first ones.
  func parts(of group: [Int]) -> [[Int]] {
    let fields = group.map(fields)
    let offices = group.map(offices)
    guard group.indices.contains(where: { !fields[$0].isEmpty || !offices[$0].isEmpty }) else {
      return [group]
    }
    // Whom documents tie together by work or company, transitively.
    var union = DisjointSets(count: group.count)
    tieByCompany(group, &union)
    tieByWork(fields, offices, &union)
    let roots = group.indices.map { union.root(of: $0) }
    guard isDivided(roots, fields, offices) else { return [group] }
    var parts: [Int: [Int]] = [:]
    for index in group.indices { parts[roots[index], default: []].append(index) }
    let told = parts.filter { $0.value.contains { !fields[$0].isEmpty || !offices[$0].isEmpty } }
    guard told.count > 1 else { return [group] }
    // Those of whom nothing is told, and who could be either, are a third.
    let untold = parts.filter { told[$0.key] == nil }.flatMap(\.value)
    var result = told.values.map { $0.sorted() }
    if !untold.isEmpty { result.append(untold.sorted()) }
    return result.sorted { $0[0] < $1[0] }.map { $0.map { group[$0] } }
  }

  /// Ties documents that name somebody or something else in common.
  private func tieByCompany(_ group: [Int], _ union: inout DisjointSets) {
    var first: [String: Int] = [:]
    for (place, index) in group.enumerated() {
      let own = Set(profiles[index].names.map { foldedName($0.name) } + [labels[index]])
      for other in company[profiles[index].document] ?? [] where !own.contains(labels[other]) {
        if let known = first[labels[other]] {
          union.join(place, known)
        } else {
          first[labels[other]] = place
        }
      }
    }
  }

  /// Ties documents that tell a field of work in common, unless they tell of one office in two places.
  private func tieByWork(
    _ fields: [Set<String>], _ offices: [[String: String]], _ union: inout DisjointSets
  ) {
    var byField: [String: [Int]] = [:]
    for (place, own) in fields.enumerated() {
      for field in own { byField[field, default: []].append(place) }
    }
    for places in byField.values {
      // Those that tell of the same offices, by which these are.
      let byOffices = Dictionary(grouping: places) { offices[$0].keys.sorted() }
      let titles = byOffices.keys.sorted { $0.lexicographicallyPrecedes($1) }
      for (number, some) in titles.enumerated() {
        for others in titles[number...] {
          let common = some.filter(others.contains)
          var first: [[String]: Int] = [:]
          for place in byOffices[some]! + byOffices[others]! {
            let key = common.map { offices[place][$0] ?? "" }
            if let known = first[key] { union.join(place, known) } else { first[key] = place }
          }
        }
      }
    }
  }

  /// Whether two of different parts cannot be one person.
  private func isDivided(
    _ roots: [Int], _ fields: [Set<String>], _ offices: [[String: String]]
  ) -> Bool {
    var partsByFields: [Set<String>: Set<Int>] = [:]
    var partsByPlace: [String: [String: Set<Int>]] = [:]
    for place in roots.indices {
      if !fields[place].isEmpty { partsByFields[fields[place], default: []].insert(roots[place]) }
      for (title, of) in offices[place] {
        partsByPlace[title, default: [:]][of, default: []].insert(roots[place])
      }
    }
    for (some, parts) in partsByFields {
      for (others, otherParts) in partsByFields
      where some.isDisjoint(with: others) && parts.union(otherParts).count > 1 { return true }
    }
    return partsByPlace.values.contains { byPlace in
      byPlace.count > 1 && byPlace.values.reduce(into: Set<Int>()) { $0.formUnion($1) }.count > 1
    }
  }

  /// The fields of work that a document tells.
  private func fields(_ index: Int) -> Set<String> {
    var result: Set<String> = []
    for role in profiles[index].roles {
      for word in role.split(separator: " ") {
        if knowledge.prepositions[String(word)] != nil { break }
        result.formUnion(knowledge.occupations[String(word)] ?? [])
      }
    }
    return result
  }

  /// The places of the offices that a document tells.
  private func offices(_ index: Int) -> [String: String] {
    var result: [String: String] = [:]
    for role in profiles[index].roles {
      let words = role.split(separator: " ").map(String.init)
      guard let of = words.firstIndex(where: { $0 == "of" || $0 == "for" || $0 == "from" }) else {
        continue
      }
      let title = words[..<of].joined(separator: " ")
      guard knowledge.titles[title] == .office || title == "senator" else { continue }
      result[title] = words[(of + 1)...].joined(separator: " ")
    }
    return result
  }
}
