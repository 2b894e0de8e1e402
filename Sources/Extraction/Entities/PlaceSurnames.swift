/// The family names of a document's persons that are names of places, too: whoever has read of Valeska Paris takes "Paris
/// was born in Switzerland" for her, while the tables and the recogniser know the city.
///
/// Linear in the mentions.
struct PlaceSurnames {
  /// The family names that stand for their bearers alone, but for a few places that are so called.
  let names: Set<String>

  init(of mentions: [Mention], in lines: [AnalyzedLine], _ knowledge: Knowledge) {
    let nouns = KindEvidence(knowledge: knowledge, lines: lines)
    var bearers: [String: Int] = [:]
    for (index, mention) in mentions.enumerated() {
      let words = mention.surface.split(separator: " ").map(String.init)
      guard mention.country == nil, words.count == 2 || words.count == 3, let last = words.last,
        bearers[last] == nil, Self.isPlace(last, knowledge),
        !words.dropLast().contains(where: { knowledge.nameNouns[$0.lowercased()] != nil })
      else { continue }
      if Self.isPerson(mention, words[0], nouns) { bearers[last] = index }
    }
    guard !bearers.isEmpty else {
      names = []
      return
    }
    var alone: [String: (all: Int, places: Int)] = [:]
    for (index, mention) in mentions.enumerated() {
      guard let bearer = bearers[mention.surface], bearer < index else { continue }
      let isPlace = Self.isWhere(mention, lines[mention.line].tree)
      alone[mention.surface, default: (0, 0)].all += 1
      if isPlace { alone[mention.surface, default: (0, 0)].places += 1 }
    }
    // A document on a family may tell of the town as well; where it does so more than now and then, nobody knows.
    names = Set(bearers.keys.filter { name in alone[name].map { $0.places * 4 <= $0.all } ?? true })
  }

  private static func isPlace(_ word: String, _ knowledge: Knowledge) -> Bool {
    knowledge.capitals[word] != nil || knowledge.countries[word] != nil
      || knowledge.isKnownPlace(word)
  }

  /// Whether a title, a given name, or what stands beside it makes a person of a name.
  private static func isPerson(_ mention: Mention, _ given: String, _ nouns: KindEvidence) -> Bool {
    let knowledge = nouns.knowledge
    if knowledge.isKnownPlace(mention.surface) || isPlace(given, knowledge) { return false }
    return mention.title != nil || mention.kind == .person
      || mention.kind != .organization && knowledge.likelyGender(ofName: given) != nil
      || nouns.context(of: mention).contains(.person)
  }

  /// Whether something happens at a name, or is on the way to it or from it.
  private static func isWhere(_ mention: Mention, _ tree: Tree) -> Bool {
    let governor = tree.head[mention.head]
    return tree.dep[mention.head] == .pobj && locative.contains(tree.lower(governor))
  }

  private static let locative: Set<String> = [
    "in", "at", "near", "into", "throughout", "across", "around", "outside", "within", "inside",
    "to", "from", "via", "through",
  ]
}
