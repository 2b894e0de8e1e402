import Base

/// A qualifier at one of the places that make a claim.
public struct PlacedQualifier: Sendable {
  /// Row id of the sentence.
  public let sentence: Int64
  /// Where the claim begins in the document, in Unicode scalars.
  public let start: Int
  /// The qualifier: `in`, `on`, `with`, ….
  public let name: String
  /// What it gives.
  public let value: Value
}

/// What the graph holds of one entity, by indexes: the cost is that of the rows found.
extension KnowledgeGraph {
  /// The claims that an entity has a part in, as subject, as object or as the one who makes them, in the order in which
  /// they came into the graph.
  public func statements(about entity: Value) throws -> [StoredStatement] {
    let rows = try connection.statement(
      """
      SELECT id FROM statement WHERE subject = ?1 UNION
      SELECT id FROM statement WHERE object = ?1 UNION
      SELECT id FROM statement WHERE attributed_to = ?1 ORDER BY id
      """)
    try rows.bind(1, entity)
    return try statements(ofIDs: rows)
  }

  /// The qualifiers of a claim, each with the place that has it.
  public func placedQualifiers(of statement: Int64) throws -> [PlacedQualifier] {
    let rows = try connection.statement(
      """
      SELECT evidence.sentence, evidence.start, circumstance.name, circumstance.value FROM evidence
      JOIN circumstance ON circumstance.evidence = evidence.id
      WHERE evidence.statement = ?
      ORDER BY evidence.sentence, evidence.start, circumstance.name, circumstance.value
      """)
    try rows.bind(1, statement)
    defer { rows.reset() }
    var result: [PlacedQualifier] = []
    while try rows.step() {
      result.append(
        PlacedQualifier(
          sentence: rows.integer(0), start: try rows.count(1), name: rows.text(2),
          value: rows.value(3)))
    }
    return result
  }

  /// The entities that sentences name together with an entity, with the number of these sentences, the most first.
  public func companions(
    of entity: Value, limit: Int
  ) throws -> [(entity: Value, sentences: Int)] {
    let rows = try connection.statement(
      """
      SELECT other.entity, count(DISTINCT other.sentence)
      FROM (SELECT DISTINCT sentence FROM mention WHERE entity = ?1) AS own
      CROSS JOIN mention AS other ON other.sentence = own.sentence
      WHERE other.entity <> ?1 GROUP BY other.entity ORDER BY 2 DESC, 1 LIMIT ?2
      """)
    try rows.bind(1, entity)
    try rows.bind(2, limit)
    defer { rows.reset() }
    var result: [(entity: Value, sentences: Int)] = []
    while try rows.step() { result.append((rows.value(0), try rows.count(1))) }
    return result
  }

  /// The dates of the first and the last document that mentions an entity; nil if none has a date.
  public func documentDates(mentioning entity: Value) throws -> ClosedRange<CalendarDate>? {
    let rows = try connection.statement(
      """
      SELECT min(document.date), max(document.date) FROM mention
      JOIN sentence ON sentence.id = mention.sentence
      JOIN document ON document.id = sentence.document WHERE mention.entity = ?
      """)
    try rows.bind(1, entity)
    defer { rows.reset() }
    guard try rows.step(), let first = rows.optionalText(0).flatMap({ CalendarDate($0) }),
      let last = rows.optionalText(1).flatMap({ CalendarDate($0) }), first <= last
    else { return nil }
    return first...last
  }

  /// How texts say a predicate most often, inflected if they ever do: "met" for `meet`. Its name, with spaces, where no
  /// text has it.
  public func usualForm(of predicate: Value) throws -> String {
    let form = try connection.text(
      """
      SELECT form FROM predicate_form WHERE predicate = ?1
      ORDER BY form = (SELECT replace(text, '_', ' ') FROM term WHERE id = ?1), count DESC, form
      LIMIT 1
      """, predicate)
    if let form, !form.isEmpty { return form.withBlanks }
    return try text(of: predicate).withBlanks
  }
}
