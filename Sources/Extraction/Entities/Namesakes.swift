import Graph

/// Tells persons of one name apart by what documents say of their work and by who and what is named beside them.
///
/// Two documents mean different persons if the occupations that they tell have no field in common, or are one
/// office of two places, and they name nobody and nothing else in common but countries. A person who was a
/// cricketer and is prime minister stays one as soon as a document says both, or names people of both worlds.
struct Namesakes {
  let knowledge: Knowledge
  let profiles: [StoredProfile]
  /// The other names of each document.
  private let company: [Int64: Set<String>]

  init(knowledge: Knowledge, profiles: [StoredProfile]) {
    self.knowledge = knowledge
    self.profiles = profiles
    var company: [Int64: Set<String>] = [:]
    for profile in profiles where profile.kind != "country" && profile.kind != "office" {
      company[profile.document, default: []].insert(foldedName(profile.label))
    }
    self.company = company
  }

  /// The profiles of one name, those of one person together; in the order of their first ones.
  func parts(of group: [Int]) -> [[Int]] {
    let fields = group.map(fields)
    let offices = group.map(offices)
    func conflict(_ a: Int, _ b: Int) -> Bool {
      let isOtherField =
        !fields[a].isEmpty && !fields[b].isEmpty && fields[a].isDisjoint(with: fields[b])
      let isOtherPlace = offices[a].contains { title, place in
        offices[b][title].map { $0 != place } ?? false
      }
      return (isOtherField || isOtherPlace) && !isOneCompany(group[a], group[b])
    }
    guard
      group.indices.contains(where: { a in group.indices.contains { $0 > a && conflict(a, $0) } })
    else { return [group] }
    // Whom documents tie together by work or company, transitively.
    var part = Array(group.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while part[index] != index { index = part[index] }
      return index
    }
    for a in group.indices {
      for b in group.indices where b > a && !conflict(a, b) {
        let isOneField = !fields[a].isDisjoint(with: fields[b])
        guard isOneField || isOneCompany(group[a], group[b]) else { continue }
        let (first, second) = (root(a), root(b))
        part[max(first, second)] = min(first, second)
      }
    }
    var parts: [Int: [Int]] = [:]
    for index in group.indices { parts[root(index), default: []].append(index) }
    let told = parts.filter { $0.value.contains { !fields[$0].isEmpty || !offices[$0].isEmpty } }
    guard told.count > 1 else { return [group] }
    // Those of whom nothing is told, and who could be either, are a third.
    let untold = parts.filter { told[$0.key] == nil }.flatMap(\.value)
    var result = told.values.map { $0.sorted() }
    if !untold.isEmpty { result.append(untold.sorted()) }
    return result.sorted { $0[0] < $1[0] }.map { $0.map { group[$0] } }
  }

  private func isOneCompany(_ a: Int, _ b: Int) -> Bool {
    let names = Set(profiles[a].names.map { foldedName($0.name) } + [foldedName(profiles[a].label)])
      .union(profiles[b].names.map { foldedName($0.name) })
    let (left, right) = (company[profiles[a].document] ?? [], company[profiles[b].document] ?? [])
    return left.contains { right.contains($0) && !names.contains($0) }
  }

  /// The fields of work that a document tells.
  private func fields(_ index: Int) -> Set<String> {
    var result: Set<String> = []
    for role in profiles[index].roles {
      for word in role.split(separator: " ") {
        if ["of", "at", "for", "in", "from", "with"].contains(word) { break }
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
