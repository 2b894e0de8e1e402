import Graph

/// What was taken back of what a person did to a graph.
public enum TakenBack: Sendable {
  case rejection(Rejection)
  case decision(NameDecision)
  case change(EntityChange)

  /// What is so again, for people: a line each.
  public func lines(in graph: KnowledgeGraph) throws -> [String] {
    switch self {
    case .rejection(let rejection):
      try rejection.facts.map {
        "no longer rejected: \(try graph.text(of: $0.subject)) "
          + "\(try graph.usualForm(of: $0.predicate)) \(try graph.text(of: $0.object))"
      }
    case .decision(let decision):
      [
        "\(decision.first.name) and \(decision.second.name) are no longer \(decision.isSame ? "merged" : "kept apart")"
      ]
    case .change(let change):
      switch change.kind {
      case .merge: ["\(change.first) and \(change.second) are no longer merged"]
      case .split: ["\(change.second) is \(change.first) again"]
      case .rename: ["\(change.second) is called \(change.first) again"]
      case .alias: ["\(change.second) no longer means \(change.first)"]
      }
    }
  }

  /// What to answer where there is nothing to take back.
  public static let nothing =
    "nothing to undo: nothing was merged, split, renamed or rejected, and nothing decided on duplicates"
}
