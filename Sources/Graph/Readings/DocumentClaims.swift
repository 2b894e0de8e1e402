/// What one document says, put into the tables or taken out of them, wholly or in part. Lives for one transaction.
///
/// What was put in under certain referents is taken out to the letter under the same ones.
struct DocumentClaims {
  let graph: KnowledgeGraph
  let document: Int64
  private(set) var reading: DocumentReading
  private(set) var referents: [Referent?]
  /// Row ids of the sentences.
  let sentences: [Int64]
  private var connection: Connection { graph.connection }

  /// Those of a document of the graph.
  init(graph: KnowledgeGraph, document: Int64) throws {
    self.graph = graph
    self.document = document
    let rows = try graph.connection.statement(
      "SELECT id FROM sentence WHERE document = ? ORDER BY number")
    try rows.bind(1, document)
    var sentences: [Int64] = []
    while try rows.step() { sentences.append(rows.integer(0)) }
    rows.reset()
    self.sentences = sentences
    reading = try graph.reading(of: document, sentences: sentences.count)
    referents = try graph.referents(in: document, count: reading.entities.count)
  }

  /// Those of a document that is being written.
  init(
    graph: KnowledgeGraph, document: Int64, reading: DocumentReading, referents: [Referent],
    sentences: [Int64]
  ) {
    self.graph = graph
    self.document = document
    self.reading = reading
    self.referents = referents
    self.sentences = sentences
  }

  // MARK: The whole

  /// Puts in all that the document says.
  mutating func state(_ settlement: inout Settlement) throws {
    try changeNames(of: Set(referents.indices), by: 1, &settlement)
    try addMentions { _ in true }
    try state(reading.statements.indices, &settlement)
  }

  /// Takes out all that the document says. What is left of it are its own rows.
  mutating func withdraw(_ settlement: inout Settlement) throws {
    try withdraw(reading.statements.indices, &settlement)
    try removeMentions(of: Set(referents.compactMap { $0?.entity }))
    try changeNames(of: Set(referents.indices), by: -1, &settlement)
  }

  /// Tells of other entities what the document says of some of its own.
  mutating func move(_ moved: [Int: Referent], _ settlement: inout Settlement) throws {
    let numbers = Set(moved.keys).filter { referents.indices.contains($0) }
    let affected = reading.statements.indices.filter {
      reading.statements[$0].involves(numbers)
    }
    try withdraw(affected, &settlement)
    try changeNames(of: numbers, by: -1, &settlement)
    var entities = Set(numbers.compactMap { referents[$0]?.entity })
    try removeMentions(of: entities)
    for number in numbers {
      guard let referent = moved[number] else { continue }
      referents[number] = referent
      entities.insert(referent.entity)
      try connection.execute(
        "UPDATE profile SET entity = ?, is_name = ? WHERE document = ? AND number = ?",
        referent.entity, referent.isName ? 1 : 0, document, number)
      try connection.execute(
        "UPDATE phrase SET entity = ? WHERE document = ? AND number = ?", referent.entity,
        document, number)
    }
    try changeNames(of: numbers, by: 1, &settlement)
    try addMentions { entities.contains($0) }
    try state(affected, &settlement)
    try restate(besides: Set(affected), &settlement)
  }

  /// Notes that a person deleted a fact, in all that says so.
  mutating func deny(
    _ fact: (subject: Value, predicate: Value, object: Value), _ settlement: inout Settlement
  ) throws {
    try settle(where: { !$0.isDenied && $0.claim.states(fact) }, isDenied: true, &settlement)
  }

  /// Notes that what a person deleted may be said again.
  mutating func admit(
    _ fact: (subject: Value, predicate: Value, object: Value), _ settlement: inout Settlement
  ) throws {
    try settle(where: { $0.isDenied && $0.claim.states(fact) }, isDenied: false, &settlement)
  }

  private mutating func settle(
    where isMeant: ((isDenied: Bool, claim: StoredStatement)) -> Bool, isDenied: Bool,
    _ settlement: inout Settlement
  ) throws {
    let affected = try reading.statements.indices.filter { index in
      guard reading.statements[index].isAsserted, let claim = try claim(index, isNew: false) else {
        return false
      }
      return isMeant((reading.denied.contains(index), claim))
    }
    guard !affected.isEmpty else { return }
    try withdraw(affected, &settlement)
    if isDenied { reading.denied.formUnion(affected) } else { reading.denied.subtract(affected) }
    try graph.store(reading, of: document)
    try state(affected, &settlement)
    try restate(besides: Set(affected), &settlement)
  }

  /// Puts another reading, which says the same of more entities, in the place of the one that was there.
  mutating func replaceReading(
    with new: DocumentReading, _ referents: [Referent?], _ settlement: inout Settlement
  ) throws {
    try withdraw(&settlement)
    reading = new
    self.referents = referents
    try graph.store(reading, of: document)
    try state(&settlement)
  }

