import Glibc
import Layout

/// Where nodes lie in files for programs that lay graphs out: a start that shows the shape already.
///
/// Of graphs that are too large to be laid out while somebody waits, a spiral of equal areas (Vogel, "A better way to
/// construct the sunflower head", 1979) with the most connected in the middle. The same graph has the same places.
/// About n log n.
struct NodePlacement {
  private(set) var points: [Point]

  /// Some seconds of layout.
  private static let mostLaidOut = 20_000
  /// The distance of neighbours on the spiral.
  private static let distance = 60.0

  init(_ part: Subgraph) {
    guard part.nodes.count <= Self.mostLaidOut else {
      points = Self.spiral(part)
      return
    }
    points =
      GraphLayout(
        LayoutGraph(
          sizes: Array(repeating: Point(20, 20), count: part.nodes.count),
          lines: part.edges.map { LayoutGraph.Line(from: $0.subject, to: $0.object) })
      ).points
  }

  private static func spiral(_ part: Subgraph) -> [Point] {
    var degrees = [Int](repeating: 0, count: part.nodes.count)
    for edge in part.edges {
      degrees[edge.subject] += 1
      degrees[edge.object] += 1
    }
    var points = [Point](repeating: .zero, count: part.nodes.count)
    let order = degrees.indices.sorted { (-degrees[$0], $0) < (-degrees[$1], $1) }
    let golden = Double.pi * (3 - 5.0.squareRoot())
    for (rank, node) in order.enumerated() {
      let radius = distance * Double(rank).squareRoot()
      let angle = golden * Double(rank)
      points[node] = Point(radius * cos(angle), radius * sin(angle))
    }
    return points
  }
}
