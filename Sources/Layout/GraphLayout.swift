/// Places for the nodes of a graph such that neighbours are near and no two boxes overlap. The same graph has the same places.
///
/// Each connected component is laid out by forces (``ForceModel``), turned so that it is wider than high, cleared of overlaps,
/// and packed beside the others. About n log n in nodes and lines.
package struct GraphLayout: Sendable {
  /// By node; the middle of the whole is at 0, 0.
  package let points: [Point]

  /// How much wider pictures are made than the forces make them.
  private static let stretch = 1.3
  /// The room between boxes.
  private static let gap = 6.0

  /// - Parameters:
  ///   - spacing: about how long lines are to be, where boxes leave it so.
  ///   - aspect: how much wider than high the whole is to be.
  package init(_ graph: LayoutGraph, spacing: Double = 60, aspect: Double = 1.6) {
    let whole = Adjacency(count: graph.sizes.count, lines: graph.lines)
    var random = RandomSource()
    var local = [Int](repeating: 0, count: graph.sizes.count)
    let components = whole.components()
    let pieces = components.map { nodes in
      for (place, node) in nodes.enumerated() { local[node] = place }
      var lines: [LayoutGraph.Line] = []
      for node in nodes {
        for place in whole.range(of: node) where whole.neighbours[place] > node {
          lines.append(
            LayoutGraph.Line(
              from: local[node], to: local[whole.neighbours[place]], weight: whole.weights[place]))
        }
      }
      return Self.piece(lines, nodes.map { graph.sizes[$0] }, spacing, &random)
    }
    var packing = ComponentPacking(aspect: aspect, gap: Self.gap * 2)
    let moves = packing.moves(of: pieces)
    var points = [Point](repeating: .zero, count: graph.sizes.count)
    for (component, nodes) in components.enumerated() {
      for (place, node) in nodes.enumerated() {
        points[node] = pieces[component].points[place] + moves[component]
      }
    }
    self.points = Self.centered(points, graph.sizes)
  }

  /// Places for some nodes among others that keep theirs.
  ///
  /// - Parameter known: By node its place; nil for one that needs one.
  package init(_ graph: LayoutGraph, among known: [Point?], spacing: Double = 60) {
    let whole = Adjacency(count: graph.sizes.count, lines: graph.lines)
    var random = RandomSource()
    let model = ForceModel(
      placing: whole, among: known.map { $0.map { $0 / spacing } }, random: &random)
    let start = zip(known, model.points).map { $0 ?? $1 * spacing }
    points =
      OverlapRemoval(
        start, sizes: graph.sizes.map { $0 + Self.gap }, fixed: known.map { $0 != nil }
      ).points
  }

  private static func piece(
    _ lines: [LayoutGraph.Line], _ sizes: [Point], _ spacing: Double, _ random: inout RandomSource
  ) -> ComponentPacking.Piece {
    let graph = Adjacency(count: sizes.count, lines: lines)
    let model = ForceModel(laying: graph, random: &random)
    var points = turned(model.points)
    // The boxes alone need so much room; a picture that is larger by a few times keeps its shape when they are moved apart.
    let area = sizes.reduce(0) { $0 + ($1.x + gap) * ($1.y + gap) } / Double(max(1, sizes.count))
    let length = meanLength(graph, points)
    let scale = max(spacing, area.squareRoot()) / max(length, 1e-6)
    // Boxes with writing are wider than high, and so are windows and pages.
    for node in points.indices { points[node] *= Point(scale * stretch, scale) }
    points = OverlapRemoval(points, sizes: sizes.map { $0 + gap }).points
    return ComponentPacking.Piece(
      points: points, sizes: sizes, lines: lines.map { ($0.from, $0.to) })
  }

  private static func meanLength(_ graph: Adjacency, _ points: [Point]) -> Double {
    var sum = 0.0
    for node in points.indices {
      for place in graph.range(of: node) {
        let way = points[graph.neighbours[place]] - points[node]
        sum += (way * way).sum().squareRoot()
      }
    }
    return graph.neighbours.isEmpty ? 1 : sum / Double(graph.neighbours.count)
  }

  /// The points around their mean, turned so that they spread most from left to right (the principal axis).
  private static func turned(_ points: [Point]) -> [Point] {
    let mean = points.reduce(.zero, +) / Double(max(1, points.count))
    let centered = points.map { $0 - mean }
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for point in centered {
      xx += point.x * point.x
      xy += point.x * point.y
      yy += point.y * point.y
    }
    // Half-angle formulas, so that no function is needed whose last digit differs between machines.
    let spread = ((xx - yy) * (xx - yy) + 4 * xy * xy).squareRoot()
    guard spread > 1e-9 else { return centered }
    let cosine = ((1 + (xx - yy) / spread) / 2).squareRoot()
    let sine = (xy < 0 ? -1 : 1) * ((1 - (xx - yy) / spread) / 2).squareRoot()
    return centered.map {
      Point($0.x * cosine + $0.y * sine, $0.y * cosine - $0.x * sine)
    }
  }

  private static func centered(_ points: [Point], _ sizes: [Point]) -> [Point] {
    guard let first = points.first else { return points }
    var (low, high) = (first, first)
    for (point, size) in zip(points, sizes) {
      low = pointwiseMin(low, point - size / 2)
      high = pointwiseMax(high, point + size / 2)
    }
    return points.map { $0 - (low + high) / 2 }
  }
}
