import Base
import Layout

/// Writes a part of a graph as an SVG picture of its own layout, for graphs that are too large for Graphviz and machines
/// without it.
///
/// Nodes are discs in the colours of their types, with their names below, larger where more is told of them. Names and the
/// words of edges stand only where they lie on nothing else, the most telling first; the others are tooltips.
public struct SVGWriter: Sendable {
  /// Above this many lines none has words.
  private static let mostWithWords = 600
  private static let fontSize = 12.0
  private static let wordSize = 9.5
  private static let longestName = 32
  private static let margin = 24.0

  /// What pictures have where nothing else is said.
  public init() {}

  /// The text of the picture. About n log n.
  ///
  /// - Parameters:
  ///   - title: the first line of the picture; nil makes one from the nodes in focus.
  ///   - notes: further lines under it.
  public func write(_ whole: Subgraph, title: String? = nil, notes: [String] = []) -> String {
    let drawing = GraphDrawing(whole)
    let graph = drawing.graph
    let sheet = DotStyleSheet(graph.nodes)
    let bundles = DotEdgeBundle.bundles(graph.edges)
    let radii = Self.radii(graph)
    let names = graph.nodes.map { Self.shortened($0.drawnName) }
    let places = GraphLayout(
      LayoutGraph(
        sizes: graph.nodes.indices.map { Self.size(names[$0], radii[$0]) },
        lines: bundles.map { LayoutGraph.Line(from: $0.edges[0].subject, to: $0.edges[0].object) })
    ).points

    var labels = LabelPlacement()
    for (node, place) in places.enumerated() {
      labels.block(LabelPlacement.Box(center: place, size: Point(repeating: radii[node] * 2)))
    }
    var nodes = ""
    for (index, node) in graph.nodes.enumerated() {
      let style = sheet.used[sheet.ofNode[index]]
      nodes += disc(node, style, at: places[index], radius: radii[index], drawing.properties[index])
      let size = Point(Self.width(names[index], Self.fontSize), Self.fontSize * 1.2)
      if let box = labels.place(
        oneOf: Self.candidates(around: places[index], radius: radii[index], size: size))
      {
        nodes += Self.text(names[index], in: box, size: Self.fontSize, color: style.text)
      }
    }
    var lines = ""
    var words = ""
    for bundle in bundles {
      let (from, to) = (bundle.edges[0].subject, bundle.edges[0].object)
      lines += line(bundle, places[from], places[to], radii[from], radii[to])
      guard bundles.count <= Self.mostWithWords, from != to else { continue }
      let label = Self.shortened(bundle.names.joined(separator: ", "))
      let size = Point(Self.width(label, Self.wordSize), Self.wordSize * 1.2)
      let candidates = [0.5, 0.4, 0.6, 0.3, 0.7].map {
        LabelPlacement.Box(center: places[from] + (places[to] - places[from]) * $0, size: size)
      }
      if let box = labels.place(oneOf: candidates) {
        words += Self.text(label, in: box, size: Self.wordSize, color: bundle.textColor)
      }
    }
    return frame(
      whole, sheet, title: title, notes: notes, places: places, names: names, radii: radii,
      body: lines + words + nodes)
  }

  // MARK: Sizes

  private static func radii(_ graph: Subgraph) -> [Double] {
    var degrees = [Int](repeating: 0, count: graph.nodes.count)
    for edge in graph.edges {
      degrees[edge.subject] += 1
      degrees[edge.object] += 1
    }
    return degrees.map { min(20, 4 + 1.7 * Double($0).squareRoot()) }
  }

  private static func size(_ name: String, _ radius: Double) -> Point {
    Point(max(2 * radius, width(name, fontSize) * 0.8), 2 * radius + fontSize * 1.3)
  }

  /// The width of a text: sans serif letters are about half as wide as high, those of Chinese and Japanese as wide.
  private static func width(_ text: String, _ size: Double) -> Double {
    size * 0.55 * Double(text.unicodeScalars.reduce(0) { $0 + EastAsianWidth.columns(of: $1) })
  }

  private static func shortened(_ name: String) -> String {
    name.count <= longestName ? name : name.prefix(longestName - 1) + "…"
  }

