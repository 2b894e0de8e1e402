/// Springs along lines and a push between all nodes, whose rest is a picture in which neighbours are near.
///
/// The forces, the step that adapts and the use of ever coarser graphs are those of Hu, "Efficient, high-quality
/// force-directed graph drawing", The Mathematica Journal 10 (2005), with his push that falls with the square of the distance.
/// The unit of length is the spring's.
struct ForceModel {
  let graph: Adjacency
  private(set) var points: [Point]
  /// Nodes that stay where they are.
  private let fixed: [Bool]?

  private static let pushStrength = 1.0
  /// The most that a weight counts: in coarse graphs sums of many would draw everything into one point.
  private static let greatestWeight = 2.0
  private static let cooling = 0.9
  /// A step below which nothing is seen to move.
  private static let leastStep = 0.005
  private static let smallestGraph = 24

  /// Lays out a connected graph from nothing. About n log n.
  init(laying graph: Adjacency, random: inout RandomSource) {
    self.graph = graph
    fixed = nil
    guard graph.count > 2 else {
      points = (0..<graph.count).map { Point(Double($0), 0) }
      return
    }
    let next = graph.count > Self.smallestGraph ? Coarsening(graph) : nil
    if let next, next.graph.count * 10 < graph.count * 9 {
      let coarse = ForceModel(laying: next.graph, random: &random)
      // The same density with more nodes.
      let scale = (Double(graph.count) / Double(next.graph.count)).squareRoot()
      points = next.part.map { coarse.points[$0] * scale + random.point() * 0.1 }
      relax(rounds: graph.count > 2000 ? 60 : 150, step: 0.3)
    } else {
      let width = Double(graph.count).squareRoot()
      points = (0..<graph.count).map { _ in random.point() * width }
      relax(rounds: 300, step: 1)
    }
  }

  /// Finds places for some nodes among others that keep theirs.
  init(placing graph: Adjacency, among known: [Point?], random: inout RandomSource) {
    self.graph = graph
    fixed = known.map { $0 != nil }
    var found = known
    // From those with a place outward to their neighbours.
    var pending = known.indices.filter { known[$0] != nil }
    var place = 0
    while place < pending.count {
      let node = pending[place]
      place += 1
      for one in graph.range(of: node) where found[graph.neighbours[one]] == nil {
        found[graph.neighbours[one]] = (found[node] ?? .zero) + random.point()
        pending.append(graph.neighbours[one])
      }
    }
    let width = Double(graph.count).squareRoot()
    points = found.map { $0 ?? random.point() * width }
    relax(rounds: 60, step: 0.3)
  }

  private mutating func relax(rounds: Int, step: Double) {
    var step = step
    var progress = 0
    var before = Double.infinity
    for _ in 0..<rounds where step > Self.leastStep {
      let tree = QuadTree(points)
      var energy = 0.0
      for node in points.indices where fixed?[node] != true {
        let point = points[node]
        var force = tree.push(on: point, but: node) * Self.pushStrength
        for place in graph.range(of: node) {
          let toward = points[graph.neighbours[place]] - point
          let weight = min(graph.weights[place], Self.greatestWeight)
          force += toward * ((toward * toward).sum().squareRoot() * weight)
        }
        let length = (force * force).sum()
        energy += length
        if length > 1e-12 { points[node] = point + force * (step / length.squareRoot()) }
      }
      if energy < before {
        progress += 1
        if progress >= 5 {
          progress = 0
          step /= Self.cooling
        }
      } else {
        progress = 0
        step *= Self.cooling
      }
      before = energy
    }
  }
}
