extension KnowledgeGraph {
  /// Makes two entities one, in one transaction: all that is said of `entity` is said of `survivor` afterwards, and its
  /// names are aliases of `survivor`, so that later documents mean it too.
  public func merge(_ entity: Value, into survivor: Value) throws {
    try connection.transaction {
      guard entity != survivor else { return }
      try requireEntity(entity)
      try requireEntity(survivor)
      let label = try text(of: entity)
      let statements = try statementIDs(
        "subject = ?1 OR object = ?1 OR attributed_to = ?1", entity)
      try absorb(entity, into: survivor, with: statements)
      try addAlias(label, to: survivor)
      try setKept(survivor, true)
    }
  }

  /// Says all of one entity that is said of another, which is no more. Claims of an entity about itself go.
  ///
  /// - Parameter statements: all that have `entity` in a slot.
  func absorb(_ entity: Value, into survivor: Value, with statements: [Int64]) throws {
    try moveTriples(from: entity, to: survivor)
    for statement in statements {
      try replace(entity, by: survivor, in: statement)
    }
    for table in ["mention", "entity_type", "profile"] {
      try connection.execute(
        "UPDATE OR IGNORE \(table) SET entity = ? WHERE entity = ?", survivor, entity)
    }
    try connection.execute(
      "UPDATE OR IGNORE qualifier SET value = ? WHERE value = ?", survivor, entity)
    try connection.execute("DELETE FROM qualifier WHERE value = ?", entity)
    try connection.execute("DELETE FROM mention WHERE entity = ?", entity)
    try connection.execute(
      """
      INSERT INTO alias (entity, name, folded, count, refused)
      SELECT ?1, name, folded, count, refused FROM alias WHERE entity = ?2
      ON CONFLICT DO UPDATE SET count = count + excluded.count,
        refused = refused AND excluded.refused
      """, survivor, entity)
    try connection.execute("DELETE FROM entity WHERE term = ?", entity)
    try connection.execute("DELETE FROM term WHERE id = ?", entity)
    try recountMentions(of: survivor)
  }

  /// Takes `name` off an entity and makes what goes by it an entity of its own, in one transaction.
  ///
  /// Mentions by that name move, and so does every claim of a sentence that mentions the entity by that name only.
  /// The name means the new entity from then on, in later documents too.
  ///
  /// - Parameter label: the new entity's label; nil is the name itself.
  /// - Returns: the new entity.
  /// - Throws: ``StoreError/unknownName(_:entity:)`` if the entity does not go by that name.
  @discardableResult
  public func split(_ name: String, from entity: Value, label: String? = nil) throws -> Value {
    try connection.transaction {
      try requireEntity(entity)
      let old = try text(of: entity)
      let folded = foldedName(name)
      guard folded != foldedName(old),
        try connection.integer(
          "SELECT 1 FROM alias WHERE entity = ? AND folded = ? AND NOT refused", entity, folded)
          != nil
      else { throw StoreError.unknownName(name, entity: old) }
      let new = try insertEntity(labeled: label ?? name)
      for type in try types(of: entity) { try addType(type, to: new) }
      try moveProfiles(named: folded, from: entity, to: new)
      let moved = try moveMentions(named: folded, from: entity, to: new)
      for statement in try statementIDs("subject = ?1 OR object = ?1", entity) {
        try moveEvidence(of: statement, in: moved, from: entity, to: new)
      }
      try connection.execute(
        """
        INSERT INTO alias (entity, name, folded, count)
        SELECT ?1, name, folded, count FROM alias WHERE entity = ?2 AND folded = ?3
        """, new, entity, folded)
      try connection.execute(
        "UPDATE alias SET refused = 1, count = 0 WHERE entity = ? AND folded = ?", entity, folded)
      try recountMentions(of: entity)
      try recountMentions(of: new)
      try setKept(entity, true)
      return new
    }
  }

  /// Lets `name` mean an entity, in this and in later documents, even if the name was taken off it before.
  public func addAlias(_ name: String, to entity: Value) throws {
    try connection.transaction {
      try requireEntity(entity)
      try addAlias(name, of: entity, count: 0)
      try connection.execute(
        "UPDATE alias SET refused = 0 WHERE entity = ? AND name = ?", entity, name)
      try setKept(entity, true)
    }
  }

  /// Gives an entity another canonical label; the old one stays as an alias.
  public func relabel(_ entity: Value, as label: String) throws {
    try connection.transaction {
      try requireEntity(entity)
      try rename(entity, to: label)
      try setKept(entity, true)
    }
  }

  private func requireEntity(_ value: Value) throws {
    guard try connection.integer("SELECT 1 FROM entity WHERE term = ?", value) != nil else {
      throw StoreError.noEntity(value.rawValue)
    }
  }

