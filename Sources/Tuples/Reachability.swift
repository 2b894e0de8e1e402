/// Linear recursion as search: from each source, everything that steps lead to.
///
/// A breadth-first search with a stamp for each node and source, whose queue is the output itself; so every pair is
/// found once and no set of pairs is needed. Costs the sum, over all sources, of the steps out of what they reach; where
/// there are cycles, of the steps between their components.
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
    let starts = table(
      sources, from: seeds.columns[sourceColumn], to: seeds.columns[nodeColumn], numbered: nil)
    if seeds.count >= manySeeds {
      try progress(0)
      let components = Components(adjacency)
      if components.isForest {
        return try fromEachSource(
          sources, starts, numbering, inForest: components, sourceColumn, progress)
      }
      if components.count < numbering.count - numbering.count / 8 {
        return try fromEachSource(
          sources, starts, numbering, adjacency, components, sourceColumn, progress)
      }
      if numbering.count > walkOrderFrom {
        numbering = NodeNumbering(numbering, order: components.walk.base)
        adjacency = table(
          numbering, from: steps.columns[0], to: steps.columns[1], numbered: numbering)
      }
    }
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
      note(sources.value(source), from: begin, to: found.count, in: origins)
      if found.count >= nextReport {
        nextReport = found.count + 1 << 16
        try progress(found.bytes + origins.bytes)
      }
    }
    return Relation(
      columns: sourceColumn == 0 ? [origins, found] : [found, origins], isDistinct: true)
  }

  /// With fewer seeds, to look for components costs more than it saves.
  private static let manySeeds = 64

  /// Writes the source of rows that were found from it.
  private static func note(_ source: Int32, from begin: Int, to end: Int, in origins: Column) {
    origins.reserve(end)
    (origins.base + begin).update(repeating: source, count: end - begin)
    origins.setCount(end)
  }

  /// The same where the steps make a forest: what a node leads to stands in one piece of the walk, behind it.
  private static func fromEachSource(
    _ sources: NodeNumbering, _ starts: borrowing RunTable, _ numbering: NodeNumbering,
    inForest components: Components, _ sourceColumn: Int, _ progress: (_ bytes: Int) throws -> Void
  ) throws -> Relation {
    let nodes = numbering.count
    let (values, places) = (Column(capacity: nodes), Column(capacity: nodes))
    for place in 0..<nodes {
      let node = Int(components.walk.base[place])
      values.base[place] = numbering.value(node)
      places.base[node] = Int32(truncatingIfNeeded: place)
    }
    let ends = components.ends.base
    let (found, origins) = (Column(), Column())
    var pieces: [Int32] = []
    var nextReport = 1 << 16
    for source in 0..<sources.count {
      let (first, last) = (Int(starts.starts[source]), Int(starts.starts[source + 1]))
      if first == last { continue }
      let begin = found.count
      pieces.removeAll(keepingCapacity: true)
      for seed in first..<last {
        let node = numbering.number(starts.values[seed])
        if node >= 0 {
          pieces.append(places.base[Int(node)])
        } else {
          found.append(starts.values[seed])
        }
      }
      // A piece that lies within another gives nothing more.
      if pieces.count > 1 { pieces.sort() }
      var done: Int32 = 0
      for piece in pieces where piece >= done {
        done = ends[Int(piece)]
        let (end, size) = (found.count, Int(done - piece))
        found.reserve(end + size)
        (found.base + end).update(from: values.base + Int(piece), count: size)
        found.setCount(end + size)
      }
      note(sources.value(source), from: begin, to: found.count, in: origins)
      if found.count >= nextReport {
        nextReport = found.count + 1 << 16
        try progress(found.bytes + origins.bytes)
      }
    }
    return Relation(
      columns: sourceColumn == 0 ? [origins, found] : [found, origins], isDistinct: true)
  }

  /// The same over components: what reaches one node of a component reaches all, so the walk goes from component to
  /// component and takes the members of each in one piece.
  private static func fromEachSource(
    _ sources: NodeNumbering, _ starts: borrowing RunTable, _ numbering: NodeNumbering,
    _ adjacency: borrowing RunTable, _ components: Components, _ sourceColumn: Int,
    _ progress: (_ bytes: Int) throws -> Void
  ) throws -> Relation {
    let graph = adjacency.condensed(components)
    let values = Column(capacity: numbering.count)
    for node in 0..<numbering.count { values.append(numbering.value(node)) }
    let parts = components.componentOf.base
    let members = RunTable(
      groups: components.count, groupOfRow: parts, payload: values.base, rows: numbering.count)
    let stamps = UnsafeMutablePointer<Int32>.allocate(capacity: max(components.count, 1))
    defer { stamps.deallocate() }
    stamps.initialize(repeating: -1, count: components.count)
    let (found, origins, queue) = (Column(), Column(), Column())
    var nextReport = 1 << 16
    for source in 0..<sources.count {
      let (first, last) = (Int(starts.starts[source]), Int(starts.starts[source + 1]))
      if first == last { continue }
      let (begin, stamp) = (found.count, Int32(truncatingIfNeeded: source))
      queue.removeAll()
      for seed in first..<last {
        let node = numbering.number(starts.values[seed])
        if node < 0 {
          // No step leaves it and none leads to it; seeds are distinct, so it comes once.
          found.append(starts.values[seed])
        } else if stamps[Int(parts[Int(node)])] != stamp {
          stamps[Int(parts[Int(node)])] = stamp
          queue.append(parts[Int(node)])
        }
      }
      var place = 0
      while place < queue.count {
        let part = Int(queue.base[place])
        place += 1
        let (low, high) = (Int(members.starts[part]), Int(members.starts[part + 1]))
        let end = found.count
        found.reserve(end + high - low)
        (found.base + end).update(from: members.values + low, count: high - low)
        found.setCount(end + high - low)
        for edge in Int(graph.starts[part])..<Int(graph.starts[part + 1]) {
          let target = graph.values[edge]
          if stamps[Int(target)] == stamp { continue }
          stamps[Int(target)] = stamp
          queue.append(target)
        }
      }
      note(sources.value(source), from: begin, to: found.count, in: origins)
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
