/// What went with a document.
public struct ForgottenDocument: Sendable, Equatable {
  public let source: String
  /// Claims that no other document makes.
  public let statements: Int
  /// Triples that nothing else asserts.
  public let triples: Int
  /// Entities that nothing else mentions or names.
  public let entities: Int
}

extension KnowledgeGraph {
  /// Takes a document out of the graph with all that only it says, in one transaction; nil if there is none.
  ///
  /// What other documents say too, and what was inserted or imported, stays. Names that an entity was given by the
  /// document stay with the entity.
  @discardableResult
  public func forget(document: Int64) throws -> ForgottenDocument? {
    try connection.transaction {
      guard let source = try connection.text("SELECT source FROM document WHERE id = ?", document)
      else { return nil }
      try connection.execute(
        """
        CREATE TEMP TABLE touched AS SELECT DISTINCT evidence.statement AS id FROM evidence
        JOIN sentence ON sentence.id = evidence.sentence WHERE sentence.document = \(document)
        """)
      defer { try? connection.execute("DROP TABLE IF EXISTS temp.touched") }
      try connection.execute(
        """
        UPDATE entity SET mentions = mentions - (SELECT count(*) FROM mention
          JOIN sentence ON sentence.id = mention.sentence
          WHERE mention.entity = entity.term AND sentence.document = ?1)
        WHERE term IN (SELECT mention.entity FROM mention
          JOIN sentence ON sentence.id = mention.sentence WHERE sentence.document = ?1)
        """, document)
      try removeFromFullText(document: document)
      try connection.execute("DELETE FROM document WHERE id = ?", document)
      let triples = try withdrawTriples()
      let statements = try withdrawStatements()
      return ForgottenDocument(
        source: source, statements: statements, triples: triples,
        entities: try removeUnusedEntities())
    }
  }

  /// Takes back the triples of the touched claims that no text asserts any more.
  private func withdrawTriples() throws -> Int {
    let unsupported = """
      FROM triple WHERE origin & 1 AND EXISTS (
        SELECT 1 FROM touched JOIN statement ON statement.id = touched.id
        WHERE statement.subject = triple.subject AND statement.predicate = triple.predicate
          AND statement.object = triple.object AND statement.asserted)
      AND NOT EXISTS (
        SELECT 1 FROM statement JOIN evidence ON evidence.statement = statement.id
        WHERE statement.subject = triple.subject AND statement.predicate = triple.predicate
          AND statement.object = triple.object AND statement.asserted)
      """
    let rows = try connection.statement(
      "SELECT subject, predicate, object, origin \(unsupported)")
    var columns: [[Int32]] = [[], [], [], []]
    try rows.appendRows(to: &columns)
    var removed = 0
    for row in columns[0].indices {
      let key = columns[..<3].map { Value(rawValue: $0[row]) }
      if columns[3][row] == 1 {
        try setOrigin(key[0], key[1], key[2], 0)
        removed += 1
      } else {
        try setOrigin(key[0], key[1], key[2], Int64(columns[3][row]) & ~Origin.text.rawValue)
      }
    }
    return removed
  }

  /// Removes the touched claims that have no evidence left and were not inserted either.
  private func withdrawStatements() throws -> Int {
    try connection.execute(
      """
      DELETE FROM statement WHERE id IN (SELECT id FROM touched)
        AND NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.statement = statement.id)
        AND NOT (asserted AND EXISTS (SELECT 1 FROM triple
          WHERE triple.subject = statement.subject AND triple.predicate = statement.predicate
            AND triple.object = statement.object))
      """)
    let removed = connection.changes
    // A claim that was inserted as well stays, but not what the text added to it.
    try connection.execute(
      """
      DELETE FROM qualifier WHERE statement IN (SELECT id FROM touched)
        AND NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.statement = qualifier.statement)
      """)
    return removed
  }

  /// Removes entities that are neither mentioned nor part of any claim, with their terms. Reads every claim once.
  func removeUnusedEntities() throws -> Int {
    let rows = try connection.statement(
      """
      SELECT term FROM entity WHERE mentions = 0
      EXCEPT SELECT subject FROM triple EXCEPT SELECT object FROM triple
      EXCEPT SELECT subject FROM statement EXCEPT SELECT object FROM statement
      EXCEPT SELECT attributed_to FROM statement EXCEPT SELECT value FROM qualifier
      """)
    var columns: [[Int32]] = [[]]
    try rows.appendRows(to: &columns)
    for entity in columns[0] { try remove(Value(rawValue: entity)) }
    return columns[0].count
  }

  /// Removes those of a few entities that are neither mentioned nor part of any claim: the same rule, asked of the
  /// indexes for each, because a graph may hold many more claims than those entities have.
  func removeUnusedEntities(among entities: some Sequence<Value>) throws {
    for entity in entities {
      let isUnused = try connection.integer(
        """
        SELECT 1 FROM entity WHERE term = ?1 AND mentions = 0
          AND NOT EXISTS (SELECT 1 FROM statement WHERE subject = ?1)
          AND NOT EXISTS (SELECT 1 FROM statement WHERE object = ?1)
          AND NOT EXISTS (SELECT 1 FROM qualifier WHERE value = ?1)
          AND NOT EXISTS (SELECT 1 FROM triple WHERE subject = ?1)
          AND NOT EXISTS (SELECT 1 FROM statement WHERE attributed_to = ?1)
          AND NOT EXISTS (SELECT 1 FROM predicate CROSS JOIN triple
            ON triple.predicate = predicate.term AND triple.object = ?1)
        """, entity)
      if isUnused != nil { try remove(entity) }
    }
  }

  private func remove(_ entity: Value) throws {
    try connection.execute("DELETE FROM entity WHERE term = ?", entity)
    try connection.execute("DELETE FROM term WHERE id = ?", entity)
  }
}
