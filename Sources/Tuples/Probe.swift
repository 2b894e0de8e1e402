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
  private let fixed: [FixedColumn]
  private let window: Window
  private let groups: UnsafeMutablePointer<Int32>
  private var input: Block?
  private var row = 0
  private var place: Int32 = 0
  private var end: Int32 = 0
  /// Of a scan: the rows that were there when the input came.
  private var limit = 0
  private var isInside = false

  /// - Parameters:
  ///   - key: for each key column of the index, where its value is; empty scans the whole relation.
  ///   - outputs: which columns go to which registers.
  ///   - carried: registers of the input that later steps need.
  ///   - fixed: of a scan, which rows it gives.
  public init(
    _ relation: Relation, index: RowIndex?, key: [Operand],
    outputs: [(column: Int, register: Int)], carried: [Int], window: Window,
    fixed: [FixedColumn] = []
  ) {
    self.relation = relation
    self.index = index
    self.key = key
    self.outputs = outputs
    self.carried = carried
    self.window = window
    self.fixed = index == nil ? fixed : []
    groups = .allocate(capacity: Block.capacity)
    precondition(index != nil || key.isEmpty)
  }

  deinit { groups.deallocate() }

  /// Takes the next input.
  public func start(_ block: Block) {
    input = block
    row = 0
    isInside = false
    limit =
      switch window {
      case .all: relation.count
      case .visible, .recent: relation.recentEnd
      case .stable: relation.recentStart
      }
    index?.findGroups(block, key, of: relation, into: groups)
  }

  /// Fills a block with the next matches; false when there were no more.
  public func next(_ output: Block) -> Bool {
    guard let input else { return false }
    var filled = 0
    if let index {
      filled = walk(input, output, index.runs)
    } else {
      // A part of a scan may have no row that counts.
      repeat {
        filled = scan(input, output)
        if filled > 0, !fixed.isEmpty {
          filled = keepFixed(filled, output)
          if filled == 0 { continue }
        }
        break
      } while true
    }
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
    if let index, index.isIndirect {
      let numbers = index.cells(ofColumn: 0)
      let right = output.right
      for slot in 0..<filled { right[slot] = numbers[Int(right[slot])] }
      gather(output, filled) { relation.columns[$0].base }
    } else if let index {
      gather(output, filled) { index.cells(ofColumn: $0) }
    } else {
      gather(output, filled) { relation.columns[$0].base }
    }
    return true
  }

  @inline(__always)
  private func gather(
    _ output: Block, _ filled: Int, cells: (Int) -> UnsafeMutablePointer<Int32>
  ) {
    let right = output.right
    for (column, register) in outputs {
      let (source, target) = (cells(column), output.column(register))
      for slot in 0..<filled { target[slot] = source[Int(right[slot])] }
    }
  }

  /// Of the rows of a scan, those with the fixed values.
  private func keepFixed(_ filled: Int, _ output: Block) -> Int {
    let (left, right) = (output.left, output.right)
    var rest = filled
    for column in fixed {
      let (cells, value) = (relation.columns[column.column].base, column.value)
      var kept = 0
      for slot in 0..<rest {
        let place = right[slot]
        left[kept] = left[slot]
        right[kept] = place
        kept += cells[Int(place)] == value ? 1 : 0
      }
      rest = kept
    }
    return rest
  }

  private func scan(_ input: Block, _ output: Block) -> Int {
    let first = window == .recent ? relation.recentStart : 0
    let limit = Int32(truncatingIfNeeded: self.limit)
    let (left, right) = (output.left, output.right)
    let rows = input.count
    var filled = 0
    var (row, place, isInside) = (self.row, self.place, self.isInside)
    while row < rows {
      if !isInside {
        place = Int32(truncatingIfNeeded: first)
        isInside = true
      }
      let take = max(min(Int(limit - place), Block.capacity - filled), 0)
      for offset in 0..<take {
        left[filled + offset] = Int32(truncatingIfNeeded: row)
        right[filled + offset] = place + Int32(truncatingIfNeeded: offset)
      }
      filled += take
      place += Int32(truncatingIfNeeded: take)
      if place < limit { break }
      isInside = false
      row += 1
    }
    (self.row, self.place, self.isInside) = (row, place, isInside)
    return filled
  }

  private func walk(_ input: Block, _ output: Block, _ runs: RunView) -> Int {
    let (left, right) = (output.left, output.right)
    let rows = input.count
    let (groups, window) = (UnsafePointer(self.groups), self.window)
    var filled = 0
    var (row, place, end, isInside) = (self.row, self.place, self.end, self.isInside)
    while row < rows {
      if !isInside {
        (place, end) = runs.run(of: groups[row], in: window)
        if place == end {
          row += 1
          continue
        }
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

  /// Keeps the rows of a block whose key has a match among the window's rows, or has none.
  public static func keepRows(
    of block: Block, matching key: [Operand], in index: RowIndex, of relation: Relation,
    window: Window, present: Bool, live: [Int]
  ) {
    let groups = block.right
    index.findGroups(block, key, of: relation, into: groups)
    let runs = index.runs
    let left = block.left
    var kept = 0
    for row in 0..<block.count {
      let (first, end) = runs.run(of: groups[row], in: window)
      left[kept] = Int32(truncatingIfNeeded: row)
      kept += (first < end) == present ? 1 : 0
    }
    block.gatherLeft(kept, registers: live)
  }
}
