extension KnowledgeGraph {
  /// The reading of a document that an earlier version read, told from the rows that it left: of names that are one
  /// entity in one document, the first has what is said.
  func recoverReading(of document: Int64) throws -> DocumentReading {
    var numbers: [Value: Int] = [:]
    var entities: [EntityRecord] = []
    let profiles = try profiles(of: document)
    for profile in profiles {
      while entities.count < profile.number {
        entities.append(EntityRecord(label: "", types: [], aliases: [:]))
      }
      entities.append(
        EntityRecord(
          label: profile.label, types: [],
          aliases: Dictionary(profile.names.map { ($0.name, $0.count) }) { first, _ in first },
          profile: EntityProfile(kind: profile.kind, roles: profile.roles)))
      if numbers[profile.entity] == nil { numbers[profile.entity] = profile.number }
    }
    let phrases = try connection.statement(
      "SELECT number, entity FROM phrase WHERE document = ? ORDER BY number")
    try phrases.bind(1, document)
    var found: [(number: Int, entity: Value)] = []
    while try phrases.step() { found.append((Int(phrases.integer(0)), phrases.value(1))) }
    phrases.reset()
    for phrase in found {
      while entities.count < phrase.number {
        entities.append(EntityRecord(label: "", types: [], aliases: [:]))
      }
      let label = try text(of: phrase.entity)
      entities.append(
        EntityRecord(label: label, types: [], aliases: [label: 1]))
      if numbers[phrase.entity] == nil { numbers[phrase.entity] = phrase.number }
    }
    return DocumentReading(
      entities: entities, mentions: try mentions(in: document, numbers),
      statements: try claims(of: document, numbers))
  }

  private func mentions(in document: Int64, _ numbers: [Value: Int]) throws -> [MentionRecord] {
    let rows = try connection.statement(
      """
      SELECT mention.entity, sentence.number, mention.start, mention.end, mention.surface
      FROM sentence CROSS JOIN mention ON mention.sentence = sentence.id
      WHERE sentence.document = ? ORDER BY mention.start, mention.end, mention.entity
      """)
    try rows.bind(1, document)
    defer { rows.reset() }
    var result: [MentionRecord] = []
    while try rows.step() {
      guard let number = numbers[rows.value(0)] else { continue }
      result.append(
        MentionRecord(
          entity: number, sentence: try rows.count(1) - 1, start: try rows.count(2),
          end: try rows.count(3), surface: rows.text(4)))
    }
    return result
  }

  private func qualifiers(ofEvidence evidence: Int64) throws -> [StoredQualifier] {
    let rows = try connection.statement(
      "SELECT name, value FROM circumstance WHERE evidence = ? ORDER BY name, value")
    try rows.bind(1, evidence)
    defer { rows.reset() }
    var result: [StoredQualifier] = []
    while try rows.step() {
      result.append(StoredQualifier(name: rows.text(0), value: rows.value(1)))
    }
    return result
  }

  private func claims(of document: Int64, _ numbers: [Value: Int]) throws -> [StatementRecord] {
    let rows = try connection.statement(
      """
      SELECT evidence.statement, sentence.number, evidence.start, evidence.end,
        evidence.confidence, evidence.extractor, evidence.id
      FROM sentence CROSS JOIN evidence ON evidence.sentence = sentence.id
      WHERE sentence.document = ? ORDER BY evidence.statement, sentence.number, evidence.start
      """)
    try rows.bind(1, document)
    var places:
      [(id: Int64, place: [Int], confidence: Double, extractor: String, evidence: Int64)] = []
    while try rows.step() {
      places.append(
        (
          rows.integer(0), (1...3).map { Int(rows.integer($0)) }, rows.double(4), rows.text(5),
          rows.integer(6)
        ))
    }
    rows.reset()
    func argument(_ value: Value) throws -> Argument {
      if let number = numbers[value] { return .entity(number) }
      return .literal(try term(value))
    }
    var result: [StatementRecord] = []
    for (id, place, confidence, extractor, evidence) in places {
      guard let statement = try statement(id) else { continue }
      var record = StatementRecord(
        subject: try argument(statement.subject), predicate: try text(of: statement.predicate),
        surface: "", object: try statement.object.map(argument), sentence: place[0] - 1,
        start: place[1], end: place[2], confidence: confidence, extractor: extractor)
      record.isNegated = statement.isNegated
      record.modality = statement.modality
      record.attributedTo = try statement.attributedTo.map(argument)
      record.date = statement.date
      record.qualifiers = try qualifiers(ofEvidence: evidence).map {
        ($0.name, try argument($0.value))
      }
      result.append(record)
    }
    return result
  }
}
