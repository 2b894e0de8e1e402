/// A relation that a claim is an instance of.
public struct StatementRelation: Sendable, Equatable {
  /// As `schema/relations.tsv` calls it.
  public let name: String
  /// Nil where the claim does not tell.
  public let subject: Value?
  /// Nil where the claim does not tell.
  public let object: Value?
  /// Whether its claim is.
  public let isAsserted: Bool
}

/// A relation of the graph and how much of it there is.
public struct RelationSummary: Sendable {
  /// As `schema/relations.tsv` calls it.
  public let name: String
  /// Pairs between which texts assert it.
  public let pairs: Int
  /// Claims that are instances of it, asserted or not.
  public let statements: Int
  /// The predicates that texts have for it, the most frequent first.
  public let wordings: [(predicate: String, statements: Int)]
  /// A claim of it, asserted if there is one.
  public let example: Int64
}

extension KnowledgeGraph {
  // MARK: Reading

  /// The name of the relation that goes by a name, or by another inflection of it (`visits`, `visit` for `visited`); nil
  /// if no claim of the graph is an instance of one.
  public func relation(named form: String) throws -> String? {
    let folded = foldedName(form)
    if let known = try connection.text("SELECT name FROM relation WHERE folded = ?", folded) {
      return known
    }
    let forms = try formsOfRelations()
    return phraseBases(folded).compactMap { forms[$0] }.min()
  }

  /// The relation of each form that a name of one may come from. A graph has some hundreds at most; they are looked at once
  /// for each of its versions.
  private func formsOfRelations() throws -> [String: String] {
    let version = dataVersion
    if let known = relationForms, known.version == version { return known.names }
    var names: [String: String] = [:]
    for name in try relationNames() {
      for base in phraseBases(foldedName(name)) where names[base] == nil { names[base] = name }
    }
    relationForms = (version, names)
    return names
  }

  /// The pairs between which texts assert a relation, as columns, each once; nil is any. By an index where subject or
  /// object is given.
  public func pairs(
    of relation: String, subject: Value? = nil, object: Value? = nil
  ) throws -> (subjects: [Int32], objects: [Int32]) {
    var conditions = [
      "relation = (SELECT id FROM relation WHERE name = ?1)", "asserted", "subject IS NOT NULL",
      "object IS NOT NULL",
    ]
    if subject != nil { conditions.append("subject = ?2") }
    if object != nil { conditions.append("object = ?3") }
    let rows = try connection.statement(
      """
      SELECT DISTINCT subject, object FROM statement_relation
      WHERE \(conditions.joined(separator: " AND "))
      """)
    try rows.bind(1, relation)
    if let subject { try rows.bind(2, subject) }
    if let object { try rows.bind(3, object) }
    var columns: [[Int32]] = [[], []]
    try rows.appendRows(to: &columns)
    return (columns[0], columns[1])
  }

  /// What is known of a relation's pairs without reading them, as of triples; up to 65,536 are counted.
  public func statistics(ofRelation relation: String) throws -> TripleStatistics {
    let count = try connection.integer(
      """
      SELECT count(*) FROM (SELECT 1 FROM statement_relation
        WHERE relation = (SELECT id FROM relation WHERE name = ?) LIMIT 65536)
      """, relation)
    let pairs = Int(count ?? 0)
    return TripleStatistics(triples: pairs, subjects: pairs / 2, predicates: 1, objects: pairs / 2)
  }

  /// The claims that make a relation hold between two, in the order in which they came; nil is any.
  public func statements(
    of relation: String, subject: Value?, object: Value?, assertedOnly: Bool
  ) throws -> [StoredStatement] {
    var conditions = ["relation = (SELECT id FROM relation WHERE name = ?1)"]
    if subject != nil { conditions.append("subject = ?2") }
    if object != nil { conditions.append("object = ?3") }
    if assertedOnly { conditions.append("asserted") }
    let rows = try connection.statement(
      """
      SELECT DISTINCT statement FROM statement_relation
      WHERE \(conditions.joined(separator: " AND ")) ORDER BY statement
      """)
    try rows.bind(1, relation)
    if let subject { try rows.bind(2, subject) }
    if let object { try rows.bind(3, object) }
    return try statements(ofIDs: rows)
  }

