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
  }

  let bearers: [Bearer]
  let entities: [DocumentEntity]
  let lines: [AnalyzedLine]

  /// Gives mentions of the family name their entities. Linear in the mentions, for each bearer.
  func settle(_ short: [Int], _ mentions: inout [Mention]) {
    guard !bearers.isEmpty else { return }
    var usual: Int?
    for mention in short {
      let fitting = titled(mentions[mention], mentions)
      let entity: Int
      if fitting.count == 1 {
        entity = fitting[0].entity
      } else if let subject = subject(before: mention, fitting, mentions) {
        entity = subject
      } else if let usual, fitting.contains(where: { $0.entity == usual }) {
        entity = usual
      } else {
        entity = foremost(of: fitting)
      }
      if fitting.count > 1 { usual = entity }
      mentions[mention].entity = entity
    }
  }

  /// Those whom a title of the mention may call so: all where it has none.
  private func titled(_ mention: Mention, _ mentions: [Mention]) -> [Bearer] {
    guard let title = mention.title else { return bearers }
    let named = bearers.filter { $0.mentions.contains { mentions[$0].title == title } }
    if named.count == 1 { return named }
    guard let gender = NameTitles.gender(of: title) else { return bearers }
    let fitting = bearers.filter { (entities[$0.entity].gender ?? gender) == gender }
    return fitting.isEmpty ? bearers : fitting
  }

  /// Whom the same paragraph names in full last before a mention, if that is the subject of its sentence.
  private func subject(before mention: Int, _ fitting: [Bearer], _ mentions: [Mention]) -> Int? {
    let line = mentions[mention].line
    var last: (mention: Int, entity: Int)?
    for bearer in fitting {
      guard let own = bearer.mentions.last(where: { $0 < mention }), mentions[own].line == line,
        own > last?.mention ?? -1
      else { continue }
      last = (own, bearer.entity)
    }
    guard let last,
      [.nsubj, .nsubjpass].contains(
        subjectLabel(of: mentions[last.mention]))
    else { return nil }
    return last.entity
  }

  /// The label of a name, or of what it stands beside ("Her husband, Khaled Orr, spoke").
  private func subjectLabel(of mention: Mention) -> Dependency {
    let tree = lines[mention.line].tree
    let label = tree.dep[mention.head]
    return label == .appos ? tree.dep[tree.head[mention.head]] : label
  }

  /// Whom the text names in full most often; of equals, the first.
  private func foremost(of fitting: [Bearer]) -> Int {
    let ranked = fitting.sorted {
      (-$0.mentions.count, $0.mentions.first ?? 0) < (-$1.mentions.count, $1.mentions.first ?? 0)
    }
    return (ranked.first ?? bearers[0]).entity
  }
}
