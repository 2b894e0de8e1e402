/// A claim in the graph.
public struct StoredStatement: Sendable, Equatable {
  /// Its number: what `statement(F, …)` gives as F.
  public let id: Int64
  /// Who or what it is about.
  public let subject: Value
  /// The predicate, as a value of queries.
  public let predicate: Value
  /// Nil for an intransitive claim.
  public let object: Value?
  /// Whether the text denies it.
  public let isNegated: Bool
  /// How it is meant where it is not plainly asserted: `planned`, `possible`, ….
  public let modality: String?
  /// Who says it, where the text only reports it.
  public let attributedTo: Value?
  /// When it was or is, where the text gives a day.
  public let date: CalendarDate?

  /// Whether the text asserts it.
  public var isAsserted: Bool { !isNegated && modality == nil && attributedTo == nil }

  package init(
    id: Int64, subject: Value, predicate: Value, object: Value?, isNegated: Bool = false,
    modality: String? = nil, attributedTo: Value? = nil, date: CalendarDate? = nil
  ) {
    self.id = id
    self.subject = subject
    self.predicate = predicate
    self.object = object
    self.isNegated = isNegated
    self.modality = modality
    self.attributedTo = attributedTo
    self.date = date
  }
}

/// One place in a document that makes a claim.
public struct StoredEvidence: Sendable, Equatable {
  /// Row id of the document.
  public let document: Int64
  /// Path or URL of the document.
  public let source: String
  /// Title of the document.
  public let title: String?
  /// When the document was published, where it says so.
  public let date: CalendarDate?
  /// Row id of the sentence.
  public let sentence: Int64
  /// The sentence's place in the document, counted from 1.
  public let number: Int
  /// The page on which it begins, where the document has pages.
  public let page: Int?
  /// The sentence itself.
  public let text: String
  /// The claim's place in the document, in Unicode scalars.
  public let span: Range<Int>
  /// The claim's place in ``text``, in Unicode scalars.
  public let words: Range<Int>
  /// How sure the extraction is, from 0 to 1.
  public let confidence: Double
  /// The rule that found it.
  public let extractor: String
}

/// A qualifier of a claim: `in` Beijing, `on` 2026-01-05.
public struct StoredQualifier: Sendable, Equatable {
  /// The preposition or the kind of circumstance.
  public let name: String
  /// What it gives.
  public let value: Value
}

extension KnowledgeGraph {
  /// The claims with these parts, in the order in which they came into the graph; nil is any.
  public func statements(
    subject: Value?, predicate: Value?, object: Value?, assertedOnly: Bool
  ) throws -> [StoredStatement] {
    var conditions: [String] = []
    if subject != nil { conditions.append("subject = ?1") }
    if predicate != nil { conditions.append("predicate = ?2") }
    if object != nil { conditions.append("object = ?3") }
    if assertedOnly { conditions.append("asserted") }
    let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    let rows = try connection.statement(
      """
      SELECT id, subject, predicate, object, negated, modality, attributed_to, date
      FROM statement\(filter) ORDER BY id
      """)
    if let subject { try rows.bind(1, subject) }
    if let predicate { try rows.bind(2, predicate) }
    if let object { try rows.bind(3, object) }
    defer { rows.reset() }
    var result: [StoredStatement] = []
    while try rows.step() { result.append(Self.statement(rows)) }
    return result
  }

  /// The claims that texts do not assert, in the order in which they came into the graph.
  func unassertedStatements() throws -> [StoredStatement] {
    let rows = try connection.statement(
      """
      SELECT id, subject, predicate, object, negated, modality, attributed_to, date
      FROM statement WHERE NOT asserted ORDER BY id
      """)
    defer { rows.reset() }
    var result: [StoredStatement] = []
    while try rows.step() { result.append(Self.statement(rows)) }
    return result
  }

  /// The claim with this id, if there is one.
  public func statement(_ id: Int64) throws -> StoredStatement? {
    let rows = try connection.statement(
      """
      SELECT id, subject, predicate, object, negated, modality, attributed_to, date
      FROM statement WHERE id = ?
      """)
    try rows.bind(1, id)
    defer { rows.reset() }
    return try rows.step() ? Self.statement(rows) : nil
  }

  /// The claims whose ids the rows begin with, in their order; the rows are read to their end first.
  func statements(ofIDs rows: Statement) throws -> [StoredStatement] {
    defer { rows.reset() }
    var ids: [Int64] = []
    while try rows.step() { ids.append(rows.integer(0)) }
    return try ids.compactMap { try statement($0) }
  }

