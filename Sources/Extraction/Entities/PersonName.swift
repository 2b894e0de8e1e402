/// A person's name taken apart: given names, family name, and what tells generations apart.
struct PersonName {
  /// Given and middle names, folded; initials are one letter.
  let given: [String]
  let family: String
  /// "jr", "iii"; empty where the name has none.
  let generation: String

  static let generations: Set<String> = [
    "jr", "sr", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv",
    "xv", "xvi",
  ]
  /// Degrees and honours behind a name.
  private static let honours: Set<String> = [
    "phd", "md", "dds", "jd", "mba", "esq", "frs", "obe", "cbe", "dbe", "kbe", "mbe", "qc", "kc",
    "mp", "ra", "frsl", "rn", "cpa",
  ]

  /// Nil for a name of one word.
  init?(_ words: [String]) {
    var words = words[...]
    while words.count > 2, let last = words.last, Self.honours.contains(last) { words.removeLast() }
    var generation = ""
    if words.count > 2, let last = words.last, Self.generations.contains(last) {
      words.removeLast()
      generation = last
    }
    guard words.count > 1, let family = words.popLast() else { return nil }
    given = Array(words)
    self.family = family
    self.generation = generation
  }

  /// Whether both may be one person's: one leaves out middle names that the other has, abbreviates names to initials, or
  /// uses a nickname. Different generations are different persons.
  func fits(_ other: PersonName, _ knowledge: Knowledge) -> Bool {
    guard family == other.family, generation == other.generation,
      Self.areOneGivenName(given[0], other.given[0], knowledge)
    else { return false }
    let (short, long) =
      given.count < other.given.count ? (given, other.given) : (other.given, given)
    var rest = long.dropFirst()
    for middle in short.dropFirst() {
      guard let place = rest.firstIndex(where: { Self.areOneMiddleName($0, middle) }) else {
        return false
      }
      rest = rest[(place + 1)...]
    }
    return true
  }

  private static func areOneMiddleName(_ first: String, _ second: String) -> Bool {
    first == second || (first.count == 1 || second.count == 1) && first.first == second.first
  }

  private static func areOneGivenName(
    _ first: String, _ second: String, _ knowledge: Knowledge
  ) -> Bool {
    areOneMiddleName(first, second) || knowledge.isNickname(first, of: second)
      || knowledge.isNickname(second, of: first)
  }
}
