/// A claim as one sentence makes it.
public struct ToldStatement: Sendable {
  /// The claim.
  public let statement: StoredStatement
  /// How sure the extraction is of it there, from 0 to 1.
  public let confidence: Double
  /// Circumstances that the sentence gives: place, time, company, ….
  public let qualifiers: [StoredQualifier]
  /// The relations that it is an instance of.
  public let relations: [StatementRelation]
}

/// Something that a sentence may name: the entities that its name may mean, and how much it counts.
public struct SoughtName: Sendable {
  /// The entities that it may mean.
  public let meanings: [Value]
  /// How much it counts where sentences are ranked.
  public let weight: Int

  package init(meanings: [Value], weight: Int) {
    self.meanings = meanings
    self.weight = weight
  }
}

/// What sentences claim, for those who look for a claim by its surroundings.
extension KnowledgeGraph {
  /// The sentences that share most with what is sought: the weights of the names that they mention, or make a claim of
  /// under another name, and beside them up to `limit` points for how well they hold the words.
  ///
  /// Reads the indexes of mentions, claims and words; linear in what these have of the names and words. Only ids of
  /// `limit` sentences leave the store.
  public func sentences(
    naming names: [SoughtName], withAnyOf words: [String], limit: Int
  ) throws -> [Int64] {
    let phrases = Self.alternatives(words)
    let sought = names.enumerated().flatMap { number, name in
      name.meanings.map { "[\(number), \(name.weight), \($0.rawValue)]" }
    }
    if sought.isEmpty { return try sentences(withAnyOf: words, limit: limit) }
    func worded(_ condition: String) -> String {
      """
      SELECT sentence, ?2 - row_number() OVER (ORDER BY fit, sentence) AS points FROM (
        SELECT rowid AS sentence, bm25(sentence_text) AS fit FROM sentence_text
        WHERE sentence_text MATCH ?3 \(condition) ORDER BY fit, sentence LIMIT ?2)
      """
    }
    let byWords =
      phrases.isEmpty
      ? ""
      : """
      UNION ALL SELECT sentence, max(points) FROM (
        \(worded("")) UNION ALL \(worded("AND rowid IN (SELECT sentence FROM named)"))
      ) GROUP BY sentence
      """
    let rows = try connection.statement(
      """
      WITH sought (name, weight, entity) AS MATERIALIZED (
        SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
        FROM json_each(?1)),
      named (sentence, points) AS MATERIALIZED (
        SELECT sentence, sum(weight) FROM (
          SELECT mention.sentence AS sentence, name, weight FROM sought
            CROSS JOIN mention ON mention.entity = sought.entity
          UNION SELECT evidence.sentence, name, weight FROM sought
            CROSS JOIN statement ON statement.subject = sought.entity
            CROSS JOIN evidence ON evidence.statement = statement.id
          UNION SELECT evidence.sentence, name, weight FROM sought
            CROSS JOIN statement ON statement.object = sought.entity
            CROSS JOIN evidence ON evidence.statement = statement.id
        ) GROUP BY sentence)
      SELECT sentence FROM (SELECT sentence, points FROM named \(byWords))
      GROUP BY sentence ORDER BY sum(points) DESC, sentence LIMIT ?2
      """)
    try rows.bind(1, "[\(sought.joined(separator: ", "))]")
    try rows.bind(2, limit)
    if !phrases.isEmpty { try rows.bind(3, phrases) }
    defer { rows.reset() }
    var result: [Int64] = []
    while try rows.step() { result.append(rows.integer(0)) }
    return result
  }

  /// A full-text query for any of the words.
  private static func alternatives(_ words: [String]) -> String {
    words.map { word in
      "\"" + word.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        + "\""
    }.joined(separator: " OR ")
  }

  /// The sentences that hold any of the words, inflected as may be, the best match first (BM25).
  public func sentences(withAnyOf words: [String], limit: Int) throws -> [Int64] {
    let phrases = Self.alternatives(words)
    guard !phrases.isEmpty else { return [] }
    let rows = try connection.statement(
      """
      SELECT rowid FROM sentence_text WHERE sentence_text MATCH ?
      ORDER BY bm25(sentence_text), rowid LIMIT ?
      """)
    try rows.bind(1, phrases)
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
        statement: $0.statement, confidence: $0.confidence,
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
      SELECT sentence.text, document.id, document.source, document.title, document.date,
        sentence.start
      FROM sentence JOIN document ON document.id = sentence.document WHERE sentence.id = ?
      """)
    try rows.bind(1, sentence)
    defer { rows.reset() }
    guard try rows.step() else { return nil }
    return SentenceContext(
      id: sentence, text: rows.text(0), document: rows.integer(1), source: rows.text(2),
      title: rows.optionalText(3), date: rows.optionalText(4).flatMap { CalendarDate($0) },
      mentions: try mentions(inSentence: sentence, from: try rows.count(5)))
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

  private func mentions(
    inSentence sentence: Int64, from start: Int
  ) throws -> [SentenceContext.Mention] {
    let rows = try connection.statement(
      "SELECT entity, start, end FROM mention WHERE sentence = ? ORDER BY start, end, entity")
    try rows.bind(1, sentence)
    defer { rows.reset() }
    var result: [SentenceContext.Mention] = []
    while try rows.step() {
      let (first, end) = (try rows.count(1) - start, try rows.count(2) - start)
      guard first >= 0, end > first else { continue }
      result.append(SentenceContext.Mention(entity: rows.value(0), span: first..<end))
    }
    return result
  }
}

/// A sentence with where it stands and whom it mentions.
public struct SentenceContext: Sendable {
  /// Row id of the sentence.
  public let id: Int64
  /// The sentence itself.
  public let text: String
  /// Row id of its document.
  public let document: Int64
  /// Path or URL of the document.
  public let source: String
  /// Title of the document.
  public let title: String?
  /// When the document was published, where it says so.
  public let date: CalendarDate?
  /// What it mentions, by name or otherwise, in the order of the text.
  public let mentions: [Mention]

  /// A name, pronoun or description in a sentence, with what it means.
  public struct Mention: Sendable {
    /// What it means.
    public let entity: Value
    /// In scalars of the sentence's text.
    public let span: Range<Int>
  }

  /// Whether the sentence speaks of an entity, by name or otherwise.
  public func mentions(_ entity: Value) -> Bool { mentions.contains { $0.entity == entity } }
}
