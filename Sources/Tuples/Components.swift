/// The strongly connected components of a graph, and the order in which a depth-first walk meets its nodes.
///
/// D. J. Pearce, "A Space-Efficient Algorithm for Finding Strongly Connected Components" (2016), without recursion.
struct Components {
  /// Components have numbers below this, each higher than those that it leads to.
  let count: Int
  /// The component of each node.
  let componentOf: Column
  /// All nodes in the order of the walk, which begins where no step leads to: what a search visits one after another
  /// then lies side by side.
  let walk: Column
  /// For each place of the walk, where the part ends that was first met from its node. In a forest that is what the node
  /// leads to, itself included.
  let ends: Column
  /// Whether no node is led to by two steps, and there is no cycle.
  let isForest: Bool

  private struct Frame {
    var node: Int32
    var place: Int32
    var edge: Int32
    var end: Int32
    var index: Int32
    var isRoot: Bool
  }

  init(_ graph: borrowing RunTable) {
    let nodes = graph.groups
    let (starts, targets) = (graph.starts, graph.values)
    let (walk, ends) = (Column(capacity: nodes), Column(capacity: nodes))
    let indexes = Column(capacity: nodes)
    let index = indexes.base
    index.initialize(repeating: 0, count: nodes)
    indexes.setCount(nodes)
    let open = Column()
    var frames: [Frame] = []
    var next: Int32 = 1
    // Numbers of finished components come down from the top, so that they are above all indexes in use.
    var component = Int32(truncatingIfNeeded: nodes)
    func begin(_ node: Int32) {
      index[Int(node)] = next
      frames.append(
        Frame(
          node: node, place: Int32(truncatingIfNeeded: walk.count), edge: starts[Int(node)],
          end: starts[Int(node) + 1], index: next,
          isRoot: true))
      walk.append(node)
      next += 1
    }
    func finish(_ frame: Frame) {
      ends.base[Int(frame.place)] = Int32(truncatingIfNeeded: walk.count)
      guard frame.isRoot else { return open.append(frame.node) }
      next -= 1
      while open.count > 0, frame.index <= index[Int(open.base[open.count - 1])] {
        index[Int(open.removeLast())] = component
        next -= 1
      }
      index[Int(frame.node)] = component
      component -= 1
    }
    func visit(_ root: Int32) {
      begin(root)
      while var frame = frames.popLast() {
        var inner: Int32 = -1
        while frame.edge < frame.end {
          let target = targets[Int(frame.edge)]
          let known = index[Int(target)]
          if known == 0 {
            inner = target
            break
          }
          if known < frame.index {
            frame.index = known
            frame.isRoot = false
          }
          frame.edge += 1
        }
        index[Int(frame.node)] = frame.index
        if inner >= 0 {
          // The edge is looked at again when its target is done.
          frames.append(frame)
          begin(inner)
        } else {
          finish(frame)
        }
      }
    }
    var isTree = true
    withUnsafeTemporaryAllocation(of: Bool.self, capacity: max(nodes, 1)) { isTarget in
      isTarget.initialize(repeating: false)
      for edge in 0..<Int(starts[nodes]) {
        let target = Int(targets[edge])
        isTree = isTree && !isTarget[target]
        isTarget[target] = true
      }
      for root in 0..<nodes where !isTarget[root] && index[root] == 0 {
        visit(Int32(truncatingIfNeeded: root))
      }
    }
    for root in 0..<nodes where index[root] == 0 { visit(Int32(truncatingIfNeeded: root)) }
    for node in 0..<nodes { index[node] -= component + 1 }
    count = nodes - Int(component)
    componentOf = indexes
    self.walk = walk
    ends.setCount(nodes)
    self.ends = ends
    isForest = isTree && count == nodes
  }
}

extension RunTable {
  /// The graph of components: each step from one to another once.
  borrowing func condensed(_ components: Components) -> RunTable {
    let parts = components.componentOf.base
    let edges = Int(starts[groups])
    let (from, to) = (Column(capacity: edges), Column(capacity: edges))
    for node in 0..<groups {
      for edge in Int(starts[node])..<Int(starts[node + 1])
      where parts[node] != parts[Int(values[edge])] {
        from.append(parts[node])
        to.append(parts[Int(values[edge])])
      }
    }
    let all = RunTable(
      groups: components.count, groupOfRow: from.base, payload: to.base, rows: from.count)
    let stamps = Column(capacity: components.count)
    stamps.base.initialize(repeating: -1, count: components.count)
    var kept = 0
    for part in 0..<components.count {
      for edge in Int(all.starts[part])..<Int(all.starts[part + 1]) {
        let target = all.values[edge]
        if stamps.base[Int(target)] == Int32(truncatingIfNeeded: part) { continue }
        stamps.base[Int(target)] = Int32(truncatingIfNeeded: part)
        from.base[kept] = Int32(truncatingIfNeeded: part)
        to.base[kept] = target
        kept += 1
      }
    }
    return RunTable(groups: components.count, groupOfRow: from.base, payload: to.base, rows: kept)
  }
}
