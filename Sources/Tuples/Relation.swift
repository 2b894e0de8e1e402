/// A set of tuples of 32-bit values, column by column, in order of insertion.
///
/// In a fixpoint a tuple has three lives, and because rows are only ever appended, each is a range of row numbers:
/// *stable* rows `0 ..< recentStart` have met every other, *recent* rows `recentStart ..< recentEnd` came in the last
/// round, and rows from `recentEnd` on were found in this round and wait for ``advance()``.
public final class Relation {
  /// Columns.
  public let arity: Int
  /// One a place; all have as many rows.
  public let columns: [Column]
  /// Rows.
  public private(set) var count = 0
  /// The first row of the delta.
  public private(set) var recentStart = 0
  /// The row behind the last of the delta.
  public private(set) var recentEnd = 0
  /// False while the same row may stand here twice, as after ``appendUnchecked(_:)``.
  public private(set) var isDistinct = true

  private var set: TupleSet
  /// Rows that the set knows; later ones came by an append that needed no look-up.
  private var covered = 0
  private var indexes: [IndexKey: RowIndex] = [:]
  private var slices: [Slice: (rows: Int, part: Relation)] = [:]
  private var orders: [Int: Relation] = [:]
  private var distinct: [Int: (rows: Int, count: Int)] = [:]
  private var rowFinder: RowIndex?

  private struct IndexKey: Hashable {
    let columns: [Int]
    var isGrowing = false
    var fixed: [FixedColumn] = []
    var sortColumn: Int?
  }
  private struct Slice: Hashable {
    let column: Int
    let value: Int32
  }

  /// An empty relation.
  public init(arity: Int) {
    self.arity = arity
    columns = (0..<arity).map { _ in Column() }
    set = TupleSet(arity: arity)
  }

  /// A relation over columns that are distinct rows already, or may hold some twice.
  public init(columns: [Column], isDistinct: Bool) {
    arity = columns.count
    self.columns = columns
    set = TupleSet(arity: columns.count)
    count = columns.first?.count ?? 0
    self.isDistinct = isDistinct
    recentEnd = count
  }

  /// Bytes held by columns, set and indexes.
  public var bytes: Int {
    columns.reduce(set.bytes) { $0 + $1.bytes }
      + indexes.values.reduce(0) { $0 + $1.bytes } + slices.values.reduce(0) { $0 + $1.part.bytes }
      + orders.values.reduce(0) { $0 + $1.bytes }
  }

  /// The values of a row, for tests and messages: it allocates.
  public func row(_ number: Int) -> [Int32] { columns.map { $0[number] } }

  // MARK: Rounds

  /// Ends a round: what waited is recent now, what was recent is stable. True if something is recent.
  @discardableResult
  public func advance() -> Bool {
    recentStart = recentEnd
    recentEnd = count
    for (key, index) in indexes where key.isGrowing { index.extend(over: self, to: recentEnd) }
    return recentStart < recentEnd
  }

  /// Makes all rows recent, as at the beginning of a fixpoint.
  public func restart() {
    recentStart = 0
    recentEnd = count
    // What a growing index has clustered counts as stable.
    indexes = indexes.filter { !$0.key.isGrowing }
  }

  // MARK: Insertion

  /// Adds one row; true if it was new.
  @discardableResult
  public func insert(_ row: [Int32]) -> Bool {
    precondition(row.count == arity)
    let block = Block(width: arity)
    for (register, value) in row.enumerated() { block[register, 0] = value }
    block.count = 1
    return insert(block, (0..<arity).map { .register($0) }) == 1
  }

  /// Adds the rows of a block that are new, and says how many those were.
  @discardableResult
  public func insert(_ block: Block, _ operands: [Operand]) -> Int {
    precondition(operands.count == arity)
    guard block.count > 0 else { return 0 }
    prepareSet(for: count + block.count)
    let before = count
    if arity == 0 {
      count = 1
    } else {
      finish(count + set.insertReserved(block, operands, into: columns, from: count))
    }
    covered = count
    return count - before
  }

  /// Adds the pairs of a value with each cell of a run, row by row; for relations of two columns.
  ///
  /// - Parameters:
  ///   - groups: what the runs belong to.
  ///   - isFirst: whether the values go to the first column, the cells to the second.
  ///   - bits: those of runs that were wanted before.
  ///   - progress: called every few thousand pairs; may throw to stop.
  func insertRuns(
    of values: UnsafePointer<Int32>, _ cells: UnsafePointer<Int32>,
    from starts: UnsafePointer<Int32>, to ends: UnsafePointer<Int32>,
    groups: UnsafePointer<Int32>, rows: Int, isFirst: Bool, bits: inout RunBits,
    progress: () throws -> Void
  ) rethrows {
    precondition(arity == 2)
    var row = 0
    while row < rows {
      // Most may be here already, so room is made for a part at a time.
      let first = row
      let most = max(4 * Block.capacity, count / 8)
      var total = 0
      while row < rows, total < most {
        total += Int(ends[row] - starts[row])
        row += 1
      }
      prepareSet(for: count + total)
      let new = set.pairs.insertRuns(
        of: values, cells, from: starts, to: ends, groups: groups, rows: first..<row,
        isFirst: isFirst, bits: &bits, newTo: columns[0].base + count, columns[1].base + count)
      finish(count + new)
      covered = count
      try progress()
    }
  }

