extension KnowledgeGraph {
  /// The names of qualifiers, in order: of the claims of some predicates, or of all. Reads their statements.
  public func qualifierNames(of predicates: [Value]?) throws -> [String] {
    guard let predicates else {
      let rows = try connection.statement("SELECT DISTINCT name FROM circumstance ORDER BY name")
      return try Self.names(rows)
    }
    var names: Set<String> = []
    for predicate in predicates {
      let rows = try connection.statement(
        """
        SELECT DISTINCT circumstance.name FROM statement
        CROSS JOIN evidence ON evidence.statement = statement.id
        CROSS JOIN circumstance ON circumstance.evidence = evidence.id
        WHERE statement.predicate = ?
        """)
      try rows.bind(1, predicate)
      names.formUnion(try Self.names(rows))
    }
    return names.sorted()
  }

  /// The names of qualifiers of the claims that are instances of a relation, in order.
  public func qualifierNames(ofRelation relation: String) throws -> [String] {
    let rows = try connection.statement(
      """
      SELECT DISTINCT circumstance.name FROM statement_relation
      CROSS JOIN evidence ON evidence.statement = statement_relation.statement
      CROSS JOIN circumstance ON circumstance.evidence = evidence.id
      WHERE statement_relation.relation = (SELECT id FROM relation WHERE name = ?)
      ORDER BY circumstance.name
      """)
    try rows.bind(1, relation)
    return try Self.names(rows)
  }

  /// Whether a claim of some predicates, an instance of a relation, or any claim, where both are nil, has a qualifier of this
  /// name. Reads as far as the first that has.
  public func hasQualifier(
    _ name: String, of predicates: [Value]?, _ relation: String?
  ) throws -> Bool {
    let rest = """
      CROSS JOIN circumstance ON circumstance.evidence = evidence.id AND circumstance.name = ?1
      """
    if let relation {
      return try connection.integer(
        """
        SELECT 1 FROM statement_relation
        CROSS JOIN evidence ON evidence.statement = statement_relation.statement \(rest)
        WHERE statement_relation.relation = (SELECT id FROM relation WHERE name = ?2) LIMIT 1
        """, name, relation) != nil
    }
    guard let predicates else {
      return try connection.integer(
        "SELECT 1 FROM circumstance WHERE name = ? LIMIT 1", name) != nil
    }
    return try predicates.contains { predicate in
      try connection.integer(
        """
        SELECT 1 FROM statement CROSS JOIN evidence ON evidence.statement = statement.id \(rest)
        WHERE statement.predicate = ?2 LIMIT 1
        """, name, predicate) != nil
    }
  }

  private static func names(_ rows: Statement) throws -> [String] {
    defer { rows.reset() }
    var names: [String] = []
    while try rows.step() { names.append(rows.text(0)) }
    return names
  }
}
