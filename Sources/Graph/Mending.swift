extension KnowledgeGraph {
  /// Makes two entities one, in one transaction: all that is said of `entity` is said of `survivor` afterwards, and its
  /// names are aliases of `survivor`, so that later documents mean it too.
  public func merge(_ entity: Value, into survivor: Value) throws {
    guard entity != survivor else { return }
    try recording {
      try requireEntity(entity)
      try requireEntity(survivor)
      return EntityChange(.merge, try text(of: entity), try text(of: survivor))
    } _: {
      let label = try text(of: entity)
      var settlement = Settlement(graph: self)
      for (document, numbers) in try appearances(of: entity).sorted(by: { $0.key < $1.key }) {
        var claims = try DocumentClaims(graph: self, document: document)
        let moved = numbers.map { number in
          let isName = claims.referents[number]?.isName ?? true
          return (number, Referent(entity: survivor, isName: isName))
        }
        try claims.move(Dictionary(moved) { first, _ in first }, &settlement)
      }
      settlement.values = []
      try settlement.settle()
      try absorb(entity, into: survivor)
      try addAlias(label, to: survivor)
      try setKept(survivor, true)
    }
  }

  /// Says of one entity what a person or an import said of another, which is no more. Claims of an entity about itself
  /// go.
  private func absorb(_ entity: Value, into survivor: Value) throws {
    try moveTriples(from: entity, to: survivor)
    for statement in try statementIDs(
      "subject = ?1 OR object = ?1 OR attributed_to = ?1", entity)
    {
      try replace(entity, by: survivor, in: statement)
    }
    try connection.execute(
      """
      INSERT INTO entity_type (entity, type, origin)
      SELECT ?1, type, origin FROM entity_type WHERE entity = ?2
      ON CONFLICT DO UPDATE SET origin = origin | excluded.origin
      """, survivor, entity)
    for (table, column) in [
      ("denial", "subject"), ("denial", "object"), ("rejection", "subject"),
      ("rejection", "object"),
    ] {
      try connection.execute(
        "UPDATE OR IGNORE \(table) SET \(column) = ? WHERE \(column) = ?", survivor, entity)
      try connection.execute("DELETE FROM \(table) WHERE \(column) = ?", entity)
    }
    try connection.execute(
      """
      INSERT INTO alias (entity, name, folded, count, refused, given)
      SELECT ?1, name, folded, count, refused, given FROM alias WHERE entity = ?2
      ON CONFLICT DO UPDATE SET count = count + excluded.count,
        refused = refused AND excluded.refused, given = max(given, excluded.given)
      """, survivor, entity)
    try connection.execute("DELETE FROM entity WHERE term = ?", entity)
    try connection.execute("DELETE FROM term WHERE id = ?", entity)
  }

  /// Lets `name` mean an entity, in this and in later documents, even if the name was taken off it before.
  public func addAlias(_ name: String, to entity: Value) throws {
    try recording {
      try requireEntity(entity)
      return EntityChange(.alias, try text(of: entity), name)
    } _: {
      try giveAlias(name, to: entity)
      try connection.execute(
        "UPDATE alias SET refused = 0 WHERE entity = ? AND name = ?", entity, name)
      try setKept(entity, true)
    }
  }

  /// Gives an entity another canonical label; the old one stays as an alias.
  public func relabel(_ entity: Value, as label: String) throws {
    try recording {
      try requireEntity(entity)
      return EntityChange(.rename, try text(of: entity), label)
    } _: {
      let old = try text(of: entity)
      try rename(entity, to: label)
      if old != label {
        try giveAlias(old, to: entity)
        try number([], labeled: old)
      }
      try setKept(entity, true)
    }
  }

  func requireEntity(_ value: Value) throws {
    guard try connection.integer("SELECT 1 FROM entity WHERE term = ?", value) != nil else {
      throw StoreError.noEntity(value.rawValue)
    }
  }

  private func statementIDs(_ condition: String, _ value: Value) throws -> [Int64] {
    let rows = try connection.statement("SELECT id FROM statement WHERE \(condition) ORDER BY id")
    try rows.bind(1, value)
    defer { rows.reset() }
    var ids: [Int64] = []
    while try rows.step() { ids.append(rows.integer(0)) }
    return ids
  }

  /// Rewrites the triples of an entity, in the default graph and in named ones.
  private func moveTriples(from entity: Value, to survivor: Value) throws {
    for (column, source) in [
      ("subject", "triple"),
      (
        "object",
        "predicate AS known CROSS JOIN triple ON triple.predicate = known.term"
      ),
    ] {
      let other = column == "subject" ? "triple.object" : "triple.subject"
      let rows = try connection.statement(
        """
        SELECT triple.predicate, \(other), triple.origin FROM \(source) WHERE triple.\(column) = ?
        """)
      try rows.bind(1, entity)
      var columns: [[Int32]] = [[], [], []]
      try rows.appendRows(to: &columns)
      // Before the triples go, which would take their graphs with them.
      try connection.execute(
        "UPDATE OR IGNORE triple_graph SET \(column) = ? WHERE \(column) = ?", survivor, entity)
      for row in columns[0].indices {
        let predicate = Value(rawValue: columns[0][row])
        let far = Value(rawValue: columns[1][row])
        let (old, new) =
          column == "subject" ? ((entity, far), (survivor, far)) : ((far, entity), (far, survivor))
        try setOrigin(old.0, predicate, old.1, 0)
        // Nobody meets himself, unless a person says so.
        if new.0 == new.1, old.0 != old.1, columns[2][row] == Origin.text.rawValue { continue }
        let known = try origin(of: new.0, predicate, new.1)
        try setOrigin(new.0, predicate, new.1, known | Int64(columns[2][row]))
      }
    }
  }

  /// Rewrites a claim; if the graph makes the new claim already, its evidence goes there.
  private func replace(_ entity: Value, by survivor: Value, in id: Int64) throws {
    guard let old = try statement(id) else { return }
    func moved(_ value: Value) -> Value { value == entity ? survivor : value }
    if let object = old.object, object != old.subject, moved(object) == moved(old.subject),
      try origin(of: moved(object), old.predicate, moved(object)) == 0
    {
      try connection.execute("DELETE FROM statement WHERE id = ?", id)
      return
    }
    let new = StoredStatement(
      id: 0, subject: moved(old.subject), predicate: old.predicate, object: old.object.map(moved),
      isNegated: old.isNegated, modality: old.modality, attributedTo: old.attributedTo.map(moved),
      date: old.date)
    let claim = try claim(new).id
    try connection.execute("UPDATE statement SET given = 1 WHERE id = ?", claim)
    try connection.execute("DELETE FROM statement WHERE id = ?", id)
  }
}
