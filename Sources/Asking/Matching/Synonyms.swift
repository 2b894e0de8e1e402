import Schema

/// Groups of English words that may stand for one another; those of `schema/synonyms.tsv`.
struct Synonyms {
  /// The groups that each word is in, by its stem; a phrase goes by its stems joined with blanks.
  private var groups: [String: [Int]] = [:]
  private var members: [[String]] = []
  /// The sides of two-sided acts that each verb tells ("giving"), by its stem.
  private var sides: [String: [String]] = [:]
  /// The verbs of which each says that what it says is not so, by stems joined with blanks.
  private var contraries: [String: Set<String>] = [:]
  /// The acts that each verb only comes before, by stems joined with blanks.
  private var goals: [String: Set<String>] = [:]
  private let stems: WordStems

  init(stems: WordStems) {
    self.stems = stems
    for line in Schema.synonyms.split(separator: "\n").dropFirst() {
      let columns = line.split(separator: "\t")
      guard columns.count == 2 else { continue }
      if columns[1] == "contrary" {
        addContraries(columns[0].split(separator: "|"))
        continue
      }
      if columns[1] == "short" {
        addShort(columns[0].split(separator: "|"))
        continue
      }
      let words = columns[0].split(separator: ";").map(String.init)
      guard ["verb", "noun"].contains(columns[1]) else {
        for word in words { sides[Self.key(word, stems), default: []].append(String(columns[1])) }
        continue
      }
      for word in words {
        groups[Self.key(word, stems), default: []].append(members.count)
      }
      members.append(words)
    }
  }

  private mutating func addContraries(_ groups: [Substring]) {
    let groups = groups.map { $0.split(separator: ";").map { Self.key(String($0), stems) } }
    guard groups.count == 2 else { return }
    for (one, other) in [(groups[0], groups[1]), (groups[1], groups[0])] {
      for word in one { contraries[word, default: []].formUnion(other) }
    }
  }

  private mutating func addShort(_ groups: [Substring]) {
    let groups = groups.map { $0.split(separator: ";").map { Self.key(String($0), stems) } }
    guard groups.count == 2 else { return }
    for word in groups[0] { goals[word, default: []].formUnion(groups[1]) }
  }

  /// Whether a verb, as its stem, only comes before an act.
  func isShort(_ told: String, of act: String) -> Bool {
    goals[told]?.contains(Self.key(act, stems)) ?? false
  }

  /// Whether who did one did not do the other; both as stems joined with blanks.
  func areContrary(_ one: String, _ other: String) -> Bool {
    contraries[one]?.contains(other) ?? false
  }

  private static func key(_ phrase: String, _ stems: WordStems) -> String {
    phrase.split { $0 == " " || $0 == "_" }.map { stems.stem(String($0)) }.joined(separator: " ")
  }

  /// Whether a phrase, as stems joined with blanks, is in a group.
  func has(_ phrase: String) -> Bool { groups[phrase] != nil }

  /// Whether two phrases, as stems joined with blanks, are in one group.
  func areNear(_ one: String, _ other: String) -> Bool {
    guard let first = groups[one], let second = groups[other] else { return false }
    return first.contains(where: second.contains)
  }

  /// The sides of two-sided acts that a verb tells.
  func sides(of verb: String) -> [String] { sides[Self.key(verb, stems)] ?? [] }

  /// The words of all groups that a phrase is in.
  func near(_ phrase: String) -> [String] {
    (groups[phrase] ?? []).flatMap { members[$0] }
  }
}
