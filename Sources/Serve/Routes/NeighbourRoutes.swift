import Graph
import Page

/// `GET /around/ID?limit=24`: a node with its most telling neighbours, and the facts between all of them.
enum AroundRoute {
  private static let usual = 24
  private static let most = 500

  static func answer(_ visit: Visit) throws -> String {
    let node = try visit.value(try visit.number())
    let limit = try visit.limit(usual: usual, most: most)
    return try visit.graph.snapshot {
      var selection = SubgraphSelection()
      selection.around = [node]
      // The node itself is one.
      selection.limit = limit + 1
      selection.includesClaims = true
      let part = try visit.graph.subgraph(selection)
      let builder = try PictureBuilder(graph: visit.graph, check: visit.stop.check)
      return "{" + PictureJSON.members(of: try builder.fragment(of: part, isShown: { _ in false }))
        + "}"
    }
  }
}

/// `GET /entity/ID?limit=200`: a node and all facts that it has a part in, whatever texts say of them.
enum EntityRoute {
  private static let usual = 200
  private static let most = 2000

  static func answer(_ visit: Visit) throws -> String {
    let node = try visit.value(try visit.number())
    let limit = try visit.limit(usual: usual, most: most)
    return try visit.graph.snapshot {
      let neighbours = try neighbours(of: node, in: visit.graph)
      try visit.stop.check()
      var selection = SubgraphSelection()
      selection.around = [node] + neighbours.prefix(limit)
      selection.hops = 0
      selection.limit = nil
      selection.includesClaims = true
      var part = try visit.graph.subgraph(selection)
      guard let place = part.nodes.firstIndex(where: { $0.value == node }) else {
        throw Refusal(.notFound, "no node \(node.rawValue) in the graph")
      }
      part.edges.removeAll { $0.subject != place && $0.object != place }
      part.omittedNodes = max(0, neighbours.count - limit)
      let builder = try PictureBuilder(graph: visit.graph, check: visit.stop.check)
      let picture = try builder.fragment(of: part) { _ in false }
      let own = picture.nodes.first { $0.id == node.rawValue }
      let first = own.map { "\"node\":" + PictureJSON.node($0) + "," } ?? ""
      return "{" + first + PictureJSON.members(of: picture) + "}"
    }
  }

  /// Those that facts or claims join to a node: those of most facts first.
  private static func neighbours(of node: Value, in graph: KnowledgeGraph) throws -> [Value] {
    var counts: [Value: Int] = [:]
    let out = try graph.triples(subject: node, predicate: nil, object: nil).objects
    let into = try graph.triples(subject: nil, predicate: nil, object: node).subjects
    for value in out + into { counts[Value(rawValue: value), default: 0] += 1 }
    for claim in try graph.statements(about: node) {
      guard let object = claim.object, claim.subject == node || object == node else { continue }
      counts[claim.subject == node ? object : claim.subject, default: 0] += 1
    }
    counts[node] = nil
    return counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map(\.key)
  }
}
