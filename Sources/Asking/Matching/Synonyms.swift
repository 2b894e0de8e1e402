import Schema

/// Groups of English words that may stand for one another; those of `schema/synonyms.tsv`.
struct Synonyms {
  /// The groups that each word is in, by its stem; a phrase goes by its stems joined with blanks.
  private var groups: [String: [Int]] = [:]
  private var members: [[String]] = []
  /// The sides of two-sided acts that each verb tells ("giving"), by its stem.
  private var sides: [String: [String]] = [:]
  private let stems: WordStems

  init(stems: WordStems) {
    self.stems = stems
    for line in Schema.synonyms.split(separator: "\n").dropFirst() {
      let columns = line.split(separator: "\t")
      guard columns.count == 2 else { continue }
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

  private static func key(_ phrase: String, _ stems: WordStems) -> String {
    phrase.split { $0 == " " || $0 == "_" }.map { stems.stem(String($0)) }.joined(separator: " ")
  }

  /// Whether two phrases, as stems joined with blanks, are in one group.
  func areNear(_ one: String, _ other: String) -> Bool {
    guard let first = groups[one], let second = groups[other] else { return false }
    return first.contains(where: second.contains)
  }

  /// The sides of two-sided acts that a verb tells.
  func sides(of verb: String) -> [String] { sides[stems.stem(verb)] ?? [] }

  /// The words of all groups that a phrase is in.
  func near(_ phrase: String) -> [String] {
    (groups[phrase] ?? []).flatMap { members[$0] }
  }
}
