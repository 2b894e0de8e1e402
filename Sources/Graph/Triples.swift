extension KnowledgeGraph {
  /// The stored triples with these parts, as columns; nil is any. Sorted by predicate, then by subject and object
  /// (or by object and subject where only the object is given).
  ///
  /// A look-up with a subject or an object goes by an index and reads only its rows.
  public func triples(
    subject: Value?, predicate: Value?, object: Value?
  ) throws -> (subjects: [Int32], predicates: [Int32], objects: [Int32]) {
    if try hasBlocks {
      return try blocks.triples(
        subject: subject?.rawValue, predicate: predicate?.rawValue, object: object?.rawValue)
    }
    // Without a predicate, an object is looked up under each predicate in turn: CROSS JOIN fixes that order.
    let source =
      subject == nil && predicate == nil && object != nil
      ? "predicate AS known CROSS JOIN triple ON triple.predicate = known.term" : "triple"
    var conditions: [String] = []
    if subject != nil { conditions.append("triple.subject = ?1") }
    if predicate != nil { conditions.append("triple.predicate = ?2") }
    if object != nil { conditions.append("triple.object = ?3") }
    let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    // Only what is not known comes out of SQLite.
    let parts = [
      ("triple.subject", subject), ("triple.predicate", predicate), ("triple.object", object),
    ]
    let open = parts.filter { $0.1 == nil }.map(\.0)
    let list = open.isEmpty ? "0" : open.joined(separator: ", ")
    let rows = try connection.statement("SELECT \(list) FROM \(source)\(filter)")
    if let subject { try rows.bind(1, subject) }
    if let predicate { try rows.bind(2, predicate) }
    if let object { try rows.bind(3, object) }
    var columns = [[Int32]](repeating: [], count: max(1, open.count))
    try rows.appendRows(to: &columns)
    let count = columns[0].count
    var next = 0
    let filled = parts.map { part -> [Int32] in
      if let known = part.1 { return [Int32](repeating: known.rawValue, count: count) }
      next += 1
      return columns[next - 1]
    }
    return (filled[0], filled[1], filled[2])
  }

  /// How many triples the graph holds.
  public func tripleCount() throws -> Int {
    if try hasBlocks { return try blocks.count() }
    return Int(try connection.integer("SELECT count(*) FROM main.triple") ?? 0)
  }

  /// How many triples have a predicate.
  public func tripleCount(of predicate: Value) throws -> Int {
    if try hasBlocks { return try blocks.count(of: predicate) }
    return Int(
      try connection.integer("SELECT count(*) FROM main.triple WHERE predicate = ?", predicate) ?? 0
    )
  }

  /// Ids of the entities with this type, ascending.
  public func entities(ofType type: Value) throws -> [Int32] {
    let rows = try connection.statement(
      "SELECT entity FROM entity_type WHERE type = ? ORDER BY entity")
    try rows.bind(1, type)
    var columns: [[Int32]] = [[]]
    try rows.appendRows(to: &columns)
    return columns[0]
  }

  /// Stores triples that no text says, each with a statement of its own, in one transaction. A triple whose predicate is
  /// `type` and whose object is a string gives the subject that type instead.
  ///
  /// - Returns: how many of them were new.
  @discardableResult
  public func insert(
    _ triples: [(subject: Term, predicate: String, object: Term)]
  ) throws -> Int {
    try connection.transaction {
      var new = 0
      for triple in triples {
        let subject = try intern(triple.subject)
        if triple.predicate == "type", case .string(let type) = triple.object {
          if case .entity(let label, _) = triple.subject {
            try addEntityRow(subject, label: label)
          }
          let known = try types(of: subject)
          try addType(type, to: subject)
          if !known.contains(type) { new += 1 }
          continue
        }
        let object = try intern(triple.object)
        for case (.entity(let label, _), let value) in [
          (triple.subject, subject), (triple.object, object),
        ] {
          try addEntityRow(value, label: label)
        }
        let predicate = try internInserted(predicate: triple.predicate)
        if try addTriple(subject, predicate, object, origin: .inserted) { new += 1 }
        let claim = try claim(
          StoredStatement(id: 0, subject: subject, predicate: predicate, object: object))
        try connection.execute("UPDATE statement SET given = 1 WHERE id = ?", claim.id)
        if try isDenied(subject, predicate, object) {
          try removeRejection(of: (subject, predicate, object))
          var settlement = Settlement(graph: self)
          try admit((subject, predicate, object), &settlement)
          try settlement.settle()
        }
      }
      return new
    }
  }

  /// Removes triples, with the asserted statements that say so and their evidence, in one transaction.
  ///
  /// Those that documents state stay away, whatever documents come and go, until they are inserted or one of these
  /// documents is read anew.
  ///
  /// - Returns: how many there were.
  @discardableResult
  public func delete(
    _ triples: [(subject: Value, predicate: Value, object: Value)]
  ) throws -> Int {
    try connection.transaction { try remove(triples) }
  }

  /// Takes triples out, with the asserted statements that say so, and keeps documents that state them from doing so.
  ///
  /// - Returns: how many there were
  func remove(_ triples: [Fact]) throws -> Int {
    var removed = 0
    var settlement = Settlement(graph: self)
    for triple in triples {
      try deny(triple, &settlement)
      if try removeTriple(triple.subject, triple.predicate, triple.object) { removed += 1 }
      try connection.execute(
        "DELETE FROM statement WHERE subject = ? AND predicate = ? AND object = ? AND asserted",
        triple.subject, triple.predicate, triple.object)
    }
    settlement.values = []
    try settlement.settle()
    return removed
  }

  /// Takes types from entities, in one transaction.
  ///
  /// - Returns: how many they had.
  @discardableResult
  public func deleteTypes(_ types: [(entity: Value, type: Value)]) throws -> Int {
    try connection.transaction {
      var removed = 0
      for (entity, type) in types {
        try connection.execute(
          "DELETE FROM entity_type WHERE entity = ? AND type = ?", entity, type)
        guard connection.changes == 1 else { continue }
        removed += 1
        // Documents would give it back.
        try setKept(entity, true)
      }
      return removed
    }
  }

  /// Who put a triple there: bits of the column `origin`.
  enum Origin: Int64 {
    case text = 1
    case inserted = 2
    /// A named graph holds it (`triple_graph`).
    case named = 4
  }

  /// Adds a triple; true if it was not there.
  func addTriple(
    _ subject: Value, _ predicate: Value, _ object: Value, origin: Origin
  ) throws -> Bool {
    let known = try self.origin(of: subject, predicate, object)
    if known & origin.rawValue == 0 {
      try setOrigin(subject, predicate, object, known | origin.rawValue)
    }
    return known == 0
  }

  /// Removes a triple, from named graphs too; true if it was there.
  func removeTriple(_ subject: Value, _ predicate: Value, _ object: Value) throws -> Bool {
    let known = try origin(of: subject, predicate, object)
    guard known != 0 else { return false }
    try setOrigin(subject, predicate, object, 0, isNamed: known & Origin.named.rawValue != 0)
    return true
  }

  /// Who put a triple there; 0 if the graph does not hold it.
  func origin(of subject: Value, _ predicate: Value, _ object: Value) throws -> Int64 {
    if try hasBlocks {
      let origin = try blocks.origin(
        subject: subject.rawValue, predicate: predicate.rawValue, object: object.rawValue)
      return Int64(origin ?? 0)
    }
    return try connection.integer(
      "SELECT origin FROM main.triple WHERE predicate = ? AND subject = ? AND object = ?",
      predicate, subject, object) ?? 0
  }

  /// Says who put a triple there; 0 removes it. What stands in a block stays there, and a row says otherwise.
  ///
  /// - Parameter isNamed: whether named graphs may hold it.
  func setOrigin(
    _ subject: Value, _ predicate: Value, _ object: Value, _ origin: Int64, isNamed: Bool = true
  ) throws {
    let isInBlocks =
      try hasBlocks
      && blocks.isInBlocks(
        subject: subject.rawValue, predicate: predicate.rawValue, object: object.rawValue)
    if origin == 0, isNamed {
      try connection.execute(
        "DELETE FROM triple_graph WHERE predicate = ? AND subject = ? AND object = ?",
        predicate, subject, object)
    }
    if origin == 0, !isInBlocks {
      try connection.execute(
        "DELETE FROM main.triple WHERE predicate = ? AND subject = ? AND object = ?",
        predicate, subject, object)
    } else {
      try connection.execute(
        """
        INSERT INTO main.triple (predicate, subject, object, origin) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET origin = excluded.origin
        """, predicate, subject, object, origin)
    }
  }

  /// The predicate of an inserted triple: one of RDF is known by its IRI, any other by its name.
  private func internInserted(predicate name: String) throws -> Value {
    if let iri = try value(of: .iri(name)),
      try connection.integer("SELECT 1 FROM predicate WHERE term = ?", iri) != nil
    {
      return iri
    }
    let predicate = try internPredicate(name)
    try addForm(name, of: predicate, count: 0)
    return predicate
  }

  /// The term of a predicate's name, listed among the predicates.
  func internPredicate(_ name: String) throws -> Value {
    let predicate = try intern(.string(name))
    try putIntoRow(predicate)
    try connection.execute("INSERT OR IGNORE INTO predicate (term) VALUES (?)", predicate)
    return predicate
  }

  /// Notes that a predicate was seen under `form` one time less.
  func removeForm(_ form: String, of predicate: Value) throws {
    try connection.execute(
      "UPDATE predicate_form SET count = count - 1 WHERE predicate = ? AND form = ? AND count > 0",
      predicate, form)
    try connection.execute(
      """
      DELETE FROM predicate_form WHERE predicate = ?1 AND form = ?2 AND count = 0
        AND form <> (SELECT text FROM term WHERE id = ?1)
      """, predicate, form)
  }

  /// Notes that a predicate was seen under `form`, `count` times more.
  func addForm(_ form: String, of predicate: Value, count: Int) throws {
    try connection.execute(
      """
      INSERT INTO predicate_form (predicate, form, folded, count) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET count = count + excluded.count
      """, predicate, form, foldedName(form), count)
  }

  /// Lists a term among the entities, if it is not there yet.
  func addEntityRow(_ entity: Value, label: String, isKept: Bool = true) throws {
    try putIntoRow(entity)
    try connection.execute(
      "INSERT OR IGNORE INTO entity (term, folded, kept) VALUES (?, ?, ?)", entity,
      foldedName(label), isKept ? 1 : 0)
  }
}