  // MARK: Claims

  /// The claim that a statement makes; nil if it makes none, as nobody meets himself, or none that the graph knows.
  private func claim(_ index: Int, isNew: Bool) throws -> StoredStatement? {
    let record = reading.statements[index]
    guard let subject = try value(record.subject, isNew: isNew),
      let predicate =
        isNew
        ? try graph.internPredicate(record.predicate)
        : try graph.value(of: .string(record.predicate))
    else { return nil }
    var (object, speaker): (Value?, Value?)
    if let argument = record.object {
      guard let value = try value(argument, isNew: isNew) else { return nil }
      if value == subject, argument != record.subject { return nil }
      object = value
    }
    if let argument = record.attributedTo {
      guard let value = try value(argument, isNew: isNew) else { return nil }
      speaker = value
    }
    return StoredStatement(
      id: 0, subject: subject, predicate: predicate, object: object, isNegated: record.isNegated,
      modality: record.modality, attributedTo: speaker, date: record.date)
  }

  private func value(_ argument: Argument, isNew: Bool) throws -> Value? {
    switch argument {
    case .entity(let number): referents[number]?.entity
    case .literal(let term): isNew ? try graph.intern(term) : try graph.value(of: term)
    }
  }

  /// The relations that a statement is an instance of. One that would hold between somebody and himself does not: names
  /// that the document has for two are one entity's.
  private func relations(_ index: Int, isNew: Bool) throws -> [StatementRelation] {
    try reading.statements[index].relations.compactMap { record in
      let subject = try record.subject.map { try value($0, isNew: isNew) }
      let object = try record.object.map { try value($0, isNew: isNew) }
      if case .some(nil) = subject { return nil }
      if case .some(nil) = object { return nil }
      if let subject, subject == object { return nil }
      return StatementRelation(
        name: record.name, subject: subject ?? nil, object: object ?? nil,
        isAsserted: reading.statements[index].isAsserted)
    }
  }

  private func qualifiers(_ index: Int, isNew: Bool) throws -> [(name: String, value: Value)] {
    try reading.statements[index].qualifiers.compactMap { name, argument in
      try value(argument, isNew: isNew).map { (name, $0) }
    }
  }

  private mutating func state(
    _ indexes: some Sequence<Int>, _ settlement: inout Settlement
  ) throws {
    let denied = reading.denied
    for index in indexes {
      let record = reading.statements[index]
      guard let claim = try claim(index, isNew: true) else { continue }
      if record.isAsserted, let object = claim.object {
        if try reading.denied.contains(index)
          || graph.isDenied(claim.subject, claim.predicate, object)
        {
          reading.denied.insert(index)
          try graph.noteDenial(claim.subject, claim.predicate, object, in: document)
          settlement.values.formUnion([claim.predicate, object])
          continue
        }
      }
      try graph.addForm(record.predicate, of: claim.predicate, count: 0)
      if !record.surface.isEmpty {
        try graph.addForm(record.surface, of: claim.predicate, count: 1)
      }
      let (id, isNew) = try graph.claim(claim)
      if isNew { settlement.newStatements += 1 }
      if claim.isAsserted, let object = claim.object {
        _ = try graph.addTriple(claim.subject, claim.predicate, object, origin: .text)
      }
      for relation in try relations(index, isNew: true) { try graph.add(relation, of: id) }
      try addEvidence(of: id, index, isNew: true)
    }
    if reading.denied != denied { try graph.store(reading, of: document) }
  }

  /// Notes that a statement of the document makes a claim, and under which circumstances. Of several rules that read one
  /// claim off one place, the surest counts.
  private func addEvidence(of statement: Int64, _ index: Int, isNew: Bool) throws {
    let record = reading.statements[index]
    let evidence = try connection.integer(
      """
      INSERT INTO evidence (statement, sentence, start, end, confidence, extractor)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET
        extractor = iif(excluded.confidence > confidence
          OR excluded.confidence = confidence AND excluded.extractor < extractor,
          excluded.extractor, extractor),
        confidence = max(confidence, excluded.confidence)
      RETURNING id
      """, statement, sentences[record.sentence], record.start, record.end,
      min(max(record.confidence, 0), 1), record.extractor)
    if let evidence { try addQualifiers(to: evidence, index, isNew: isNew) }
  }

  /// - Parameter evidence: the row of the place that has them
  private func addQualifiers(to evidence: Int64, _ index: Int, isNew: Bool) throws {
    let qualifiers = try qualifiers(index, isNew: isNew)
    for (name, value) in qualifiers {
      try graph.putIntoRow(value)
      try connection.execute(
        "INSERT OR IGNORE INTO circumstance (evidence, name, value) VALUES (?, ?, ?)", evidence,
        name,
        value)
    }
  }

