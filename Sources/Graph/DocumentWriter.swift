/// What a document brought into the graph.
public struct DocumentSummary: Sendable, Equatable {
  /// Row id of the document.
  public let id: Int64
  /// Statements that the graph did not hold before.
  public let newStatements: Int
  /// Entities that the graph did not hold before.
  public let newEntities: Int
  /// Whether its content was in the graph already, so that nothing was changed.
  public let wasKnown: Bool
}

extension KnowledgeGraph {
  /// Whether a document with this content is in the graph.
  public func containsDocument(contentHash: String) throws -> Bool {
    try connection.integer("SELECT 1 FROM document WHERE sha256 = ?", contentHash) != nil
  }

  /// Stores a document with all it says, in one transaction: it is in the graph wholly or not at all.
  ///
  /// A document whose content is there already changes nothing.
  ///
  /// - Throws: ``StoreError/malformedRecord(_:)`` if the record refers to what it does not hold.
  @discardableResult
  public func add(_ document: DocumentRecord) throws -> DocumentSummary {
    try connection.transaction {
      if let known = try connection.integer(
        "SELECT id FROM document WHERE sha256 = ?", document.contentHash)
      {
        return DocumentSummary(id: known, newStatements: 0, newEntities: 0, wasKnown: true)
      }
      var writer = DocumentWriter(graph: self, record: document)
      return try writer.write()
    }
  }
}

/// Puts one document into the tables. Lives for one transaction.
private struct DocumentWriter {
  let graph: KnowledgeGraph
  let record: DocumentRecord
  private var connection: Connection { graph.connection }
  private var newEntities = 0

  init(graph: KnowledgeGraph, record: DocumentRecord) {
    self.graph = graph
    self.record = record
  }

  mutating func write() throws -> DocumentSummary {
    let reading = DocumentReading(record)
    if let problem = reading.problem(sentences: record.sentences.count) {
      throw StoreError.malformedRecord(problem)
    }
    try connection.execute(
      """
      INSERT INTO document (source, title, date, sha256, read_at, path, address)
      VALUES (?1, ?2, ?3, ?4, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1, ?5)
      """, record.source, record.title, record.date?.description, record.contentHash, record.address
    )
    let document = connection.lastInsertedRow
    if let address = record.address { try graph.nameDocuments(of: address) }
    try describe(document)
    var sentences: [Int64] = []
    for (place, sentence) in record.sentences.enumerated() {
      try connection.execute(
        """
        INSERT INTO sentence (document, number, role, start, end, text, digest, page)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """, document, place + 1, sentence.role.rawValue, sentence.start, sentence.end,
        sentence.text, textDigest(sentence.text), sentence.page)
      sentences.append(connection.lastInsertedRow)
      try graph.addToFullText(sentence: connection.lastInsertedRow, sentence.text)
    }
    var referents: [Referent] = []
    for (number, entity) in record.entities.enumerated() {
      referents.append(try write(entity, number: number, in: document))
    }
    try graph.store(reading, of: document)
    var claims = DocumentClaims(
      graph: graph, document: document, reading: reading, referents: referents,
      sentences: sentences)
    var settlement = Settlement(graph: graph)
    try claims.state(&settlement)
    try graph.setLinkingDue(true)
    return DocumentSummary(
      id: document, newStatements: settlement.newStatements, newEntities: newEntities,
      wasKnown: false)
  }

  /// Stores what the document says of itself, and how much of it was read.
  private func describe(_ document: Int64) throws {
    for (number, property) in record.properties.enumerated() {
      try connection.execute(
        "INSERT INTO document_property (document, number, name, value) VALUES (?, ?, ?, ?)",
        document, number, property.name.rawValue, property.value)
    }
    for characters in record.characters {
      try connection.execute(
        "INSERT INTO document_characters (document, role, taken, left_out) VALUES (?, ?, ?, ?)",
        document, characters.role, characters.taken, characters.leftOut)
    }
  }

  private mutating func write(
    _ entity: EntityRecord, number: Int, in document: Int64
  ) throws -> Referent {
    let value: Value
    if let existing = entity.existing {
      value = existing
      try graph.improveLabel(of: existing, to: entity.label)
    } else {
      value = try graph.insertEntity(labeled: entity.label, isKept: false)
      newEntities += 1
    }
    for type in entity.types { try graph.addType(type, to: value, origin: .text) }
    guard let profile = entity.profile else {
      try connection.execute(
        "INSERT INTO phrase (document, number, entity, folded) VALUES (?, ?, ?, ?)", document,
        number, value, foldedName(entity.label))
      return Referent(entity: value)
    }
    let names = entity.aliases.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    try connection.execute(
      """
      INSERT INTO profile (document, number, entity, kind, label, names, roles)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, document, number, value, profile.kind, entity.label, names.joined(separator: "\n"),
      profile.roles.joined(separator: "\n"))
    return Referent(entity: value)
  }
}
