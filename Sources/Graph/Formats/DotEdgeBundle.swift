/// The edges between two nodes that are drawn as one line, with one line of label for each predicate.
struct DotEdgeBundle {
  private(set) var edges: [Subgraph.Edge]
  /// Whether each of them holds in both directions.
  let isMutual: Bool
  let kind: Kind

  /// What is drawn in one way.
  enum Kind: Hashable {
    case stated, derived
    /// What texts do not assert.
    case claimed(ClaimStance)
  }

  /// Predicates that the label of one line names; the tooltip tells more.
  private static let mostNames = 3

  /// Edges of the same direction and kind go together, and so do pairs that hold both ways.
  static func bundles(_ edges: [Subgraph.Edge]) -> [DotEdgeBundle] {
    struct Direction: Hashable {
      var from: Int
      var to: Int
      var isMutual: Bool
      var kind: Kind
    }
    struct Named: Hashable {
      var from: Int
      var to: Int
      var name: String
      var kind: Kind
    }
    let all = Set(
      edges.map { Named(from: $0.subject, to: $0.object, name: $0.name, kind: $0.kind) })
    var places: [Direction: Int] = [:]
    var bundles: [DotEdgeBundle] = []
    for edge in edges {
      let back = Named(from: edge.object, to: edge.subject, name: edge.name, kind: edge.kind)
      let isMutual = edge.subject != edge.object && all.contains(back)
      let direction = Direction(
        from: isMutual ? min(edge.subject, edge.object) : edge.subject,
        to: isMutual ? max(edge.subject, edge.object) : edge.object, isMutual: isMutual,
        kind: edge.kind)
      if let place = places[direction] {
        bundles[place].edges.append(edge)
      } else {
        places[direction] = bundles.count
        bundles.append(DotEdgeBundle(edges: [edge], isMutual: isMutual, kind: edge.kind))
      }
    }
    return bundles
  }

  /// How lines carry their labels.
  enum Labels: Equatable {
    case none
    /// Labels of lines, for which a layout in ranks makes room.
    case onLines
    /// Nodes in the middle of their lines: springs keep nodes, and nothing else, from lying on one another.
    case asNodes
  }

  /// The bundle as lines of DOT.
  ///
  /// - Parameters:
  ///   - number: that of the bundle in its picture.
  ///   - isBeside: whether a line that states nothing leaves the ranks of the nodes as the others make them.
  func lines(
    _ nodes: [Subgraph.Node], number: Int, labels: Labels, isLaidOutInRanks: Bool,
    isBeside: Bool
  ) -> String {
    let from = DotText.quoted(DotWriter.id(nodes[edges[0].subject]))
    let to = DotText.quoted(DotWriter.id(nodes[edges[0].object]))
    let tip = DotText.tooltip(description)
    var attributes = "arrowsize=\(Self.rounded(0.87 - (width - 1.4) * 0.16)), "
    if labels == .onLines { attributes += "label=\"\(label)\", " }
    attributes += "tooltip=\(tip), labeltooltip=\(tip), penwidth=\(width)"
    if kind != .stated {
      attributes += ", \(look)"
      if isBeside { attributes += ", constraint=false" }
    } else if isLaidOutInRanks {
      attributes += ", weight=\(min(5, sources + 1))"
    }
    guard labels == .asNodes else {
      if isMutual { attributes += ", dir=both" }
      return "  \(from) -> \(to) [\(attributes)];\n"
    }
    return """
        l\(number) [label="\(label)", tooltip=\(tip), fontcolor="\(textColor)"];
        \(from) -> l\(number) [\(attributes), dir=\(isMutual ? "back" : "none")];
        l\(number) -> \(to) [\(attributes)];

      """
  }

  /// One line a predicate, as content of a quoted string.
  private var label: String {
    // Graphviz pastes labels against the line: a space keeps them off it.
    names.map { DotText.quoted($0 == "…" ? " …" : " \($0) ").dropFirst().dropLast() }
      .joined(separator: "\\n")
  }

  /// What the label names.
  var names: [String] {
    var names: [String] = []
    for edge in edges where !names.contains(edge.words) { names.append(edge.words) }
    return Array(names.prefix(Self.mostNames)) + (names.count > Self.mostNames ? ["…"] : [])
  }

  private var look: String {
    let colors = "color=\"\(color)\", fontcolor=\"\(textColor)\""
    return switch kind {
    case .stated: ""
    case .claimed(.denied): "style=dashed, \(colors), arrowhead=tee"
    case .claimed(.possible): "style=dotted, \(colors)"
    case .derived, .claimed: "style=dashed, \(colors)"
    }
  }

  /// What tells of it when a pointer rests on it.
  var description: String { edges.prefix(4).map(describe).joined(separator: "\n") }

  /// Documents that say so, of the edge that has most.
  private var sources: Int { edges.map(\.sources).max() ?? 0 }

  /// Thicker where more documents say so.
  var width: Double {
    kind == .stated ? Self.rounded(min(3.4, 0.9 + 0.5 * Double(max(1, sources)))) : 1.3
  }

  var color: String {
    switch kind {
    case .stated: "#8c939b"
    case .derived: "#b58db0"
    case .claimed: "#b9b9b4"
    }
  }

  /// The attribute of SVG for a line that is not whole.
  var dashes: String {
    switch kind {
    case .stated: ""
    case .claimed(.possible): " stroke-dasharray=\"1.5 3\""
    case .derived, .claimed: " stroke-dasharray=\"5 3\""
    }
  }

  var textColor: String {
    switch kind {
    case .stated: "#4d5560"
    case .derived: "#8a5f85"
    case .claimed: "#84847d"
    }
  }

  private func describe(_ edge: Subgraph.Edge) -> String {
    if let rule = edge.rule { return "\(edge.words): derived by rule: \(rule)" }
    guard edge.sources > 0 else { return edge.words }
    let count = edge.sources == 1 ? "1 article" : "\(edge.sources) articles"
    return "\(edge.words) (\(count)): \(edge.sentences.first ?? "")"
  }

  private static func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}

extension Subgraph.Edge {
  /// How it is drawn.
  var kind: DotEdgeBundle.Kind {
    if rule != nil { return .derived }
    return stance == .asserted ? .stated : .claimed(stance)
  }

  /// What its label says: the predicate as texts word it, and how they mean it.
  var words: String {
    let plain = IRIName.lastPart(name).split(separator: "_").joined(separator: " ")
    switch stance {
    case .asserted: return wording.isEmpty ? plain : IRIName.lastPart(wording)
    case .said: return plain + " (said" + (speaker.map { " by \($0))" } ?? ")")
    case .denied, .planned, .possible:
      return plain + " (\(stance.rawValue)" + (speaker.map { ", says \($0))" } ?? ")")
    }
  }
}
