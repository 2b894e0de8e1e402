/// One join step over several relations at once: for each row of a block, the values that all of their sorted runs have
/// in common. The work is bounded by the shortest run of each row, which makes joins of cyclic bodies worst-case optimal.
///
/// T. L. Veldhuizen, "Leapfrog Triejoin" (2014); E. Demaine, A. López-Ortiz, J. I. Munro, "Adaptive Set Intersections"
/// (2000) for the galloping search.
public final class Intersection {
  /// One relation of the step.
  public struct Part {
    public let relation: Relation
    public let index: RowIndex
    public let key: [Operand]
    /// The column whose values are intersected; the index is sorted by it.
    public let column: Int

    public init(_ relation: Relation, keyColumns: [Int], key: [Operand], column: Int) {
      self.relation = relation
      self.key = key
      self.column = column
      index = relation.index(on: keyColumns, isGrowing: false, sortedBy: column)
    }
  }

  private let parts: [Part]
  private let register: Int?
  private let carried: [Int]
  private let groups: [UnsafeMutablePointer<Int32>]
  private var input: Block?
  private var row = 0
  /// What the row under way has in common, as far as it is not handed over yet.
  private var common: [Int32] = []
  private var handedOver = 0

  /// - Parameters:
  ///   - register: where the common value goes; nil if nothing needs it.
  ///   - carried: registers of the input that later steps need.
  public init(_ parts: [Part], register: Int?, carried: [Int]) {
    precondition(parts.count > 1)
    self.parts = parts
    self.register = register
    self.carried = carried
    groups = parts.map { _ in .allocate(capacity: Block.capacity) }
  }

  deinit { for memory in groups { memory.deallocate() } }

  /// Takes the next input.
  public func start(_ block: Block) {
    input = block
    row = -1
    common.removeAll(keepingCapacity: true)
    handedOver = 0
    for (part, memory) in zip(parts, groups) {
      part.index.findGroups(block, part.key, of: part.relation, into: memory)
    }
  }

  /// Fills a block with the next matches; false when there were no more.
  public func next(_ output: Block) -> Bool {
    guard let input else { return false }
    var filled = 0
    let target = register.map(output.column)
    fill: while true {
      while handedOver < common.count {
        if filled == Block.capacity { break fill }
        output.left[filled] = Int32(truncatingIfNeeded: row)
        if let target { target[filled] = common[handedOver] }
        filled += 1
        handedOver += 1
      }
      row += 1
      guard row < input.count else { break }
      intersect()
    }
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

  private typealias Run = UnsafeBufferPointer<Int32>

  private func run(_ place: Int) -> Run {
    let part = parts[place]
    let group = groups[place][row]
    guard group >= 0 else { return Run(start: nil, count: 0) }
    let (first, end) = part.index.run(of: group)
    let values = part.index.values(ofColumn: part.column, of: part.relation)
    return Run(start: values + Int(first), count: Int(end - first))
  }

  private func intersect() {
    common.removeAll(keepingCapacity: true)
    handedOver = 0
    if parts.count == 2 {
      let (first, second) = (run(0), run(1))
      if first.count <= second.count {
        Self.intersect(first, second, into: &common)
      } else {
        Self.intersect(second, first, into: &common)
      }
      return
    }
    let runs = parts.indices.map(run).sorted { $0.count < $1.count }
    Self.intersect(runs[0], runs[1], into: &common)
    for run in runs[2...] where !common.isEmpty {
      var rest: [Int32] = []
      common.withUnsafeBufferPointer { Self.intersect($0, run, into: &rest) }
      common = rest
    }
  }

  /// Appends what two sorted runs have in common: by merging, or by galloping where one is much the shorter.
  private static func intersect(_ short: Run, _ long: Run, into common: inout [Int32]) {
    guard let a = short.baseAddress, let b = long.baseAddress else { return }
    let (shortCount, longCount) = (short.count, long.count)
    if longCount < shortCount * 8 {
      var (i, j) = (0, 0)
      while i < shortCount, j < longCount {
        let (left, right) = (a[i], b[j])
        if left == right { common.append(left) }
        i += left <= right ? 1 : 0
        j += right <= left ? 1 : 0
      }
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
      if b[low] == wanted { common.append(wanted) }
      if b[low] < wanted { return }
    }
  }
}
