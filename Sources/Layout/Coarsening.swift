/// A smaller graph of the same shape: nodes joined in pairs.
///
/// Pairs are neighbours, those with the heaviest line first (Karypis and Kumar, "A fast and high quality multilevel scheme
/// for partitioning irregular graphs", 1998), and then, of what is left, nodes with a common neighbour, without which the many
/// leaves of a hub would stay apart.
struct Coarsening {
  let graph: Adjacency
  /// By node of the finer graph, the one of ``graph`` that it became part of.
  let part: [Int]

  init(_ fine: Adjacency) {
    let count = fine.count
    var mate = [Int](repeating: -1, count: count)
    let order = (0..<count).sorted { (fine.degree(of: $0), $0) < (fine.degree(of: $1), $1) }
    for node in order where mate[node] < 0 {
      var best = -1
      var most = 0.0
      for place in fine.range(of: node) where mate[fine.neighbours[place]] < 0 {
        let other = fine.neighbours[place]
        // Of equally heavy lines that to the node with fewer neighbours: a hub is to keep its own place.
        let value = fine.weights[place] / Double(fine.degree(of: other))
        if value > most { (best, most) = (other, value) }
      }
      if best >= 0 { (mate[node], mate[best]) = (best, node) }
    }
    for hub in 0..<count {
      var waiting = -1
      for place in fine.range(of: hub) where mate[fine.neighbours[place]] < 0 {
        let leaf = fine.neighbours[place]
        if waiting < 0 {
          waiting = leaf
        } else {
          (mate[leaf], mate[waiting]) = (waiting, leaf)
          waiting = -1
        }
      }
    }
    var part = [Int](repeating: -1, count: count)
    var parts = 0
    for node in 0..<count where part[node] < 0 {
      part[node] = parts
      if mate[node] >= 0 { part[mate[node]] = parts }
      parts += 1
    }
    var lines: [LayoutGraph.Line] = []
    lines.reserveCapacity(fine.neighbours.count / 2)
    for node in 0..<count {
      for place in fine.range(of: node) where fine.neighbours[place] > node {
        lines.append(
          LayoutGraph.Line(
            from: part[node], to: part[fine.neighbours[place]], weight: fine.weights[place]))
      }
    }
    self.part = part
    graph = Adjacency(count: parts, lines: lines)
  }
}
