/// Finds the rows of a relation by the values of some columns.
///
/// A *clustered* index holds copies of the other columns, grouped by key, for relations that do not change: a look-up
/// reads one run of memory. A *chained* index holds row numbers linked from the newest to the oldest, for relations that
/// grow while they are read.
public final class RowIndex {
  public let keyColumns: [Int]
  let isChained: Bool
  /// Rows that the index knows.
  public private(set) var covered = 0
  /// Different keys.
  public private(set) var groupCount = 0

  private var grouping: Grouping
  /// Clustered: where each group's run begins, and one place more.
  private(set) var starts: UnsafeMutablePointer<Int32>?
  /// Chained: the newest row of each group, and for each row the one before it.
  private let heads = Column()
  private let next = Column()
  /// Clustered: the relation's columns in the order of the groups; nil for key columns.
  private var payload: [Column?] = []

  deinit { starts?.deallocate() }

  public var bytes: Int {
    let runs = starts == nil ? 0 : (grouping.count + 1) * 4
    return runs + grouping.bytes + heads.bytes + next.bytes
      + payload.reduce(0) { $0 + ($1?.bytes ?? 0) }
  }

  // MARK: Building

  init(clustering relation: Relation, by keyColumns: [Int]) {
    self.keyColumns = keyColumns
    isChained = false
    let total = relation.count
    grouping = Grouping(of: relation, columns: keyColumns)
    let groupOfRow = UnsafeMutablePointer<Int32>.allocate(capacity: max(total, 1))
    defer { groupOfRow.deallocate() }
    grouping.assign(relation, from: 0, to: total, groups: groupOfRow)

    let groups = grouping.count
    let runs = UnsafeMutablePointer<Int32>.allocate(capacity: groups + 2)
    runs.initialize(repeating: 0, count: groups + 2)
    for row in 0..<total { runs[Int(groupOfRow[row]) + 2] += 1 }
    for group in 0..<groups {
      if runs[group + 2] > 0 { groupCount += 1 }
      runs[group + 2] += runs[group + 1]
    }
    // While rows are placed, runs[g + 1] is where the next row of g goes; afterwards it is where g + 1 begins.
    let order = UnsafeMutablePointer<Int32>.allocate(capacity: max(total, 1))
    defer { order.deallocate() }
    for row in 0..<total {
      let group = Int(groupOfRow[row])
      order[Int(runs[group + 1])] = Int32(truncatingIfNeeded: row)
      runs[group + 1] += 1
    }
    starts = runs
    payload = relation.columns.enumerated().map { number, column in
      if keyColumns.contains(number) { return nil }
      let copy = Column(capacity: total)
      let (source, target) = (column.base, copy.base)
      for place in 0..<total { target[place] = source[Int(order[place])] }
      copy.setCount(total)
      return copy
    }
    covered = total
  }

  init(chaining relation: Relation, by keyColumns: [Int], to end: Int) {
    self.keyColumns = keyColumns
    isChained = true
    grouping = Grouping(growing: relation, columns: keyColumns)
    extend(over: relation, to: end)
  }

  /// Takes in the rows that came since.
  func extend(over relation: Relation, to end: Int) {
    guard end > covered else { return }
    let fresh = end - covered
    next.reserve(end)
    let groups = UnsafeMutablePointer<Int32>.allocate(capacity: fresh)
    defer { groups.deallocate() }
    grouping.assign(relation, from: covered, to: end, groups: groups)
    while heads.count < grouping.count { heads.append(-1) }
    let (head, link) = (heads.base, next.base)
    for offset in 0..<fresh {
      let group = Int(groups[offset])
      link[covered + offset] = head[group]
      head[group] = Int32(truncatingIfNeeded: covered + offset)
    }
    next.setCount(end)
    covered = end
    groupCount = grouping.count
  }

  // MARK: Look-up

  /// The group of each row's key, -1 where there is none.
  func findGroups(
    _ block: Block, _ key: [Operand], of relation: Relation,
    into groups: UnsafeMutablePointer<Int32>
  ) {
    grouping.find(block, key, of: relation, into: groups)
  }

  /// First row or place of a group, and the place after its last where the index is clustered.
  @inline(__always)
  func run(of group: Int32) -> (first: Int32, end: Int32) {
    if isChained { return (heads.base[Int(group)], 0) }
    return (starts![Int(group)], starts![Int(group) + 1])
  }

  @inline(__always)
  func predecessor(of row: Int32) -> Int32 { next.base[Int(row)] }

  /// Where the values of a column stand that a run's places, or a chain's row numbers, point into.
  func values(ofColumn column: Int, of relation: Relation) -> UnsafeMutablePointer<Int32> {
    if isChained { return relation.columns[column].base }
    return payload[column]!.base
  }

  /// Chained: the newest row with a key, or nil.
  func newestRow(ofKey key: [Int32], in relation: Relation) -> Int? {
    precondition(isChained)
    let block = Block(width: key.count)
    for (register, value) in key.enumerated() { block[register, 0] = value }
    block.count = 1
    var group: Int32 = -1
    findGroups(block, key.indices.map { .register($0) }, of: relation, into: &group)
    return group >= 0 ? Int(run(of: group).first) : nil
  }

  /// The rows with a value in the one key column, without that column.
  func relation(ofKey value: Int32, without column: Int, of relation: Relation) -> Relation {
    precondition(!isChained && keyColumns == [column])
    let block = Block(width: 1)
    block[0, 0] = value
    block.count = 1
    var group: Int32 = -1
    findGroups(block, [.register(0)], of: relation, into: &group)
    let (first, end) = group >= 0 ? run(of: group) : (0, 0)
    let size = Int(end - first)
    let others = relation.columns.indices.filter { $0 != column }
    let copies = others.map { other in
      let copy = Column(capacity: size)
      copy.base.update(from: payload[other]!.base + Int(first), count: size)
      copy.setCount(size)
      return copy
    }
    return Relation(columns: copies, isDistinct: relation.isDistinct)
  }
}