  /// Below, above, to the right and to the left of a disc.
  private static func candidates(
    around place: Point, radius: Double, size: Point
  ) -> [LabelPlacement.Box] {
    let away = (Point(repeating: radius * 2) + size) / 2 + 1
    return [Point(0, away.y), Point(0, -away.y), Point(away.x, 0), Point(-away.x, 0)].map {
      LabelPlacement.Box(center: place + $0, size: size)
    }
  }

  // MARK: Parts

  private func disc(
    _ node: Subgraph.Node, _ style: DotStyle, at place: Point, radius: Double,
    _ properties: [GraphDrawing.Property]
  ) -> String {
    var told = [node.drawnName]
    let kind = [node.types.isEmpty ? style.name : node.types.joined(separator: ", "), node.role]
    told.append(kind.compactMap(\.self).joined(separator: " · "))
    told += GraphDrawing.lines(of: properties)
    let fill =
      style.shape == "plaintext" ? "#DDDDDD" : node.isFocus ? style.border : style.focusFill
    let border = style.shape == "plaintext" ? "#AAAAAA" : style.border
    return "<circle cx=\"\(Self.rounded(place.x))\" cy=\"\(Self.rounded(place.y))\" "
      + "r=\"\(Self.rounded(radius))\" fill=\"\(fill)\" stroke=\"\(border)\">"
      + "<title>\(DotText.html(told.joined(separator: "\n")))</title></circle>\n"
  }

  private func line(
    _ bundle: DotEdgeBundle, _ from: Point, _ to: Point, _ fromRadius: Double, _ toRadius: Double
  ) -> String {
    let tip = "<title>\(DotText.html(bundle.description))</title>"
    let look = "stroke=\"\(bundle.color)\" stroke-width=\"\(bundle.width)\"" + bundle.dashes
    let way = to - from
    let length = (way * way).sum().squareRoot()
    guard length > fromRadius + toRadius else {
      // What a node is to itself: a loop above it.
      let (x, y, r) = (from.x, from.y - fromRadius, fromRadius)
      return "<path d=\"M\(Self.rounded(x - r / 2)) \(Self.rounded(y + 1)) "
        + "c\(Self.rounded(-r)) \(Self.rounded(-2 * r)) \(Self.rounded(2 * r)) "
        + "\(Self.rounded(-2 * r)) \(Self.rounded(r)) 0\" fill=\"none\" \(look)>\(tip)</path>\n"
    }
    let unit = way / length
    let start = from + unit * (fromRadius + (bundle.isMutual ? 6 : 1))
    let tipPoint = to - unit * (toRadius + 1)
    var text =
      "<path d=\"M\(Self.pair(start)) L\(Self.pair(tipPoint - unit * 5))\" fill=\"none\" \(look)>"
      + "\(tip)</path>\n" + Self.arrow(at: tipPoint, along: unit, bundle.color)
    if bundle.isMutual {
      text += Self.arrow(at: from + unit * (fromRadius + 1), along: -unit, bundle.color)
    }
    return text
  }

  private static func arrow(at tip: Point, along unit: Point, _ color: String) -> String {
    let across = Point(-unit.y, unit.x) * 2.8
    let base = tip - unit * 7
    return "<path d=\"M\(pair(tip)) L\(pair(base + across)) L\(pair(base - across)) Z\" "
      + "fill=\"\(color)\"/>\n"
  }

  /// Text in the middle of a box, with a white rim so that lines below do not make it hard to read.
  private static func text(
    _ text: String, in box: LabelPlacement.Box, size: Double, color: String
  ) -> String {
    let middle = (box.low + box.high) / 2
    return "<text x=\"\(rounded(middle.x))\" y=\"\(rounded(middle.y + size * 0.35))\" "
      + "font-size=\"\(size)\" fill=\"\(color)\">\(DotText.html(text))</text>\n"
  }

  // MARK: Frame