  /// The row of the place at which a statement of the document makes a claim.
  private func evidence(of statement: Int64, _ index: Int) throws -> Int64? {
    let record = reading.statements[index]
    return try connection.integer(
      """
      SELECT id FROM evidence WHERE statement = ? AND sentence = ? AND start = ? AND end = ?
      """, statement, sentences[record.sentence], record.start, record.end)
  }

  /// Tells the qualifiers of claims apart by the places that make them, where an older format kept those of all places of a
  /// claim together.
  func separateQualifiers() throws {
    try connection.execute(
      """
      DELETE FROM circumstance WHERE evidence IN (SELECT evidence.id FROM evidence
        JOIN sentence ON sentence.id = evidence.sentence WHERE sentence.document = ?)
      """, document)
    for index in reading.statements.indices where !reading.denied.contains(index) {
      guard let claim = try claim(index, isNew: false), let id = try graph.statementID(of: claim),
        let evidence = try evidence(of: id, index)
      else { continue }
      try addQualifiers(to: evidence, index, isNew: false)
    }
  }

  private func withdraw(_ indexes: some Sequence<Int>, _ settlement: inout Settlement) throws {
    for index in indexes {
      let record = reading.statements[index]
      guard let claim = try claim(index, isNew: false) else { continue }
      settlement.values.formUnion(
        [claim.subject, claim.predicate, claim.object, claim.attributedTo].compactMap { $0 })
      if reading.denied.contains(index) {
        try connection.execute(
          """
          DELETE FROM denial WHERE predicate = ? AND subject = ? AND object = ? AND document = ?
          """, claim.predicate, claim.subject, claim.object, document)
        continue
      }
      guard let id = try graph.statementID(of: claim) else { continue }
      settlement.statements.insert(id)
      if !record.surface.isEmpty {
        try graph.removeForm(record.surface, of: claim.predicate)
      }
      settlement.values.formUnion(try qualifiers(index, isNew: false).map(\.value))
      // Its qualifiers go with it.
      for relation in try relations(index, isNew: false) {
        settlement.values.formUnion([relation.subject, relation.object].compactMap { $0 })
        try graph.remove(relation, of: id)
      }
      try connection.execute(
        "DELETE FROM evidence WHERE statement = ? AND sentence = ? AND start = ? AND end = ?", id,
        sentences[record.sentence], record.start, record.end)
    }
  }

  /// Puts back what other statements of the document support, too, and went with those that were withdrawn.
  private func restate(besides affected: Set<Int>, _ settlement: inout Settlement) throws {
    let touched = Set(affected.map { reading.statements[$0].sentence })
    for index in reading.statements.indices
    where !affected.contains(index) && touched.contains(reading.statements[index].sentence) {
      guard let claim = try claim(index, isNew: false) else { continue }
      if reading.denied.contains(index) {
        if let object = claim.object {
          try graph.noteDenial(claim.subject, claim.predicate, object, in: document)
        }
      } else if let id = try graph.statementID(of: claim) {
        try addEvidence(of: id, index, isNew: false)
      }
    }
  }

  // MARK: Names and mentions

  /// Counts the names of some entities of the document, or takes them back.
  private func changeNames(
    of numbers: Set<Int>, by sign: Int, _ settlement: inout Settlement
  ) throws {
    for number in numbers.sorted() {
      guard let referent = referents[number] else { continue }
      settlement.values.insert(referent.entity)
      guard referent.isName else { continue }
      for (name, count) in reading.entities[number].aliases.sorted(by: { $0.key < $1.key }) {
        try graph.countAlias(name, of: referent.entity, by: sign * count)
        if sign < 0 { settlement.names[referent.entity, default: []].insert(name) }
      }
    }
  }

  private func addMentions(where isMeant: (Value) -> Bool) throws {
    for mention in reading.mentions {
      guard let entity = referents[mention.entity]?.entity, isMeant(entity) else { continue }
      try connection.execute(
        """
        INSERT OR IGNORE INTO mention (entity, sentence, start, end, surface) VALUES (?, ?, ?, ?, ?)
        """, entity, sentences[mention.sentence], mention.start, mention.end, mention.surface)
      if connection.changes == 1 {
        try connection.execute("UPDATE entity SET mentions = mentions + 1 WHERE term = ?", entity)
      }
    }
  }

  private func removeMentions(of entities: Set<Value>) throws {
    for entity in entities {
      try connection.execute(
        """
        DELETE FROM mention WHERE entity = ?1
          AND sentence IN (SELECT id FROM sentence WHERE document = ?2)
        """, entity, document)
      try connection.execute(
        "UPDATE entity SET mentions = mentions - ? WHERE term = ?", connection.changes, entity)
    }
  }
}

extension StoredStatement {
  fileprivate func states(_ fact: (subject: Value, predicate: Value, object: Value)) -> Bool {
    subject == fact.subject && predicate == fact.predicate && object == fact.object
  }
}
