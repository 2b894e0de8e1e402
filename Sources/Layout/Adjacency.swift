/// Neighbours of each node with the weight of what joins them, in compressed rows: no loops, and of parallel lines one with
/// their sum.
struct Adjacency {
  /// Where the neighbours of a node begin in ``neighbours``; one more than there are nodes.
  private(set) var starts: [Int]
  private(set) var neighbours: [Int]
  private(set) var weights: [Double]

  var count: Int { starts.count - 1 }

  func range(of node: Int) -> Range<Int> { starts[node]..<starts[node + 1] }

  func degree(of node: Int) -> Int { starts[node + 1] - starts[node] }

  /// n + m log m for m lines.
  init(count: Int, lines: [LayoutGraph.Line]) {
    var pairs: [(key: Int, weight: Double)] = []
    pairs.reserveCapacity(lines.count)
    for line in lines where line.from != line.to {
      pairs.append((min(line.from, line.to) * count + max(line.from, line.to), line.weight))
    }
    pairs.sort { $0.key < $1.key }
    var joined: [(key: Int, weight: Double)] = []
    for pair in pairs {
      if joined.last?.key == pair.key {
        joined[joined.count - 1].weight += pair.weight
      } else {
        joined.append(pair)
      }
    }
    starts = [Int](repeating: 0, count: count + 1)
    for pair in joined {
      starts[pair.key / count + 1] += 1
      starts[pair.key % count + 1] += 1
    }
    for node in 0..<count { starts[node + 1] += starts[node] }
    neighbours = [Int](repeating: 0, count: joined.count * 2)
    weights = [Double](repeating: 0, count: joined.count * 2)
    var next = starts
    for pair in joined {
      let (low, high) = (pair.key / count, pair.key % count)
      for (node, other) in [(low, high), (high, low)] {
        neighbours[next[node]] = other
        weights[next[node]] = pair.weight
        next[node] += 1
      }
    }
  }

  /// The nodes of each connected component, the largest first; within one in the order of their numbers.
  func components() -> [[Int]] {
    var component = [Int](repeating: -1, count: count)
    var sizes: [Int] = []
    var pending: [Int] = []
    for root in 0..<count where component[root] < 0 {
      component[root] = sizes.count
      pending.append(root)
      var size = 0
      while let node = pending.popLast() {
        size += 1
        for place in range(of: node) where component[neighbours[place]] < 0 {
          component[neighbours[place]] = sizes.count
          pending.append(neighbours[place])
        }
      }
      sizes.append(size)
    }
    let order = sizes.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
    var rank = [Int](repeating: 0, count: sizes.count)
    for (place, one) in order.enumerated() { rank[one] = place }
    var result = [[Int]](repeating: [], count: sizes.count)
    for node in 0..<count { result[rank[component[node]]].append(node) }
    return result
  }
}