  private func frame(
    _ graph: Subgraph, _ sheet: DotStyleSheet, title: String?, notes: [String], places: [Point],
    names: [String], radii: [Double], body: String
  ) -> String {
    var (low, high) = (Point(-200, -50), Point(200, 50))
    for (node, place) in places.enumerated() {
      let reach = Point(
        max(radii[node], Self.width(names[node], Self.fontSize) / 2),
        radii[node] + Self.fontSize * 1.4)
      low = pointwiseMin(low, place - reach)
      high = pointwiseMax(high, place + reach)
    }
    var remarks = [PictureSummary.text(of: graph)] + notes
    if graph.omittedNodes > 0 {
      remarks.append(
        "\(graph.nodes.count) of \(graph.nodes.count + graph.omittedNodes) nodes; "
          + "--limit, --types and --around choose others.")
    }
    // The head is as large in a large picture as in a small one.
    let width = high.x - low.x + 2 * Self.margin
    let scale = max(1, width / 1100)
    let headHeight = scale * (46 + 15 * Double(remarks.count) + 22)
    let height = high.y - low.y + 2 * Self.margin + headHeight
    let (left, top) = (low.x - Self.margin, low.y - Self.margin - headHeight)
    let title = title ?? PictureSummary.title(of: graph)
    var head = "<g transform=\"translate(\(Self.rounded(left + Self.margin)) \(Self.rounded(top)))"
    head += " scale(\(Self.rounded(scale)))\" text-anchor=\"start\">\n"
    head += "<text y=\"32\" font-size=\"19\" font-weight=\"bold\" fill=\"#222222\">"
    head += "\(DotText.html(title))</text>\n"
    for (place, remark) in remarks.enumerated() {
      head += "<text y=\"\(50 + 15 * place)\" font-size=\"11.5\" fill=\"#6b6b6b\">"
      head += "\(DotText.html(remark))</text>\n"
    }
    head += legend(graph, sheet, y: 50 + 15 * Double(remarks.count)) + "</g>\n"
    // As wide as A4 has it at most, in the units of a screen.
    let shown = min(1100, width)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(Self.rounded(shown))" \
      height="\(Self.rounded(height * shown / width))" viewBox="\(Self.rounded(left)) \
      \(Self.rounded(top)) \(Self.rounded(width)) \(Self.rounded(height))" \
      font-family="Helvetica, Arial, sans-serif" text-anchor="middle">
      <title>\(DotText.html(title))</title>
      <rect x="\(Self.rounded(left))" y="\(Self.rounded(top))" width="\(Self.rounded(width))" \
      height="\(Self.rounded(height))" fill="white"/>
      <style>text { paint-order: stroke; stroke: white; stroke-width: 2.5px; stroke-linejoin: round }</style>
      \(head)\(body)</svg>

      """
  }

  private func legend(_ graph: Subgraph, _ sheet: DotStyleSheet, y: Double) -> String {
    var text = ""
    var x = 0.0
    func add(_ sign: String, _ name: String) {
      text += "<g transform=\"translate(\(Self.rounded(x)) \(Self.rounded(y)))\">\(sign)"
      text += "<text x=\"14\" y=\"4\" font-size=\"10.5\" fill=\"#4d5560\">"
      text += "\(DotText.html(name))</text></g>\n"
      x += 28 + Self.width(name, 10.5)
    }
    for style in sheet.used {
      let isPlain = style.shape == "plaintext"
      add(
        "<circle cx=\"5\" r=\"5\" fill=\"\(isPlain ? "#DDDDDD" : style.focusFill)\" "
          + "stroke=\"\(isPlain ? "#AAAAAA" : style.border)\"/>", style.name)
    }
    func sign(_ bundle: DotEdgeBundle?) -> String {
      guard let bundle else { return "" }
      return
        "<path d=\"M-2 0 H10\" stroke=\"\(bundle.color)\" stroke-width=\"1.5\"\(bundle.dashes)/>"
    }
    let bundles = DotEdgeBundle.bundles(graph.edges)
    if let derived = bundles.first(where: { $0.kind == .derived }) {
      add(sign(derived), "derived by a rule")
    }
    if let claimed = bundles.first(where: { $0.kind != .derived && $0.kind != .stated }) {
      add(sign(claimed), "planned, possible, denied or only said")
    }
    return text
  }

  private static func pair(_ point: Point) -> String { "\(rounded(point.x)) \(rounded(point.y))" }

  private static func rounded(_ number: Double) -> String {
    let text = String((number * 10).rounded() / 10)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
