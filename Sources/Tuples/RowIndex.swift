/// Finds the rows of a relation by the values of some columns: a look-up gives one run of memory with the other columns.
///
/// A *clustered* index is for relations that do not change. A *growing* one follows the rounds of a fixpoint; it may be
/// for those rows only that have given values in some columns, which costs the others nothing but a comparison.
public final class RowIndex {
  /// The columns that rows are found by.
  public let keyColumns: [Int]
  /// Whether rows come to the relation after it is made.
  public let isGrowing: Bool
  /// Rows that the index knows.
  public private(set) var covered = 0

  private let fixed: [FixedColumn]
  private var grouping: Grouping
  /// Clustered: where each group's run of rows begins, and one place more.
  private var starts: UnsafeMutablePointer<Int32>?
  private var groups = 0
  /// Clustered: copies of the relation's columns in the order of the groups; nil for key columns.
  private var payload: [Column?] = []
  /// Growing: the relation's columns that are kept, and the runs.
  private let kept: [Int]
  private var growing = GrowingRuns(columns: 0)
  /// Growing, with one key column or two: the keys of each group.
  private var keys: [Column] = []
  /// For look-ups of one key.
  private let single = Block(width: 1)
  /// With more key columns the keys of a group are not kept.
  static let mostKeptKeys = 2
  /// Growing: whether runs hold row numbers, because values of the other columns change in place.
  private let holdsRowNumbers: Bool

  deinit { starts?.deallocate() }

  /// Memory that it takes.
  public var bytes: Int {
    grouping.bytes + groups * 4 + growing.bytes + payload.reduce(0) { $0 + ($1?.bytes ?? 0) }
      + keys.reduce(0) { $0 + $1.bytes }
  }

  // MARK: Building

  /// - Parameter sortColumn: a column by which the rows of each run are sorted.
  init(clustering relation: Relation, by keyColumns: [Int], sortedBy sortColumn: Int?) {
    self.keyColumns = keyColumns
    isGrowing = false
    holdsRowNumbers = false
    fixed = []
    kept = []
    let total = relation.count
    grouping = Grouping(of: relation, columns: keyColumns)
    payload = relation.columns.indices.map { keyColumns.contains($0) ? nil : Column() }
    let order = sortColumn.flatMap { RadixSort.order(by: relation.columns[$0]) }
    cluster(relation, order: order)
    covered = total
  }

  /// - Parameters:
  ///   - fixed: only rows with these values are in the index.
  ///   - holdsRowNumbers: whether values of other columns change in place, so that they cannot be copied.
  init(
    growing relation: Relation, by keyColumns: [Int], fixed: [FixedColumn] = [],
    holdsRowNumbers: Bool, stable: Int, to end: Int
  ) {
    self.keyColumns = keyColumns
    self.fixed = fixed
    self.holdsRowNumbers = holdsRowNumbers
    isGrowing = true
    grouping = Grouping(growing: relation, columns: keyColumns)
    kept = relation.columns.indices.filter { column in
      !keyColumns.contains(column) && !fixed.contains { $0.column == column }
    }
    growing = GrowingRuns(columns: holdsRowNumbers ? 1 : kept.count)
    if keyColumns.count <= Self.mostKeptKeys { keys = keyColumns.map { _ in Column() } }
    extend(over: relation, to: stable)
    extend(over: relation, to: end)
  }

