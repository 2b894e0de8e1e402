/// The sorted blocks of a graph's triples, as one connection reads them: block by block, with what changed since merged
/// in, so that a caller sees one set of triples.
///
/// What it keeps, where the blocks begin and the last blocks that were read, holds until another generation of blocks is
/// written (``refresh()``).
final class TripleBlocks {
  private unowned let connection: Connection
  private var generation = 0
  /// How many triples the blocks are to hold.
  private var triples = 0
  /// Whether there are blocks at all; without, the table `triple` is the whole.
  private(set) var isInUse = false
  private var directories: [TripleOrder: BlockDirectory] = [:]
  private var cache: [Int64: PackedBlock] = [:]
  private var changesSeen = -1
  private var changesFound = true
  /// All changed rows in the orders that were asked for, where they are few and often looked at.
  private var changedRows: [TripleOrder: [TripleChange]] = [:]
  private var changesLookedAt = 0

  /// Blocks kept as they were read.
  private static let keptBlocks = 2048
  /// So often changed rows are looked up in the file before all of them are read, if they are no more than that.
  private static let fewLookUps = 32
  private static let mostChangedRows = 4096

  init(connection: Connection) { self.connection = connection }

  /// Notices what this or another process wrote.
  func refresh() throws(StoreError) {
    let state = try BlockState(connection)
    if state.generation != generation {
      generation = state.generation
      directories = [:]
      cache = [:]
    }
    isInUse = state.generation != 0
    triples = state.triples
    changesSeen = -1
  }

  /// Forgets everything, after a transaction that may have written blocks and was rolled back.
  func forget() {
    generation = -1
    changesSeen = -1
  }

  /// Whether the rows of `triple` add anything to the blocks or take anything away.
  private func hasChanges() throws(StoreError) -> Bool {
    let changes = connection.totalChanges
    if changes != changesSeen {
      changesSeen = changes
      changesFound = try connection.integer("SELECT 1 FROM main.triple LIMIT 1") != nil
      changedRows = [:]
      changesLookedAt = 0
    }
    return changesFound
  }

  /// All triples.
  func count() throws(StoreError) -> Int { try counts().values.reduce(0, +) }

  /// Triples of a predicate.
  func count(of predicate: Value) throws(StoreError) -> Int {
    let rows = try connection.statement("SELECT triples FROM block_statistic WHERE predicate = ?")
    try rows.bind(1, predicate)
    defer { rows.reset() }
    let inBlocks = try rows.step() ? rows.count(0) : 0
    return try counts([predicate: inBlocks], changedUnder: [predicate.rawValue])[predicate] ?? 0
  }

  /// Triples of each predicate, by the statistics of the blocks and the rows that changed since.
  func counts() throws(StoreError) -> [Value: Int] {
    var counts: [Value: Int] = [:]
    let rows = try connection.statement("SELECT predicate, triples FROM block_statistic")
    defer { rows.reset() }
    while try rows.step() { counts[rows.value(0)] = try rows.count(1) }
    return try self.counts(counts, changedUnder: [])
  }

  /// Counts of the blocks with the changed rows that begin with a prefix.
  private func counts(
    _ inBlocks: [Value: Int], changedUnder prefix: [Int32]
  ) throws(StoreError) -> [Value: Int] {
    var counts = inBlocks
    for change in try changes(.predicateSubject, prefix: prefix) {
      let predicate = Value(rawValue: TripleKey.value(change.key.first))
      let isInBlocks = try origin(inBlocks: change.key) != nil
      counts[predicate, default: 0] += (change.origin == 0 ? 0 : 1) - (isInBlocks ? 1 : 0)
    }
    return counts
  }

  /// The predicates of all triples, ascending.
  func predicates() throws(StoreError) -> [Int32] {
    var predicates: [Int32] = []
    let rows = try connection.statement(
      """
      SELECT predicate FROM block_statistic UNION
      SELECT predicate FROM main.triple WHERE origin <> 0 ORDER BY 1
      """)
    try rows.appendRows(to: &predicates)
    return predicates
  }

  // MARK: Reading

