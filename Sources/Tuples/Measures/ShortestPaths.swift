/// The shortest paths between two nodes that visit no node twice, shortest first.
///
/// J. Y. Yen, "Finding the K Shortest Loopless Paths in a Network" (1971), with E. Lawler's rule that a path is not left
/// where the one that it came from was left already; each search is led by the distances to the goal (P. Hart, N. Nilsson,
/// B. Raphael, "A Formal Basis for the Heuristic Determination of Minimum Cost Paths", 1968). At most one search for each
/// node of each path that is found.
public struct ShortestPaths {
  private let network: Network
  private let reversed: Network
  private var rest: (goal: Int, distances: [Double])?
  private var distances: [Double]
  private var before: [Int32]
  private var touched: [Int32] = []
  private var queue = NodeQueue()

  /// A path from node to node.
  public struct Path: Hashable, Sendable {
    /// Node numbers, both ends included.
    public var nodes: [Int32]
    /// The sum of the weights of its edges.
    public var length: Double
  }

  /// - Parameter network: its weights are lengths, none below 0
  public init(_ network: Network) {
    self.network = network
    reversed = network.reversed
    distances = [Double](repeating: .infinity, count: network.nodes)
    before = [Int32](repeating: -1, count: network.nodes)
  }

  /// A path with the place from which on it is another than the one that it came from.
  private struct Candidate {
    var path: Path
    var deviation: Int

    func isBefore(_ other: Candidate) -> Bool {
      if path.length != other.path.length { return path.length < other.path.length }
      if path.nodes.count != other.path.nodes.count {
        return path.nodes.count < other.path.nodes.count
      }
      return path.nodes.lexicographicallyPrecedes(other.path.nodes)
    }
  }

  /// - Parameters:
  ///   - count: the most paths
  ///   - progress: called for every search with the bytes in use; what it throws ends the work
  /// - Returns: none where the two are one
  public mutating func paths(
    from start: Int, to goal: Int, count: Int, progress: (_ bytes: Int) throws -> Void
  ) throws -> [Path] {
    guard start != goal, count > 0 else { return [] }
    try progress(network.nodes * 24)
    if rest?.goal != goal { rest = (goal, reversed.distances(from: goal)) }
    guard let first = search(from: start, to: goal, without: [], leaving: []) else { return [] }
    var found: [Path] = []
    var candidates = [Candidate(path: first, deviation: 0)]
    var known: Set<[Int32]> = [first.nodes]
    while found.count < count,
      let place = candidates.indices.min(by: { candidates[$0].isBefore(candidates[$1]) })
    {
      let next = candidates.remove(at: place)
      found.append(next.path)
      guard found.count < count else { break }
      let nodes = next.path.nodes
      for spur in next.deviation..<(nodes.count - 1) {
        try progress(network.nodes * 24 + known.count * (nodes.count * 4 + 64))
        let root = nodes[...spur]
        // What begins as this path does goes on from here in another way than all of those that are known.
        let taken = Set(
          found.filter { $0.nodes.count > spur + 1 && $0.nodes[...spur] == root }
            .map { $0.nodes[spur + 1] })
        guard
          let tail = search(
            from: Int(nodes[spur]), to: goal, without: Set(root.dropLast()), leaving: taken)
        else { continue }
        let whole = Array(root.dropLast()) + tail.nodes
        guard known.insert(whole).inserted else { continue }
        candidates.append(
          Candidate(
            path: Path(nodes: whole, length: network.length(of: whole)), deviation: spur))
      }
    }
    return found
  }

  /// The shortest path that avoids some nodes, and whose first step leads to none of `taken`.
  private mutating func search(
    from start: Int, to goal: Int, without avoided: Set<Int32>, leaving taken: Set<Int32>
  ) -> Path? {
    guard let rest = rest?.distances, rest[start] < .infinity else { return nil }
    for node in touched { distances[Int(node)] = .infinity }
    touched = [Int32(start)]
    queue.removeAll()
    distances[start] = 0
    before[start] = -1
    queue.push(Int32(start), at: rest[start])
    while let (node, estimate) = queue.pop() {
      let here = Int(node)
      let length = distances[here]
      if here == goal { break }
      guard estimate == length + rest[here] else { continue }
      for edge in network.edgeRange(here) {
        let target = network.targets[edge]
        let longer = length + network.weight(edge)
        guard rest[Int(target)] < .infinity, longer < distances[Int(target)],
          !avoided.contains(target), here != start || !taken.contains(target)
        else { continue }
        if distances[Int(target)] == .infinity { touched.append(target) }
        distances[Int(target)] = longer
        before[Int(target)] = node
        queue.push(target, at: longer + rest[Int(target)])
      }
    }
    guard distances[goal] < .infinity else { return nil }
    var nodes = [Int32(goal)]
    while let last = nodes.last, Int(last) != start { nodes.append(before[Int(last)]) }
    return Path(nodes: nodes.reversed(), length: distances[goal])
  }
}

extension Network {
  /// The distance of every node from one; infinite where no path leads. Breadth first where edges have no weights.
  ///
  /// E. W. Dijkstra, "A Note on Two Problems in Connexion with Graphs" (1959).
  func distances(from source: Int) -> [Double] {
    weights.isEmpty ? steps(from: source) : lengths(from: source)
  }

  private func steps(from source: Int) -> [Double] {
    var distances = [Double](repeating: .infinity, count: nodes)
    distances[source] = 0
    var reached = [Int32(source)]
    var head = 0
    while head < reached.count {
      let node = Int(reached[head])
      head += 1
      for edge in edgeRange(node) where distances[Int(targets[edge])] == .infinity {
        distances[Int(targets[edge])] = distances[node] + 1
        reached.append(targets[edge])
      }
    }
    return distances
  }

  private func lengths(from source: Int) -> [Double] {
    var distances = [Double](repeating: .infinity, count: nodes)
    distances[source] = 0
    var queue = NodeQueue()
    queue.push(Int32(source), at: 0)
    while let (node, length) = queue.pop() {
      guard length == distances[Int(node)] else { continue }
      for edge in edgeRange(Int(node)) {
        let longer = length + weight(edge)
        guard longer < distances[Int(targets[edge])] else { continue }
        distances[Int(targets[edge])] = longer
        queue.push(targets[edge], at: longer)
      }
    }
    return distances
  }

  /// How long a path is that follows edges.
  func length(of path: [Int32]) -> Double {
    zip(path, path.dropFirst()).reduce(0) { sum, step in
      sum + (edgeRange(Int(step.0)).first { targets[$0] == step.1 }.map(weight) ?? .infinity)
    }
  }
}
