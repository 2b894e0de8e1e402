/// What one document tells, and what all of them leave open.
extension KnowledgeGraph {
  /// The claims that a document makes, in the order in which they came into the graph. By an index.
  public func statements(inDocument document: Int64) throws -> [StoredStatement] {
    let rows = try connection.statement(
      """
      SELECT DISTINCT evidence.statement FROM sentence
      JOIN evidence ON evidence.sentence = sentence.id
      WHERE sentence.document = ? ORDER BY evidence.statement
      """)
    try rows.bind(1, document)
    return try statements(ofIDs: rows)
  }

  /// How often a document mentions each of its entities.
  public func mentions(inDocument document: Int64) throws -> [Value: Int] {
    let rows = try connection.statement(
      """
      SELECT mention.entity, count(*) FROM sentence
      JOIN mention ON mention.sentence = sentence.id
      WHERE sentence.document = ? GROUP BY mention.entity
      """)
    try rows.bind(1, document)
    defer { rows.reset() }
    var counts: [Value: Int] = [:]
    while try rows.step() { counts[rows.value(0)] = try rows.count(1) }
    return counts
  }

  /// How many asserted claims there are, how many of them are instances of no relation, and of how many no text tells a time.
  /// Reads all claims.
  public func claimGaps() throws -> (all: Int, unrelated: Int, undated: Int) {
    func count(_ condition: String) throws -> Int {
      Int(
        try connection.integer(
          "SELECT count(*) FROM statement WHERE asserted AND object IS NOT NULL \(condition)") ?? 0)
    }
    return (
      try count(""),
      try count(
        """
        AND NOT EXISTS (SELECT 1 FROM statement_relation
          WHERE statement_relation.statement = statement.id)
        """),
      try count("AND date IS NULL") - datedByCircumstances()
    )
  }

  /// How many asserted claims without a day have a circumstance that tells a time.
  private func datedByCircumstances() throws -> Int {
    let rows = try connection.statement(
      """
      SELECT statement.id, circumstance.value, term.text FROM circumstance
      JOIN evidence ON evidence.id = circumstance.evidence
      JOIN statement ON statement.id = evidence.statement
      LEFT JOIN term ON term.id = circumstance.value AND term.kind <> 0
      WHERE asserted AND object IS NOT NULL AND statement.date IS NULL
        AND circumstance.name IN (\(EventTime.circumstanceList))
      """)
    defer { rows.reset() }
    var dated: Set<Int64> = []
    while try rows.step() {
      let text = rows.optionalText(2) ?? rows.value(1).inlineInteger.map(String.init)
      if let text, CalendarDate.days(of: text) != nil { dated.insert(rows.integer(0)) }
    }
    return dated.count
  }
}
