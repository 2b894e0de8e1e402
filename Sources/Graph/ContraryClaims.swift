/// Claims that may not all be true. Each reads the claims of its kind once, and what stands against one by an index.
extension KnowledgeGraph {
  /// Pairs of a claim that something is so and one that it is not: of one predicate between the same two, or of one
  /// relation. What is only planned or thought possible is no claim that it is so.
  public func denials() throws -> [(claim: StoredStatement, denial: StoredStatement)] {
    let rows = try connection.statement(
      """
      SELECT claim.id, denial.id FROM statement AS denial
      CROSS JOIN statement AS claim ON claim.subject = denial.subject
        AND claim.predicate = denial.predicate
        AND ifnull(claim.object, '') = ifnull(denial.object, '') AND claim.negated = 0
      WHERE denial.negated AND denial.modality IS NULL AND claim.modality IS NULL
      UNION
      SELECT claim.id, denial.id FROM statement AS denial
      CROSS JOIN statement_relation AS denied ON denied.statement = denial.id
      CROSS JOIN statement_relation AS told ON told.relation = denied.relation
        AND told.subject = denied.subject AND told.object = denied.object
      CROSS JOIN statement AS claim ON claim.id = told.statement
      WHERE denial.negated AND denial.modality IS NULL
        AND NOT claim.negated AND claim.modality IS NULL
      ORDER BY 2, 1
      """)
    return try pairs(rows).map { (claim: $0.0, denial: $0.1) }
  }

  /// The asserted claims that make somebody stand in a relation to something, in the order of what it is, with who it
  /// is by each.
  public func holders(
    of relation: String
  ) throws -> [(object: Value, subject: Value, statement: StoredStatement)] {
    let rows = try connection.statement(
      """
      SELECT object, subject, statement FROM statement_relation
      WHERE relation = (SELECT id FROM relation WHERE name = ?)
        AND asserted AND subject IS NOT NULL AND object IS NOT NULL
      ORDER BY object, subject, statement
      """)
    try rows.bind(1, relation)
    var found: [(Value, Value, Int64)] = []
    while try rows.step() { found.append((rows.value(0), rows.value(1), rows.integer(2))) }
    rows.reset()
    return try found.compactMap { object, subject, id in
      try statement(id).map { (object: object, subject: subject, statement: $0) }
    }
  }

  /// The claims, asserted or said, whose object is a number or begins with a digit ("90 minutes"), where another such claim
  /// has the same subject and predicate; these stand together.
  public func countingStatements() throws -> [StoredStatement] {
    let rows = try connection.statement(
      """
      SELECT id, subject, predicate FROM (
        SELECT statement.id, subject, predicate,
          count(*) OVER (PARTITION BY subject, predicate) AS many
        FROM statement LEFT JOIN term ON term.id = object
        WHERE NOT negated AND modality IS NULL AND object IS NOT NULL
          AND (object < 0 OR term.kind IN (6, 7) OR term.kind IN (0, 3, 5) AND term.text GLOB '[0-9]*')
      ) WHERE many > 1 ORDER BY subject, predicate, id
      """)
    return try statements(ofIDs: rows)
  }

  /// The statements whose ids the rows give, two in each.
  private func pairs(_ rows: Statement) throws -> [(StoredStatement, StoredStatement)] {
    var ids: [(Int64, Int64)] = []
    while try rows.step() { ids.append((rows.integer(0), rows.integer(1))) }
    rows.reset()
    return try ids.compactMap { first, second in
      guard let first = try statement(first), let second = try statement(second) else { return nil }
      return (first, second)
    }
  }
}
