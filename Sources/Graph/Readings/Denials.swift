/// Facts that a person deleted although documents state them: they stay deleted, whatever documents come and go, until
/// the person inserts them or has one of the documents read anew. Those that a person rejected stay away even then.
extension KnowledgeGraph {
  typealias Fact = (subject: Value, predicate: Value, object: Value)

  func isDenied(_ subject: Value, _ predicate: Value, _ object: Value) throws -> Bool {
    let condition = "WHERE predicate = ?1 AND subject = ?2 AND object = ?3"
    return try connection.integer(
      "SELECT 1 FROM denial \(condition) UNION ALL SELECT 1 FROM rejection \(condition) LIMIT 1",
      predicate, subject, object) != nil
  }

  func noteDenial(
    _ subject: Value, _ predicate: Value, _ object: Value, in document: Int64
  ) throws {
    try connection.execute(
      "INSERT OR IGNORE INTO denial (predicate, subject, object, document) VALUES (?, ?, ?, ?)",
      predicate, subject, object, document)
  }

  /// Takes a fact out of all that documents state.
  func deny(_ fact: Fact, _ settlement: inout Settlement) throws {
    for document in try documents(
      """
      SELECT DISTINCT sentence.document FROM statement
      JOIN evidence ON evidence.statement = statement.id
      JOIN sentence ON sentence.id = evidence.sentence
      WHERE statement.subject = ?1 AND statement.predicate = ?2 AND statement.object = ?3
        AND statement.asserted ORDER BY 1
      """, fact)
    {
      var claims = try DocumentClaims(graph: self, document: document)
      try claims.deny(fact, &settlement)
    }
  }

  /// Lets documents state a fact again that was deleted.
  func admit(_ fact: Fact, _ settlement: inout Settlement) throws {
    let documents = try documents(
      """
      SELECT document FROM denial WHERE subject = ?1 AND predicate = ?2 AND object = ?3 ORDER BY 1
      """, fact)
    // None of the documents may find the fact denied by another.
    try connection.execute(
      "DELETE FROM denial WHERE subject = ? AND predicate = ? AND object = ?", fact.subject,
      fact.predicate, fact.object)
    // If the fact is rejected as well, only that keeps it away now.
    try connection.execute(
      "UPDATE rejection SET deleted = 0 WHERE subject = ? AND predicate = ? AND object = ?",
      fact.subject, fact.predicate, fact.object)
    for document in documents {
      var claims = try DocumentClaims(graph: self, document: document)
      try claims.admit(fact, &settlement)
    }
  }

  /// The facts of a document that were deleted.
  func denials(in document: Int64) throws -> [Fact] {
    let rows = try connection.statement(
      "SELECT subject, predicate, object FROM denial WHERE document = ?")
    try rows.bind(1, document)
    defer { rows.reset() }
    var result: [Fact] = []
    while try rows.step() { result.append((rows.value(0), rows.value(1), rows.value(2))) }
    return result
  }

  private func documents(_ query: String, _ fact: Fact) throws -> [Int64] {
    let rows = try connection.statement(query)
    try rows.bind(1, fact.subject)
    try rows.bind(2, fact.predicate)
    try rows.bind(3, fact.object)
    defer { rows.reset() }
    var result: [Int64] = []
    while try rows.step() { result.append(rows.integer(0)) }
    return result
  }
}