  /// The triples with these parts, nil being any, sorted as ``KnowledgeGraph/triples(subject:predicate:object:)`` says.
  func triples(
    subject: Int32?, predicate: Int32?, object: Int32?
  ) throws(StoreError) -> (subjects: [Int32], predicates: [Int32], objects: [Int32]) {
    guard connection.isInTransaction else {
      do {
        return try connection.snapshot {
          try triples(subject: subject, predicate: predicate, object: object)
        }
      } catch let error as StoreError {
        throw error
      } catch {
        throw .corrupt(path: connection.path, detail: "\(error)")
      }
    }
    switch (predicate, subject, object) {
    case (let predicate?, let subject?, let object?):
      let isThere =
        try origin(subject: subject, predicate: predicate, object: object) != nil
      return isThere ? ([subject], [predicate], [object]) : ([], [], [])
    case (let predicate?, let subject?, nil):
      var run = TripleRun(.third)
      try read(.predicateSubject, prefix: [predicate, subject], into: &run)
      let count = run.third.count
      return (
        [Int32](repeating: subject, count: count), [Int32](repeating: predicate, count: count),
        run.third
      )
    case (let predicate?, nil, let object?):
      var run = TripleRun(.third)
      try read(.predicateObject, prefix: [predicate, object], into: &run)
      let count = run.third.count
      return (
        run.third, [Int32](repeating: predicate, count: count),
        [Int32](repeating: object, count: count)
      )
    case (let predicate?, nil, nil):
      var run = TripleRun([.second, .third])
      try read(.predicateSubject, prefix: [predicate], into: &run)
      return (run.second, [Int32](repeating: predicate, count: run.third.count), run.third)
    case (nil, let subject?, nil):
      var run = TripleRun([.second, .third])
      try read(.subject, prefix: [subject], into: &run)
      return ([Int32](repeating: subject, count: run.third.count), run.second, run.third)
    case (nil, let subject?, let object?):
      var run = TripleRun([.second, .third])
      try read(.subject, prefix: [subject], into: &run)
      let predicates = run.third.indices.filter { run.third[$0] == object }.map { run.second[$0] }
      let count = predicates.count
      return (
        [Int32](repeating: subject, count: count), predicates,
        [Int32](repeating: object, count: count)
      )
    case (nil, nil, let object?):
      var run = TripleRun([.first, .third])
      for predicate in try predicates() {
        try read(.predicateObject, prefix: [predicate, object], into: &run)
      }
      return (run.third, run.first, [Int32](repeating: object, count: run.third.count))
    case (nil, nil, nil):
      var run = TripleRun(.key)
      try read(.predicateSubject, prefix: [], into: &run)
      return (run.second, run.first, run.third)
    }
  }

  /// Adds the triples that begin with these parts, in order.
  func read(
    _ order: TripleOrder, prefix: [Int32], into run: inout TripleRun
  ) throws(StoreError) {
    guard try hasChanges() else {
      return try readBlocks(order, KeyRange(prefix: prefix), into: &run)
    }
    let changes = try changes(order, prefix: prefix)
    guard !changes.isEmpty else {
      return try readBlocks(order, KeyRange(prefix: prefix), into: &run)
    }
    var base = TripleRun(run.wanted.union(.key))
    try readBlocks(order, KeyRange(prefix: prefix), into: &base)
    run.append(base, changedBy: changes)
  }

  /// Hands out all triples in order, a number of blocks at a time.
  func forEachRun(
    _ order: TripleOrder, _ body: (borrowing TripleRun) throws -> Void
  ) throws {
    let changes = try changes(order, prefix: [])
    let directory = try directory(order)
    try directory.readAll()
    var next = 0
    var block = 0
    var found = 0
    repeat {
      let last = min(block + 256, directory.count)
      var base = TripleRun(.all)
      try stream(directory, block..<last, into: &base)
      found += base.count
      let end = last < directory.count ? try directory.key(last) : nil
      var through = next
      while through < changes.count, end.map({ changes[through].key < $0 }) ?? true { through += 1 }
      var run = TripleRun(.all)
      run.append(base, changedBy: Array(changes[next..<through]))
      try body(run)
      next = through
      block = last
    } while block < directory.count
    guard found == triples else {
      throw connection.damage("its blocks hold \(found) triples where \(triples) are to be")
    }
  }

  /// The origin of a triple in blocks and changes; nil if the graph does not assert it.
  func origin(subject: Int32, predicate: Int32, object: Int32) throws(StoreError) -> UInt8? {
    let key = TripleOrder.predicateSubject.key(
      subject: subject, predicate: predicate, object: object)
    if try hasChanges(),
      let changed = try changes(.predicateSubject, prefix: [predicate, subject, object]).first
    {
      return changed.origin == 0 ? nil : changed.origin
    }
    return try origin(inBlocks: key)
  }

  /// Whether the blocks hold a triple, whatever changed since.
  func isInBlocks(subject: Int32, predicate: Int32, object: Int32) throws(StoreError) -> Bool {
    try origin(
      inBlocks: TripleOrder.predicateSubject.key(
        subject: subject, predicate: predicate, object: object)) != nil
  }

  private func origin(inBlocks key: TripleKey) throws(StoreError) -> UInt8? {
    var range = KeyRange(prefix: [])
    (range.low, range.high) = (key, key)
    var found = TripleRun(.origin)
    try readBlocks(.predicateSubject, range, into: &found)
    return found.origins.first
  }

