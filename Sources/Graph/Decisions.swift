/// A name as one document gives it: enough to find its bearer again, whatever is told of names later.
public struct NameWitness: Sendable, Hashable {
  /// The folded label (``foldedName(_:)``).
  public let name: String
  /// SHA-256 of the document.
  public let contentHash: String

  package init(name: String, contentHash: String) {
    self.name = name
    self.contentHash = contentHash
  }
}

/// What a person decided on two names: that they are one entity's, or that they are not.
public struct NameDecision: Sendable, Hashable {
  /// One of the names.
  public let first: NameWitness
  /// The other name.
  public let second: NameWitness
  /// Whether they are names of one entity.
  public let isSame: Bool

  package init(first: NameWitness, second: NameWitness, isSame: Bool) {
    self.first = first
    self.second = second
    self.isSame = isSame
  }
}

extension KnowledgeGraph {
  /// All decisions, in the order in which they were made.
  public func decisions() throws -> [NameDecision] {
    let rows = try connection.statement(
      """
      SELECT first, first_document, second, second_document, is_same FROM decision ORDER BY id
      """)
    defer { rows.reset() }
    var result: [NameDecision] = []
    while try rows.step() {
      result.append(
        NameDecision(
          first: NameWitness(name: rows.text(0), contentHash: rows.text(1)),
          second: NameWitness(name: rows.text(2), contentHash: rows.text(3)),
          isSame: rows.integer(4) != 0))
    }
    return result
  }

  /// Notes a decision; it holds from the next ``link(_:)`` on.
  public func add(_ decision: NameDecision) throws {
    try connection.transaction {
      try connection.execute(
        """
        INSERT INTO decision (id, first, first_document, second, second_document, is_same)
        VALUES (?, ?, ?, ?, ?, ?)
        """, try nextDecisionNumber(), decision.first.name, decision.first.contentHash,
        decision.second.name,
        decision.second.contentHash, decision.isSame ? 1 : 0)
      try setLinkingDue(true)
    }
  }

  /// Takes the last decision back; nil where a rejection or a change of entities is later, or there is none.
  public func removeLastDecision() throws -> NameDecision? {
    try connection.transaction {
      let number = try connection.integer("SELECT max(id) FROM decision") ?? 0
      guard number + 1 == (try nextDecisionNumber()), let last = try decisions().last else {
        return nil
      }
      try connection.execute("DELETE FROM decision WHERE id = (SELECT max(id) FROM decision)")
      try setLinkingDue(true)
      return last
    }
  }
}
