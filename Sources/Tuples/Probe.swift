/// One join step: for each row of a block, the rows of a relation that agree with it in the key, block by block.
public final class Probe {
  /// Which rows of a relation a step may see.
  public enum Window: Sendable, Hashable {
    /// All that are there when the step takes its input, for relations that do not grow.
    case all
    /// Stable and recent rows.
    case visible
    case stable
    case recent
  }

  private let relation: Relation
  private let index: RowIndex?
  private let key: [Operand]
  private let outputs: [(column: Int, register: Int)]
  private let carried: [Int]
  private let window: Window
  private let groups: UnsafeMutablePointer<Int32>
  private var input: Block?
  private var row = 0
  private var place: Int32 = 0
  private var end: Int32 = 0
  private var limit: Int32 = 0
  private var isInside = false

  /// - Parameters:
  ///   - key: for each key column of the index, where its value is; empty scans the whole relation.
  ///   - outputs: which columns go to which registers.
  ///   - carried: registers of the input that later steps need.
  public init(
    _ relation: Relation, index: RowIndex?, key: [Operand],
    outputs: [(column: Int, register: Int)], carried: [Int], window: Window
  ) {
    self.relation = relation
    self.index = index
    self.key = key
    self.outputs = outputs
    self.carried = carried
    self.window = window
    groups = .allocate(capacity: Block.capacity)
    precondition(index != nil || key.isEmpty)
    precondition(window != .recent || key.isEmpty)
  }

  deinit { groups.deallocate() }

  /// Takes the next input.
  public func start(_ block: Block) {
    input = block
    row = 0
    isInside = false
    switch window {
    case .all: limit = Int32(truncatingIfNeeded: relation.count)
    case .visible: limit = Int32(truncatingIfNeeded: relation.recentEnd)
    case .stable: limit = Int32(truncatingIfNeeded: relation.recentStart)
    case .recent: limit = Int32(truncatingIfNeeded: relation.recentEnd)
    }
    index?.findGroups(block, key, of: relation, into: groups)
  }

  /// Fills a block with the next matches; false when there were no more.
  public func next(_ output: Block) -> Bool {
    guard let input else { return false }
    let filled =
      index == nil
      ? scan(input, output) : index!.isChained ? chase(input, output) : walk(input, output)
    output.count = filled
    if filled == 0 {
      self.input = nil
      return false
    }
    let left = output.left
    for register in carried {
      let (source, target) = (input.column(register), output.column(register))
      for slot in 0..<filled { target[slot] = source[Int(left[slot])] }
    }
    let right = output.right
    for (column, register) in outputs {
      let source =
        index?.values(ofColumn: column, of: relation) ?? relation.columns[column].base
      let target = output.column(register)
      for slot in 0..<filled { target[slot] = source[Int(right[slot])] }
    }
    return true
  }

  private func scan(_ input: Block, _ output: Block) -> Int {
    let first: Int32 = window == .recent ? Int32(truncatingIfNeeded: relation.recentStart) : 0
    let (left, right) = (output.left, output.right)
    var filled = 0
    while row < input.count {
      if !isInside {
        place = first
        isInside = true
      }
      let take = min(Int(limit - place), Block.capacity - filled)
      for offset in 0..<max(take, 0) {
        left[filled + offset] = Int32(truncatingIfNeeded: row)
        right[filled + offset] = place + Int32(truncatingIfNeeded: offset)
      }
      filled += max(take, 0)
      place += Int32(truncatingIfNeeded: max(take, 0))
      if place < limit { break }
      isInside = false
      row += 1
    }
    return filled
  }

  private func walk(_ input: Block, _ output: Block) -> Int {
    let (left, right) = (output.left, output.right)
    let rows = input.count
    let (starts, runGroups) = index!.runs
    var filled = 0
    var (row, place, end, isInside) = (self.row, self.place, self.end, self.isInside)
    while row < rows {
      if !isInside {
        let group = Int(groups[row])
        guard group >= 0, group < runGroups, let starts else {
          row += 1
          continue
        }
        (place, end) = (starts[group], starts[group + 1])
        isInside = true
      }
      let take = min(Int(end - place), Block.capacity - filled)
      for offset in 0..<take {
        left[filled + offset] = Int32(truncatingIfNeeded: row)
        right[filled + offset] = place + Int32(truncatingIfNeeded: offset)
      }
      filled += take
      place += Int32(truncatingIfNeeded: take)
      if place < end { break }
      isInside = false
      row += 1
    }
    (self.row, self.place, self.end, self.isInside) = (row, place, end, isInside)
    return filled
  }

  /// Each row's run of clustered rows, then its chain. Inside a chain `end` is -1.
  private func chase(_ input: Block, _ output: Block) -> Int {
    let (left, right) = (output.left, output.right)
    let rows = input.count
    let (starts, runGroups) = index!.runs
    let (heads, next) = index!.chains
    var filled = 0
    var (row, place, end, isInside) = (self.row, self.place, self.end, self.isInside)
    outer: while row < rows {
      let group = Int(groups[row])
      if !isInside {
        if group < 0 {
          row += 1
          continue
        }
        (place, end) = (0, 0)
        if group < runGroups, let starts { (place, end) = (starts[group], starts[group + 1]) }
        isInside = true
      }
      if end >= 0 {
        let take = min(Int(end - place), Block.capacity - filled)
        for offset in 0..<take {
          left[filled + offset] = Int32(truncatingIfNeeded: row)
          right[filled + offset] = place + Int32(truncatingIfNeeded: offset)
        }
        filled += take
        place += Int32(truncatingIfNeeded: take)
        if place < end { break }
        end = -1
        place = heads[group]
        while place >= limit { place = next[Int(place)] }
      }
      while place >= 0 {
        if filled == Block.capacity { break outer }
        left[filled] = Int32(truncatingIfNeeded: row)
        right[filled] = place
        filled += 1
        place = next[Int(place)]
      }
      isInside = false
      row += 1
    }
    (self.row, self.place, self.end, self.isInside) = (row, place, end, isInside)
    return filled
  }

  /// Keeps the rows of a block whose key has a match among the window's rows, or has none.
  public static func keepRows(
    of block: Block, matching key: [Operand], in index: RowIndex, of relation: Relation,
    window: Window, present: Bool, live: [Int]
  ) {
    let groups = block.right
    index.findGroups(block, key, of: relation, into: groups)
    let rows =
      window == .all
      ? relation.count : window == .stable ? relation.recentStart : relation.recentEnd
    let limit = Int32(truncatingIfNeeded: rows)
    var kept = 0
    for row in 0..<block.count {
      var found = groups[row] >= 0
      if found {
        let run = index.run(of: groups[row])
        found = run.first < run.end
        if !found, index.isChained {
          var newest = index.newest(of: groups[row])
          while newest >= limit { newest = index.predecessor(of: newest) }
          found = newest >= 0
        }
      }
      if found == present {
        block.left[kept] = Int32(truncatingIfNeeded: row)
        kept += 1
      }
    }
    block.gatherLeft(kept, registers: live)
  }
}
