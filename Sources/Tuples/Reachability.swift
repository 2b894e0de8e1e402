/// Linear recursion as search: from each source, everything that steps lead to.
///
/// A breadth-first search with a stamp for each node and source, whose queue is the output itself; so every pair is
/// found once and no set of pairs is needed. Costs the sum, over all sources, of the steps out of what they reach.
public enum Reachability {
  /// The tuples (source, node) where a seed (source, start) and steps lead from start to the node.
  ///
  /// - Parameters:
  ///   - seeds: rows of sources and starts, without repetition.
  ///   - steps: rows of (from, to); repetitions do no harm.
  ///   - sourceColumn: in which column of the result the source stands; the node stands in the other.
  ///   - progress: called now and then; may throw to stop.
  public static func fromEachSource(
    seeds: Relation, steps: Relation, sourceColumn: Int, progress: (_ bytes: Int) throws -> Void
  ) throws -> Relation {
    precondition(seeds.arity == 2 && steps.arity == 2)
    let nodeColumn = 1 - sourceColumn
    let sources = NodeNumbering([seeds.columns[sourceColumn]])
    var numbering = NodeNumbering([steps.columns[0], steps.columns[1]])
    var adjacency = table(
      numbering, from: steps.columns[0], to: steps.columns[1], numbered: numbering)
    if numbering.count > walkOrderFrom {
      try progress(0)
      let order = walkOrder(adjacency)
      numbering = NodeNumbering(numbering, order: order.base)
      adjacency = table(
        numbering, from: steps.columns[0], to: steps.columns[1], numbered: numbering)
    }
    let starts = table(
      sources, from: seeds.columns[sourceColumn], to: seeds.columns[nodeColumn], numbered: nil)

    let stamps = UnsafeMutablePointer<Int32>.allocate(capacity: max(numbering.count, 1))
    defer { stamps.deallocate() }
    stamps.initialize(repeating: -1, count: numbering.count)
    let (found, origins) = (Column(capacity: seeds.count), Column(capacity: seeds.count))
    var nextReport = 1 << 16
    for source in 0..<sources.count {
      let (first, last) = (Int(starts.starts[source]), Int(starts.starts[source + 1]))
      if first == last { continue }
      let begin = found.count
      search(
        adjacency, numbering, seeds: starts.values + first, count: last - first,
        stamp: Int32(truncatingIfNeeded: source), stamps, into: found)
      let value = sources.value(source)
      origins.reserve(found.count)
      (origins.base + begin).update(repeating: value, count: found.count - begin)
      origins.setCount(found.count)
      if found.count >= nextReport {
        nextReport = found.count + 1 << 16
        try progress(found.bytes + origins.bytes)
      }
    }
    return Relation(
      columns: sourceColumn == 0 ? [origins, found] : [found, origins], isDistinct: true)
  }

  /// The nodes that steps lead to from any of the seeds, with these.
  public static func fromAll(
    seeds: Relation, steps: Relation, progress: (_ bytes: Int) throws -> Void
  ) throws -> Relation {
    precondition(seeds.arity == 1 && steps.arity == 2)
    let numbering = NodeNumbering([steps.columns[0], steps.columns[1]])
    let adjacency = table(
      numbering, from: steps.columns[0], to: steps.columns[1], numbered: numbering)
    try progress(0)
    let stamps = UnsafeMutablePointer<Int32>.allocate(capacity: max(numbering.count, 1))
    defer { stamps.deallocate() }
    stamps.initialize(repeating: -1, count: numbering.count)
    let found = Column()
    search(
      adjacency, numbering, seeds: seeds.columns[0].base, count: seeds.count, stamp: 0, stamps,
      into: found)
    return Relation(columns: [found], isDistinct: true)
  }

  /// Nodes from which on their tables are no longer in the nearer caches, so that it pays to number them by a walk.
  private static let walkOrderFrom = 1 << 15

  /// The nodes in the order of a depth-first walk, which begins where no step leads to: what a search visits one after
  /// another then lies side by side.
  private static func walkOrder(_ adjacency: borrowing RunTable) -> Column {
    let count = adjacency.groups
    let (starts, targets) = (adjacency.starts, adjacency.values)
    let order = Column(capacity: count)
    let stack = Column()
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(count, 1)) { state in
      state.initialize(repeating: 0)
      for edge in 0..<Int(starts[count]) { state[Int(targets[edge])] = 1 }
      // First from nodes that nothing leads to (state 0), then from what is left; 2 is visited.
      for isLater in [false, true] {
        for root in 0..<count where isLater ? state[root] != 2 : state[root] == 0 {
          stack.append(Int32(truncatingIfNeeded: root))
          while stack.count > 0 {
            let node = Int(stack.removeLast())
            if state[node] == 2 { continue }
            state[node] = 2
            order.append(Int32(truncatingIfNeeded: node))
            for edge in Int(starts[node])..<Int(starts[node + 1])
            where state[Int(targets[edge])] != 2 {
              stack.append(targets[edge])
            }
          }
        }
      }
    }
    return order
  }

  private static func table(
    _ numbering: NodeNumbering, from: Column, to: Column, numbered: NodeNumbering?
  ) -> RunTable {
    let rows = from.count
    let groups = UnsafeMutablePointer<Int32>.allocate(capacity: max(rows, 1))
    defer { groups.deallocate() }
    numbering.number(from, into: groups)
    guard let numbered else {
      return RunTable(
        groups: numbering.count, groupOfRow: groups, payload: to.base, rows: rows)
    }
    let targets = UnsafeMutablePointer<Int32>.allocate(capacity: max(rows, 1))
    defer { targets.deallocate() }
    numbered.number(to, into: targets)
    return RunTable(groups: numbering.count, groupOfRow: groups, payload: targets, rows: rows)
  }

  /// Appends the seeds and all that is reached from them, each once.
  private static func search(
    _ adjacency: borrowing RunTable, _ numbering: NodeNumbering, seeds: UnsafePointer<Int32>,
    count: Int, stamp: Int32, _ stamps: UnsafeMutablePointer<Int32>, into found: Column
  ) {
    let begin = found.count
    found.reserve(begin + count)
    var end = begin
    var strangers: [Int32] = []
    for seed in 0..<count {
      let node = numbering.number(seeds[seed])
      if node < 0 {
        // No step leaves it and none leads to it; seeds are distinct, so it comes once.
        strangers.append(seeds[seed])
      } else if stamps[Int(node)] != stamp {
        stamps[Int(node)] = stamp
        found.base[end] = node
        end += 1
      }
    }
    let (starts, targets) = (adjacency.starts, adjacency.values)
    var output = found.base
    var room = found.capacity
    var place = begin
    while place < end {
      let node = Int(output[place])
      place += 1
      let (first, last) = (Int(starts[node]), Int(starts[node + 1]))
      if end + last - first > room {
        found.setCount(end)
        found.reserve(end + last - first)
        output = found.base
        room = found.capacity
      }
      for edge in first..<last {
        let target = targets[edge]
        // Written always, kept only if new: no branch to mispredict.
        output[end] = target
        let isNew = stamps[Int(target)] != stamp
        stamps[Int(target)] = stamp
        end += isNew ? 1 : 0
      }
    }
    found.setCount(end)
    numbering.translate(output + begin, count: end - begin)
    for stranger in strangers { found.append(stranger) }
  }
}
