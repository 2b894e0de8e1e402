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
      try target.insertRuns(
        of: block.column(value, slot: 0), index.cells(ofColumn: column), from: starts, to: ends,
        rows: block.count, isFirst: isFirst, progress: progress)
    }
    return total
  }
}

/// Gives the groups of a growing index that got rows in the last round: the key of each and its number.
public final class GroupScan {
  private let index: RowIndex
  private let keyRegister: Int
  private let groupRegister: Int
  private var place = 0

  public init(_ index: RowIndex, keyRegister: Int, groupRegister: Int) {
    precondition(index.isGrowing && index.keyColumns.count == 1)
    self.index = index
    self.keyRegister = keyRegister
    self.groupRegister = groupRegister
  }

  public func start() { place = 0 }

  /// Fills a block with the next groups; false when there were no more.
  public func next(_ output: Block) -> Bool {
    let recent = index.recentGroups
    let count = min(recent.count - place, Block.capacity)
    let (keys, numbers) = (output.column(keyRegister), output.column(groupRegister))
    for slot in 0..<max(count, 0) {
      numbers[slot] = recent[place + slot]
      keys[slot] = index.key(ofGroup: recent[place + slot])
    }
    output.count = max(count, 0)
    place += max(count, 0)
    return count > 0
  }
}