  /// Sorts the rows into runs, one a group.
  private func cluster(_ relation: Relation, order: Column?) {
    let end = relation.count
    let group = UnsafeMutablePointer<Int32>.allocate(capacity: max(end, 1))
    defer { group.deallocate() }
    grouping.assign(relation, from: 0, to: end, groups: group)
    groups = grouping.count
    let runs = UnsafeMutablePointer<Int32>.allocate(capacity: groups + 2)
    runs.initialize(repeating: 0, count: groups + 2)
    var isOrdered = order == nil
    var last: Int32 = 0
    for row in 0..<end {
      let number = group[row]
      runs[Int(number) + 2] += 1
      isOrdered = isOrdered && number >= last
      last = number
    }
    for group in 0..<groups { runs[group + 2] += runs[group + 1] }
    starts = runs
    if isOrdered {
      for number in 0...groups { runs[number] = runs[number + 1] }
      for (column, copy) in zip(relation.columns, payload) {
        guard let copy else { continue }
        copy.reserve(end)
        copy.base.update(from: column.base, count: end)
        copy.setCount(end)
      }
      return
    }
    // While rows are placed, runs[g + 1] is where the next row of g goes; afterwards it is where g + 1 begins.
    let places = UnsafeMutablePointer<Int32>.allocate(capacity: max(end, 1))
    defer { places.deallocate() }
    if let order = order?.base {
      for place in 0..<end {
        let row = Int(order[place])
        let run = Int(group[row]) + 1
        places[row] = runs[run]
        runs[run] += 1
      }
    } else {
      for row in 0..<end {
        let run = Int(group[row]) + 1
        places[row] = runs[run]
        runs[run] += 1
      }
    }
    for (column, copy) in zip(relation.columns, payload) {
      guard let copy else { continue }
      copy.reserve(end)
      let (source, target) = (column.base, copy.base)
      for row in 0..<end { target[Int(places[row])] = source[row] }
      copy.setCount(end)
    }
  }

  /// Growing: takes in the rows that came since, as those of a new round.
  func extend(over relation: Relation, to end: Int) {
    growing.beginRound()
    guard end > covered else { return }
    let group = UnsafeMutablePointer<Int32>.allocate(capacity: Block.capacity)
    let numbers = UnsafeMutablePointer<Int32>.allocate(capacity: Block.capacity)
    defer {
      group.deallocate()
      numbers.deallocate()
    }
    while covered < end {
      let count = min(end - covered, Block.capacity)
      if fixed.isEmpty {
        grouping.assign(relation, from: covered, to: covered + count, groups: group)
        if holdsRowNumbers {
          for row in 0..<count { numbers[row] = Int32(truncatingIfNeeded: covered + row) }
        }
        let sources =
          holdsRowNumbers
          ? [UnsafePointer(numbers)]
          : kept.map { UnsafePointer(relation.columns[$0].base + covered) }
        growing.append(group, sources, count: count, groups: grouping.count)
        noteKeys(keyColumns.map { relation.columns[$0].base + covered }, group, count)
      } else {
        extendFiltered(over: relation, count, group, numbers)
      }
      covered += count
    }
  }

