/// What a document says by itself, with its entities as numbers of its own. Together with who each of them is
/// (``Referent``), all that the document brought into the graph follows from it.
struct DocumentReading: Sendable {
  var entities: [EntityRecord]
  var mentions: [MentionRecord]
  var statements: [StatementRecord]
  /// Indexes of statements that a person deleted: the document says so, but the graph does not.
  var denied: Set<Int> = []

  init(
    entities: [EntityRecord], mentions: [MentionRecord], statements: [StatementRecord],
    denied: Set<Int> = []
  ) {
    self.entities = entities
    self.mentions = mentions
    self.statements = statements
    self.denied = denied
  }

  init(_ record: DocumentRecord) {
    self.init(
      entities: record.entities, mentions: record.mentions, statements: record.statements)
    for index in entities.indices {
      entities[index].existing = nil
      // The types of an entity are told when it is told who it is.
      entities[index].types = []
    }
  }

  /// What is wrong with it, if an index leads nowhere.
  func problem(sentences: Int) -> String? {
    func problem(_ argument: Argument?) -> String? {
      guard case .entity(let index)? = argument, !entities.indices.contains(index) else {
        return nil
      }
      return "no entity of a statement with index \(index) (there are \(entities.count))"
    }
    for mention in mentions {
      if !entities.indices.contains(mention.entity) {
        return "no entity of a mention with index \(mention.entity) (there are \(entities.count))"
      }
      if !(0..<sentences).contains(mention.sentence) {
        return "no sentence of a mention with index \(mention.sentence) (there are \(sentences))"
      }
    }
    for statement in statements {
      let arguments = [statement.subject, statement.object, statement.attributedTo]
      let related = statement.relations.flatMap { [$0.subject, $0.object] }
      for argument in arguments + statement.qualifiers.map({ $0.value }) + related {
        if let problem = problem(argument) { return problem }
      }
      if !(0..<sentences).contains(statement.sentence) {
        return
          "no sentence of a statement with index \(statement.sentence) (there are \(sentences))"
      }
    }
    return nil
  }
}

extension StatementRecord {
  /// Whether one of these entities of the document has a part in it.
  func involves(_ entities: Set<Int>) -> Bool {
    func isOne(_ argument: Argument?) -> Bool {
      if case .entity(let index)? = argument { return entities.contains(index) }
      return false
    }
    return isOne(subject) || isOne(object) || isOne(attributedTo)
      || qualifiers.contains { isOne($0.value) }
      || relations.contains { isOne($0.subject) || isOne($0.object) }
  }
}

extension KnowledgeGraph {
  /// The reading of a document. That of one which an earlier version read is told from what it left in the tables.
  func reading(of document: Int64, sentences: Int) throws -> DocumentReading {
    let rows = try connection.statement("SELECT crc, content FROM reading WHERE document = ?")
    try rows.bind(1, document)
    guard try rows.step() else {
      rows.reset()
      return try recoverReading(of: document)
    }
    let (crc, content) = (rows.integer(0), rows.blob(1))
    rows.reset()
    guard Int64(Checksum.crc32(content)) == crc, var reader = ReadingReader(content),
      let reading = reader.reading(), reading.problem(sentences: sentences) == nil
    else {
      throw StoreError.corrupt(path: path, detail: "the reading of document \(document)")
    }
    return reading
  }

  func store(_ reading: DocumentReading, of document: Int64) throws {
    var writer = ReadingWriter()
    writer.put(reading)
    try connection.execute(
      """
      INSERT INTO reading (document, crc, content) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET crc = excluded.crc, content = excluded.content
      """, document,
      Int64(Checksum.crc32(writer.bytes)), writer.bytes)
  }
}
