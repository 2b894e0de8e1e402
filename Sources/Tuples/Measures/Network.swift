/// A directed graph over the values of two columns, for measures of the whole of it.
///
/// Nodes are numbered in the ascending order of their values, and the edges of a node stand in the order of their ends: so
/// what a measure decides by order is the same however the rows came.
public struct Network: Sendable {
  /// The value of each node.
  public let values: [Int32]
  /// Where the edges of each node begin, and one more for the end of the last.
  public let starts: [Int32]
  /// The nodes that edges lead to.
  public let targets: [Int32]
  /// The weight of each edge; empty where all are 1.
  public let weights: [Double]

  /// Which weight counts where several rows join the same two nodes.
  public enum Merging: Sendable { case sum, least, greatest }

  /// Nodes.
  public var nodes: Int { values.count }
  /// Edges; one of both directions counts twice.
  public var edges: Int { targets.count }

  /// Linear in the rows.
  ///
  /// - Parameters:
  ///   - weights: one a row; nil for 1 each, and then rows that join the same two are one edge
  ///   - isTwoWay: whether a row joins its two both ways
  ///   - progress: called now and then with the bytes in use; what it throws ends the work
  public init(
    from sources: Column, to ends: Column, weights: [Double]? = nil, merging: Merging = .sum,
    isTwoWay: Bool = false, progress: (_ bytes: Int) throws -> Void
  ) throws {
    let rows = sources.count
    precondition(ends.count == rows && weights.map { $0.count == rows } ?? true)
    let bytes = rows * (isTwoWay ? 56 : 32)
    try progress(bytes)
    var (values, numbers) = (sources.values + ends.values, [Int32](repeating: 0, count: rows * 2))
    let order = try RadixSort.order(
      by: [values], count: rows * 2, progress: { try progress(bytes) })
    var different: [Int32] = []
    for place in order {
      let value = values[Int(place)]
      if different.last != value { different.append(value) }
      numbers[Int(place)] = Int32(different.count - 1)
    }
    values = []
    self.values = different
    var (first, second) = (Array(numbers[..<rows]), Array(numbers[rows...]))
    if isTwoWay { (first, second) = (first + second, second + first) }
    try progress(bytes)
    let sorted = try RadixSort.order(
      by: [first, second], count: first.count, progress: { try progress(bytes) })
    var starts = [Int32](repeating: 0, count: different.count + 1)
    var targets: [Int32] = []
    var merged: [Double] = []
    targets.reserveCapacity(first.count)
    var last: (source: Int32, target: Int32) = (-1, -1)
    for place in sorted {
      let (source, target) = (first[Int(place)], second[Int(place)])
      let weight = weights.map { $0[Int(place) % max(rows, 1)] }
      if last.source == source, last.target == target {
        guard let weight else { continue }
        let end = merged.count - 1
        switch merging {
        case .sum: merged[end] += weight
        case .least: merged[end] = min(merged[end], weight)
        case .greatest: merged[end] = max(merged[end], weight)
        }
        continue
      }
      last = (source, target)
      starts[Int(source) + 1] += 1
      targets.append(target)
      if let weight { merged.append(weight) }
    }
    for node in 0..<different.count { starts[node + 1] += starts[node] }
    (self.starts, self.targets, self.weights) = (starts, targets, merged)
  }

  private init(values: [Int32], starts: [Int32], targets: [Int32], weights: [Double]) {
    (self.values, self.starts, self.targets, self.weights) = (values, starts, targets, weights)
  }

  /// The same with every edge the other way. Linear.
  public var reversed: Network {
    var starts = [Int32](repeating: 0, count: nodes + 1)
    for target in targets { starts[Int(target) + 1] += 1 }
    for node in 0..<nodes { starts[node + 1] += starts[node] }
    var next = starts
    var sources = [Int32](repeating: 0, count: edges)
    var moved = [Double](repeating: 0, count: weights.count)
    for node in 0..<nodes {
      for edge in edgeRange(node) {
        let place = Int(next[Int(targets[edge])])
        next[Int(targets[edge])] += 1
        sources[place] = Int32(node)
        if !weights.isEmpty { moved[place] = weights[edge] }
      }
    }
    return Network(values: values, starts: starts, targets: sources, weights: moved)
  }

  /// The places of a node's edges.
  @inline(__always)
  func edgeRange(_ node: Int) -> Range<Int> { Int(starts[node])..<Int(starts[node + 1]) }

  @inline(__always)
  func weight(_ edge: Int) -> Double { weights.isEmpty ? 1 : weights[edge] }

  /// The number of a value's node; nil where no row has the value.
  public func number(of value: Int32) -> Int? {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < values.count && values[low] == value ? low : nil
  }
}
