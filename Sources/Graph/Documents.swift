/// A document in the graph.
public struct DocumentSummaryRow: Sendable, Equatable {
  /// Row id.
  public let id: Int64
  /// What it is called: its address, or its path where it has none or other files claim the same one.
  public let source: String
  /// Its title, where it has one.
  public let title: String?
  /// When it was published, where it says so.
  public let date: CalendarDate?
  /// Sentences that are kept of it.
  public let sentences: Int
  /// Distinct claims that it makes.
  public let statements: Int
}

/// How much is in the graph.
public struct GraphStatistics: Sendable, Equatable {
  /// Entities, IRIs and literals.
  public let terms: Int
  /// Facts that queries see.
  public let triples: Int
  /// Claims of texts, asserted or not.
  public let statements: Int
  /// Statements that the text asserts.
  public let asserted: Int
  /// Places in documents that make a claim.
  public let evidence: Int
  /// People, organisations, places and other things with a name.
  public let entities: Int
  /// Places in documents that speak of an entity.
  public let mentions: Int
  /// Predicates that a fact or a claim has.
  public let predicates: Int
  /// Types that an entity has.
  public let types: Int
  /// Documents.
  public let documents: Int
  /// Sentences of all documents.
  public let sentences: Int
  /// Size of the file, in bytes.
  public let bytes: Int

  /// What programs are told first, as an object of JSON: documents, sentences, entities and facts.
  package var json: String {
    var object = JSONObject()
    object.add("documents", documents)
    object.add("sentences", sentences)
    object.add("entities", entities)
    object.add("facts", triples)
    return object.text
  }
}

extension KnowledgeGraph {
  /// The documents, in the order in which they were read.
  public func documents() throws -> [DocumentSummaryRow] {
    let rows = try connection.statement(
      """
      SELECT id, source, title, date,
        (SELECT count(*) FROM sentence WHERE sentence.document = document.id),
        (SELECT count(DISTINCT evidence.statement) FROM sentence
          JOIN evidence ON evidence.sentence = sentence.id WHERE sentence.document = document.id)
      FROM document ORDER BY id
      """)
    defer { rows.reset() }
    var result: [DocumentSummaryRow] = []
    while try rows.step() {
      result.append(
        DocumentSummaryRow(
          id: rows.integer(0), source: rows.text(1), title: rows.optionalText(2),
          date: rows.optionalText(3).flatMap { CalendarDate($0) },
          sentences: try rows.count(4), statements: try rows.count(5)))
    }
    return result
  }

  /// The dates of the first and the last of the documents that have one; nil where none has. Linear in the documents.
  public func documentPeriod() throws -> ClosedRange<CalendarDate>? {
    let row = try connection.statement("SELECT min(date), max(date) FROM document")
    defer { row.reset() }
    guard try row.step(), let first = row.optionalText(0).flatMap({ CalendarDate($0) }),
      let last = row.optionalText(1).flatMap({ CalendarDate($0) }), first <= last
    else { return nil }
    return first...last
  }

  /// Counts of everything. Reads whole indexes: for people, not for planning.
  public func statistics() throws -> GraphStatistics {
    try snapshot {
      func count(_ what: String) throws -> Int {
        Int(try connection.integer("SELECT count(*) FROM \(what)") ?? 0)
      }
      let pages = try connection.integer("PRAGMA page_count") ?? 0
      let pageSize = try connection.integer("PRAGMA page_size") ?? 0
      return GraphStatistics(
        terms: try termCount(), triples: try tripleCount(),
        statements: try count("statement"), asserted: try count("statement WHERE asserted"),
        evidence: try count("evidence"), entities: try count("entity"),
        mentions: try count("mention"), predicates: try count("predicate"),
        types: try count("(SELECT DISTINCT type FROM entity_type)"),
        documents: try count("document"), sentences: try count("sentence"),
        bytes: Int(pages * pageSize))
    }
  }
}
