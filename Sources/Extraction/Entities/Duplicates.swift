import Graph

/// Two entities that may be one: too doubtful to join, and for a person to decide.
public struct Duplicate: Sendable {
  /// One of the entities.
  public let first: Value
  /// The other one.
  public let second: Value
  /// How likely they are one, from 0 to 1.
  public let score: Double
  /// What speaks for it, and what against, in plain words.
  public let reasons: [String]
  /// What a decision on them is remembered by.
  let witnesses: (first: NameWitness, second: NameWitness)
}

/// Finds entities that may be one, by their names and by what documents name beside them.
///
/// Names are compared within blocks only: those of one family, those that differ in one word, those that one word is short
/// for. Blocks are limited, so that the cost is linear in the names.
struct Duplicates {
  let knowledge: Knowledge
  let profiles: [StoredProfile]
  let clusters: [EntityLinker.Cluster]
  let labels: [String]
  private let cooccurrence: Cooccurrence
  private let documents: [Set<Int64>]

  /// More names in a block are compared with none.
  private static let mostOfBlock = 24

  init(
    knowledge: Knowledge, profiles: [StoredProfile], clusters: [EntityLinker.Cluster],
    labels: [String], cooccurrence: Cooccurrence
  ) {
    self.knowledge = knowledge
    self.profiles = profiles
    self.clusters = clusters
    self.labels = labels
    self.cooccurrence = cooccurrence
    documents = clusters.map { cluster in Set(cluster.profiles.map { profiles[$0].document }) }
  }

  private struct Pair: Hashable {
    var first: Int
    var second: Int
  }

  /// The likeliest first; those of one score by their names.
  func find(except decided: (Int, Int) -> Bool) -> [Duplicate] {
    var found: [Pair: (base: Double, reason: String)] = [:]
    func note(_ one: Int, _ other: Int, _ base: Double, _ reason: String) {
      let pair = Pair(first: min(one, other), second: max(one, other))
      guard one != other, found[pair].map({ $0.base < base }) ?? true else { return }
      found[pair] = (base, reason)
    }
    for block in blocks() where (2...Self.mostOfBlock).contains(block.count) {
      for (place, one) in block.enumerated() {
        for other in block[(place + 1)...] {
          guard let likeness = likeness(one, other) else { continue }
          note(one, other, likeness.base, likeness.reason)
        }
      }
    }
    return found.filter { !decided($0.key.first, $0.key.second) }
      .compactMap { duplicate($0.key, $0.value.base, $0.value.reason) }
      .sorted { left, right in
        left.score != right.score
          ? left.score > right.score
          : (
            left.witnesses.first.name, left.witnesses.second.name, left.witnesses.first.contentHash
          )
            < (
              right.witnesses.first.name, right.witnesses.second.name,
              right.witnesses.first.contentHash
            )
      }
  }

  /// Clusters whose names have something in common.
  private func blocks() -> [[Int]] {
    var blocks: [String: [Int]] = [:]
    for (index, cluster) in clusters.enumerated() where isNamed(cluster) {
      let words = NameKey(labels[index]).words
      var keys: Set<String> = ["name " + words.joined(separator: " ")]
      if let last = words.last, let first = words.first {
        keys.formUnion(["end " + last, "end " + first])
      }
      if cluster.kind == .person, let name = PersonName(words) { keys.insert("end " + name.family) }
      if words.count > 1 {
        for place in words.indices where words.count <= 6 {
          var rest = words
          rest[place] = "*"
          keys.insert("gap " + rest.joined(separator: " "))
        }
        for acronym in FullNames.acronyms(of: words) where acronym.count > 1 {
          keys.insert("end " + acronym)
        }
      }
      for key in keys { blocks[key, default: []].append(index) }
    }
    return blocks.values.map { $0 }
  }

  private func isNamed(_ cluster: EntityLinker.Cluster) -> Bool {
    switch cluster.kind {
    case .country, .concept, .office: false
    default: !cluster.profiles.isEmpty
    }
  }

  // MARK: Likeness

