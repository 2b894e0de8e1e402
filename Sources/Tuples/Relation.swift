/// A set of tuples of 32-bit values, column by column, in order of insertion.
///
/// In a fixpoint a tuple has three lives, and because rows are only ever appended, each is a range of row numbers:
/// *stable* rows `0 ..< recentStart` have met every other, *recent* rows `recentStart ..< recentEnd` came in the last
/// round, and rows from `recentEnd` on were found in this round and wait for ``advance()``.
public final class Relation {
  public let arity: Int
  public let columns: [Column]
  public private(set) var count = 0
  public private(set) var recentStart = 0
  public private(set) var recentEnd = 0
  /// False while the same row may stand here twice, as after ``appendUnchecked(_:)``.
  public private(set) var isDistinct = true

  private var pairs = PairSet()
  private var rows = RowSet()
  /// Takes the place of ``rows`` where two of three columns have few values together.
  private var triples: TripleSet?
  /// From so many rows on it is tried.
  private static let leastTriples = 1 << 14
  /// Rows that the set knows; later ones came by an append that needed no look-up.
  private var covered = 0
  private var indexes: [IndexKey: RowIndex] = [:]
  private var slices: [Slice: Relation] = [:]
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

  public init(arity: Int) {
    self.arity = arity
    columns = (0..<arity).map { _ in Column() }
  }

  /// A relation over columns that are distinct rows already, or may hold some twice.
  public init(columns: [Column], isDistinct: Bool) {
    arity = columns.count
    self.columns = columns
    count = columns.first?.count ?? 0
    self.isDistinct = isDistinct
    recentEnd = count
  }

  /// Bytes held by columns, set and indexes.
  public var bytes: Int {
    columns.reduce(pairs.bytes + rows.bytes + (triples?.bytes ?? 0)) { $0 + $1.bytes }
      + indexes.values.reduce(0) { $0 + $1.bytes } + slices.values.reduce(0) { $0 + $1.bytes }
      + orders.values.reduce(0) { $0 + $1.bytes }
  }

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

