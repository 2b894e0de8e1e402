extension Network {
  /// For each node the number of its component, from 1, the largest first; of equal ones, the one with the least value.
  ///
  /// - Parameter areStrong: whether each node of a component must be reached from each other one along the edges; else
  ///   they are taken both ways. Linear in either case.
  public func components(
    areStrong: Bool, progress: (_ bytes: Int) throws -> Void
  ) throws -> [Int32] {
    try progress(nodes * 16 + edges * 8)
    return Self.bySize(areStrong ? strongComponents() : weakComponents())
  }

  private func strongComponents() -> [Int32] {
    guard nodes > 0 else { return [] }
    var sources = [Int32](repeating: 0, count: edges)
    for node in 0..<nodes { for edge in edgeRange(node) { sources[edge] = Int32(node) } }
    return sources.withUnsafeBufferPointer { sources in
      targets.withUnsafeBufferPointer { targets in
        guard let groups = sources.baseAddress, let payload = targets.baseAddress else {
          return (0..<Int32(nodes)).map { $0 }
        }
        let table = RunTable(groups: nodes, groupOfRow: groups, payload: payload, rows: edges)
        return Components(table).componentOf.values
      }
    }
  }

  /// By union–find with path halving.
  private func weakComponents() -> [Int32] {
    var parent = (0..<Int32(nodes)).map { $0 }
    func root(_ node: Int32) -> Int32 {
      var node = node
      while parent[Int(node)] != node {
        parent[Int(node)] = parent[Int(parent[Int(node)])]
        node = parent[Int(node)]
      }
      return node
    }
    for node in 0..<nodes {
      for edge in edgeRange(node) {
        let (one, other) = (root(Int32(node)), root(targets[edge]))
        if one < other { parent[Int(other)] = one } else { parent[Int(one)] = other }
      }
    }
    return (0..<Int32(nodes)).map { root($0) }
  }

  /// Numbers groups from 1 by their size, and those of one size by their first node.
  static func bySize(_ groupOf: [Int32]) -> [Int32] {
    let most = Int(groupOf.max() ?? -1) + 1
    var sizes = [Int](repeating: 0, count: most)
    var groups: [Int32] = []
    for group in groupOf {
      if sizes[Int(group)] == 0 { groups.append(group) }
      sizes[Int(group)] += 1
    }
    // They stand in the order of their first nodes, which the sort keeps.
    let order = RadixSort.order(
      by: [groups.map { Int32(groupOf.count - sizes[Int($0)]) }], count: groups.count)
    var number = [Int32](repeating: 0, count: most)
    for (place, index) in order.enumerated() { number[Int(groups[Int(index)])] = Int32(place + 1) }
    return groupOf.map { number[Int($0)] }
  }
}