  /// How alike two names are, and in what; nil where nothing speaks for it.
  private func likeness(_ one: Int, _ other: Int) -> (base: Double, reason: String)? {
    let (first, second) = (NameKey(labels[one]).words, NameKey(labels[other]).words)
    let kinds = (clusters[one].kind, clusters[other].kind)
    let isAlike = kinds.0 == kinds.1 || kinds.0 == .thing || kinds.1 == .thing
    if first == second {
      return isAlike ? (0.5, "the same name") : (0.4, "the same name, taken for different things")
    }
    guard isAlike else { return nil }
    if kinds.0 == .person || kinds.1 == .person {
      if let a = PersonName(first), let b = PersonName(second) {
        guard a.fits(b, knowledge) else { return slip(first, second) }
        return (0.55, "one name, shortened or with a nickname")
      }
      return part(first, second).map { ($0 - 0.1, "one name is a part of the other") }
    }
    if let slip = slip(first, second) { return slip }
    if isAcronym(labels[one], of: second) || isAcronym(labels[other], of: first) {
      return (0.45, "the letters of one name are those of the other's words")
    }
    return part(first, second).map { ($0, "one name is a part of the other") }
  }

  private func slip(_ first: [String], _ second: [String]) -> (base: Double, reason: String)? {
    guard first.count == second.count, first.count > 1 else { return nil }
    let differing = first.indices.filter { first[$0] != second[$0] }
    guard differing.count == 1, SpellingSlip.isLikely(first[differing[0]], second[differing[0]])
    else { return nil }
    return (0.5, "the names differ by one letter")
  }

  private func part(_ first: [String], _ second: [String]) -> Double? {
    let (short, long) = first.count < second.count ? (first, second) : (second, first)
    guard short.count < long.count,
      long.starts(with: short) || long.suffix(short.count).elementsEqual(short)
    else { return nil }
    // "House": a noun that many names end in.
    if short.count == 1, knowledge.nameNouns[short[0]] != nil { return nil }
    return short.count > 1 ? 0.4 : 0.3
  }

  private func isAcronym(_ label: String, of words: [String]) -> Bool {
    let letters = label.filter(\.isLetter)
    return words.count > 1 && letters.count > 1 && letters.allSatisfy(\.isUppercase)
      && FullNames.acronyms(of: words).contains(letters.lowercased())
  }

  // MARK: Evidence

  private func duplicate(_ pair: Pair, _ base: Double, _ reason: String) -> Duplicate? {
    let (one, other) = (clusters[pair.first], clusters[pair.second])
    var score = base
    var reasons = [reason]
    let shared = cooccurrence.shared(by: one.profiles, other.profiles)
    if !shared.isEmpty {
      score += min(0.3, 0.1 * Double(shared.count))
      reasons.append("documents name \(shared.prefix(3).joined(separator: ", ")) beside both")
    }
    let roles = [one, other].map { Set($0.profiles.flatMap { profiles[$0].roles }) }
    if let role = roles[0].intersection(roles[1]).min() {
      score += 0.15
      reasons.append("both are \(role)")
    } else if !roles[0].isEmpty, !roles[1].isEmpty {
      score -= 0.1
      reasons.append("documents tell other roles of each")
    }
    if !documents[pair.first].isDisjoint(with: documents[pair.second]) {
      score -= 0.2
      reasons.append("against it: one document names both")
    }
    // Who stands first is the one of whom more is known.
    let isSwapped =
      (-one.profiles.count, labels[pair.first]) > (-other.profiles.count, labels[pair.second])
    let (first, second) = isSwapped ? (other, one) : (one, other)
    return Duplicate(
      first: profiles[first.profiles[0]].entity, second: profiles[second.profiles[0]].entity,
      score: max(0.05, min(0.95, score)), reasons: reasons,
      witnesses: (witness(first), witness(second)))
  }

  private func witness(_ cluster: EntityLinker.Cluster) -> NameWitness {
    let profile = profiles[cluster.profiles[0]]
    return NameWitness(name: foldedName(profile.label), contentHash: profile.contentHash)
  }
}