  /// The relations that a claim is an instance of, by name.
  public func relations(of statement: Int64) throws -> [StatementRelation] {
    let rows = try connection.statement(
      """
      SELECT relation.name, subject, object, asserted
      FROM statement_relation JOIN relation ON relation.id = statement_relation.relation
      WHERE statement = ? ORDER BY relation.name, subject, object
      """)
    try rows.bind(1, statement)
    defer { rows.reset() }
    var result: [StatementRelation] = []
    while try rows.step() {
      result.append(
        StatementRelation(
          name: rows.text(0), subject: rows.optionalValue(1), object: rows.optionalValue(2),
          isAsserted: rows.integer(3) != 0))
    }
    return result
  }

  /// Every relation of the graph, the most frequent first.
  public func relations() throws -> [RelationSummary] {
    var wordings: [Int64: [(String, Int)]] = [:]
    let words = try connection.statement(
      """
      SELECT statement_relation.relation, term.text, count(DISTINCT statement.id)
      FROM statement_relation JOIN statement ON statement.id = statement_relation.statement
      JOIN term ON term.id = statement.predicate
      GROUP BY statement_relation.relation, term.id ORDER BY 3 DESC, 2
      """)
    while try words.step() {
      wordings[words.integer(0), default: []].append((words.text(1), try words.count(2)))
    }
    words.reset()
    let rows = try connection.statement(
      """
      SELECT relation.id, relation.name,
        count(DISTINCT iif(asserted, subject || ' ' || object, NULL)), count(DISTINCT statement),
        min(iif(asserted, statement, statement + 1073741824))
      FROM relation JOIN statement_relation ON statement_relation.relation = relation.id
      GROUP BY relation.id
      """)
    defer { rows.reset() }
    var result: [RelationSummary] = []
    while try rows.step() {
      result.append(
        RelationSummary(
          name: rows.text(1), pairs: try rows.count(2), statements: try rows.count(3),
          wordings: wordings[rows.integer(0)] ?? [], example: rows.integer(4) & 1_073_741_823))
    }
    return result.sorted { ($1.statements, $0.name) < ($0.statements, $1.name) }
  }

  /// The names of the relations of the graph.
  public func relationNames() throws -> [String] {
    let rows = try connection.statement("SELECT name FROM relation ORDER BY name")
    defer { rows.reset() }
    var names: [String] = []
    while try rows.step() { names.append(rows.text(0)) }
    return names
  }

  // MARK: Writing

  /// Notes that a claim of a document is an instance of a relation.
  func add(_ relation: StatementRelation, of statement: Int64) throws {
    try connection.execute(
      "INSERT OR IGNORE INTO relation (name, folded) VALUES (?, ?)", relation.name,
      foldedName(relation.name))
    for value in [relation.subject, relation.object] { if let value { try putIntoRow(value) } }
    try connection.execute(
      """
      INSERT INTO statement_relation (statement, relation, subject, object, asserted, count)
      SELECT ?, id, ?, ?, ?, 1 FROM relation WHERE name = ?
      ON CONFLICT DO UPDATE SET count = count + 1
      """, statement, relation.subject, relation.object, relation.isAsserted ? 1 : 0,
      relation.name)
  }

  /// Takes back what ``add(_:of:)`` noted.
  func remove(_ relation: StatementRelation, of statement: Int64) throws {
    let condition = """
      statement = ? AND relation = (SELECT id FROM relation WHERE name = ?)
      AND ifnull(subject, '') = ifnull(?, '') AND ifnull(object, '') = ifnull(?, '')
      """
    try connection.execute(
      "UPDATE statement_relation SET count = count - 1 WHERE \(condition)", statement,
      relation.name, relation.subject, relation.object)
    try connection.execute(
      "DELETE FROM statement_relation WHERE \(condition) AND count <= 0", statement,
      relation.name, relation.subject, relation.object)
  }

  /// Removes the names of relations that no claim is an instance of any more.
  func removeUnusedRelations() throws {
    try connection.execute(
      """
      DELETE FROM relation WHERE NOT EXISTS
        (SELECT 1 FROM statement_relation WHERE statement_relation.relation = relation.id)
      """)
  }
}
