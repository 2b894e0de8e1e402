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

  /// What tells of a name.
  struct Evidence {
    /// What tells for or against each kind, with how much.
    var features: [(feature: NameFeature, value: Double)]
    var words: NameWords
    var mentions: [Int]
  }

  /// The kind of what a name names.
  func kind(_ evidence: Evidence) -> Kind {
    // "Hurricane Milton", "Battle of Orsk": what is called so is nobody and nowhere, whatever its bearer is named after.
    // The texts that the weights come from have too few of them to outweigh a person's or a town's name.
    if evidence.words.opening == .event { return .event }
    var sum = NameModel.Weights()
    for (feature, value) in evidence.features {
      sum += knowledge.nameModel[feature] * value
    }
    switch knowledge.nameModel.best(sum) {
    case .person:
      // "Hakim Mosque", "Lake Victoria": named after somebody, or somewhere that the recogniser takes for somebody.
      if let institution = evidence.words.institution { return institution }
      return evidence.words.opening == .place ? .place : .person
    case .organization:
      // "Solveig Islands", "Marlow Hotel": what calls itself a place is an organisation only where something beside its name
      // calls it so, as its shareholders. The weights know of acts, which places do in the news, more than of the nouns of
      // places.
      let isPlace =
        evidence.words.institution == .place
        && !evidence.features.contains { $0.feature == Self.calledOrganization }
      return isPlace ? .place : .organization
    case .place: return .place
    case .other:
      // "Orsk Square": what it calls itself.
      if evidence.words.institution == .place || evidence.words.opening == .place { return .place }
      return nouns.kindOfThing(evidence.mentions.map { mentions[$0] })
    }
  }

  private static let calledOrganization = NameFeature(
    kind: .called, word: Kind.organization.rawValue)

  /// What tells of a name, by the indexes of its mentions, of which there is one at least. What holds of each mention
  /// counts in all as the root of how many there are: they repeat each other.
  func evidence(of name: [Int]) -> Evidence {
    let first = mentions[name[0]]
    let words = NameWords(first, knowledge)
    var result: [(NameFeature, Double)] = [(NameFeature(kind: .name), 1)]
    for feature in words.features { result.append((feature, 1)) }
    for feature in relatives.features(of: first.key) { result.append((feature, 1)) }
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
    return Evidence(features: result, words: words, mentions: name)
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
