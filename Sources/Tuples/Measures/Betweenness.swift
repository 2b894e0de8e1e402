extension Network {
  /// For each node the share of the shortest paths between all others that lead through it, summed over all pairs and
  /// divided by their number. Weights are lengths and more than 0.
  ///
  /// U. Brandes, "A Faster Algorithm for Betweenness Centrality" (2001): a search from each node, so nodes times edges.
  ///
  /// - Parameter progress: called for every node with the bytes in use; what it throws ends the work
  public func betweenness(progress: (_ bytes: Int) throws -> Void) throws -> [Double] {
    var total = [Double](repeating: 0, count: nodes)
    var search = PathCounts(nodes: nodes)
    for source in 0..<nodes {
      try progress(nodes * 48)
      if weights.isEmpty {
        search.countSteps(from: source, in: self)
      } else {
        search.countLengths(from: source, in: self)
      }
      search.addDependencies(from: source, in: self, to: &total)
    }
    let pairs = Double(nodes - 1) * Double(nodes - 2)
    return nodes > 2 ? total.map { Network.rounded($0 / pairs) } : total
  }
}

/// The shortest paths from one node: how long they are and how many.
private struct PathCounts {
  private var distance: [Double]
  private var paths: [Double]
  private var dependency: [Double]
  /// Nodes in the order of their distance.
  private var reached: [Int32] = []
  private var queue = NodeQueue()

  init(nodes: Int) {
    distance = [Double](repeating: .infinity, count: nodes)
    paths = [Double](repeating: 0, count: nodes)
    dependency = [Double](repeating: 0, count: nodes)
  }

  private mutating func begin(at source: Int) {
    for node in reached {
      distance[Int(node)] = .infinity
      (paths[Int(node)], dependency[Int(node)]) = (0, 0)
    }
    reached.removeAll(keepingCapacity: true)
    (distance[source], paths[source]) = (0, 1)
  }

  mutating func countSteps(from source: Int, in network: Network) {
    begin(at: source)
    reached.append(Int32(source))
    var head = 0
    while head < reached.count {
      let node = Int(reached[head])
      head += 1
      for edge in network.edgeRange(node) {
        let target = Int(network.targets[edge])
        if distance[target] == .infinity {
          distance[target] = distance[node] + 1
          reached.append(Int32(target))
        }
        if distance[target] == distance[node] + 1 { paths[target] += paths[node] }
      }
    }
  }

  mutating func countLengths(from source: Int, in network: Network) {
    begin(at: source)
    queue.push(Int32(source), at: 0)
    while let (node, length) = queue.pop() {
      // What was found to be nearer since was taken then.
      guard length == distance[Int(node)] else { continue }
      reached.append(node)
      for edge in network.edgeRange(Int(node)) {
        let target = Int(network.targets[edge])
        let longer = length + network.weight(edge)
        if longer < distance[target] {
          distance[target] = longer
          paths[target] = paths[Int(node)]
          queue.push(Int32(target), at: longer)
        } else if longer == distance[target] {
          paths[target] += paths[Int(node)]
        }
      }
    }
  }

  /// Farthest first: each node's share of the paths to all that lie behind it.
  mutating func addDependencies(from source: Int, in network: Network, to total: inout [Double]) {
    for node in reached.reversed().map({ Int($0) }) {
      var sum = 0.0
      for edge in network.edgeRange(node) {
        let target = Int(network.targets[edge])
        guard distance[target] == distance[node] + network.weight(edge) else { continue }
        sum += paths[node] / paths[target] * (1 + dependency[target])
      }
      dependency[node] = sum
      if node != source { total[node] += sum }
    }
  }
}