  private func finish(_ newCount: Int) {
    count = newCount
    for column in columns { column.setCount(newCount) }
  }

  /// Adds rows that the caller knows to be new.
  public func appendDistinct(_ block: Block, _ operands: [Operand]) {
    if arity == 0 {
      count = block.count > 0 ? 1 : count
      return
    }
    for (column, operand) in zip(columns, operands) {
      column.reserve(count + block.count)
      let target = column.base + count
      switch operand {
      case .register(let register): target.update(from: block.column(register), count: block.count)
      case .constant(let value): target.update(repeating: value, count: block.count)
      }
      column.setCount(count + block.count)
    }
    count += block.count
  }

  /// Adds rows from columns without looking whether they are here already.
  public func appendUnchecked(_ more: [[Int32]]) {
    precondition(more.count == arity && arity > 0)
    for (column, values) in zip(columns, more) { column.append(contentsOf: values) }
    count += more[0].count
    if more[0].count > 0 { isDistinct = false }
  }

  /// Adds the rows of another relation without looking whether they are here already.
  public func appendRows(of other: Relation) {
    precondition(other.arity == arity && arity > 0)
    for (column, more) in zip(columns, other.columns) {
      column.reserve(count + other.count)
      (column.base + count).update(from: more.base, count: other.count)
      column.setCount(count + other.count)
    }
    count += other.count
    if other.count > 0 { isDistinct = false }
  }

  /// Lends room behind the rows of both columns to what writes pairs there, all of them new, and tells how many.
  func appendPairs(
    atMost more: Int,
    _ write: (UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>) -> Int
  ) {
    for column in columns { column.reserve(count + more) }
    let new = write(columns[0].base + count, columns[1].base + count)
    for column in columns { column.setCount(count + new) }
    count += new
  }

  /// Takes up rows that a kernel appended to the columns itself, all of them new.
  func adoptAppendedRows() { count = columns[0].count }

  /// Adds a row of another relation that the caller knows to be new.
  @inline(__always)
  func appendRow(_ row: Int, of other: Relation) {
    for column in 0..<arity { columns[column].append(other.columns[column].base[row]) }
    count += 1
  }

  /// Adds one row that the caller knows to be new.
  func appendRow(_ row: [Int32]) {
    for (column, value) in zip(columns, row) { column.append(value) }
    count += 1
  }

  /// Forgets all rows, for a relation that is filled anew.
  func removeAll() {
    for column in columns { column.removeAll() }
    count = 0
    covered = 0
    recentStart = 0
    recentEnd = 0
    set.removeAll()
    if !indexes.isEmpty || rowFinder != nil { dropIndexes() }
  }

  // MARK: The set

  /// Brings the set up to the rows and makes room for more.
  private func prepareSet(for needed: Int) {
    makeDistinct()
    for column in columns { column.reserve(needed) }
    guard arity > 0 else { return }
    set.reserve(needed, of: columns, known: covered)
    while covered < count {
      // All of them are new, so each is written where it stands.
      let part = min(Block.capacity, count - covered)
      _ = set.insertReserved(rowsFrom: covered, part, of: columns, to: covered)
      covered += part
    }
  }

  /// Whether no row stands here twice, as far as that is known or easily seen. Linear at most.
  public var isKnownDistinct: Bool {
    if !isDistinct, isStrictlyAscending { isDistinct = true }
    return isDistinct
  }

  /// Takes out rows that stand here twice, keeping the first of each.
  public func makeDistinct() { makeDistinct {} }

  /// Takes out rows that stand here twice, as ``makeDistinct()``.
  ///
  /// - Parameter progress: called now and then; what it throws leaves some of them.
  public func makeDistinct(progress: () throws -> Void) rethrows {
    guard !isKnownDistinct else { return }
    let total = count
    dropIndexes()
    var place = 0
    set.removeAll()
    set.reserve(total, of: columns, known: 0)
    var row = 0
    while row < total {
      let part = min(Block.capacity, total - row)
      place += set.insertReserved(rowsFrom: row, part, of: columns, to: place)
      row += part
      if row & 0xFFFF == 0 {
        do {
          try progress()
        } catch {
          leaveDistinct(upTo: place, lookedAt: row)
          throw error
        }
      }
    }
    isDistinct = true
    finish(place)
    covered = place
    recentEnd = min(recentEnd, place)
    recentStart = min(recentStart, recentEnd)
  }