  /// The rows of `triple` that begin with these parts, in order; origin 0 takes a triple away.
  private func changes(
    _ order: TripleOrder, prefix: [Int32]
  ) throws(StoreError) -> [TripleChange] {
    guard try hasChanges() else { return [] }
    changesLookedAt += 1
    if changesLookedAt == Self.fewLookUps {
      for order in TripleOrder.allCases {
        let rows = try readChanges(order, prefix: [], limit: Self.mostChangedRows + 1)
        guard rows.count <= Self.mostChangedRows else { break }
        changedRows[order] = rows
      }
    }
    guard let rows = changedRows[order] else {
      return try readChanges(order, prefix: prefix, limit: .max)
    }
    let range = KeyRange(prefix: prefix)
    var start = 0
    var end = rows.count
    while start < end {
      let middle = (start + end) / 2
      if rows[middle].key < range.low { start = middle + 1 } else { end = middle }
    }
    while end < rows.count, !(range.high < rows[end].key) { end += 1 }
    return Array(rows[start..<end])
  }

  private func readChanges(
    _ order: TripleOrder, prefix: [Int32], limit: Int
  ) throws(StoreError) -> [TripleChange] {
    let rows = try connection.statement(order.changesQuery(prefix.count))
    for place in prefix.indices { try rows.bind(Int32(place + 1), Int(prefix[place])) }
    try rows.bind(Int32(prefix.count + 1), limit)
    defer { rows.reset() }
    var changes: [TripleChange] = []
    while try rows.step() {
      changes.append(
        TripleChange(
          key: TripleKey(rows.value(0).rawValue, rows.value(1).rawValue, rows.value(2).rawValue),
          origin: UInt8(truncatingIfNeeded: rows.integer(3))))
    }
    return changes
  }

  private func readBlocks(
    _ order: TripleOrder, _ range: KeyRange, into run: inout TripleRun
  ) throws(StoreError) {
    let directory = try directory(order)
    let blocks = try directory.blocks(range)
    guard let first = blocks.first, let last = blocks.last else { return }
    var middle = blocks
    if blocks.count <= 3 {
      middle = last..<last
    } else {
      middle = first + 1..<last
    }
    for number in blocks where !middle.contains(number) {
      if number == last, !middle.isEmpty { try stream(directory, middle, into: &run) }
      let block = try block(directory, number)
      run.append(block, block.rows(range))
    }
  }

  /// Reads whole blocks without keeping them.
  private func stream(
    _ directory: BlockDirectory, _ blocks: Range<Int>, into run: inout TripleRun
  ) throws(StoreError) {
    guard let first = blocks.first, let last = blocks.last else { return }
    try directory.readKeys(of: blocks)
    let rows = try connection.statement(
      "SELECT id, crc, content FROM triple_block WHERE id BETWEEN ? AND ? ORDER BY id")
    try rows.bind(1, directory.id(first))
    try rows.bind(2, directory.id(last))
    defer { rows.reset() }
    var number = first
    while try rows.step() {
      guard number <= last, rows.integer(0) == directory.id(number) else { break }
      let block = try checked(rows, directory, number)
      run.append(block, 0..<block.count)
      number += 1
    }
    guard number > last else { throw directory.damaged(directory.id(number)) }
  }

  private func block(
    _ directory: BlockDirectory, _ number: Int
  ) throws(StoreError) -> PackedBlock {
    let id = directory.id(number)
    if let known = cache[id] { return known }
    let rows = try connection.statement("SELECT id, crc, content FROM triple_block WHERE id = ?")
    try rows.bind(1, id)
    defer { rows.reset() }
    guard try rows.step() else { throw directory.damaged(id) }
    let block = try checked(rows, directory, number)
    if cache.count >= Self.keptBlocks { cache.removeAll(keepingCapacity: true) }
    cache[id] = block
    return block
  }

  private func checked(
    _ rows: Statement, _ directory: BlockDirectory, _ number: Int
  ) throws(StoreError) -> PackedBlock {
    let content = rows.blob(2)
    guard Checksum.crc32(content) == UInt32(truncatingIfNeeded: rows.integer(1)),
      let block = PackedBlock(content), block.key(0) == (try directory.key(number))
    else { throw directory.damaged(directory.id(number)) }
    return block
  }

  private func directory(_ order: TripleOrder) throws(StoreError) -> BlockDirectory {
    if let known = directories[order] { return known }
    let directory = try BlockDirectory(connection: connection, order: order)
    directories[order] = directory
    return directory
  }
}

/// A triple that was added or taken away since the blocks were written.
struct TripleChange {
  let key: TripleKey
  /// 0: it was taken away.
  let origin: UInt8
}