  /// Makes all rows recent, as at the begin of a fixpoint.
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
    switch arity {
    case 0: count = 1
    case 1: insertSingles(block, operands[0])
    case 2: insertPairs(block, operands[0], operands[1])
    default: insertWide(block, operands)
    }
    covered = count
    return count - before
  }

  private func insertSingles(_ block: Block, _ operand: Operand) {
    let new = pairs.insertReserved(
      block.column(operand, slot: 0), count: block.count, newTo: columns[0].base + count)
    finish(count + new)
  }

  private func insertPairs(_ block: Block, _ first: Operand, _ second: Operand) {
    let new = pairs.insertReserved(
      block.column(first, slot: 0), block.column(second, slot: 1), count: block.count,
      newTo: columns[0].base + count, columns[1].base + count)
    finish(count + new)
  }

  private func insertWide(_ block: Block, _ operands: [Operand]) {
    let sources = operands.enumerated().map { slot, operand in
      UnsafePointer(block.column(operand, slot: slot))
    }
    finish(count + insertReserved(sources, count: block.count, to: count))
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
      let new = pairs.insertRuns(
        of: values, cells, from: starts, to: ends, groups: groups, rows: first..<row,
        isFirst: isFirst, bits: &bits, newTo: columns[0].base + count, columns[1].base + count)
      finish(count + new)
      covered = count
      try progress()
    }
  }

  /// Adds rows of three and more columns to the set, which has room for them, and writes those that were new behind the
  /// first `end`; gives how many were new.
  private func insertReserved(_ sources: [UnsafePointer<Int32>], count rows: Int, to end: Int)
    -> Int
  {
    guard triples != nil else {
      return self.rows.insertReserved(
        sources, count: rows, into: columns.map(\.base), from: end)
    }
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: max(rows, 1)) { places in
      guard let places = places.baseAddress,
        let new = triples?.insertReserved(sources, count: rows, newRows: places)
      else { return 0 }
      for (column, source) in zip(columns, sources) {
        let target = column.base + end
        for place in 0..<new { target[place] = source[Int(places[place])] }
      }
      return new
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
    if arity <= 2, pairs.count > 0 { pairs = PairSet() }
    if arity > 2, rows.count > 0 { rows = RowSet() }
    triples = nil
    if !indexes.isEmpty || rowFinder != nil { dropIndexes() }
  }

  // MARK: The set

  /// Brings the set up to the rows and makes room for more.
  private func prepareSet(for needed: Int) {
    makeDistinct()
    for column in columns { column.reserve(needed) }
    guard arity > 0 else { return }
    if arity <= 2 { pairs.reserve(needed) } else { reserveRows(needed) }
    while covered < count {
      // All of them are new, so each is written where it stands.
      let part = min(Block.capacity, count - covered)
      _ = insertReserved(from: covered, part, to: covered)
      covered += part
    }
  }

  /// Makes room in the set of rows of three and more columns.
  private func reserveRows(_ needed: Int) {
    guard triples == nil else {
      triples?.reserve(needed)
      return
    }
    guard rows.mustGrow(needed) else { return }
    if arity == 3, covered >= Self.leastTriples,
      let found = TripleSet(of: columns.map { UnsafePointer($0.base) }, count: covered)
    {
      triples = consume found
      triples?.reserve(needed)
      rows = RowSet()
      return
    }
    rows.reserve(needed)
  }

  /// Adds some rows of the relation itself to the set, which has room for them, and writes those that were new behind
  /// the first `end`, which come before them or are where they begin. Gives how many were new.
  private func insertReserved(from row: Int, _ part: Int, to end: Int) -> Int {
    let base = columns[0].base
    switch arity {
    case 1: return pairs.insertReserved(base + row, count: part, newTo: base + end)
    case 2:
      let second = columns[1].base
      return pairs.insertReserved(
        base + row, second + row, count: part, newTo: base + end, second + end)
    default:
      return insertReserved(columns.map { UnsafePointer($0.base + row) }, count: part, to: end)
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
    pairs = PairSet(capacity: arity <= 2 ? total : 0)
    rows = RowSet()
    triples = nil
    if arity > 2 { rows.reserve(total) }
    var row = 0
    while row < total {
      let part = min(Block.capacity, total - row)
      place += insertReserved(from: row, part, to: place)
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
    pairs = PairSet()
    rows = RowSet()
    triples = nil
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
    if arity == 1 { return pairs.contains(UInt64(UInt32(bitPattern: row[0]))) }
    if arity == 2 { return pairs.contains(Hashing.pack(row[0], row[1])) }
    if let isHere = triples?.contains({ row[$0] }) { return isHere }
    var hash: UInt64 = 0
    for value in row { hash = Hashing.combine(hash, value) }
    return rows.find(hash) { other in
      (0..<arity).allSatisfy { columns[$0].base[other] == row[$0] }
    } != nil
  }

  /// Keeps the rows of a block whose whole tuple is here, or is not.
  public func keepRows(of block: Block, _ key: [Operand], present: Bool, live: [Int]) {
    prepareSet(for: count)
    var kept = 0
    switch arity {
    case 0: kept = (count > 0) == present ? block.count : 0
    case 1:
      kept = pairs.select(
        block.column(key[0], slot: 0), count: block.count, present: present, into: block.left)
    case 2:
      kept = pairs.select(
        block.column(key[0], slot: 0), block.column(key[1], slot: 1), count: block.count,
        present: present, into: block.left)
    default:
      let sources = key.enumerated().map { slot, operand in
        UnsafePointer(block.column(operand, slot: slot))
      }
      kept =
        selectTriples(sources, block, present)
        ?? rows.select(
          sources, count: block.count, of: columns.map(\.base), present: present, into: block.left)
    }
    if kept == block.count { return }
    block.gatherLeft(kept, registers: live)
  }

  /// Nil where the set is no ``TripleSet``.
  private func selectTriples(
    _ sources: [UnsafePointer<Int32>], _ block: Block, _ present: Bool
  ) -> Int? {
    guard triples != nil else { return nil }
    var kept = 0
    for row in 0..<block.count {
      block.left[kept] = Int32(truncatingIfNeeded: row)
      kept += triples?.contains({ sources[$0][row] }) == present ? 1 : 0
    }
    return kept
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
    if let slice = slices[key] { return slice }
    let slice = index.relation(ofKey: value, without: column, of: self)
    slices[key] = slice
    return slice
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
