extension KnowledgeGraph {
  /// Gives back the space of what was deleted: removes terms, predicates and entities without use and rewrites the file.
  ///
  /// - Returns: the size of the file in bytes before and after.
  @discardableResult
  public func vacuum() throws -> (before: Int, after: Int) {
    func size() throws -> Int {
      let pages = try connection.integer("PRAGMA page_count") ?? 0
      return Int(pages * (try connection.integer("PRAGMA page_size") ?? 0))
    }
    let before = try size()
    try connection.transaction {
      try removeUnusedEntities()
      try removeUnusedRelations()
      try connection.execute(
        """
        DELETE FROM predicate WHERE NOT EXISTS
          (SELECT 1 FROM triple WHERE triple.predicate = predicate.term)
        AND NOT EXISTS (SELECT 1 FROM statement WHERE statement.predicate = predicate.term)
        AND NOT EXISTS (SELECT 1 FROM denial WHERE denial.predicate = predicate.term)
        AND NOT EXISTS (SELECT 1 FROM rejection WHERE rejection.predicate = predicate.term)
        """)
      for id in try unusedTerms().rows {
        try connection.execute("DELETE FROM term WHERE id = ?", Int(id))
      }
      try connection.execute("INSERT INTO sentence_text (sentence_text) VALUES ('optimize')")
    }
    try withoutBlockTable { try connection.execute("VACUUM") }
    try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (before, try size())
  }

  /// Removes entities that no document has and that are part of no claim, with their terms. Reads every claim once.
  private func removeUnusedEntities() throws {
    let rows = try connection.statement(
      """
      SELECT term FROM entity WHERE mentions = 0
      EXCEPT SELECT entity FROM profile EXCEPT SELECT entity FROM phrase
      EXCEPT SELECT entity FROM entity_type WHERE origin & 2
      EXCEPT SELECT subject FROM triple EXCEPT SELECT object FROM triple
      EXCEPT SELECT subject FROM statement EXCEPT SELECT object FROM statement
      EXCEPT SELECT attributed_to FROM statement EXCEPT SELECT value FROM circumstance
      EXCEPT SELECT subject FROM denial EXCEPT SELECT object FROM denial
      EXCEPT SELECT subject FROM rejection EXCEPT SELECT object FROM rejection
      """)
    var columns: [[Int32]] = [[]]
    try rows.appendRows(to: &columns)
    for entity in columns[0] {
      try connection.execute("DELETE FROM entity WHERE term = ?", Int(entity))
      try connection.execute("DELETE FROM term WHERE id = ?", Int(entity))
    }
  }

  /// Terms that nothing refers to: the ids of rows, and how many there are in blocks.
  func unusedTerms() throws -> (rows: [Int32], inBlocks: Int) {
    let used = try usedTermIDs()
    var rows: [Int32] = []
    try connection.statement("SELECT id FROM term").appendRows(to: &rows)
    rows.removeAll { used.contains($0) }
    var inBlocks = 0
    try termBlocks.forEachRange { ids, _ in
      for id in ids where !used.contains(id) { inBlocks += 1 }
    }
    return (rows, inBlocks)
  }

  /// Every id that something refers to.
  func usedTermIDs() throws -> IDSet {
    var used = IDSet()
    if try hasBlocks {
      try blocks.forEachRun(.predicateSubject) { run in
        for row in 0..<run.count {
          used.insert(run.first[row])
          used.insert(run.second[row])
          used.insert(run.third[row])
        }
      }
    }
    let columns =
      [
        "entity.term", "entity_type.entity", "entity_type.type", "predicate.term",
        "statement.subject", "statement.predicate", "statement.object", "statement.attributed_to",
        "circumstance.value", "triple_graph.graph", "denial.subject", "denial.predicate",
        "denial.object", "rejection.subject", "rejection.predicate", "rejection.object",
        "statement_relation.subject", "statement_relation.object",
      ] + (try hasBlocks ? [] : ["triple.subject", "triple.predicate", "triple.object"])
    for column in columns {
      let parts = column.split(separator: ".")
      var values: [Int32] = []
      try connection.statement(
        "SELECT \(column) FROM \(parts[0]) WHERE \(column) IS NOT NULL"
      ).appendRows(to: &values)
      for value in values { used.insert(value) }
    }
    return used
  }
}
