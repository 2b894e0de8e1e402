/// Tells what the names of a document name from all their mentions: the recogniser's label is one piece of evidence
/// among the words beside a name, its own words, and the names that share words with it.
///
/// Linear in the mentions.
struct NameTypes {
  typealias Kind = DocumentEntity.Kind

  let knowledge: Knowledge
  let lines: [AnalyzedLine]
  let mentions: [Mention]
  private let nouns: KindEvidence
  private let relatives: NameRelatives

  init(
    knowledge: Knowledge, lines: [AnalyzedLine], mentions: [Mention], names: [NameKey: [Int]]
  ) {
    self.knowledge = knowledge
    self.lines = lines
    self.mentions = mentions
    nouns = KindEvidence(knowledge: knowledge, lines: lines)
    relatives = NameRelatives(names: names, mentions: mentions)
  }

  /// The kind of what a name names, by the indexes of its mentions.
  func kind(of name: [Int]) -> Kind {
    let words = name.first.map { mentions[$0].surface.split(separator: " ").map(String.init) } ?? []
    // "Hurricane Milton": what is called so is nobody, whatever its bearer is named after.
    if NameWords.opening(words, knowledge) == .event { return .event }
    var sum = NameModel.Weights()
    for (feature, value) in features(of: name) { sum += knowledge.nameModel[feature] * value }
    switch knowledge.nameModel.best(sum) {
    case .person: return .person
    case .organization:
      // "Solveig Islands": what calls itself a place acts as an organisation only where the recogniser says so as well.
      let isPlace =
        NameWords.institution(words, knowledge) == .place
        && !name.contains { mentions[$0].kind == .organization }
      return isPlace ? .place : .organization
    case .place: return .place
    case .other: return nouns.kindOfThing(name.map { mentions[$0] })
    }
  }

  /// What tells for or against each kind, with how much. What holds of each mention counts in all as the root of
  /// how many there are: they repeat each other.
  func features(of name: [Int]) -> [(feature: NameFeature, value: Double)] {
    var result: [(NameFeature, Double)] = [(NameFeature(kind: .name), 1)]
    guard let first = name.first else { return result }
    for feature in NameWords(mentions[first], knowledge).features { result.append((feature, 1)) }
    for feature in relatives.features(of: mentions[first].key) { result.append((feature, 1)) }
    result.append((NameFeature(kind: .count, word: Self.count(name.count)), 1))
    // More would tell nothing new.
    let some = name.prefix(Self.mostMentions)
    let share = 1 / Double(some.count).squareRoot()
    for mention in some {
      let context = NameContext(
        mention: mentions[mention], line: lines[mentions[mention].line], mentions: mentions,
        nouns: nouns)
      for feature in context.features { result.append((feature, share)) }
    }
    return result
  }

  private static let mostMentions = 64

  private static func count(_ count: Int) -> String {
    switch count {
    case 1: "1"
    case 2: "2"
    case ...5: "few"
    default: "many"
    }
  }
}
