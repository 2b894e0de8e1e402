/// How likely a tuple is right, from what it looks like: a linear model fitted by least squares on the
/// development split of CaRB.
enum OpenTupleConfidence {
  private static let base = 0.4588
  private static let kinds: [OpenTuple.Kind: Double] = [
    .quality: 0.0044, .qualityOfPhrase: 0.1242, .qualityOfClause: 0.0728, .adverbial: 0.0289,
    .apposition: 0.1164, .content: 0.2082, .copula: 0.0149, .intransitive: -0.0036,
    .possessive: -0.1248, .possessiveName: -0.0656, .possessivePronoun: -0.1917,
    .preposition: 0.1132, .object: 0.1051, .objectAndClause: -0.0685, .title: 0.1251,
  ]
  private static let clauses: [Dependency: Double] = [
    .root: 0.2243, .acl: -0.0723, .advcl: 0.0211, .ccomp: 0.007, .conj: 0.1645, .csubj: 0.0743,
    .parataxis: 0.2374, .pcomp: -0.1373, .relcl: 0.0906, .xcomp: -0.0102,
  ]
  private static let subjectPronouns: Set<String> = [
    "he", "she", "it", "they", "we", "i", "you", "this", "that", "these", "those", "who", "which",
    "what",
  ]
  private static let objectPronouns: Set<String> = [
    "it", "them", "him", "her", "what", "which", "that",
  ]

  static func of(_ tuple: OpenTuple, in tree: Tree) -> Double {
    func lower(_ phrase: [OpenTuple.Piece]) -> String? {
      guard phrase.count == 1, case .token(let token) = phrase[0] else { return nil }
      return tree.lower(token)
    }
    var score = base + (kinds[tuple.kind] ?? 0)
    score += tuple.clause.map { clauses[$0] ?? 0 } ?? -0.1407
    score += -0.0992 * Double(min(tuple.subject.count, 20)) / 10
    score += 0.0944 * Double(min(tuple.predicate.count, 8)) / 4
    let length = tuple.arguments.reduce(0) { $0 + $1.count }
    score += -0.1236 * Double(min(length, 40)) / 20
    score += -0.0282 * Double(min(tuple.arguments.count, 4)) / 2
    if let word = lower(tuple.subject), subjectPronouns.contains(word) { score -= 0.0318 }
    if let first = tuple.arguments.first, let word = lower(first), objectPronouns.contains(word) {
      score -= 0.0078
    }
    if case .token(let first) = tuple.predicate[0], tree.lower(first) == "to" { score -= 0.1275 }
    return min(0.99, max(0.01, score))
  }
}
