/// One join step over several relations at once: for each row of a block, the values that all of their sorted runs have
/// in common. The work is bounded by the shortest run of each row, which makes joins of cyclic bodies worst-case optimal.
///
/// T. L. Veldhuizen, "Leapfrog Triejoin" (2014); E. Demaine, A. López-Ortiz, J. I. Munro, "Adaptive Set Intersections"
/// (2000) for the galloping search.
public final class Intersection {
  /// One relation of the step.
  public struct Part {
    /// The relation that is looked up.
    public let relation: Relation
    /// The index that finds its rows.
    public let index: RowIndex
    /// Where the values of the key come from.
    public let key: [Operand]
    /// The column whose values are intersected; the index is sorted by it.
    public let column: Int

    /// - Parameters:
    ///   - keyColumns: the columns that are bound
    ///   - key: what they are bound to
    ///   - column: the column whose values are intersected
    public init(_ relation: Relation, keyColumns: [Int], key: [Operand], column: Int) {
      self.relation = relation
      self.key = key
      self.column = column
      index = relation.index(on: keyColumns, sortedBy: column)
    }
  }

  private let parts: [Part]
  private let register: Int?
  private let carried: [Int]
  private let groups: [UnsafeMutablePointer<Int32>]
  private var runs: [(view: RunView, cells: UnsafePointer<Int32>)] = []
  private var input: Block?
  private var row = 0
  /// What the row under way has in common, as far as it is not handed over yet.
  private let common = Column()
  private let rest = Column()
  private var handedOver = 0
  private var marks: RunMarks?

  /// - Parameters:
  ///   - register: where the common value goes; nil if nothing needs it.
  ///   - carried: registers of the input that later steps need.
  public init(_ parts: [Part], register: Int?, carried: [Int]) {
    precondition(parts.count > 1)
    self.parts = parts
    self.register = register
    self.carried = carried
    groups = parts.map { _ in .allocate(capacity: Block.capacity) }
    if parts.count == 2 { marks = RunMarks(parts.map { $0.relation.columns[$0.column] }) }
  }

  deinit { for memory in groups { memory.deallocate() } }

  /// Takes the next input.
  public func start(_ block: Block) {
    input = block
    row = -1
    common.removeAll()
    handedOver = 0
    runs = parts.map { ($0.index.runs, UnsafePointer($0.index.cells(ofColumn: $0.column))) }
    for (part, memory) in zip(parts, groups) {
      part.index.findGroups(block, part.key, of: part.relation, into: memory)
    }
  }

  /// Fills a block with the next matches; false when there were no more.
  public func next(_ output: Block) -> Bool {
    guard let input else { return false }
    let filled = fill(output, rows: input.count)
    output.count = filled
    if filled == 0 {
      self.input = nil
      return false
    }
    for register in carried {
      let (source, cells) = (input.column(register), output.column(register))
      for slot in 0..<filled { cells[slot] = source[Int(output.left[slot])] }
    }
    return true
  }

  private func fill(_ output: Block, rows: Int) -> Int {
    let left = output.left
    let target = register.map { output.column($0) }
    let common = common
    var filled = 0
    while true {
      let take = min(common.count - handedOver, Block.capacity - filled)
      if take > 0 {
        for place in 0..<take { left[filled + place] = Int32(truncatingIfNeeded: row) }
        if let target { (target + filled).update(from: common.base + handedOver, count: take) }
        filled += take
        handedOver += take
        if filled == Block.capacity { return filled }
      }
      row += 1
      guard row < rows else { return filled }
      intersect(rows)
    }
  }

  private typealias Run = UnsafeBufferPointer<Int32>

  @inline(__always)
  private func run(_ place: Int) -> Run {
    let (view, cells) = runs[place]
    let (first, end) = view.run(of: groups[place][row], in: .all)
    return Run(start: cells + Int(first), count: Int(end - first))
  }

  private func intersect(_ rows: Int) {
    common.removeAll()
    handedOver = 0
    if parts.count == 2 {
      let (first, second) = (run(0), run(1))
      if first.isEmpty || second.isEmpty { return }
      if let marks, useMarks(marks, first, second, rows) { return }
      Self.intersect(first, second, into: common)
      return
    }
    let runs = parts.indices.map(run).sorted { $0.count < $1.count }
    Self.intersect(runs[0], runs[1], into: common)
    for run in runs[2...] where common.count > 0 {
      rest.removeAll()
      Self.intersect(Run(start: common.base, count: common.count), run, into: rest)
      common.reserve(rest.count)
      common.base.update(from: rest.base, count: rest.count)
      common.setCount(rest.count)
    }
  }

