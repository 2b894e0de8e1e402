/// The edges between two nodes that are drawn as one line, with one line of label for each predicate.
struct DotEdgeBundle {
  private(set) var edges: [Subgraph.Edge]
  /// Whether each of them holds in both directions.
  let isMutual: Bool
  private let isDerived: Bool

  /// Predicates that the label of one line names; the tooltip tells more.
  private static let mostNames = 3

  /// Edges of the same direction go together, and so do pairs that hold both ways; derived ones stay apart.
  static func bundles(_ edges: [Subgraph.Edge]) -> [DotEdgeBundle] {
    struct Direction: Hashable {
      var from: Int
      var to: Int
      var isMutual: Bool
      var isDerived: Bool
    }
    struct Named: Hashable {
      var from: Int
      var to: Int
      var name: String
    }
    let all = Set(edges.map { Named(from: $0.subject, to: $0.object, name: $0.name) })
    var places: [Direction: Int] = [:]
    var bundles: [DotEdgeBundle] = []
    for edge in edges {
      let back = Named(from: edge.object, to: edge.subject, name: edge.name)
      let isMutual = edge.subject != edge.object && all.contains(back)
      let direction = Direction(
        from: isMutual ? min(edge.subject, edge.object) : edge.subject,
        to: isMutual ? max(edge.subject, edge.object) : edge.object, isMutual: isMutual,
        isDerived: edge.rule != nil)
      if let place = places[direction] {
        bundles[place].edges.append(edge)
      } else {
        places[direction] = bundles.count
        bundles.append(
          DotEdgeBundle(edges: [edge], isMutual: isMutual, isDerived: edge.rule != nil))
      }
    }
    return bundles
  }

  /// The bundle as a line of DOT.
  ///
  /// - Parameter isBeside: whether a derived line leaves the ranks of the nodes as the others make them.
  func line(
    _ nodes: [Subgraph.Node], showsLabels: Bool, isLaidOutInRanks: Bool, isBeside: Bool
  ) -> String {
    let (from, to) = (edges[0].subject, edges[0].object)
    var names: [String] = []
    var tooltip: [String] = []
    for edge in edges {
      if !names.contains(edge.name) { names.append(edge.name) }
      tooltip.append(describe(edge))
    }
    let sources = edges.map(\.sources).max() ?? 0
    let width = isDerived ? 1.3 : min(3.4, 0.9 + 0.5 * Double(max(1, sources)))
    let arrow = 0.87 - (width - 1.4) * 0.16
    // Graphviz pastes labels against the line: a space keeps them off it.
    let label = names.prefix(Self.mostNames).map {
      " " + IRIName.lastPart($0).split(separator: "_").joined(separator: " ") + " "
    }
    .map { DotText.quoted($0).dropFirst().dropLast() }.joined(separator: "\\n")
    let tip = DotText.tooltip(tooltip.prefix(4).joined(separator: "\n"))
    var attributes = "arrowsize=\(Self.rounded(arrow)), "
    if showsLabels {
      attributes += "label=\"\(label)\(names.count > Self.mostNames ? "\\n …" : "")\", "
    }
    attributes += "tooltip=\(tip), labeltooltip=\(tip), penwidth=\(Self.rounded(width))"
    if isMutual { attributes += ", dir=both" }
    if isDerived {
      attributes += ", style=dashed, color=\"#b58db0\", fontcolor=\"#8a5f85\""
      if isBeside { attributes += ", constraint=false" }
    } else if isLaidOutInRanks {
      attributes += ", weight=\(min(5, sources + 1))"
    }
    return "  \(DotText.quoted(DotWriter.id(nodes[from]))) -> "
      + "\(DotText.quoted(DotWriter.id(nodes[to]))) [\(attributes)];\n"
  }

  private func describe(_ edge: Subgraph.Edge) -> String {
    let name = edge.name.split(separator: "_").joined(separator: " ")
    if let rule = edge.rule { return "\(name): derived by rule: \(rule)" }
    guard edge.sources > 0 else { return name }
    let count = edge.sources == 1 ? "1 article" : "\(edge.sources) articles"
    return "\(name) (\(count)): \(edge.sentences.first ?? "")"
  }

  private static func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}
