/// A part of a graph as it is drawn: imported values stand as lines in the node that has them, not as nodes.
package struct GraphDrawing {
  /// A value of a node.
  package struct Property {
    package var name: String
    package var value: String
  }

  /// The most values that are drawn in a node.
  private static let mostProperties = 4

  /// The values of a node as lines, and how many are left out.
  static func lines(of properties: [Property]) -> [String] {
    var lines = properties.prefix(mostProperties).map { "\($0.name): \($0.value)" }
    if properties.count > mostProperties {
      lines.append("… \(properties.count - mostProperties) more")
    }
    return lines
  }

  /// What is drawn as nodes and lines.
  package private(set) var graph: Subgraph
  /// By node of ``graph``.
  package private(set) var properties: [[Property]] = []

  package init(_ whole: Subgraph) {
    graph = whole
    let nodes = whole.nodes
    var isFolded = nodes.map { Self.isValue($0.term) && !$0.isFocus }
    var isObject = [Bool](repeating: false, count: nodes.count)
    for edge in whole.edges {
      isFolded[edge.subject] = false
      isObject[edge.object] = true
      if !Self.isProperty(edge, nodes) { isFolded[edge.object] = false }
    }
    let kept = nodes.indices.filter { !(isFolded[$0] && isObject[$0]) }
    guard kept.count < nodes.count else {
      properties = nodes.map { _ in [] }
      return
    }
    var places = [Int?](repeating: nil, count: nodes.count)
    for (place, node) in kept.enumerated() { places[node] = place }
    graph.nodes = kept.map { nodes[$0] }
    graph.edges = []
    properties = kept.map { _ in [] }
    for edge in whole.edges {
      guard let subject = places[edge.subject] else { continue }
      if let object = places[edge.object] {
        var moved = edge
        (moved.subject, moved.object) = (subject, object)
        graph.edges.append(moved)
      } else if nodes[edge.object].label != nodes[edge.subject].title {
        properties[subject].append(
          Property(name: IRIName.lastPart(edge.name), value: nodes[edge.object].label))
      }
    }
  }

  private static func isValue(_ term: Term) -> Bool {
    switch term {
    case .entity, .iri, .blank: false
    default: true
    }
  }

  /// Whether an edge only tells a value: in tables a plain text may be a node, and so may a number where nodes have
  /// numbers.
  private static func isProperty(_ edge: Subgraph.Edge, _ nodes: [Subgraph.Node]) -> Bool {
    guard edge.rule == nil, edge.sources == 0 else { return false }
    switch (nodes[edge.subject].term, nodes[edge.object].term) {
    case (.iri, _), (.blank, _): return true
    case (.integer, .integer), (.entity, .string), (.string, .string): return false
    default: return true
    }
  }
}

extension Subgraph.Node {
  /// What the node is called in pictures.
  package var drawnName: String { title ?? shortLabel }

  /// Its label, of an IRI the end.
  package var shortLabel: String {
    if case .iri(let iri) = term { IRIName.short(iri) } else { label }
  }
}
