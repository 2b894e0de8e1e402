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
    var filled = 0
    var (row, place, end, isInside) = (self.row, self.place, self.end, self.isInside)
    while row < rows {
      if !isInside {
        let group = groups[row]
        if group < 0 {
          row += 1
          continue
        }
        (place, end) = index!.run(of: group)
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

  private func chase(_ input: Block, _ output: Block) -> Int {
    let (left, right) = (output.left, output.right)
    let rows = input.count
    let index = index!
    var filled = 0
    var (row, place, isInside) = (self.row, self.place, self.isInside)
    outer: while row < rows {
      if !isInside {
        let group = groups[row]
        if group < 0 {
          row += 1
          continue
        }
        place = index.run(of: group).first
        while place >= limit { place = index.predecessor(of: place) }
        isInside = true
      }
      while place >= 0 {
        if filled == Block.capacity { break outer }
        left[filled] = Int32(truncatingIfNeeded: row)
        right[filled] = place
        filled += 1
        place = index.predecessor(of: place)
      }
      isInside = false
      row += 1
    }
    (self.row, self.place, self.isInside) = (row, place, isInside)
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
        var (first, end) = index.run(of: groups[row])
        if index.isChained {
          while first >= limit { first = index.predecessor(of: first) }
          found = first >= 0
        } else {
          end -= first
          found = end > 0
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