  func statementIDs(_ condition: String, _ value: Value) throws -> [Int64] {
    let rows = try connection.statement("SELECT id FROM statement WHERE \(condition) ORDER BY id")
    try rows.bind(1, value)
    defer { rows.reset() }
    var ids: [Int64] = []
    while try rows.step() { ids.append(rows.integer(0)) }
    return ids
  }

  func recountMentions(of entity: Value) throws {
    try connection.execute(
      """
      UPDATE entity SET mentions = (SELECT count(*) FROM mention WHERE mention.entity = ?1)
      WHERE term = ?1
      """, entity)
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
  func replace(_ entity: Value, by survivor: Value, in id: Int64) throws {
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
    try reassign(id, to: try claim(new).id)
  }

  /// Gives the evidence and the qualifiers of a claim to another and removes it.
  func reassign(_ old: Int64, to new: Int64) throws {
    for table in ["evidence", "qualifier"] {
      try connection.execute(
        "UPDATE OR IGNORE \(table) SET statement = ? WHERE statement = ?", new, old)
    }
    try connection.execute("DELETE FROM statement WHERE id = ?", old)
  }

  /// Moves what documents tell of an entity under that name only.
  private func moveProfiles(named folded: String, from entity: Value, to new: Value) throws {
    for profile in try profiles(of: entity)
    where profile.names.allSatisfy({ foldedName($0.name) == folded }) {
      try assign(profile, to: new)
    }
  }

  /// - Returns: the sentences that mentioned the entity by that name and by no other.
  private func moveMentions(
    named folded: String, from entity: Value, to new: Value
  ) throws -> Set<Int64> {
    let rows = try connection.statement(
      "SELECT sentence, start, end, surface FROM mention WHERE entity = ?")
    try rows.bind(1, entity)
    var mine: [(sentence: Int64, start: Int64, end: Int64)] = []
    var others: Set<Int64> = []
    while try rows.step() {
      if foldedName(rows.text(3)) == folded {
        mine.append((rows.integer(0), rows.integer(1), rows.integer(2)))
      } else {
        others.insert(rows.integer(0))
      }
    }
    rows.reset()
    for mention in mine {
      try connection.execute(
        """
        UPDATE mention SET entity = ? WHERE entity = ? AND sentence = ? AND start = ? AND end = ?
        """, new, entity, mention.sentence, mention.start, mention.end)
    }
    return Set(mine.map(\.sentence)).subtracting(others)
  }

  /// Moves what these sentences say from claims about one entity to claims about the other.
  func moveEvidence(
    of id: Int64, in sentences: Set<Int64>, from entity: Value, to new: Value
  ) throws {
    let all = try evidence(of: id)
    let going = all.filter { sentences.contains($0.sentence) }
    guard !going.isEmpty, let old = try statement(id) else { return }
    func moved(_ value: Value) -> Value { value == entity ? new : value }
    let target = StoredStatement(
      id: 0, subject: moved(old.subject), predicate: old.predicate, object: old.object.map(moved),
      isNegated: old.isNegated, modality: old.modality,
      attributedTo: old.attributedTo.map(moved), date: old.date)
    // Nobody meets himself.
    if target.object != target.subject || old.object == old.subject {
      let claimed = try claim(target).id
      if target.isAsserted, let object = target.object {
        _ = try addTriple(target.subject, target.predicate, object, origin: .text)
      }
      for qualifier in try qualifiers(of: id) {
        try connection.execute(
          "INSERT OR IGNORE INTO qualifier (statement, name, value) VALUES (?, ?, ?)", claimed,
          qualifier.name, moved(qualifier.value))
      }
      for one in going {
        try connection.execute(
          """
          UPDATE OR IGNORE evidence SET statement = ?
          WHERE statement = ? AND sentence = ? AND start = ? AND end = ?
          """, claimed, id, one.sentence, one.span.lowerBound, one.span.upperBound)
      }
      guard claimed != id else { return }
    }
    for one in going {
      try connection.execute(
        "DELETE FROM evidence WHERE statement = ? AND sentence = ? AND start = ? AND end = ?", id,
        one.sentence, one.span.lowerBound, one.span.upperBound)
    }
    guard going.count == all.count else { return }
    try connection.execute("DELETE FROM statement WHERE id = ?", id)
    guard old.isAsserted, let object = old.object else { return }
    let remaining = try statements(
      subject: old.subject, predicate: old.predicate, object: object, assertedOnly: true)
    if remaining.isEmpty {
      if try origin(of: old.subject, old.predicate, object) == Origin.text.rawValue {
        try setOrigin(old.subject, old.predicate, object, 0)
      }
    }
  }
}