  /// Where rows that follow one another have a run in common, its cells are marked once, and those of the other runs
  /// only looked up.
  private func useMarks(_ marks: RunMarks, _ first: Run, _ second: Run, _ rows: Int) -> Bool {
    let (one, other) = (groups[0][row], groups[1][row])
    if !marks.holds(part: 0, group: one), !marks.holds(part: 1, group: other) {
      guard row + 1 < rows else { return false }
      if groups[0][row + 1] == one {
        marks.mark(first, part: 0, group: one)
      } else if groups[1][row + 1] == other {
        marks.mark(second, part: 1, group: other)
      } else {
        return false
      }
    }
    let isFirst = marks.holds(part: 0, group: one)
    let (marked, looked) = isFirst ? (first, second) : (second, first)
    if looked.count > marked.count * 8 { return false }
    marks.select(looked, into: common)
    return true
  }

  /// Appends what two sorted runs have in common: by merging, or by galloping where one is much the shorter.
  private static func intersect(_ first: Run, _ second: Run, into common: Column) {
    let (short, long) = first.count <= second.count ? (first, second) : (second, first)
    guard let a = short.baseAddress, let b = long.baseAddress, short.count > 0 else { return }
    let (shortCount, longCount) = (short.count, long.count)
    let found = common.count
    common.reserve(found + shortCount + 1)
    let target = common.base
    var end = found
    if longCount < shortCount * 8 {
      var (i, j) = (0, 0)
      while i < shortCount, j < longCount {
        let (left, right) = (a[i], b[j])
        target[end] = left
        end += left == right ? 1 : 0
        i += left <= right ? 1 : 0
        j += right <= left ? 1 : 0
      }
      common.setCount(end)
      return
    }
    var low = 0
    for i in 0..<shortCount {
      let wanted = a[i]
      var step = 1
      while low + step < longCount, b[low + step] < wanted { step *= 2 }
      var high = min(low + step, longCount - 1)
      low += step / 2
      while low < high {
        let middle = (low + high) / 2
        if b[middle] < wanted { low = middle + 1 } else { high = middle }
      }
      target[end] = wanted
      end += b[low] == wanted ? 1 : 0
      if b[low] < wanted { break }
    }
    common.setCount(end)
  }
}

/// Marks the cells of one run in an array over the range of all cells.
private final class RunMarks {
  private let marks: UnsafeMutablePointer<Int32>
  private let low: Int
  private let span: Int
  private var stamp: Int32 = 0
  private var part = -1
  private var group: Int32 = -1
  /// Cells up to which the array pays.
  private static let widest = 1 << 24

  /// Nil where the range of the columns is wide and their values thin.
  init?(_ columns: [Column]) {
    let ranges = columns.compactMap(\.range)
    guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max()
    else { return nil }
    self.low = Int(low)
    span = Int(high) - Int(low) + 1
    guard span <= min(Self.widest, 4 * columns.reduce(0) { $0 + $1.count } + 1024) else {
      return nil
    }
    marks = .allocate(capacity: span)
    marks.initialize(repeating: 0, count: span)
  }

  deinit { marks.deallocate() }

  @inline(__always)
  func holds(part: Int, group: Int32) -> Bool { self.part == part && self.group == group }

  func mark(_ run: UnsafeBufferPointer<Int32>, part: Int, group: Int32) {
    if stamp == Int32.max {
      marks.initialize(repeating: 0, count: span)
      stamp = 0
    }
    stamp += 1
    (self.part, self.group) = (part, group)
    let (marks, low, stamp) = (marks, low, stamp)
    for cell in run { marks[Int(cell) - low] = stamp }
  }

  /// Appends the cells of a run that are marked.
  func select(_ run: UnsafeBufferPointer<Int32>, into found: Column) {
    let (marks, low, stamp) = (marks, low, stamp)
    found.reserve(found.count + run.count + 1)
    let target = found.base
    var end = found.count
    for cell in run {
      target[end] = cell
      end += marks[Int(cell) - low] == stamp ? 1 : 0
    }
    found.setCount(end)
  }
}
