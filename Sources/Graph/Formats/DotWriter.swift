/// Writes a part of a graph in DOT, the language of Graphviz, as a picture that people like to look at.
///
/// Colour and shape tell the type, a second small line the role, the pen's width how many documents say so; parallel
/// edges are one line with one label each; what a rule derived is dashed, and what texts do not assert grey.
public struct DotWriter: Sendable {
  /// Above this many nodes the edges carry no labels.
  private static let mostWithEdgeLabels = 400
  /// Above this many nodes, or this many on one node alone, ranks become a long row, which no page holds: springs do.
  private static let mostForRanks = (nodes: 14, leaves: 6)
  /// Above this many nodes and labels `sfdp` lays out, because the others take minutes.
  private static let mostForSprings = 600
  /// Up to this many nodes a picture can be read on a page of A4, across, in inches.
  private static let page = (nodes: 60, size: "10.9,7.5")

  /// Values that a node shows, and that its tooltip tells.
  private static let mostInTooltip = 20

  /// The font of all pictures.
  public static let font = "fontname=\"Helvetica,Arial,sans-serif\""

  /// What pictures have where nothing else is said.
  public init() {}

  /// The DOT text.
  ///
  /// - Parameters:
  ///   - title: the first line of the picture; nil makes one from the nodes in focus.
  ///   - notes: further lines under it.
  public func write(_ whole: Subgraph, title: String? = nil, notes: [String] = []) -> String {
    let drawing = GraphDrawing(whole)
    let graph = drawing.graph
    let sheet = DotStyleSheet(graph.nodes)
    let bundles = DotEdgeBundle.bundles(graph.edges)
    let layout = Self.layout(graph, lines: bundles.count)
    let labels = Self.labels(graph, layout)
    var text = "// \(graph.nodes.count) nodes, \(graph.edges.count) edges\ndigraph graphsh {\n"
    text += "  graph [rankdir=TB, charset=\"UTF-8\", bgcolor=\"white\", pad=0.3, nodesep=0.35, "
    text += "ranksep=0.62, splines=true, \(layout.attributes)"
    if graph.nodes.count <= Self.page.nodes { text += "size=\"\(Self.page.size)\", " }
    text += "concentrate=false,\n         \(Self.font), fontsize=18, "
    text += "labelloc=t, labeljust=l,\n         label=<"
    text +=
      header(whole, sheet, title: title ?? PictureSummary.title(of: graph), notes: notes) + ">];\n"
    text += "  node  [\(Self.font), fontsize=13, penwidth=1.3, "
    text += "margin=\"0.14,0.07\", height=0.4];\n"
    text += "  edge  [\(Self.font), fontsize=10, color=\"#8c939b\", "
    text += "fontcolor=\"#4d5560\", arrowsize=0.75, arrowhead=normal, "
    text += "len=\(labels == .asNodes ? 0.6 : 2)];\n"
    for (place, style) in sheet.used.enumerated() {
      text += "\n  node [shape=\(style.shape), style=\"\(style.style)\", "
      text += "fillcolor=\"\(style.fill)\", color=\"\(style.border)\", "
      text += "fontcolor=\"\(style.text)\", fontsize=\(style.fontSize)];\n"
      for (index, node) in graph.nodes.enumerated() where sheet.ofNode[index] == place {
        text += line(node, style, drawing.properties[index])
      }
    }
    text += "\n"
    if labels == .asNodes {
      text += "  node [shape=plaintext, style=\"\", fontsize=9, margin=\"0.02,0.01\", "
      text += "width=0.1, height=0.1];\n"
    }
    let hasStated = bundles.contains { $0.kind == .stated }
    for (number, bundle) in bundles.enumerated() {
      text += bundle.lines(
        graph.nodes, number: number, labels: labels, isLaidOutInRanks: layout == .ranks,
        isBeside: hasStated && layout == .ranks)
    }
    return text + "}\n"
  }

  private static func labels(_ graph: Subgraph, _ layout: Layout) -> DotEdgeBundle.Labels {
    if graph.nodes.count > mostWithEdgeLabels { return .none }
    return layout == .ranks ? .onLines : .asNodes
  }

  private enum Layout {
    case ranks, springs, multilevelSprings

    var attributes: String {
      switch self {
      case .ranks: ""
      case .springs:
        "layout=neato, start=7, pack=12, overlap=prism, overlap_scaling=-1.5, sep=\"+4\", "
      case .multilevelSprings:
        "layout=sfdp, start=7, overlap=prism, outputorder=edgesfirst, "
      }
    }
  }

  private static func layout(_ graph: Subgraph, lines: Int) -> Layout {
    if graph.nodes.count > mostWithEdgeLabels || graph.nodes.count + lines > mostForSprings {
      return .multilevelSprings
    }
    var neighbours = [Set<Int>](repeating: [], count: graph.nodes.count)
    for edge in graph.edges where edge.subject != edge.object {
      neighbours[edge.subject].insert(edge.object)
      neighbours[edge.object].insert(edge.subject)
    }
    let mostLeaves = neighbours.map { $0.count { neighbours[$0].count == 1 } }.max() ?? 0
    return graph.nodes.count > mostForRanks.nodes || mostLeaves > mostForRanks.leaves
      ? .springs : .ranks
  }

  private func line(
    _ node: Subgraph.Node, _ style: DotStyle, _ properties: [GraphDrawing.Property]
  ) -> String {
    let width = style.shape == "hexagon" || style.shape == "ellipse" ? 16 : 22
    let name = node.drawnName
    var label = DotText.wrapped(name, width: width, lines: 4).map(DotText.html)
      .joined(separator: "<br/>")
    let role = node.role ?? secondaryType(node, style)
    var small = role.map { DotText.wrapped($0, width: 30, lines: 2) } ?? []
    var tooltip = ["\(name) — \([style.name, role].compactMap { $0 }.joined(separator: ", "))"]
    if name != node.label { tooltip.append(node.label) }
    if node.title != nil {
      small += DotText.wrapped(node.shortLabel, width: 30, lines: 1)
    }
    small += GraphDrawing.lines(of: properties).flatMap {
      DotText.wrapped($0, width: 30, lines: 1)
    }
    tooltip += properties.prefix(Self.mostInTooltip).map { "\($0.name): \($0.value)" }
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
    var remarks = [PictureSummary.text(of: graph)] + notes
    if graph.omittedNodes > 0 {
      remarks.append(
        "\(graph.nodes.count) of \(graph.nodes.count + graph.omittedNodes) nodes; "
          + "--limit, --types and --around choose others.")
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
    let stored = graph.edges.filter { $0.kind == .stated }
    let origins = [
      stored.contains { $0.sources > 0 } ? "stated in text" : nil,
      stored.contains { $0.sources == 0 } ? "imported or added" : nil,
    ].compactMap { $0 }
    if !origins.isEmpty {
      cells.append(
        "<td><font point-size=\"10\" color=\"#4d5560\">  → "
          + "\(origins.joined(separator: ", or "))</font></td>")
    }
    if graph.edges.contains(where: { $0.stance != .asserted }) {
      cells.append(
        "<td><font point-size=\"10\" color=\"#84847d\">⇢ planned, possible, denied or only said"
          + "</font></td>")
    }
    if graph.edges.contains(where: { $0.rule != nil }) {
      cells.append("<td><font point-size=\"10\" color=\"#8a5f85\">⇢ derived by a rule</font></td>")
    }
    return "<table border=\"0\" cellborder=\"0\" cellspacing=\"5\" cellpadding=\"3\"><tr>"
      + cells.joined() + "</tr></table>"
  }
}
