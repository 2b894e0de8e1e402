extension KnowledgeGraph {
  /// How many changes can be taken back.
  private static let keptChanges = 100

  /// Does `body` in one transaction, and keeps what it does to the rows of the file, so that it can be taken back. Inside
  /// another change it is part of that one.
  func recording<Result>(_ change: () throws -> EntityChange, _ body: () throws -> Result) throws
    -> Result
  {
    if isRecording { return try body() }
    return try connection.transaction {
      let change = try change()
      let number = try nextDecisionNumber()
      try connection.execute(
        "INSERT INTO change (number, kind, first, second) VALUES (?, ?, ?, ?)", number,
        change.kind.rawValue, change.first, change.second)
      let tables = try RecordedTable.all(of: connection)
      isRecording = true
      defer {
        isRecording = false
        // After an error, the transaction may have taken them with it.
        for table in tables { try? connection.execute(table.recorderRemoval) }
      }
      for table in tables { try connection.execute(table.recorders(of: number)) }
      let result = try body()
      try connection.execute(
        """
        DELETE FROM change WHERE number IN
          (SELECT number FROM change ORDER BY number DESC LIMIT -1 OFFSET \(Self.keptChanges))
        """)
      return result
    }
  }
}
