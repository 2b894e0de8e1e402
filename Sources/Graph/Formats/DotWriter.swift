/// Writes a part of a graph in DOT, the language of Graphviz, as a picture that people like to look at.
///
/// Colour and shape tell the type, a second small line the role, the pen's width how many documents say so; parallel
/// edges are one line with one label each; what a rule derived is dashed.
public struct DotWriter: Sendable {
  /// Above this many nodes the edges carry no labels.
  private static let mostWithEdgeLabels = 2000
  /// Above this many nodes, or this many on one node alone, ranks become a long row: springs show more.
  private static let mostForRanks = (nodes: 60, leaves: 16)
  /// Above this many nodes `sfdp` lays out, because the others take minutes.
  private static let mostForSprings = 400

  /// Values that a node shows, and that its tooltip tells.
  private static let mostProperties = 4
  private static let mostInTooltip = 20

  public init() {}

  /// The DOT text.
  ///
  /// - Parameters:
  ///   - title: the first line of the picture; nil makes one from the nodes in focus.
  ///   - notes: further lines under it.
  public func write(_ whole: Subgraph, title: String? = nil, notes: [String] = []) -> String {
    let drawing = DotDrawing(whole)
    let graph = drawing.graph
    let sheet = DotStyleSheet(graph.nodes)
    let layout = Self.layout(graph)
    var text = "// \(graph.nodes.count) nodes, \(graph.edges.count) edges\ndigraph graphsh {\n"
    text += "  graph [rankdir=TB, charset=\"UTF-8\", bgcolor=\"white\", pad=0.3, nodesep=0.35, "
    text += "ranksep=0.62, splines=true, \(layout.attributes)"
    text += "concentrate=false,\n         fontname=\"Helvetica,Arial,sans-serif\", fontsize=18, "
    text += "labelloc=t, labeljust=l,\n         label=<"
    text += header(whole, sheet, title: title ?? defaultTitle(graph), notes: notes) + ">];\n"
    text += "  node  [fontname=\"Helvetica,Arial,sans-serif\", fontsize=13, penwidth=1.3, "
    text += "margin=\"0.14,0.07\", height=0.4];\n"
    text += "  edge  [fontname=\"Helvetica,Arial,sans-serif\", fontsize=10, color=\"#8c939b\", "
    text += "fontcolor=\"#4d5560\", arrowsize=0.75, arrowhead=normal, len=2];\n"
    for (place, style) in sheet.used.enumerated() {
      text += "\n  node [shape=\(style.shape), style=\"\(style.style)\", "
      text += "fillcolor=\"\(style.fill)\", color=\"\(style.border)\", "
      text += "fontcolor=\"\(style.text)\", fontsize=\(style.fontSize)];\n"
      for (index, node) in graph.nodes.enumerated() where sheet.ofNode[index] == place {
        text += line(node, style, drawing.properties[index])
      }
    }
    text += "\n"
    let showsLabels = graph.nodes.count <= Self.mostWithEdgeLabels
    let hasStated = graph.edges.contains { $0.rule == nil }
    for bundle in DotEdgeBundle.bundles(graph.edges) {
      text += bundle.line(
        graph.nodes, showsLabels: showsLabels, isLaidOutInRanks: layout == .ranks,
        isBeside: hasStated && layout == .ranks)
    }
    return text + "}\n"
  }

  private enum Layout {
    case ranks, springs, multilevelSprings

    var attributes: String {
      switch self {
      case .ranks: ""
      case .springs:
        "layout=neato, start=7, overlap=prism, overlap_scaling=-4, sep=\"+12\", "
      case .multilevelSprings:
        "layout=sfdp, start=7, overlap=prism, outputorder=edgesfirst, "
      }
    }
  }

  private static func layout(_ graph: Subgraph) -> Layout {
    if graph.nodes.count > mostForSprings { return .multilevelSprings }
    var neighbours = [Set<Int>](repeating: [], count: graph.nodes.count)
    for edge in graph.edges where edge.subject != edge.object {
      neighbours[edge.subject].insert(edge.object)
      neighbours[edge.object].insert(edge.subject)
    }
    let mostLeaves = neighbours.map { $0.count { neighbours[$0].count == 1 } }.max() ?? 0
    return graph.nodes.count > mostForRanks.nodes || mostLeaves > mostForRanks.leaves
      ? .springs : .ranks
  }

  private func defaultTitle(_ graph: Subgraph) -> String {
    let focus = graph.nodes.filter(\.isFocus).map(Self.name)
    return focus.isEmpty ? "Knowledge graph" : "Around " + focus.joined(separator: ", ")
  }

  private func line(
    _ node: Subgraph.Node, _ style: DotStyle, _ properties: [DotDrawing.Property]
  ) -> String {
    let width = style.shape == "hexagon" || style.shape == "ellipse" ? 16 : 22
    let name = Self.name(node)
    var label = DotText.wrapped(name, width: width, lines: 4).map(DotText.html)
      .joined(separator: "<br/>")
    let role = node.role ?? secondaryType(node, style)
    var small = role.map { DotText.wrapped($0, width: 30, lines: 2) } ?? []
    var tooltip = ["\(name) — \([style.name, role].compactMap { $0 }.joined(separator: ", "))"]
    if name != node.label { tooltip.append(node.label) }
    if node.title != nil {
      small += DotText.wrapped(Self.shortLabel(node), width: 30, lines: 1)
    }
    let lines = properties.map { "\($0.name): \($0.value)" }
    small += lines.prefix(Self.mostProperties).flatMap {
      DotText.wrapped($0, width: 30, lines: 1)
    }
    if lines.count > Self.mostProperties {
      small.append("… \(lines.count - Self.mostProperties) more")
    }
    tooltip += lines.prefix(Self.mostInTooltip)
    if !small.isEmpty {
      label += "<br/><font point-size=\"9\" color=\"\(style.text)\">"
      label += small.map(DotText.html).joined(separator: "<br/>") + "</font>"
    }
    var attributes = "label=<\(label)>, "
    attributes += "tooltip=\(DotText.tooltip(tooltip.joined(separator: "\n")))"
    if case .iri(let iri) = node.term, iri.hasPrefix("http://") || iri.hasPrefix("https://") {
      attributes += ", URL=\(DotText.quoted(iri)), target=\"_blank\""
    }
    if style.shape == "hexagon" { attributes += ", margin=\"0.02,0.03\"" }
    if node.isFocus { attributes += ", penwidth=3.2, fillcolor=\"\(style.focusFill)\"" }
    return "  \(DotText.quoted(Self.id(node))) [\(attributes)];\n"
  }