  /// Closes the gap between the rows that are known to be different and those that were not looked at yet.
  private func leaveDistinct(upTo place: Int, lookedAt row: Int) {
    let rest = count - row
    for column in columns {
      let from = column.base + row
      (column.base + place).update(from: from, count: rest)
    }
    set.removeAll()
    covered = 0
    finish(place + rest)
    recentEnd = min(recentEnd, place)
    recentStart = min(recentStart, recentEnd)
  }

  /// Whether each row is greater than the one before, so that none stands here twice.
  private var isStrictlyAscending: Bool {
    guard count > 1, let last = columns.last else { return true }
    rows: for row in 1..<count {
      for column in columns {
        let (before, here) = (column.base[row - 1], column.base[row])
        if before < here { continue rows }
        if before > here || column === last { return false }
      }
    }
    return true
  }

  /// Whether a row is here, among all that were inserted.
  public func contains(_ row: [Int32]) -> Bool {
    precondition(row.count == arity)
    if arity == 0 { return count > 0 }
    prepareSet(for: count)
    return set.contains(row, of: columns)
  }

  /// Keeps the rows of a block whose whole tuple is here, or is not.
  public func keepRows(of block: Block, _ key: [Operand], present: Bool, live: [Int]) {
    prepareSet(for: count)
    let kept =
      arity == 0
      ? ((count > 0) == present ? block.count : 0)
      : set.select(block, key, of: columns, present: present)
    if kept == block.count { return }
    block.gatherLeft(kept, registers: live)
  }

  /// The number of a row, or nil where it is not here.
  public func rowNumber(of row: [Int32]) -> Int? {
    precondition(row.count == arity)
    if arity == 0 { return count > 0 ? 0 : nil }
    let finder =
      rowFinder
      ?? RowIndex(
        growing: self, by: Array(0..<arity), holdsRowNumbers: true, stable: 0, to: count)
    rowFinder = finder
    finder.extend(over: self, to: count)
    return finder.newestRow(ofKey: row, in: self)
  }

  // MARK: Indexes and slices

  /// The index on some columns of a relation that does not change, built when first asked for.
  ///
  /// - Parameter sortColumn: the column by which rows of one key are sorted.
  public func index(on keyColumns: [Int], sortedBy sortColumn: Int? = nil) -> RowIndex {
    let key = IndexKey(columns: keyColumns, sortColumn: sortColumn)
    if let index = indexes[key], index.covered == count { return index }
    let index = RowIndex(clustering: self, by: keyColumns, sortedBy: sortColumn)
    indexes[key] = index
    return index
  }

  /// An index that follows ``advance()``.
  ///
  /// - Parameters:
  ///   - fixed: only rows with these values are in it.
  ///   - isStable: false where values of other columns change in place.
  public func growingIndex(on keyColumns: [Int], fixed: [FixedColumn], isStable: Bool) -> RowIndex {
    let key = IndexKey(columns: keyColumns, isGrowing: true, fixed: fixed)
    if let index = indexes[key] { return index }
    let index = RowIndex(
      growing: self, by: keyColumns, fixed: fixed, holdsRowNumbers: !isStable,
      stable: recentStart, to: recentEnd)
    indexes[key] = index
    return index
  }

  /// The rows with one value in a column, without that column. Kept until rows are added.
  public func slice(column: Int, value: Int32) -> Relation {
    let key = Slice(column: column, value: value)
    let index = index(on: [column])
    if let known = slices[key], known.rows == count { return known.part }
    let part = index.relation(ofKey: value, without: column, of: self)
    slices[key] = (count, part)
    return part
  }

  /// The same rows in ascending order of a column. Kept until rows are added.
  public func ordered(by column: Int) -> Relation {
    if let known = orders[column], known.count == count { return known }
    guard let order = RadixSort.order(by: columns[column]) else { return self }
    let places = order.base
    let sorted = Relation(
      columns: columns.map { column in
        let copy = Column(capacity: count)
        let (source, target) = (column.base, copy.base)
        for place in 0..<count { target[place] = source[Int(places[place])] }
        copy.setCount(count)
        return copy
      }, isDistinct: isDistinct)
    orders[column] = sorted
    return sorted
  }

  /// Forgets indexes and slices, for a relation that will grow or is no longer read.
  public func dropIndexes() {
    indexes.removeAll()
    slices.removeAll()
    orders.removeAll()
    distinct.removeAll()
    rowFinder = nil
  }

  /// About how many different values a column holds, by linear counting; exact to a few per cent.
  ///
  /// K.-Y. Whang, B. T. Vander-Zanden, H. M. Taylor, "A Linear-Time Probabilistic Counting Algorithm" (1990).
  public func distinctCount(column: Int) -> Int {
    if let known = distinct[column], known.rows == count { return known.count }
    let estimate = LinearCounting.estimate(columns[column])
    distinct[column] = (count, estimate)
    return estimate
  }
}
