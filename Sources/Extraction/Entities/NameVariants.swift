/// Finds the full names of a document that are one name, written differently: "Jared Tristan Holt" and "Jared Holt",
/// "Larry Orr" and "Lawrence Orr", "the Untied Nations".
///
/// A name that fits two others that do not fit each other ("J. Marsh" beside "John Marsh" and "James Marsh") stays alone.
struct NameVariants {
  typealias Group = EntityResolver.Group

  let knowledge: Knowledge

  /// More names of one family are never compared with each other.
  private static let mostOfFamily = 24

  /// For each key that is another's variant, the key that stands for all: that of the most mentions, then the first.
  /// Linear in the names, but for families, which are limited.
  func representatives(of groups: [Group]) -> [NameKey: NameKey] {
    var sets = DisjointSets(count: groups.count)
    joinPersons(groups, &sets)
    joinReversed(groups, &sets)
    joinSlips(groups, &sets)
    var members: [Int: [Int]] = [:]
    for index in groups.indices { members[sets.root(of: index), default: []].append(index) }
    var result: [NameKey: NameKey] = [:]
    for some in members.values where some.count > 1 {
      let ranked = some.sorted {
        (-groups[$0].mentions.count, $0) < (-groups[$1].mentions.count, $1)
      }
      for index in ranked.dropFirst() { result[groups[index].key] = groups[ranked[0]].key }
    }
    return result
  }

  // MARK: Persons

  private func joinPersons(_ groups: [Group], _ sets: inout DisjointSets) {
    var families: [String: [(index: Int, name: PersonName)]] = [:]
    for (index, group) in groups.enumerated() where group.kind == .person || group.kind == .thing {
      guard let name = PersonName(group.key.words) else { continue }
      families[name.family, default: []].append((index, name))
    }
    for family in families.values where (2...Self.mostOfFamily).contains(family.count) {
      func fit(_ first: Int, _ second: Int) -> Bool {
        (groups[family[first].index].kind == .person
          || groups[family[second].index].kind == .person)
          && family[first].name.fits(family[second].name, knowledge)
      }
      let fitting = family.indices.map { first in
        family.indices.filter { $0 != first && fit(first, $0) }
      }
      let isClear = fitting.map { others in
        others.allSatisfy { one in others.allSatisfy { $0 == one || fit(one, $0) } }
      }
      for first in family.indices where isClear[first] {
        for second in fitting[first] where second > first && isClear[second] {
          sets.join(family[first].index, family[second].index)
        }
      }
    }
  }

  /// "Mori Ichiyo", "Ichiyo Mori": the family name first, as at home, or last.
  private func joinReversed(_ groups: [Group], _ sets: inout DisjointSets) {
    var places: [[String]: Int] = [:]
    for (index, group) in groups.enumerated() where group.key.count == 2 {
      guard group.kind == .person || group.kind == .thing else { continue }
      if let other = places[group.key.words.reversed()],
        group.kind == .person || groups[other].kind == .person
      {
        sets.join(index, other)
      }
      places[group.key.words] = index
    }
  }

  // MARK: Slips

  /// Joins names of several words that differ by a slip in one of them.
  private func joinSlips(_ groups: [Group], _ sets: inout DisjointSets) {
    struct Gap: Hashable {
      var words: [String]
      var place: Int
    }
    var byGap: [Gap: [Int]] = [:]
    for (index, group) in groups.enumerated() where (2...6).contains(group.key.count) {
      for place in group.key.words.indices {
        var words = group.key.words
        words[place] = ""
        byGap[Gap(words: words, place: place), default: []].append(index)
      }
    }
    for (gap, some) in byGap where some.count == 2 {
      let (first, second) = (groups[some[0]], groups[some[1]])
      let (a, b) = (first.key.words[gap.place], second.key.words[gap.place])
      guard first.kind == second.kind || first.kind == .thing || second.kind == .thing,
        SpellingSlip.isLikely(a, b), !areGivenNames(a, b)
      else { continue }
      sets.join(some[0], some[1])
    }
  }

  /// "Maria" is no slip for "Mario".
  private func areGivenNames(_ first: String, _ second: String) -> Bool {
    let genders = [first, second].map {
      knowledge.genders[$0.prefix(1).uppercased() + $0.dropFirst()]
    }
    guard let one = genders[0], let other = genders[1] else { return false }
    return one != other
  }
}
