/// The least equivalence on the values of some pairs that holds these, as all its pairs.
///
/// Union-find with path halving and union by size: R. E. Tarjan, J. van Leeuwen, "Worst-Case Analysis of Set Union
/// Algorithms" (1984). Costs little more than writing the pairs.
public enum Equivalence {
  /// - Parameter progress: called now and then with the bytes in use; may throw to stop.
  public static func closure(
    of pairs: Relation, progress: (_ bytes: Int) throws -> Void
  ) throws -> Relation {
    precondition(pairs.arity == 2)
    let numbering = NodeNumbering(pairs.columns)
    let nodes = numbering.count
    let parents = UnsafeMutablePointer<Int32>.allocate(capacity: max(nodes, 1))
    let sizes = UnsafeMutablePointer<Int32>.allocate(capacity: max(nodes, 1))
    defer {
      parents.deallocate()
      sizes.deallocate()
    }
    for node in 0..<nodes { parents[node] = Int32(truncatingIfNeeded: node) }
    // A number may belong to no value; it stays without a size.
    sizes.initialize(repeating: 0, count: nodes)
    func root(_ node: Int32) -> Int32 {
      var node = node
      while parents[Int(node)] != node {
        parents[Int(node)] = parents[Int(parents[Int(node)])]
        node = parents[Int(node)]
      }
      return node
    }
    for row in 0..<pairs.count {
      var first = root(numbering.number(pairs.columns[0].base[row]))
      var second = root(numbering.number(pairs.columns[1].base[row]))
      sizes[Int(first)] = max(sizes[Int(first)], 1)
      sizes[Int(second)] = max(sizes[Int(second)], 1)
      if first == second { continue }
      if sizes[Int(first)] < sizes[Int(second)] { swap(&first, &second) }
      parents[Int(second)] = first
      sizes[Int(first)] += sizes[Int(second)]
    }
    let (values, classes) = (Column(), Column())
    for node in 0..<nodes {
      let top = root(Int32(truncatingIfNeeded: node))
      if sizes[Int(top)] == 0 { continue }
      values.append(numbering.value(node))
      classes.append(top)
    }
    let members = RunTable(
      groups: nodes, groupOfRow: classes.base, payload: values.base, rows: values.count)
    return try allPairs(members, progress)
  }

  private static func allPairs(
    _ members: borrowing RunTable, _ progress: (_ bytes: Int) throws -> Void
  ) throws -> Relation {
    let (left, right) = (Column(), Column())
    var nextReport = 1 << 16
    for group in 0..<members.groups {
      let (first, end) = (Int(members.starts[group]), Int(members.starts[group + 1]))
      for place in first..<end {
        let count = left.count
        left.reserve(count + end - first)
        right.reserve(count + end - first)
        (left.base + count).update(repeating: members.values[place], count: end - first)
        (right.base + count).update(from: members.values + first, count: end - first)
        left.setCount(count + end - first)
        right.setCount(count + end - first)
        if left.count >= nextReport {
          nextReport = left.count + 1 << 16
          try progress(left.bytes + right.bytes)
        }
      }
    }
    return Relation(columns: [left, right], isDistinct: true)
  }
}