  /// What a node is called in the picture; its IRI is in the tooltip.
  private static func name(_ node: Subgraph.Node) -> String { node.title ?? shortLabel(node) }

  private static func shortLabel(_ node: Subgraph.Node) -> String {
    if case .iri(let iri) = node.term { return IRIName.short(iri) }
    return node.label
  }

  /// A type that says more than the legend does ("company").
  private func secondaryType(_ node: Subgraph.Node, _ style: DotStyle) -> String? {
    node.types.first { $0 != style.name.lowercased() && $0 != "organization" && $0 != "place" }
  }

  /// Inline integers have values below 0, terms from 0 up.
  static func id(_ node: Subgraph.Node) -> String {
    node.value.inlineInteger.map { "i\($0)" } ?? "t\(node.value.rawValue)"
  }

  private func header(
    _ graph: Subgraph, _ sheet: DotStyleSheet, title: String, notes: [String]
  ) -> String {
    func row(_ content: String) -> String { "<tr><td align=\"left\">\(content)</td></tr>" }
    var rows = [
      row("<font point-size=\"19\" color=\"#222222\"><b>\(DotText.html(title))</b></font>")
    ]
    var remarks = [summary(graph)] + notes
    if graph.omittedNodes > 0 {
      remarks.append(
        "\(graph.nodes.count) of \(graph.nodes.count + graph.omittedNodes) nodes: "
          + "the less connected are left out (--limit shows more).")
    }
    for remark in remarks where !remark.isEmpty {
      rows.append(
        row("<font point-size=\"11.5\" color=\"#6b6b6b\">\(DotText.html(remark))</font>"))
    }
    if !graph.nodes.isEmpty { rows.append(row(legend(graph, sheet))) }
    return "<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"2\">"
      + rows.joined(separator: "\n           ") + "</table>"
  }

  private func legend(_ graph: Subgraph, _ sheet: DotStyleSheet) -> String {
    var cells = sheet.used.map { style in
      let border = style.shape == "plaintext" ? "#CCCCCC" : style.border
      return "<td bgcolor=\"\(style.fill)\" border=\"1\" color=\"\(border)\" style=\"rounded\">"
        + "<font color=\"\(style.text)\" point-size=\"10\"> \(DotText.html(style.name)) "
        + "</font></td>"
    }
    let stored = graph.edges.filter { $0.rule == nil }
    let origins = [
      stored.contains { $0.sources > 0 } ? "stated in text" : nil,
      stored.contains { $0.sources == 0 } ? "imported or added" : nil,
    ].compactMap { $0 }
    if !origins.isEmpty {
      cells.append(
        "<td><font point-size=\"10\" color=\"#4d5560\">  → "
          + "\(origins.joined(separator: ", or "))</font></td>")
    }
    if graph.edges.contains(where: { $0.rule != nil }) {
      cells.append("<td><font point-size=\"10\" color=\"#8a5f85\">⇢ derived by a rule</font></td>")
    }
    return "<table border=\"0\" cellborder=\"0\" cellspacing=\"5\" cellpadding=\"3\"><tr>"
      + cells.joined() + "</tr></table>"
  }

  /// "17 stated and 2 derived facts, 9 articles, 1 – 14 April 2024. Thicker line = more articles say so."
  private func summary(_ graph: Subgraph) -> String {
    let derived = graph.edges.count { $0.rule != nil }
    let stated = graph.edges.count - derived
    var parts: [String] = []
    switch (stated, derived) {
    case (_, 0): parts.append(stated == 1 ? "1 fact" : "\(stated) facts")
    case (0, _): parts.append(derived == 1 ? "1 derived fact" : "\(derived) derived facts")
    default: parts.append("\(stated) stated and \(derived) derived facts")
    }
    if graph.documents > 0 {
      parts.append(graph.documents == 1 ? "1 article" : "\(graph.documents) articles")
    }
    if let period = graph.period { parts.append(Self.text(period)) }
    let isThicker = graph.edges.contains { $0.sources > 1 }
    return parts.joined(separator: ", ") + "."
      + (isThicker ? " Thicker line = more articles say so." : "")
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  private static func text(_ period: ClosedRange<CalendarDate>) -> String {
    let (first, last) = (period.lowerBound, period.upperBound)
    let end = "\(last.day) \(months[last.month - 1]) \(last.year)"
    if first == last { return end }
    if first.year != last.year {
      return "\(first.day) \(months[first.month - 1]) \(first.year) – \(end)"
    }
    if first.month != last.month { return "\(first.day) \(months[first.month - 1]) – \(end)" }
    return "\(first.day) – \(end)"
  }
}
