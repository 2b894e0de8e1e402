/// A claim as one sentence makes it.
public struct ToldStatement: Sendable {
  public let statement: StoredStatement
  public let sentence: Int64
  public let confidence: Double
  public let qualifiers: [StoredQualifier]
  /// The relations that it is an instance of.
  public let relations: [StatementRelation]
}

/// What sentences claim, for those who look for a claim by its surroundings.
extension KnowledgeGraph {
  /// The sentences that mention an entity, or that make a claim of it under another name. Look-ups in indexes; as many
  /// rows as there are such sentences.
  public func sentences(about entity: Value) throws -> [Int64] {
    let rows = try connection.statement(
      """
      SELECT sentence FROM mention WHERE entity = ?1
      UNION SELECT evidence.sentence FROM statement
        JOIN evidence ON evidence.statement = statement.id
        WHERE statement.subject = ?1 OR statement.object = ?1
      """)
    try rows.bind(1, entity)
    defer { rows.reset() }
    var result: [Int64] = []
    while try rows.step() { result.append(rows.integer(0)) }
    return result
  }

  /// The sentences that hold any of the words, inflected as may be, the best match first (BM25).
  public func sentences(withAnyOf words: [String], limit: Int) throws -> [Int64] {
    let phrases = words.map { word in
      "\"" + word.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        + "\""
    }
    guard !phrases.isEmpty else { return [] }
    let rows = try connection.statement(
      """
      SELECT rowid FROM sentence_text WHERE sentence_text MATCH ?
      ORDER BY bm25(sentence_text), rowid LIMIT ?
      """)
    try rows.bind(1, phrases.joined(separator: " OR "))
    try rows.bind(2, limit)
    defer { rows.reset() }
    var result: [Int64] = []
    while try rows.step() { result.append(rows.integer(0)) }
    return result
  }

  /// All that one sentence claims, the surest first.
  public func statements(inSentence sentence: Int64) throws -> [ToldStatement] {
    let rows = try connection.statement(
      """
      SELECT statement.id, subject, predicate, object, negated, modality, attributed_to,
        statement.date, max(evidence.confidence)
      FROM evidence JOIN statement ON statement.id = evidence.statement
      WHERE evidence.sentence = ? GROUP BY statement.id
      ORDER BY max(evidence.confidence) DESC, statement.id
      """)
    try rows.bind(1, sentence)
    var found: [(statement: StoredStatement, confidence: Double)] = []
    while try rows.step() { found.append((Self.statement(rows), rows.double(8))) }
    rows.reset()
    let qualifiers = try qualifiers(inSentence: sentence)
    let relations = try relations(inSentence: sentence)
    return found.map {
      ToldStatement(
        statement: $0.statement, sentence: sentence, confidence: $0.confidence,
        qualifiers: qualifiers[$0.statement.id] ?? [], relations: relations[$0.statement.id] ?? [])
    }
  }

  private func qualifiers(inSentence sentence: Int64) throws -> [Int64: [StoredQualifier]] {
    let rows = try connection.statement(
      """
      SELECT DISTINCT evidence.statement, circumstance.name, circumstance.value
      FROM evidence JOIN circumstance ON circumstance.evidence = evidence.id
      WHERE evidence.sentence = ?
      ORDER BY evidence.statement, circumstance.name, circumstance.value
      """)
    try rows.bind(1, sentence)
    defer { rows.reset() }
    var result: [Int64: [StoredQualifier]] = [:]
    while try rows.step() {
      result[rows.integer(0), default: []].append(
        StoredQualifier(name: rows.text(1), value: rows.value(2)))
    }
    return result
  }

  private func relations(inSentence sentence: Int64) throws -> [Int64: [StatementRelation]] {
    let rows = try connection.statement(
      """
      SELECT statement, relation.name, subject, object, asserted
      FROM statement_relation JOIN relation ON relation.id = statement_relation.relation
      WHERE statement IN (SELECT statement FROM evidence WHERE sentence = ?)
      ORDER BY statement, relation.name, subject, object
      """)
    try rows.bind(1, sentence)
    defer { rows.reset() }
    var result: [Int64: [StatementRelation]] = [:]
    while try rows.step() {
      result[rows.integer(0), default: []].append(
        StatementRelation(
          name: rows.text(1), subject: rows.optionalValue(2), object: rows.optionalValue(3),
          isAsserted: rows.integer(4) != 0))
    }
    return result
  }

  /// A sentence's text with its document, and the entities that it mentions.
  public func context(ofSentence sentence: Int64) throws -> SentenceContext? {
    let rows = try connection.statement(
      """
      SELECT sentence.text, document.id, document.source, document.title, document.date
      FROM sentence JOIN document ON document.id = sentence.document WHERE sentence.id = ?
      """)
    try rows.bind(1, sentence)
    defer { rows.reset() }
    guard try rows.step() else { return nil }
    return SentenceContext(
      id: sentence, text: rows.text(0), document: rows.integer(1), source: rows.text(2),
      title: rows.optionalText(3), date: rows.optionalText(4).flatMap { CalendarDate($0) },
      entities: try mentioned(inSentence: sentence))
  }

  /// The documents that mention an entity.
  public func documents(mentioning entity: Value) throws -> Set<Int64> {
    let rows = try connection.statement(
      """
      SELECT DISTINCT sentence.document FROM mention
      JOIN sentence ON sentence.id = mention.sentence WHERE mention.entity = ?
      """)
    try rows.bind(1, entity)
    defer { rows.reset() }
    var result: Set<Int64> = []
    while try rows.step() { result.insert(rows.integer(0)) }
    return result
  }

  private func mentioned(inSentence sentence: Int64) throws -> [Value] {
    let rows = try connection.statement(
      "SELECT DISTINCT entity FROM mention WHERE sentence = ? ORDER BY entity")
    try rows.bind(1, sentence)
    defer { rows.reset() }
    var result: [Value] = []
    while try rows.step() { result.append(rows.value(0)) }
    return result
  }
}

/// A sentence with where it stands and whom it mentions.
public struct SentenceContext: Sendable {
  public let id: Int64
  public let text: String
  public let document: Int64
  /// Path or URL of the document.
  public let source: String
  public let title: String?
  public let date: CalendarDate?
  public let entities: [Value]
}
