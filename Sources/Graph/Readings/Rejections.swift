/// Facts that a reader rejected, all at once.
public struct Rejection: Sendable {
  /// Its place among all that was decided on the graph.
  public let number: Int64
  /// What no longer holds.
  public internal(set) var facts: [(subject: Value, predicate: Value, object: Value)]
  /// Why, in the reader's words.
  public let reason: String?
}

/// Facts that are not so, whatever documents say. Unlike what was deleted they stay away when a document is read anew, and are
/// listed; they come back where somebody takes the rejection back, or inserts them.
extension KnowledgeGraph {
  /// Takes facts out of the graph, and keeps documents from bringing them back, in one transaction.
  ///
  /// - Returns: how many of them were there
  @discardableResult
  public func reject(
    _ facts: [(subject: Value, predicate: Value, object: Value)], because reason: String?
  ) throws -> Int {
    try connection.transaction {
      let number = try nextDecisionNumber()
      for fact in facts {
        let known = try origin(of: fact.subject, fact.predicate, fact.object)
        let wasDeleted = try isDenied(fact.subject, fact.predicate, fact.object)
        for value in [fact.subject, fact.object] { try putIntoRow(value) }
        try connection.execute(
          """
          INSERT OR IGNORE INTO rejection (predicate, subject, object, number, reason, given, deleted)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """, fact.predicate, fact.subject, fact.object, number, reason,
          known & Origin.inserted.rawValue == 0 ? 0 : 1, wasDeleted ? 1 : 0)
      }
      return try remove(facts)
    }
  }

  /// What was rejected, the first first.
  public func rejections() throws -> [Rejection] { try rejections(where: "TRUE") }

  private func rejections(where condition: String) throws -> [Rejection] {
    let rows = try connection.statement(
      """
      SELECT number, subject, predicate, object, reason FROM rejection
      WHERE \(condition) ORDER BY number, predicate, subject, object
      """)
    defer { rows.reset() }
    var result: [Rejection] = []
    while try rows.step() {
      let fact = (rows.value(1), rows.value(2), rows.value(3))
      if result.last?.number == rows.integer(0) {
        result[result.count - 1].facts.append(fact)
      } else {
        result.append(
          Rejection(number: rows.integer(0), facts: [fact], reason: rows.optionalText(4)))
      }
    }
    return result
  }

  /// Takes the last rejection back: documents state the facts again, and what was inserted is there again; what had been deleted
  /// stays deleted.
  ///
  /// - Returns: nil, and nothing is done, where none is later than the last decision on names and the last change of entities
  public func takeBackLastRejection() throws -> Rejection? {
    try connection.transaction {
      let rejections = try rejections(where: "number = (SELECT max(number) FROM rejection)")
      guard let last = rejections.first, last.number + 1 == (try nextDecisionNumber()) else {
        return nil
      }
      var settlement = Settlement(graph: self)
      for fact in last.facts {
        func was(_ column: String) throws -> Bool {
          try connection.integer(
            "SELECT \(column) FROM rejection WHERE predicate = ? AND subject = ? AND object = ?",
            fact.predicate, fact.subject, fact.object) == 1
        }
        let (wasGiven, wasDeleted) = (try was("given"), try was("deleted"))
        try removeRejection(of: fact)
        if !wasDeleted { try admit(fact, &settlement) }
        guard wasGiven else { continue }
        _ = try addTriple(fact.subject, fact.predicate, fact.object, origin: .inserted)
        let claim = try claim(
          StoredStatement(
            id: 0, subject: fact.subject, predicate: fact.predicate, object: fact.object))
        try connection.execute("UPDATE statement SET given = 1 WHERE id = ?", claim.id)
      }
      try settlement.settle()
      return last
    }
  }

  func removeRejection(of fact: Fact) throws {
    try connection.execute(
      "DELETE FROM rejection WHERE predicate = ? AND subject = ? AND object = ?", fact.predicate,
      fact.subject, fact.object)
  }

  /// The number of what a reader decides next.
  func nextDecisionNumber() throws -> Int64 {
    let last = try connection.integer(
      """
      SELECT max(ifnull((SELECT max(id) FROM decision), 0),
        ifnull((SELECT max(number) FROM rejection), 0), ifnull((SELECT max(number) FROM change), 0))
      """)
    return (last ?? 0) + 1
  }
}
