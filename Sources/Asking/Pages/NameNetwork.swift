import Graph
import Tuples

/// What asserted facts join: names only, both ways, since texts, numbers and mere notions ("relations") are shared by much
/// that has nothing to do with each other.
struct NameNetwork {
  private let network: Network
  private let check: () throws -> Void

  /// Reads all triples; linear in them.
  init(_ graph: KnowledgeGraph, check: @escaping () throws -> Void) throws {
    self.check = check
    let triples = try graph.triples(subject: nil, predicate: nil, object: nil)
    let names = NamedNodes(graph)
    let (subjects, objects) = (Column(), Column())
    for (subject, object) in zip(triples.subjects, triples.objects) {
      try check()
      guard
        try subject != object && names.contains(Value(rawValue: subject))
          && names.contains(Value(rawValue: object))
      else { continue }
      subjects.append(subject)
      objects.append(object)
    }
    network = try Network(from: subjects, to: objects, isTwoWay: true) { _ in try check() }
  }

  /// All names by their PageRank, the highest first.
  func ranked() throws -> [(node: Value, score: Double)] {
    let scores = try network.pageRank { _ in try check() }
    return zip(network.values, scores).map { (node: Value(rawValue: $0), score: $1) }
      .sorted { ($1.score, $0.node.rawValue) < ($0.score, $1.node.rawValue) }
  }

  /// The group of each name, numbered from 1, the largest first.
  func groups() throws -> [Value: Int] {
    let groups = try network.communities { _ in try check() }
    return Dictionary(
      zip(network.values.map { Value(rawValue: $0) }, groups.map { Int($0) })
    ) { first, _ in first }
  }
}
