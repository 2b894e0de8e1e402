/// What a document brought into the graph.
public struct DocumentSummary: Sendable, Equatable {
  /// Row id of the document.
  public let id: Int64
  public let newStatements: Int
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
  private var entities: [Value] = []
  private var sentences: [Int64] = []
  private var newEntities = 0
  private var newStatements = 0

  init(graph: KnowledgeGraph, record: DocumentRecord) {
    self.graph = graph
    self.record = record
  }

  mutating func write() throws -> DocumentSummary {
    try connection.execute(
      """
      INSERT INTO document (source, title, date, sha256, read_at)
      VALUES (?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
      """, record.source, record.title, record.date?.description, record.contentHash)
    let document = connection.lastInsertedRow
    for (place, sentence) in record.sentences.enumerated() {
      try connection.execute(
        """
        INSERT INTO sentence (document, number, role, start, end, text, digest)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """, document, place + 1, sentence.role.rawValue, sentence.start, sentence.end,
        sentence.text, textDigest(sentence.text))
      sentences.append(connection.lastInsertedRow)
      try graph.addToFullText(sentence: connection.lastInsertedRow, sentence.text)
    }
    for entity in record.entities { entities.append(try write(entity)) }
    for (number, entity) in record.entities.enumerated() {
      if let profile = entity.profile {
        try write(profile, of: entity, number: number, in: document)
      }
    }
    for mention in record.mentions { try write(mention) }
    for statement in record.statements { try write(statement) }
    return DocumentSummary(
      id: document, newStatements: newStatements, newEntities: newEntities, wasKnown: false)
  }

  private mutating func write(_ entity: EntityRecord) throws -> Value {
    let value: Value
    if let existing = entity.existing {
      value = existing
      try graph.improveLabel(of: existing, to: entity.label)
    } else {
      value = try graph.insertEntity(labeled: entity.label, isKept: false)
      newEntities += 1
    }
    for type in entity.types { try graph.addType(type, to: value) }
    for (name, count) in entity.aliases.sorted(by: { $0.key < $1.key }) {
      try graph.addAlias(name, of: value, count: count)
    }
    return value
  }

  private func write(
    _ profile: EntityProfile, of entity: EntityRecord, number: Int, in document: Int64
  ) throws {
    let names = entity.aliases.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    try connection.execute(
      """
      INSERT INTO profile (document, number, entity, kind, label, names, roles)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, document, number, entities[number], profile.kind, entity.label,
      names.joined(separator: "\n"), profile.roles.joined(separator: "\n"))
  }

  private func write(_ mention: MentionRecord) throws {
    let entity = try element(entities, mention.entity, "entity of a mention")
    try connection.execute(
      """
      INSERT OR IGNORE INTO mention (entity, sentence, start, end, surface) VALUES (?, ?, ?, ?, ?)
      """, entity, try element(sentences, mention.sentence, "sentence of a mention"),
      mention.start, mention.end, mention.surface)
    if connection.changes == 1 {
      try connection.execute("UPDATE entity SET mentions = mentions + 1 WHERE term = ?", entity)
    }
  }

  private mutating func write(_ record: StatementRecord) throws {
    let predicate = try graph.internPredicate(record.predicate)
    try graph.addForm(record.predicate, of: predicate, count: 0)
    if !record.surface.isEmpty { try graph.addForm(record.surface, of: predicate, count: 1) }
    let statement = StoredStatement(
      id: 0, subject: try value(record.subject), predicate: predicate,
      object: try record.object.map { try value($0) }, isNegated: record.isNegated,
      modality: record.modality, attributedTo: try record.attributedTo.map { try value($0) },
      date: record.date)
    let (id, isNew) = try graph.claim(statement)
    if isNew { newStatements += 1 }
    if record.isAsserted, let object = statement.object {
      _ = try graph.addTriple(statement.subject, predicate, object, origin: .text)
    }
    for (name, argument) in record.qualifiers {
      let value = try value(argument)
      try graph.putIntoRow(value)
      try connection.execute(
        "INSERT OR IGNORE INTO qualifier (statement, name, value) VALUES (?, ?, ?)", id, name,
        value)
    }
    try connection.execute(
      """
      INSERT INTO evidence (statement, sentence, start, end, confidence, extractor)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET confidence = max(confidence, excluded.confidence)
      """, id, try element(sentences, record.sentence, "sentence of a statement"), record.start,
      record.end, min(max(record.confidence, 0), 1), record.extractor)
  }

  private func value(_ argument: Argument) throws -> Value {
    switch argument {
    case .entity(let index): try element(entities, index, "entity of a statement")
    case .literal(let term): try graph.intern(term)
    }
  }

  private func element<Element>(
    _ list: [Element], _ index: Int, _ what: String
  ) throws -> Element {
    guard list.indices.contains(index) else {
      throw StoreError.malformedRecord("no \(what) with index \(index) (there are \(list.count))")
    }
    return list[index]
  }
}
