/// What documents came to and went from in one transaction, and what is to be tidied up when all have.
struct Settlement {
  let graph: KnowledgeGraph
  /// Claims that evidence was taken from.
  var statements: Set<Int64> = []
  /// Entities, predicates and other terms that may be without use now.
  var values: Set<Value> = []
  /// Names that documents may not have for an entity any more.
  var names: [Value: Set<String>] = [:]
  var newStatements = 0
  private(set) var removedStatements = 0
  private(set) var removedTriples = 0
  private(set) var removedEntities = 0
  private var connection: Connection { graph.connection }

  init(graph: KnowledgeGraph) { self.graph = graph }

  /// Removes the claims that no document makes any more and nobody inserted, and then what is without use.
  mutating func settle() throws {
    let touchesClaims = !statements.isEmpty
    for id in statements.sorted() { try settle(id) }
    statements = []
    for (entity, names) in names {
      for name in names { try graph.removeUnusedAlias(name, of: entity) }
    }
    names = [:]
    if touchesClaims { try graph.removeUnusedRelations() }
    try sweep()
  }

  private mutating func settle(_ id: Int64) throws {
    guard
      try connection.integer("SELECT 1 FROM evidence WHERE statement = ? LIMIT 1", id) == nil,
      let claim = try graph.statement(id)
    else { return }
    try connection.execute("DELETE FROM statement WHERE id = ? AND NOT given", id)
    if connection.changes == 1 { removedStatements += 1 }
    guard claim.isAsserted, let object = claim.object,
      try connection.integer(
        """
        SELECT 1 FROM statement WHERE subject = ? AND predicate = ? AND object = ? AND asserted
          AND EXISTS (SELECT 1 FROM evidence WHERE evidence.statement = statement.id) LIMIT 1
        """, claim.subject, claim.predicate, object) == nil
    else { return }
    let origin = try graph.origin(of: claim.subject, claim.predicate, object)
    guard origin & KnowledgeGraph.Origin.text.rawValue != 0 else { return }
    let rest = origin & ~KnowledgeGraph.Origin.text.rawValue
    try graph.setOrigin(claim.subject, claim.predicate, object, rest)
    if rest == 0 { removedTriples += 1 }
  }

  // MARK: What is without use

  private mutating func sweep() throws {
    var terms = values
    values = []
    for value in terms.sorted(by: { $0.rawValue < $1.rawValue }) where value.termID != nil {
      terms.formUnion(try sweepEntity(value))
      try connection.execute(
        """
        DELETE FROM predicate WHERE term = ?1
          AND NOT EXISTS (SELECT 1 FROM statement WHERE predicate = ?1)
          AND NOT EXISTS (SELECT 1 FROM triple WHERE predicate = ?1)
          AND NOT EXISTS (SELECT 1 FROM denial WHERE predicate = ?1)
          AND NOT EXISTS (SELECT 1 FROM rejection WHERE predicate = ?1)
        """, value)
    }
    for term in terms where term.termID != nil {
      if try isUnused(term) { try connection.execute("DELETE FROM term WHERE id = ?", term) }
    }
  }

  /// Removes an entity that no document has and nothing is said of. One that no document has, but a person spoke of,
  /// loses the types that documents gave it.
  ///
  /// - Returns: its types, which may be without use then.
  private mutating func sweepEntity(_ entity: Value) throws -> [Value] {
    guard try connection.integer("SELECT 1 FROM entity WHERE term = ?", entity) != nil,
      try connection.integer("SELECT 1 FROM profile WHERE entity = ? LIMIT 1", entity) == nil,
      try connection.integer("SELECT 1 FROM phrase WHERE entity = ? LIMIT 1", entity) == nil
    else { return [] }
    let rows = try connection.statement("SELECT type FROM entity_type WHERE entity = ?")
    try rows.bind(1, entity)
    var types: [Value] = []
    while try rows.step() { types.append(rows.value(0)) }
    rows.reset()
    try connection.execute("DELETE FROM entity_type WHERE entity = ? AND origin = 1", entity)
    try connection.execute(
      "UPDATE entity_type SET origin = origin & ~1 WHERE entity = ? AND origin & 1", entity)
    guard
      try connection.integer(
        """
        SELECT 1 WHERE EXISTS (SELECT 1 FROM mention WHERE entity = ?1)
          OR EXISTS (SELECT 1 FROM entity_type WHERE entity = ?1)
        """, entity) == nil, try isInNoClaim(entity)
    else { return types }
    let label = try graph.text(of: entity)
    try connection.execute("DELETE FROM entity WHERE term = ?", entity)
    try connection.execute("DELETE FROM term WHERE id = ?", entity)
    removedEntities += 1
    try graph.number([], labeled: label)
    return types
  }

  private func isUnused(_ term: Value) throws -> Bool {
    try connection.integer(
      """
      SELECT 1 WHERE EXISTS (SELECT 1 FROM entity WHERE term = ?1)
        OR EXISTS (SELECT 1 FROM entity_type WHERE type = ?1)
        OR EXISTS (SELECT 1 FROM predicate WHERE term = ?1)
        OR EXISTS (SELECT 1 FROM triple_graph WHERE graph = ?1)
      """, term) == nil && isInNoClaim(term)
  }

  private func isInNoClaim(_ value: Value) throws -> Bool {
    // There is an index of objects under each predicate only, so they are looked up last.
    try connection.integer(
      """
      SELECT 1 WHERE EXISTS (SELECT 1 FROM statement WHERE subject = ?1)
        OR EXISTS (SELECT 1 FROM statement WHERE object = ?1)
        OR EXISTS (SELECT 1 FROM statement WHERE attributed_to = ?1)
        OR EXISTS (SELECT 1 FROM circumstance WHERE value = ?1)
        OR EXISTS (SELECT 1 FROM triple WHERE subject = ?1)
        OR EXISTS (SELECT 1 FROM denial WHERE subject = ?1 OR object = ?1)
        OR EXISTS (SELECT 1 FROM rejection WHERE subject = ?1 OR object = ?1)
        OR EXISTS (SELECT 1 FROM predicate CROSS JOIN triple
          ON triple.predicate = predicate.term AND triple.object = ?1)
      """, value) == nil
  }
}
