/// What ``KnowledgeGraph/compact(blocksFrom:)`` did.
public struct Compaction: Sendable, Equatable {
  /// Triples of the graph.
  public let triples: Int
  /// Triples that were added, changed or removed since the blocks were written, and are part of them now.
  public let merged: Int
  /// Whether the triples are in blocks now; otherwise they are rows.
  public let hasBlocks: Bool
}

extension KnowledgeGraph {
  /// From this number of triples on, an import writes blocks, and so does ``compact(blocksFrom:)``.
  public static let blockThreshold = 1_000_000

  /// Merges what changed into the sorted blocks, in one transaction; a graph under a million triples becomes plain rows.
  /// Readers see the same graph before, meanwhile and afterwards.
  ///
  /// Holds all triples in memory, 16 to 18 bytes each.
  ///
  /// - Parameter blocksFrom: from how many triples on there are to be blocks.
  @discardableResult
  public func compact(blocksFrom: Int = KnowledgeGraph.blockThreshold) throws -> Compaction {
    try connection.transaction {
      let changes = Int(try connection.integer("SELECT count(*) FROM main.triple") ?? 0)
      let hadBlocks = try hasBlocks
      try requireWholeBlocks()
      let triples = try sortedTriples()
      let count = triples.count
      let isForBlocks = count >= max(blocksFrom, 1)
      if isForBlocks {
        if !hadBlocks || changes > 0 { try BlockWriter(self).write(triples) }
      } else if hadBlocks {
        try BlockWriter(self).write(SortedTriples(origin: 0))
        try insertRows(triples)
      }
      return Compaction(
        triples: count, merged: hadBlocks || isForBlocks ? changes : 0, hasBlocks: isForBlocks)
    }
  }

  /// Throws where a block may be missing: they are numbered one after another, and what is written anew throws the old
  /// ones away.
  private func requireWholeBlocks() throws {
    let gaps = try connection.integer(
      "SELECT max(id) - min(id) + 1 - count(*) FROM triple_block")
    if let gaps, gaps != 0 { throw connection.damage("its blocks do not follow one another") }
  }

  /// All triples, of rows and blocks.
  func sortedTriples() throws -> SortedTriples {
    var triples = SortedTriples(origin: UInt8(Origin.inserted.rawValue))
    var last: (predicate: Int32, pair: UInt64)?
    func append(_ predicate: Int32, _ subject: Int32, _ object: Int32, _ origin: UInt8) throws {
      let pair = TripleColumns.pack(subject, object)
      if let last, last >= (predicate, pair) {
        throw connection.damage("its triples are out of order")
      }
      last = (predicate, pair)
      triples.append(predicate: predicate, pair, origin: origin)
    }
    if try hasBlocks {
      try blocks.forEachRun(.predicateSubject) { run in
        for row in 0..<run.count {
          try append(run.first[row], run.second[row], run.third[row], run.origins[row])
        }
      }
      return triples
    }
    let rows = try connection.statement(
      "SELECT predicate, subject, object, origin FROM main.triple ORDER BY 1, 2, 3")
    defer { rows.reset() }
    while try rows.step() {
      try append(
        rows.value(0).rawValue, rows.value(1).rawValue, rows.value(2).rawValue,
        UInt8(truncatingIfNeeded: rows.integer(3)))
    }
    return triples
  }

  /// Writes triples as rows of an empty table.
  private func insertRows(_ triples: SortedTriples) throws {
    let insert = try connection.statement(
      "INSERT INTO main.triple (predicate, subject, object, origin) VALUES (?, ?, ?, ?)")
    for group in triples.groups {
      for place in group.range {
        let (subject, object) = TripleColumns.unpack(triples.pairs[place])
        try insert.bind(1, Int(group.predicate))
        try insert.bind(2, Int(subject))
        try insert.bind(3, Int(object))
        try insert.bind(4, Int(triples.origin(place)))
        try insert.run()
      }
    }
  }
}
