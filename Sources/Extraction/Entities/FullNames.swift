/// The names of several words of a document, to be found by a word that may stand for them alone.
struct FullNames {
  typealias Group = EntityResolver.Group

  /// In the order of their first mention.
  let groups: [Group]
  private var byKey: [NameKey: Int] = [:]
  /// Names by their first word, their last, the family name, and their acronyms.
  private var byWord: [String: [Int]] = [:]
  /// Names by two to four words that begin or end them.
  private var byPart: [ArraySlice<String>: [Int]] = [:]
  /// Organisations by all their words, and longer ones by those words without the last or the last two.
  private var byName: [ArraySlice<String>: Int] = [:]
  private var byOpening: [ArraySlice<String>: [Int]] = [:]

  init(_ groups: [Group]) {
    self.groups = groups
    for (index, group) in groups.enumerated() {
      let words = group.key.words
      byKey[group.key] = index
      var keys: Set<String> = [words[0], words[words.count - 1]]
      if group.kind == .person {
        if let name = PersonName(words) { keys.insert(name.family) }
      } else {
        keys.formUnion(Self.acronyms(of: words))
      }
      for key in keys { byWord[key, default: []].append(index) }
      for length in 2..<5 where length < words.count {
        for part in Set([words.prefix(length), words.suffix(length)]) {
          byPart[part, default: []].append(index)
        }
      }
      guard group.kind == .organization else { continue }
      byName[words[...]] = index
      for opening in Self.openings(of: words) { byOpening[opening, default: []].append(index) }
    }
  }

  /// The name of a key.
  func group(of key: NameKey) -> Group? { byKey[key].map { groups[$0] } }

  /// The names that a shorter one may stand for, in the order of the text.
  func possibleBearers(of short: NameKey) -> some Sequence<Group> {
    let found = short.count == 1 ? byWord[short.words[0]] : byPart[short.words[...]]
    return (found ?? []).lazy.map { groups[$0] }.filter { $0.key != short }
  }

  /// The other organisations whose name begins a name or is begun by it, with up to two words more or less, in the order
  /// of the text.
  func organizations(near key: NameKey) -> some Sequence<Group> {
    let shorter = Self.openings(of: key.words).compactMap { byName[$0] }
    return (shorter + (byOpening[key.words[...]] ?? [])).sorted().lazy.map { groups[$0] }
  }

  /// A name's words without the last, and without the last two.
  private static func openings(of words: [String]) -> [ArraySlice<String>] {
    (1...2).filter { $0 < words.count }.map { words.dropLast($0) }
  }

  private static let small: Set<String> = ["of", "the", "and", "for", "in", "on"]

  /// The first letters of a name's words, and of those that count.
  static func acronyms(of words: [String]) -> Set<String> {
    let initials = words.filter { !small.contains($0) }.compactMap(\.first)
    var acronyms: Set<String> = [String(words.compactMap(\.first))]
    if initials.count > 1 { acronyms.insert(String(initials)) }
    return acronyms
  }
}
