import Asking
import Graph
import Page

/// `GET /path?from=ID&to=ID`: the shortest chains of facts between two nodes.
enum PathRoute {
  private static let mostChains = 5

  static func answer(_ visit: Visit) throws -> String {
    let ends = (
      try visit.value(try visit.integer("from")), try visit.value(try visit.integer("to"))
    )
    guard ends.0 != ends.1 else {
      throw Refusal(.badRequest, "both ends of the path are the same node")
    }
    let graph = visit.graph
    return try graph.snapshot {
      let finder = PathFinder(graph: graph, check: visit.stop.check)
      let chains = try finder.chains(from: ends.0, to: ends.1, limit: mostChains)
      var facts: Set<DerivedEdge> = []
      for chain in chains {
        for step in zip(chain, chain.dropFirst()) {
          for triple in try finder.triples(between: step.0, and: step.1) {
            facts.insert(
              DerivedEdge(
                subject: triple.subject, name: try graph.text(of: triple.predicate),
                object: triple.object, rule: nil))
          }
        }
      }
      let part = try graph.subgraph(of: Array(facts), limit: nil)
      let builder = try PictureBuilder(graph: graph, check: visit.stop.check)
      let picture = try builder.fragment(of: part) { _ in false }
      let paths = chains.map { chain in
        let steps = zip(chain, chain.dropFirst()).compactMap { best(of: picture, $0, $1) }
        return JSONObject.list(steps.map { String($0) })
      }
      return "{\"paths\":" + JSONObject.list(paths) + "," + PictureJSON.members(of: picture) + "}"
    }
  }

  /// Of the facts that join two nodes, the one that most sentences tell.
  private static func best(of picture: Picture, _ one: Value, _ other: Value) -> Int64? {
    let ends = [one.rawValue, other.rawValue]
    return picture.edges.filter {
      [$0.subject, $0.object] == ends || [$0.object, $0.subject] == ends
    }
    .max { ($0.evidence.count, $1.id) < ($1.evidence.count, $0.id) }?.id
  }
}
