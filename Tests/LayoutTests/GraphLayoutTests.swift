import Layout
import Testing

@Suite struct GraphLayoutTests {
  /// Graphs of shapes that are hard in different ways.
  private static let shapes: [String: LayoutGraph] = {
    var numbers = SystemRandomNumberGenerator()
    func graph(_ count: Int, _ lines: [(Int, Int)], size: Point = Point(40, 14)) -> LayoutGraph {
      LayoutGraph(
        sizes: (0..<count).map { $0 % 7 == 0 ? size * 2 : size },
        lines: lines.map { LayoutGraph.Line(from: $0.0, to: $0.1) })
    }
    let random = (0..<500).map { _ in
      (Int.random(in: 0..<300, using: &numbers), Int.random(in: 0..<300, using: &numbers))
    }
    return [
      "nothing": graph(0, []),
      "one node": graph(1, []),
      "one node and a loop": graph(1, [(0, 0)]),
      "two nodes": graph(2, [(0, 1), (1, 0), (0, 1)]),
      "islands": graph(300, []),
      "pairs": graph(300, (0..<150).map { (2 * $0, 2 * $0 + 1) }),
      "star": graph(200, (1..<200).map { (0, $0) }),
      "path": graph(200, (1..<200).map { ($0 - 1, $0) }),
      "clique": graph(30, (0..<30).flatMap { a in (0..<a).map { (a, $0) } }),
      "grid": graph(225, grid(15), size: Point(8, 8)),
      "random": graph(300, random),
      "wide boxes": graph(60, (1..<60).map { ($0 / 2, $0) }, size: Point(400, 10)),
      "points": graph(100, (1..<100).map { ($0 / 3, $0) }, size: .zero),
    ]
  }()

  private static func grid(_ side: Int) -> [(Int, Int)] {
    var lines: [(Int, Int)] = []
    for row in 0..<side {
      for column in 0..<(side - 1) {
        lines.append((row * side + column, row * side + column + 1))
        lines.append((column * side + row, (column + 1) * side + row))
      }
    }
    return lines
  }

  private func distance(_ a: Point, _ b: Point) -> Double {
    ((a - b) * (a - b)).sum().squareRoot()
  }

  @Test(arguments: GraphLayoutTests.shapes.keys.sorted())
  func noTwoBoxesOverlap(shape: String) throws {
    let graph = try #require(Self.shapes[shape])
    let points = GraphLayout(graph).points
    #expect(points.count == graph.sizes.count)
    var overlaps = 0
    for a in points.indices {
      #expect(points[a].x.isFinite && points[a].y.isFinite)
      for b in points.indices.dropFirst(a + 1) {
        let away = points[a] - points[b]
        let needed = (graph.sizes[a] + graph.sizes[b]) / 2
        if abs(away.x) < needed.x, abs(away.y) < needed.y { overlaps += 1 }
      }
    }
    #expect(overlaps == 0)
  }

  @Test(arguments: GraphLayoutTests.shapes.keys.sorted())
  func theSameGraphHasTheSamePlaces(shape: String) throws {
    let graph = try #require(Self.shapes[shape])
    #expect(GraphLayout(graph).points == GraphLayout(graph).points)
  }

  @Test func neighboursAreNearAndAGridIsUnfolded() {
    let side = 20
    let lines = Self.grid(side)
    let points = GraphLayout(
      LayoutGraph(
        sizes: Array(repeating: Point(6, 6), count: side * side),
        lines: lines.map { LayoutGraph.Line(from: $0.0, to: $0.1) })
    ).points
    let lengths = lines.map { distance(points[$0.0], points[$0.1]) }
    let mean = lengths.reduce(0, +) / Double(lengths.count)
    let variance = lengths.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(lengths.count)
    #expect(variance.squareRoot() < mean * 0.4, "lines are about equally long")
    // Nodes at the ends of a side are as far apart as an unfolded grid has them.
    for (a, b) in [(0, side - 1), (0, side * (side - 1)), (side - 1, side * side - 1)] {
      #expect(distance(points[a], points[b]) > mean * Double(side) * 0.5)
    }
  }

  @Test func groupsStandApart() {
    // Two groups of 20, each dense, with one line between them.
    var lines = [LayoutGraph.Line(from: 0, to: 20)]
    for start in [0, 20] {
      for a in 0..<20 {
        for step in [1, 3, 7] {
          lines.append(LayoutGraph.Line(from: start + a, to: start + (a + step) % 20))
        }
      }
    }
    let points = GraphLayout(
      LayoutGraph(sizes: Array(repeating: Point(10, 10), count: 40), lines: lines)
    ).points
    let middles = [0, 20].map { start in
      points[start..<(start + 20)].reduce(.zero, +) / 20
    }
    for (place, point) in points.enumerated() {
      let own = place / 20
      #expect(distance(point, middles[own]) < distance(point, middles[1 - own]))
    }
  }

  @Test func whatIsAddedLeavesTheOthersWhereTheyAre() {
    let graph = LayoutGraph(
      sizes: Array(repeating: Point(20, 10), count: 50),
      lines: (1..<50).map { LayoutGraph.Line(from: $0 / 2, to: $0) })
    let first = GraphLayout(graph)
    var larger = graph
    for node in 50..<80 {
      larger.sizes.append(Point(20, 10))
      larger.lines.append(LayoutGraph.Line(from: node - 50, to: node))
    }
    larger.sizes.append(Point(20, 10))
    let known: [Point?] = first.points.map(\.self) + Array(repeating: nil, count: 31)
    let second = GraphLayout(larger, among: known).points
    #expect(Array(second[..<50]) == first.points)
    for node in 50..<80 {
      let nearest = distance(second[node], second[node - 50])
      let mean = (0..<50).reduce(0) { $0 + distance(second[node], second[$1]) } / 50
      #expect(nearest < mean, "\(node) lies near the node that it hangs on")
    }
  }

  @Test func theWholeIsAsWideAsAskedAndInTheMiddle() {
    let islands = LayoutGraph(sizes: Array(repeating: Point(20, 20), count: 900), lines: [])
    for aspect in [1.0, 2.0] {
      let points = GraphLayout(islands, aspect: aspect).points
      let xs = points.map(\.x)
      let ys = points.map(\.y)
      let width = (xs.max() ?? 0) - (xs.min() ?? 0)
      let height = (ys.max() ?? 0) - (ys.min() ?? 0)
      #expect(abs(width / height - aspect) < 0.3 * aspect)
      #expect(abs((xs.max() ?? 0) + (xs.min() ?? 0)) < 1)
      #expect(abs((ys.max() ?? 0) + (ys.min() ?? 0)) < 1)
    }
  }
}