  static func statement(_ rows: Statement) -> StoredStatement {
    StoredStatement(
      id: rows.integer(0), subject: rows.value(1), predicate: rows.value(2),
      object: rows.optionalValue(3), isNegated: rows.integer(4) != 0,
      modality: rows.optionalText(5), attributedTo: rows.optionalValue(6),
      date: rows.optionalText(7).flatMap { CalendarDate($0) })
  }

  /// Where documents make a claim, the surest first.
  public func evidence(of statement: Int64) throws -> [StoredEvidence] {
    let rows = try connection.statement(
      """
      SELECT document.id, document.source, document.title, document.date, sentence.id,
        sentence.number, sentence.text, evidence.start, evidence.end, evidence.confidence,
        evidence.extractor, sentence.page, sentence.start
      FROM evidence JOIN sentence ON sentence.id = evidence.sentence
      JOIN document ON document.id = sentence.document
      WHERE evidence.statement = ?
      ORDER BY evidence.confidence DESC, sentence.id, evidence.start
      """)
    try rows.bind(1, statement)
    defer { rows.reset() }
    var result: [StoredEvidence] = []
    while try rows.step() {
      let start = try rows.count(7)
      let end = max(start, try rows.count(8))
      let sentenceStart = try rows.count(12)
      let first = max(0, start - sentenceStart)
      result.append(
        StoredEvidence(
          document: rows.integer(0), source: rows.text(1), title: rows.optionalText(2),
          date: rows.optionalText(3).flatMap { CalendarDate($0) }, sentence: rows.integer(4),
          number: try rows.count(5),
          page: rows.isNull(11) ? nil : try rows.count(11), text: rows.text(6),
          span: start..<end, words: first..<max(first, end - sentenceStart),
          confidence: rows.double(9),
          extractor: rows.text(10)))
    }
    return result
  }

  /// The qualifiers of a claim at all places that make it, by name.
  public func qualifiers(of statement: Int64) throws -> [StoredQualifier] {
    let rows = try connection.statement(
      """
      SELECT DISTINCT circumstance.name, circumstance.value FROM evidence
      JOIN circumstance ON circumstance.evidence = evidence.id
      WHERE evidence.statement = ? ORDER BY circumstance.name, circumstance.value
      """)
    try rows.bind(1, statement)
    defer { rows.reset() }
    var result: [StoredQualifier] = []
    while try rows.step() {
      result.append(StoredQualifier(name: rows.text(0), value: rows.value(1)))
    }
    return result
  }

  /// The id of a claim, if the graph makes it.
  func statementID(of statement: StoredStatement) throws -> Int64? {
    try connection.integer(
      """
      SELECT id FROM statement WHERE subject = ? AND predicate = ? AND ifnull(object, '') = ifnull(?, '')
        AND negated = ? AND ifnull(modality, '') = ifnull(?, '')
        AND ifnull(attributed_to, '') = ifnull(?, '') AND ifnull(date, '') = ifnull(?, '')
      """, statement.subject, statement.predicate, statement.object, statement.isNegated ? 1 : 0,
      statement.modality, statement.attributedTo, statement.date?.description)
  }

  /// The id of a claim, which becomes a row if it is new.
  func claim(_ statement: StoredStatement) throws -> (id: Int64, isNew: Bool) {
    if let known = try statementID(of: statement) { return (known, false) }
    for value in [statement.subject, statement.object, statement.attributedTo] {
      if let value { try putIntoRow(value) }
    }
    try connection.execute(
      """
      INSERT INTO statement (subject, predicate, object, negated, modality, attributed_to, date)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, statement.subject, statement.predicate, statement.object, statement.isNegated ? 1 : 0,
      statement.modality, statement.attributedTo, statement.date?.description)
    return (connection.lastInsertedRow, true)
  }

  /// Sentences that hold all of `words`, inflected as may be, the best match first (BM25; higher is better).
  public func search(_ words: String, limit: Int?) throws -> [(sentence: Int64, score: Double)] {
    // Quoted, so that nothing in the words is an operator of FTS5.
    let phrases = words.split(whereSeparator: \.isWhitespace).map { word in
      "\"" + word.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        + "\""
    }
    guard !phrases.isEmpty else { return [] }
    let rows = try connection.statement(
      """
      SELECT rowid, -bm25(sentence_text) AS score FROM sentence_text WHERE sentence_text MATCH ?
      ORDER BY score DESC, rowid LIMIT ?
      """)
    try rows.bind(1, phrases.joined(separator: " "))
    try rows.bind(2, limit ?? -1)
    defer { rows.reset() }
    var result: [(sentence: Int64, score: Double)] = []
    while try rows.step() { result.append((rows.integer(0), rows.double(1))) }
    return result
  }
}