  /// The same where only some rows are wanted: those are sought out first.
  private func extendFiltered(
    over relation: Relation, _ count: Int, _ group: UnsafeMutablePointer<Int32>,
    _ numbers: UnsafeMutablePointer<Int32>
  ) {
    var wanted = 0
    let first = relation.columns[fixed[0].column].base + covered
    let value = fixed[0].value
    for row in 0..<count {
      numbers[wanted] = Int32(truncatingIfNeeded: covered + row)
      wanted += first[row] == value ? 1 : 0
    }
    for other in fixed.dropFirst() {
      let cells = relation.columns[other.column].base
      var left = 0
      for place in 0..<wanted {
        let row = numbers[place]
        numbers[left] = row
        left += cells[Int(row)] == other.value ? 1 : 0
      }
      wanted = left
    }
    guard wanted > 0 else { return }
    let gathered = keyColumns + (holdsRowNumbers ? [] : kept)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: (gathered.count + 1) * wanted) { room in
      guard let room = room.baseAddress else { return }
      for (place, column) in gathered.enumerated() {
        let (source, target) = (relation.columns[column].base, room + place * wanted)
        for row in 0..<wanted { target[row] = source[Int(numbers[row])] }
      }
      let keys = keyColumns.indices.map { room + $0 * wanted }
      if !grouping.assign(keys, count: wanted, groups: group) {
        for place in 0..<wanted {
          let row = Int(numbers[place])
          grouping.assign(relation, from: row, to: row + 1, groups: group + place)
        }
      }
      let sources =
        holdsRowNumbers
        ? [UnsafePointer(numbers)]
        : kept.indices.map { UnsafePointer(room + (keyColumns.count + $0) * wanted) }
      growing.append(group, sources, count: wanted, groups: grouping.count)
      noteKeys(keys, group, wanted)
    }
  }

  /// Groups are numbered in the order in which their keys come.
  private func noteKeys(
    _ columns: [UnsafeMutablePointer<Int32>], _ group: UnsafePointer<Int32>, _ count: Int
  ) {
    guard let known = keys.first?.count, known < grouping.count else { return }
    for (cells, keys) in zip(columns, keys) {
      for row in 0..<count where Int(group[row]) == keys.count { keys.append(cells[row]) }
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

  /// The runs as they are now, for loops that look at many.
  var runs: RunView {
    RunView(
      starts: UnsafePointer(starts), groups: isGrowing ? growing.groups : groups,
      growing: isGrowing ? UnsafePointer(growing.runs) : nil, round: growing.round)
  }

  /// Growing: the groups that got rows in the last round.
  var recentGroups: [Int32] { growing.touched }

  /// The keys of all groups, in the order of the key columns.
  func keys(ofColumn place: Int) -> UnsafePointer<Int32> { UnsafePointer(keys[place].base) }

  /// Where the values of a column stand that a run's places point into, or, where runs hold row numbers, those.
  func cells(ofColumn column: Int) -> UnsafeMutablePointer<Int32> {
    if !isGrowing { return payload[column]!.base }
    return growing.cells[holdsRowNumbers ? 0 : kept.firstIndex(of: column)!]
  }

  /// Whether runs hold row numbers instead of values.
  var isIndirect: Bool { holdsRowNumbers }

  /// Growing, with row numbers: the last row with a key, or nil.
  func newestRow(ofKey key: [Int32], in relation: Relation) -> Int? {
    precondition(isGrowing && holdsRowNumbers)
    let block = Block(width: key.count)
    for (register, value) in key.enumerated() { block[register, 0] = value }
    block.count = 1
    var group: Int32 = -1
    findGroups(block, key.indices.map { .register($0) }, of: relation, into: &group)
    let (first, end) = runs.run(of: group, in: .all)
    return first < end ? Int(growing.cells[0][Int(end) - 1]) : nil
  }

  /// The run of one value in the one key column.
  func run(ofKey value: Int32, in relation: Relation) -> (first: Int32, end: Int32) {
    precondition(keyColumns.count == 1)
    single[0, 0] = value
    single.count = 1
    var group: Int32 = -1
    findGroups(single, [.register(0)], of: relation, into: &group)
    return runs.run(of: group, in: .all)
  }

  /// The rows with a value in the one key column, without that column.
  func relation(ofKey value: Int32, without column: Int, of relation: Relation) -> Relation {
    precondition(!isGrowing && keyColumns == [column])
    let (first, end) = run(ofKey: value, in: relation)
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

/// The runs of an index at one moment: valid until the index takes in more rows.
struct RunView {
  let starts: UnsafePointer<Int32>?
  let groups: Int
  let growing: UnsafePointer<GrowingRuns.Run>?
  let round: Int32

  /// Where the rows of a group are that a window shows; empty where there is no such group.
  @inline(__always)
  func run(of group: Int32, in window: Probe.Window) -> (first: Int32, end: Int32) {
    guard group >= 0, Int(group) < groups else { return (0, 0) }
    if let starts { return (starts[Int(group)], starts[Int(group) + 1]) }
    guard let growing else { return (0, 0) }
    let run = growing[Int(group)]
    let stable = run.round == round ? run.stable : run.count
    switch window {
    case .all, .visible: return (run.first, run.first + run.count)
    case .stable: return (run.first, run.first + stable)
    case .recent: return (run.first + stable, run.first + run.count)
    }
  }
}

/// A column in which only rows with one value count.
public struct FixedColumn: Hashable, Sendable {
  /// The column that is tested.
  public let column: Int
  /// What must stand there.
  public let value: Int32

  /// The test whether a value stands in a column.
  public init(column: Int, value: Int32) {
    self.column = column
    self.value = value
  }
}
