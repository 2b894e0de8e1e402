/// Tells the names of the parts that actors play from those of people: "appeared in Cry Wolf as Tom" names no Tom whom the
/// text names in full.
struct PlayedParts {
  let lines: [AnalyzedLine]

  private static let acting: Set<String> = [
    "appear", "star", "play", "cast", "guest-star", "feature", "costar", "co-star", "perform",
    "act",
    "portray", "guest", "debut",
  ]
  private static let parts: Set<String> = ["role", "part", "character", "lead"]

  /// Whether a mention is the name of a part.
  func isPart(_ mention: Mention) -> Bool {
    let tree = lines[mention.line].tree
    let governor = tree.head[mention.head]
    switch tree.dep[mention.head] {
    case .dobj: return tree.lemma(governor) == "portray"
    case .pobj:
      let above = tree.head[governor]
      switch tree.lower(governor) {
      case "as":
        if Self.parts.contains(tree.lemma(above)) { return true }
        let verb = tree.pos[above].isVerbal ? above : tree.governingVerb(governor)
        return verb.map { Self.acting.contains(tree.lemma($0)) } ?? false
      case "of": return Self.parts.contains(tree.lemma(above))
      default: return false
      }
    default: return false
    }
  }
}
