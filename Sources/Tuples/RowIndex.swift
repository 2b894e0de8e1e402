/// Finds the rows of a relation by the values of some columns.
///
/// A *clustered* index holds copies of the other columns, grouped by key, for relations that do not change: a look-up
/// reads one run of memory. In a *chained* index, for relations that grow while they are read, the rows of a key are
/// linked from the newest to the oldest; stable rows are clustered whenever they have doubled, so that chains stay short.
public final class RowIndex {
  public let keyColumns: [Int]
  let isChained: Bool
  /// Rows that the index knows.
  public private(set) var covered = 0
  /// Different keys.
  public private(set) var groupCount = 0

  private var grouping: Grouping
  /// Where each group's run of clustered rows begins, and one place more.
  private var starts: UnsafeMutablePointer<Int32>?
  /// Groups that have runs.
  private var clusteredGroups = 0
  /// Rows that are clustered; later ones are chained.
  private var clusteredEnd = 0
  /// Whether the other columns are copied; not where their values may change in place.
  private let copiesColumns: Bool
  /// Chained: the newest row of each group, for each row the one before it, and the row's group.
  private let heads = Column()
  private let next = Column()
  private let groupOf = Column()
  /// The relation's columns, first the clustered rows in the order of the groups, then the chained ones as they came;
  /// nil for key columns.
  private var payload: [Column?] = []

  deinit { starts?.deallocate() }

  public var bytes: Int {
    grouping.bytes + heads.bytes + next.bytes + groupOf.bytes + clusteredGroups * 4
      + payload.reduce(0) { $0 + ($1?.bytes ?? 0) }
  }

  // MARK: Building

  /// - Parameter sortColumn: a column by which the rows of each run are sorted.
  init(clustering relation: Relation, by keyColumns: [Int], sortedBy sortColumn: Int?) {
    self.keyColumns = keyColumns
    isChained = false
    copiesColumns = true
    let total = relation.count
    grouping = Grouping(of: relation, columns: keyColumns)
    groupOf.reserve(total)
    groupOf.setCount(total)
    grouping.assign(relation, from: 0, to: total, groups: groupOf.base)
    let order = sortColumn.map { RadixSort.order(by: [relation.columns[$0].values], count: total) }
    payload = relation.columns.indices.map { keyColumns.contains($0) ? nil : Column() }
    cluster(relation, to: total, order: order)
    groupOf.free()
    covered = total
  }

  /// - Parameter copiesColumns: false where values of other columns change in place.
  init(chaining relation: Relation, by keyColumns: [Int], to end: Int, copiesColumns: Bool) {
    self.keyColumns = keyColumns
    isChained = true
    self.copiesColumns = copiesColumns
    grouping = Grouping(growing: relation, columns: keyColumns)
    payload = relation.columns.indices.map {
      copiesColumns && !keyColumns.contains($0) ? Column() : nil
    }
    extend(over: relation, to: end)
  }

  /// Sorts the first rows into runs, one a group.
  private func cluster(_ relation: Relation, to end: Int, order: [Int32]? = nil) {
    let groups = grouping.count
    let runs = UnsafeMutablePointer<Int32>.allocate(capacity: groups + 2)
    runs.initialize(repeating: 0, count: groups + 2)
    let group = groupOf.base
    for row in 0..<end { runs[Int(group[row]) + 2] += 1 }
    groupCount = 0
    for group in 0..<groups {
      if runs[group + 2] > 0 { groupCount += 1 }
      runs[group + 2] += runs[group + 1]
    }
    // While rows are placed, runs[g + 1] is where the next row of g goes; afterwards it is where g + 1 begins.
    let rows = UnsafeMutablePointer<Int32>.allocate(capacity: max(end, 1))
    defer { rows.deallocate() }
    for place in 0..<end {
      let row = order.map { Int($0[place]) } ?? place
      let run = Int(group[row]) + 1
      rows[Int(runs[run])] = Int32(truncatingIfNeeded: row)
      runs[run] += 1
    }
    starts?.deallocate()
    starts = runs
    clusteredGroups = groups
    clusteredEnd = end
    for (column, copy) in zip(relation.columns, payload) {
      guard let copy else { continue }
      copy.reserve(max(end, copy.count))
      let (source, target) = (column.base, copy.base)
      for place in 0..<end { target[place] = source[Int(rows[place])] }
      copy.setCount(max(end, copy.count))
    }
  }

  /// Takes in the rows that came since.
  func extend(over relation: Relation, to end: Int) {
    guard end > covered else { return }
    let first = covered
    groupOf.reserve(end)
    grouping.assign(relation, from: first, to: end, groups: groupOf.base + first)
    groupOf.setCount(end)
    while heads.count < grouping.count { heads.append(-1) }
    for (column, copy) in zip(relation.columns, payload) {
      guard let copy else { continue }
      copy.reserve(end)
      (copy.base + first).update(from: column.base + first, count: end - first)
      copy.setCount(end)
    }
    next.reserve(end)
    next.setCount(end)
    covered = end
    let stable = relation.recentStart
    if copiesColumns, stable > 4096, stable > clusteredEnd * 2 {
      cluster(relation, to: stable)
      for group in 0..<heads.count { heads.base[group] = -1 }
      chain(from: stable, to: end)
    } else {
      chain(from: first, to: end)
    }
    groupCount = grouping.count
  }

  private func chain(from first: Int, to end: Int) {
    let (head, link, group) = (heads.base, next.base, groupOf.base)
    for row in first..<end {
      let number = Int(group[row])
      link[row] = head[number]
      head[number] = Int32(truncatingIfNeeded: row)
    }
  }

  // MARK: Look-up

  /// The group of each row's key, -1 where there is none.
  func findGroups(
    _ block: Block, _ key: [Operand], of relation: Relation,
    into groups: UnsafeMutablePointer<Int32>
  ) {
    grouping.find(block, key, of: relation, into: groups)
  }

  /// Where the clustered rows of a group are, in the copied columns.
  @inline(__always)
  func run(of group: Int32) -> (first: Int32, end: Int32) {
    guard Int(group) < clusteredGroups, let starts else { return (0, 0) }
    return (starts[Int(group)], starts[Int(group) + 1])
  }

  /// The newest chained row of a group, or -1.
  @inline(__always)
  func newest(of group: Int32) -> Int32 { heads.base[Int(group)] }

  @inline(__always)
  func predecessor(of row: Int32) -> Int32 { next.base[Int(row)] }

  /// The parts of a chained index, for loops that keep them in registers.
  var chains: (heads: UnsafePointer<Int32>, next: UnsafePointer<Int32>) {
    (UnsafePointer(heads.base), UnsafePointer(next.base))
  }

  /// The runs, for loops that keep them in registers; groups from `groups` on have none.
  var runs: (starts: UnsafePointer<Int32>?, groups: Int) {
    (UnsafePointer(starts), clusteredGroups)
  }

  /// Where the values of a column stand that a run's places and a chain's row numbers point into.
  func values(ofColumn column: Int, of relation: Relation) -> UnsafeMutablePointer<Int32> {
    copiesColumns ? payload[column]!.base : relation.columns[column].base
  }

  /// Chained: the newest row with a key, or nil.
  func newestRow(ofKey key: [Int32], in relation: Relation) -> Int? {
    precondition(isChained && !copiesColumns)
    let block = Block(width: key.count)
    for (register, value) in key.enumerated() { block[register, 0] = value }
    block.count = 1
    var group: Int32 = -1
    findGroups(block, key.indices.map { .register($0) }, of: relation, into: &group)
    return group >= 0 ? Int(newest(of: group)) : nil
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
