/// Tells whom of a family its name alone means, mention by mention.
///
/// A title decides by gender. Else it is the one whom the text has just named in full as the subject of its paragraph, or
/// the one whom it has meant by the name so far, or of whom it speaks most.
struct FamilyNames {
  /// Somebody of the family.
  struct Bearer {
    /// Index into the document's entities.
    var entity: Int
    /// Mentions by the full name, in the order of the text.
    var mentions: [Int]
    var gender: Knowledge.Gender?
  }

  /// Those of the family whom a title may call so.
  private struct Part {
    var members: Set<Int> = []
    /// Of whom the text speaks most; of equals, the first.
    var foremost = 0
    /// Whom the name has meant so far.
    var usual: Int?
  }

  private let lines: [AnalyzedLine]
  /// Mentions of full names in the order of the text, and whom they name.
  private let named: [(mention: Int, entity: Int)]
  /// Who has a title in the text, where only one has it.
  private var byTitle: [String: Int?] = [:]
  private var all: Part
  private var byGender: [Knowledge.Gender: Part] = [:]

  init(bearers: [Bearer], mentions: [Mention], lines: [AnalyzedLine]) {
    self.lines = lines
    named = bearers.flatMap { bearer in
      bearer.mentions.map { (mention: $0, entity: bearer.entity) }
    }.sorted { $0.mention < $1.mention }
    for (mention, entity) in named {
      guard let title = mentions[mention].title else { continue }
      if let known = byTitle[title], known != entity {
        byTitle[title] = .some(nil)
      } else {
        byTitle[title] = entity
      }
    }
    let ranked = bearers.sorted {
      (-$0.mentions.count, $0.mentions.first ?? 0) < (-$1.mentions.count, $1.mentions.first ?? 0)
    }
    func part(_ some: [Bearer]) -> Part {
      Part(members: Set(some.map(\.entity)), foremost: some.first?.entity ?? 0)
    }
    all = part(ranked)
    for gender in [Knowledge.Gender.masculine, .feminine] {
      byGender[gender] = part(ranked.filter { ($0.gender ?? gender) == gender })
    }
  }

  /// Gives mentions of the family name, in the order of the text, their entities. A binary search for each.
  mutating func settle(_ short: [Int], _ mentions: inout [Mention]) {
    guard !all.members.isEmpty else { return }
    for mention in short {
      if let title = mentions[mention].title, let known = byTitle[title], let known {
        mentions[mention].entity = known
        continue
      }
      let gender = mentions[mention].title.flatMap(NameTitles.gender)
      var part = gender.flatMap { byGender[$0] } ?? all
      if part.members.isEmpty { part = all }
      let subject = subject(before: mention, mentions)
      let entity =
        subject.flatMap { part.members.contains($0) ? $0 : nil } ?? part.usual ?? part.foremost
      mentions[mention].entity = entity
      if let gender { byGender[gender]?.usual = entity } else { all.usual = entity }
    }
  }

  /// Whom the same paragraph names in full last before a mention, if that is the subject of its sentence.
  private func subject(before mention: Int, _ mentions: [Mention]) -> Int? {
    var (low, high) = (0, named.count)
    while low < high {
      let middle = (low + high) / 2
      if named[middle].mention < mention { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let last = mentions[named[low - 1].mention]
    guard last.line == mentions[mention].line else { return nil }
    // The label of a name, or of what it stands beside ("Her husband, Khaled Orr, spoke").
    let tree = lines[last.line].tree
    let label = tree.dep[last.head] == .appos ? tree.dep[tree.head[last.head]] : tree.dep[last.head]
    return label == .nsubj || label == .nsubjpass ? named[low - 1].entity : nil
  }
}
