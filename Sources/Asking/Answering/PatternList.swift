/// The patterns of matches, the best first: those that differ in their predicates alone are one.
struct PatternList {
  struct Entry {
    var pattern: QueryPattern
    var predicates: [String]
    var score: Double
  }

  private(set) var patterns: [Entry] = []

  /// - Parameters:
  ///   - suffix: what the names of the queries' variables end in.
  ///   - closeness: how much of the best score a match needs.
  init(
    _ matches: [Match], _ form: QuestionForm, _ texts: GraphTexts, suffix: String = "",
    closeness: Double = MatchWeights.closeToBest
  ) throws {
    guard let best = matches.first else { return }
    var places: [String: Int] = [:]
    for match in matches where match.score >= best.score * closeness {
      let pattern = QueryPattern(match, form: form, texts: texts, suffix: suffix)
      let shape = try pattern.shape() + (match.bearing == .tells ? "" : " \(match.bearing)")
      let name = try pattern.predicateName()
      if let place = places[shape] {
        if !patterns[place].predicates.contains(name) { patterns[place].predicates.append(name) }
      } else {
        places[shape] = patterns.count
        patterns.append(Entry(pattern: pattern, predicates: [name], score: match.score))
      }
    }
  }
}
