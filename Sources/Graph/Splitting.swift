extension KnowledgeGraph {
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
    let folded = foldedName(name)
    return try recording {
      try requireEntity(entity)
      let old = try text(of: entity)
      guard folded != foldedName(old),
        try connection.integer(
          "SELECT 1 FROM alias WHERE entity = ? AND folded = ? AND NOT refused", entity, folded)
          != nil
      else { throw StoreError.unknownName(name, entity: old) }
      return EntityChange(.split, old, name)
    } _: {
      let new = try insertEntity(labeled: label ?? name)
      for type in try types(of: entity) { try addType(type, to: new) }
      let spellings = try aliases(of: entity, folded: folded)
      for spelling in spellings { try giveAlias(spelling, to: new) }
      var settlement = Settlement(graph: self)
      for (document, numbers) in try appearances(of: entity).sorted(by: { $0.key < $1.key }) {
        var claims = try DocumentClaims(graph: self, document: document)
        for number in numbers.sorted() {
          try claims.divide(number, named: folded, to: new, &settlement)
        }
      }
      settlement.values = []
      try settlement.settle()
      for spelling in spellings {
        try connection.execute(
          """
          INSERT INTO alias (entity, name, folded, count, refused) VALUES (?, ?, ?, 0, 1)
          ON CONFLICT DO UPDATE SET refused = 1, given = 0
          """, entity, spelling, folded)
      }
      try setKept(entity, true)
      return new
    }
  }

  private func aliases(of entity: Value, folded: String) throws -> [String] {
    let rows = try connection.statement("SELECT name FROM alias WHERE entity = ? AND folded = ?")
    try rows.bind(1, entity)
    defer { rows.reset() }
    try rows.bind(2, folded)
    var result: [String] = []
    while try rows.step() { result.append(rows.text(0)) }
    return result
  }
}

extension DocumentClaims {
  /// Makes two of an entity of the document: what goes by a name, which is `entity`, and the rest, which stays.
  mutating func divide(
    _ number: Int, named folded: String, to entity: Value, _ settlement: inout Settlement
  ) throws {
    guard reading.entities.indices.contains(number), let referent = referents[number] else {
      return
    }
    let going = reading.entities[number].aliases.filter { foldedName($0.key) == folded }
    let isMentioned = reading.mentions.contains {
      $0.entity == number && foldedName($0.surface) == folded
    }
    guard !going.isEmpty || isMentioned else { return }
    let isWhole =
      going.count == reading.entities[number].aliases.count
      && reading.mentions.allSatisfy { $0.entity != number || foldedName($0.surface) == folded }
    if isWhole {
      return try move(
        [number: Referent(entity: entity, isName: referent.isName)], &settlement)
    }
    var divided = reading
    let part = divided.entities.count
    divided.entities[number].aliases = reading.entities[number].aliases.filter {
      foldedName($0.key) != folded
    }
    divided.entities.append(reading.entities[number])
    divided.entities[part].aliases = going
    divided.entities[part].label = going.keys.min() ?? reading.entities[number].label
    var own: Set<Int> = []
    var others: Set<Int> = []
    for index in divided.mentions.indices where divided.mentions[index].entity == number {
      if foldedName(divided.mentions[index].surface) == folded {
        divided.mentions[index].entity = part
        own.insert(divided.mentions[index].sentence)
      } else {
        others.insert(divided.mentions[index].sentence)
      }
    }
    for index in divided.statements.indices
    where own.contains(divided.statements[index].sentence)
      && !others.contains(divided.statements[index].sentence)
    {
      divided.statements[index].replace(number, by: part)
    }
    try graph.divideRow(number, of: document, into: part, of: entity, divided)
    try replaceReading(
      with: divided, referents + [Referent(entity: entity, isName: referent.isName)], &settlement)
  }
}

extension StatementRecord {
  /// Says of one entity of the document what it says of another.
  fileprivate mutating func replace(_ entity: Int, by other: Int) {
    func replaced(_ argument: Argument) -> Argument {
      argument == .entity(entity) ? .entity(other) : argument
    }
    subject = replaced(subject)
    object = object.map(replaced)
    attributedTo = attributedTo.map(replaced)
    for index in qualifiers.indices { qualifiers[index].value = replaced(qualifiers[index].value) }
    for index in relations.indices {
      relations[index].subject = relations[index].subject.map(replaced)
      relations[index].object = relations[index].object.map(replaced)
    }
  }
}

extension KnowledgeGraph {
  /// The rows of two entities of a document that were one.
  fileprivate func divideRow(
    _ number: Int, of document: Int64, into part: Int, of entity: Value, _ reading: DocumentReading
  ) throws {
    func names(_ number: Int) -> String {
      reading.entities[number].aliases.sorted { $0.key < $1.key }
        .map { "\($0.value) \($0.key)" }.joined(separator: "\n")
    }
    try connection.execute(
      """
      INSERT INTO profile (document, number, entity, kind, label, names, roles, is_name)
      SELECT document, ?3, ?4, kind, ?5, ?6, roles, is_name FROM profile
      WHERE document = ?1 AND number = ?2
      """, document, number, part, entity, reading.entities[part].label, names(part))
    try connection.execute(
      "UPDATE profile SET names = ? WHERE document = ? AND number = ?", names(number), document,
      number)
    try connection.execute(
      """
      INSERT INTO phrase (document, number, entity, folded)
      SELECT document, ?3, ?4, ?5 FROM phrase WHERE document = ?1 AND number = ?2
      """, document, number, part, entity, foldedName(reading.entities[part].label))
  }
}
