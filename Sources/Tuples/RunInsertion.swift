/// The last join of a rule together with the insertion of what it finds: for each row of a block, the pairs of one
/// value with a whole run of cells go into the head's relation, without becoming rows on the way.
public final class RunInsertion {
  /// Which run belongs to a row.
  public enum Selection {
    /// That of the key with these values.
    case key([Operand])
    /// That of the group whose number is in a register.
    case group(register: Int)
  }

  private let source: Relation
  private let index: RowIndex
  private let selection: Selection
  private let window: Probe.Window
  private let column: Int
  private let target: Relation
  private let value: Operand
  private let isFirst: Bool
  private let starts: UnsafeMutablePointer<Int32>
  private let ends: UnsafeMutablePointer<Int32>
  private var bits = RunBits()

  /// - Parameters:
  ///   - column: the column of the source whose cells go into the target.
  ///   - value: what each of them is paired with.
  ///   - isFirst: whether that goes to the target's first column.
  public init(
    _ source: Relation, index: RowIndex, _ selection: Selection, window: Probe.Window, column: Int,
    into target: Relation, pairedWith value: Operand, isFirst: Bool
  ) {
    precondition(target.arity == 2 && !index.isIndirect)
    self.source = source
    self.index = index
    self.selection = selection
    self.window = window
    self.column = column
    self.target = target
    self.value = value
    self.isFirst = isFirst
    starts = .allocate(capacity: Block.capacity)
    ends = .allocate(capacity: Block.capacity)
  }

  deinit {
    starts.deallocate()
    ends.deallocate()
  }

  /// Takes in the rows of a block; gives the number of pairs, old ones too.
  ///
  /// - Parameter progress: called every few thousand pairs; may throw to stop.
  public func add(_ block: Block, progress: () throws -> Void) rethrows -> Int {
    let groups: UnsafeMutablePointer<Int32>
    switch selection {
    case .key(let key):
      index.findGroups(block, key, of: source, into: block.right)
      groups = block.right
    case .group(let register): groups = block.column(register)
    }
    let (runs, window) = (index.runs, window)
    var total = 0
    for row in 0..<block.count {
      let (first, end) = runs.run(of: groups[row], in: window)
      starts[row] = first
      ends[row] = end
      total += Int(end - first)
    }
    if total > 0 {
      bits.begin(round: runs.round, groups: runs.groups)
      try target.insertRuns(
        of: block.column(value, slot: 0), index.cells(ofColumn: column), from: starts, to: ends,
        groups: groups, rows: block.count, isFirst: isFirst, bits: &bits, progress: progress)
    }
    return total
  }
}

/// Gives the groups of a growing index that got rows in the last round: the keys of each and its number.
public final class GroupScan {
  private let index: RowIndex
  private let keyRegisters: [Int]
  private let groupRegister: Int
  private var place = 0

  /// With more columns the keys of the groups are not known.
  public static let mostKeyColumns = RowIndex.mostKeptKeys

  /// - Parameter keyRegisters: where the values of the index's key columns go.
  public init(_ index: RowIndex, keyRegisters: [Int], groupRegister: Int) {
    precondition(
      index.isGrowing && index.keyColumns.count == keyRegisters.count
        && keyRegisters.count <= Self.mostKeyColumns)
    self.index = index
    self.keyRegisters = keyRegisters
    self.groupRegister = groupRegister
  }

  /// Goes back to the first run.
  public func start() { place = 0 }

  /// Fills a block with the next groups; false when there were no more.
  public func next(_ output: Block) -> Bool {
    let recent = index.recentGroups
    let count = max(min(recent.count - place, Block.capacity), 0)
    let numbers = output.column(groupRegister)
    for slot in 0..<count { numbers[slot] = recent[place + slot] }
    for (column, register) in keyRegisters.enumerated() {
      let (known, keys) = (index.keys(ofColumn: column), output.column(register))
      for slot in 0..<count { keys[slot] = known[Int(numbers[slot])] }
    }
    output.count = count
    place += count
    return count > 0
  }
}
