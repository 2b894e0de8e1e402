/// A sentence of a document, with where it stands.
public struct StoredSentence: Sendable, Equatable {
  /// Row id.
  public let id: Int64
  /// Row id of its document.
  public let document: Int64
  /// Its place in the document, counted from 1.
  public let number: Int
  /// The sentence itself.
  public let text: String

  package init(id: Int64, document: Int64, number: Int, text: String) {
    self.id = id
    self.document = document
    self.number = number
    self.text = text
  }
}

/// A document by itself.
public struct StoredDocument: Sendable, Equatable {
  /// Row id.
  public let id: Int64
  /// Path or URL.
  public let source: String
  /// Its title, where it has one.
  public let title: String?
  /// When it was published, where it says so.
  public let date: CalendarDate?

  package init(id: Int64, source: String, title: String?, date: CalendarDate?) {
    self.id = id
    self.source = source
    self.title = title
    self.date = date
  }
}

/// Sentences and documents by their numbers: one look-up each.
extension KnowledgeGraph {
  /// The sentence of an id; nil where there is none.
  public func sentence(_ id: Int64) throws -> StoredSentence? {
    let rows = try connection.statement(
      "SELECT id, document, number, text FROM sentence WHERE id = ?")
    try rows.bind(1, id)
    return try sentence(rows)
  }

  /// The sentence that stands at a place of a document, counted from 1; nil where there is none.
  public func sentence(number: Int, ofDocument document: Int64) throws -> StoredSentence? {
    let rows = try connection.statement(
      "SELECT id, document, number, text FROM sentence WHERE document = ? AND number = ?")
    try rows.bind(1, document)
    try rows.bind(2, number)
    return try sentence(rows)
  }

  private func sentence(_ rows: Statement) throws -> StoredSentence? {
    defer { rows.reset() }
    guard try rows.step() else { return nil }
    return StoredSentence(
      id: rows.integer(0), document: rows.integer(1), number: try rows.count(2),
      text: rows.text(3))
  }

  /// The document of an id; nil where there is none.
  public func document(_ id: Int64) throws -> StoredDocument? {
    let rows = try connection.statement(
      "SELECT id, source, title, date FROM document WHERE id = ?")
    try rows.bind(1, id)
    defer { rows.reset() }
    guard try rows.step() else { return nil }
    return StoredDocument(
      id: rows.integer(0), source: rows.text(1), title: rows.optionalText(2),
      date: rows.optionalText(3).flatMap { CalendarDate($0) })
  }
}
