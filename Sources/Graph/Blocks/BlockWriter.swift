/// Writes all triples of a graph as blocks, in all orders, in place of the blocks and the rows that are there. Inside a
/// transaction only.
struct BlockWriter {
  private let graph: KnowledgeGraph
  /// Told of each triple in each order; what it throws ends the writing.
  private let progress: () throws -> Void
  private var connection: Connection { graph.connection }

  init(_ graph: KnowledgeGraph, progress: @escaping () throws -> Void = {}) {
    self.graph = graph
    self.progress = progress
  }

  /// - Parameter triples: are used up, for their room is needed.
  func write(_ triples: consuming SortedTriples) throws {
    let generation = try BlockState(connection).generation + 1
    let firstID = Int64(try lastID() + 1)
    try connection.execute("DELETE FROM triple_block")
    try connection.execute("DELETE FROM block_statistic")
    try connection.execute("DELETE FROM main.triple")
    let count = triples.count
    var output = try Output(connection, firstID: firstID)

    try output.begin(.predicateSubject)
    let subjects = try writeByPredicate(triples, to: &output)
    try output.begin(.subject)
    try writeBySubject(triples, to: &output)
    try output.begin(.predicateObject)
    for number in triples.groups.indices { triples.turn(number) }
    let objects = try writeByPredicate(triples, to: &output)
    try output.flush()

    for (number, group) in triples.groups.enumerated() {
      try connection.execute(
        "INSERT INTO block_statistic (predicate, triples, subjects, objects) VALUES (?, ?, ?, ?)",
        Int(group.predicate), group.range.count, subjects[number], objects[number])
    }
    try connection.execute(
      "UPDATE block_state SET generation = ?, triples = ?", count == 0 ? 0 : generation, count)
    try graph.readBlocksAnew()
  }

  private func lastID() throws -> Int {
    let rows = try connection.statement("SELECT ifnull(max(id), 0) FROM triple_block")
    defer { rows.reset() }
    return try rows.step() ? rows.count(0) : 0
  }

  /// Writes the triples as they stand, predicate by predicate.
  ///
  /// - Returns: how many different values stand second, for each predicate.
  private func writeByPredicate(
    _ triples: borrowing SortedTriples, to output: inout Output
  ) throws -> [Int] {
    var different: [Int] = []
    different.reserveCapacity(triples.groups.count)
    for group in triples.groups {
      let predicate = TripleKey.word(group.predicate)
      var (count, last) = (0, UInt64.max)
      for place in group.range {
        let pair = triples.pairs[place]
        if pair >> 32 != last { count += 1 }
        last = pair >> 32
        try output.append(Self.key(predicate, pair), origin: triples.origin(place))
        try progress()
      }
      different.append(count)
    }
    return different
  }

  private static func key(_ first: UInt32, _ pair: UInt64) -> TripleKey {
    TripleKey(
      words: first, UInt32(truncatingIfNeeded: pair >> 32), UInt32(truncatingIfNeeded: pair))
  }

  /// By predicate, subject and object the triples are in order already, so it is enough to put them by subject, which
  /// leaves the order of each subject's triples as it is.
  private func writeBySubject(
    _ triples: borrowing SortedTriples, to output: inout Output
  ) throws {
    var starts: [UInt32: Int] = [:]
    var subjects: [UInt32] = []
    var (least, greatest) = (UInt32.max, UInt32(0))
    for pair in triples.pairs {
      let subject = UInt32(truncatingIfNeeded: pair >> 32)
      least = min(least, subject)
      greatest = max(greatest, subject)
    }
    guard least <= greatest else { return }
    let isDense = Int(greatest - least) < 8 * triples.count + 1024
    // Ids are dense, so that a place for each is cheaper than a table of those that occur; integers may not be.
    var places = [Int](repeating: 0, count: isDense ? Int(greatest - least) + 2 : 0)
    if !isDense {
      subjects = Set(triples.pairs.map { UInt32(truncatingIfNeeded: $0 >> 32) }).sorted()
      for (number, subject) in subjects.enumerated() { starts[subject] = number }
      places = [Int](repeating: 0, count: subjects.count + 1)
    }
    func number(_ pair: UInt64) -> Int {
      let subject = UInt32(truncatingIfNeeded: pair >> 32)
      return isDense ? Int(subject - least) : starts[subject] ?? 0
    }
    for pair in triples.pairs { places[number(pair) + 1] += 1 }
    for place in 1..<places.count { places[place] += places[place - 1] }
    var rest = [UInt64](repeating: 0, count: triples.count)
    var origins = [UInt8](repeating: 0, count: triples.origins.isEmpty ? 0 : triples.count)
    for group in triples.groups {
      let predicate = UInt64(TripleKey.word(group.predicate)) << 32
      for place in group.range {
        let pair = triples.pairs[place]
        let number = number(pair)
        rest[places[number]] = predicate | pair & 0xFFFF_FFFF
        if !origins.isEmpty { origins[places[number]] = triples.origins[place] }
        places[number] += 1
      }
    }
    // Each place is where the next subject begins now.
    var begin = 0
    for number in 0..<places.count - 1 where places[number] > begin {
      let subject = isDense ? least + UInt32(number) : subjects[number]
      for place in begin..<places[number] {
        try output.append(
          Self.key(subject, rest[place]),
          origin: origins.isEmpty ? triples.commonOrigin : origins[place])
        try progress()
      }
      begin = places[number]
    }
  }

  /// Rows of `triple_block`.
  private struct Output: ~Copyable {
    private let insert: Statement
    private var nextID: Int64
    private var order = TripleOrder.predicateSubject
    private var packer = BlockPacker()

    init(_ connection: Connection, firstID: Int64) throws {
      insert = try connection.statement(
        """
        INSERT INTO triple_block (id, ordering, first, second, third, count, crc, content)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
      nextID = firstID
    }

    mutating func begin(_ order: TripleOrder) throws {
      try flush()
      self.order = order
    }

    @inline(__always)
    mutating func append(_ key: TripleKey, origin: UInt8) throws {
      if packer.append(key, origin: origin) { return }
      try flush()
      _ = packer.append(key, origin: origin)
    }

    mutating func flush() throws {
      guard packer.count > 0 else { return }
      let (key, count) = (packer.firstKey, packer.count)
      let content = packer.finish()
      try insert.bind(1, nextID)
      try insert.bind(2, order.rawValue)
      try insert.bind(3, Int(TripleKey.value(key.first)))
      try insert.bind(4, Int(TripleKey.value(key.second)))
      try insert.bind(5, Int(TripleKey.value(key.third)))
      try insert.bind(6, count)
      try insert.bind(7, Int(Checksum.crc32(content)))
      try insert.bind(8, content)
      try insert.run()
      nextID += 1
    }
  }
}
