extension KnowledgeGraph {
  /// Takes the last change of entities back, in one transaction: every row that it touched is as it was before. Linear in
  /// those, and in the claims of the graph.
  ///
  /// - Returns: nil, and nothing is done, where a rejection or a decision on names is later, or nothing was changed.
  /// - Throws: ``StoreError/changedSince(_:)`` where something that it touched, or that it made, has been used or changed since
  public func takeBackLastChange() throws -> EntityChange? {
    // Else rows that came since would go with those of which they tell, unnoticed.
    try connection.execute("PRAGMA foreign_keys = OFF")
    defer { try? connection.execute("PRAGMA foreign_keys = ON") }
    return try connection.transaction {
      guard let (number, change) = try lastChange() else { return nil }
      try reverseRows(of: number, change)
      try connection.execute(
        "DELETE FROM changed_value WHERE row IN (SELECT id FROM changed_row WHERE change = ?)",
        number)
      try connection.execute("DELETE FROM changed_row WHERE change = ?", number)
      try connection.execute("DELETE FROM change WHERE number = ?", number)
      forgetBlocks()
      // Documents that came since may mean others by the names now.
      try setLinkingDue(true)
      return change
    }
  }

  private func lastChange() throws -> (number: Int64, change: EntityChange)? {
    let rows = try connection.statement(
      "SELECT number, kind, first, second FROM change ORDER BY number DESC LIMIT 1")
    defer { rows.reset() }
    guard try rows.step(), rows.integer(0) + 1 == (try nextDecisionNumber()),
      let kind = EntityChange.Kind(rawValue: rows.text(1))
    else { return nil }
    return (rows.integer(0), EntityChange(kind, rows.text(2), rows.text(3)))
  }

  private func reverseRows(of number: Int64, _ change: EntityChange) throws {
    let tables = Dictionary(
      uniqueKeysWithValues: try RecordedTable.all(of: connection).map { ($0.name, $0) })
    let rows = try connection.statement(
      "SELECT id, home, operation FROM changed_row WHERE change = ? ORDER BY id DESC")
    try rows.bind(1, number)
    defer { rows.reset() }
    var madeTerms: [Int64] = []
    while try rows.step() {
      let (row, home, operation) = (rows.integer(0), rows.text(1), rows.text(2))
      guard let table = tables[home] else { throw connection.damage("it has no table \(home)") }
      if home == "term", operation == "insert" {
        let id = try connection.integer(
          "SELECT new FROM changed_value WHERE row = ? AND place = 0", row)
        madeTerms += id.map { [$0] } ?? []
      }
      try connection.execute(table.reversal(of: operation), row)
      guard connection.changes == 1 else { throw StoreError.changedSince(change) }
    }
    let dangling = try connection.statement("PRAGMA foreign_key_check")
    defer { dangling.reset() }
    if try dangling.step() { throw StoreError.changedSince(change) }
    for term in madeTerms where try isUsed(term) { throw StoreError.changedSince(change) }
  }

  /// Whether a triple or a claim has a term, by the columns that refer to terms without SQLite's knowing.
  private func isUsed(_ term: Int64) throws -> Bool {
    try connection.integer(
      """
      SELECT EXISTS (SELECT 1 FROM triple WHERE subject = ?1)
        OR EXISTS (SELECT 1 FROM predicate AS known CROSS JOIN triple
          ON triple.predicate = known.term WHERE triple.object = ?1)
        OR EXISTS (SELECT 1 FROM triple WHERE predicate = ?1)
        OR EXISTS (SELECT 1 FROM statement WHERE subject = ?1 OR object = ?1 OR attributed_to = ?1)
      """, term) == 1
  }
}
