/// All that the graph knows of an entity itself.
public struct EntityDescription: Sendable, Equatable {
  /// The entity, as a value of queries.
  public let value: Value
  /// Canonical label.
  public let label: String
  /// Names of its types.
  public let types: [String]
  /// Names it goes by, the most frequent first.
  public let aliases: [(name: String, count: Int)]
  /// How often documents mention it.
  public let mentions: Int
  /// Documents that mention it.
  public let documents: Int

  /// Whether all that is known of two entities is the same.
  public static func == (left: Self, right: Self) -> Bool {
    left.value == right.value && left.label == right.label && left.types == right.types
      && left.aliases.elementsEqual(right.aliases, by: ==) && left.mentions == right.mentions
      && left.documents == right.documents
  }
}

extension KnowledgeGraph {
  /// The description of an entity; nil if the value is none.
  public func entity(_ value: Value) throws -> EntityDescription? {
    guard
      let mentions = try connection.integer("SELECT mentions FROM entity WHERE term = ?", value)
    else { return nil }
    let rows = try connection.statement(
      "SELECT name, count FROM alias WHERE entity = ? AND NOT refused ORDER BY count DESC, name")
    try rows.bind(1, value)
    var aliases: [(name: String, count: Int)] = []
    while try rows.step() { aliases.append((rows.text(0), try rows.count(1))) }
    rows.reset()
    let documents = try connection.integer(
      """
      SELECT count(DISTINCT sentence.document) FROM mention
      JOIN sentence ON sentence.id = mention.sentence WHERE mention.entity = ?
      """, value)
    return EntityDescription(
      value: value, label: try text(of: value), types: try types(of: value), aliases: aliases,
      mentions: Int(mentions), documents: Int(documents ?? 0))
  }

  /// A new entity. The second and later ones of one label get a disambiguator: 2, 3, ….
  func insertEntity(labeled label: String, isKept: Bool = true) throws -> Value {
    let value = try insert(StoredTerm(.entity(label, disambiguator: try freeTag(of: label))))
    try addEntityRow(value, label: label, isKept: isKept)
    return value
  }

  /// A disambiguator that no entity of a label has. They follow one another, so the first free one is found by
  /// doubling and halving.
  private func freeTag(of label: String) throws -> String {
    func tag(_ number: Int) -> String { number == 1 ? "" : String(number) }
    func isFree(_ number: Int) throws -> Bool {
      try value(of: .entity(label, disambiguator: tag(number))) == nil
    }
    var last = 1
    while try !isFree(last) { last *= 2 }
    var taken = last / 2
    while last - taken > 1 {
      let middle = (taken + last) / 2
      if try isFree(middle) { last = middle } else { taken = middle }
    }
    return tag(last)
  }

  /// Whether texts leave an entity as it is: a person or an import made or mended it.
  func setKept(_ entity: Value, _ isKept: Bool) throws {
    try connection.execute("UPDATE entity SET kept = ? WHERE term = ?", isKept ? 1 : 0, entity)
  }

  /// Takes `label` as the canonical one if it says more than the present one: all of its words and others ("Lee Jae
  /// Myung" for "Lee"). The old label stays as an alias.
  func improveLabel(of entity: Value, to label: String) throws {
    guard try connection.integer("SELECT 1 FROM entity WHERE term = ?", entity) != nil else {
      throw StoreError.malformedRecord("the value \(entity.rawValue) is not an entity of the graph")
    }
    let old = try text(of: entity)
    let oldWords = foldedName(old).split(separator: " ")
    let newWords = foldedName(label).split(separator: " ")
    guard newWords.count > oldWords.count, Set(oldWords).isSubset(of: newWords) else { return }
    try rename(entity, to: label)
  }

  /// Gives an entity another canonical label.
  func rename(_ entity: Value, to label: String) throws {
    guard try text(of: entity) != label else { return }
    try connection.execute(
      "UPDATE term SET text = ?, tag = ? WHERE id = ?", label, try freeTag(of: label), entity)
    try connection.execute(
      "UPDATE entity SET folded = ? WHERE term = ?", foldedName(label), entity)
  }

  /// Counts how often documents use a name of an entity: it is one, too, where they only know it.
  func countAlias(_ name: String, of entity: Value, by count: Int) throws {
    try connection.execute(
      """
      INSERT INTO alias (entity, name, folded, count) VALUES (?1, ?2, ?3, max(0, ?4))
      ON CONFLICT DO UPDATE SET count = max(0, count + ?4)
      """, entity, name, foldedName(name), count)
  }

  /// Takes a name off an entity if no document uses or knows it any more, and nobody gave or took it.
  func removeUnusedAlias(_ name: String, of entity: Value) throws {
    try connection.execute(
      """
      DELETE FROM alias WHERE entity = ?1 AND name = ?2 AND count = 0 AND NOT given AND NOT refused
        AND NOT EXISTS (SELECT 1 FROM profile WHERE entity = ?1 AND is_name
          AND instr(char(10) || names || char(10), char(10) || '0 ' || ?2 || char(10)))
      """, entity, name)
  }

  /// Notes that a person, or an import, gave a name to an entity.
  func giveAlias(_ name: String, to entity: Value) throws {
    try connection.execute(
      """
      INSERT INTO alias (entity, name, folded, count, given) VALUES (?, ?, ?, 0, 1)
      ON CONFLICT DO UPDATE SET given = 1
      """, entity, name, foldedName(name))
  }

  func addType(_ type: String, to entity: Value, origin: Origin = .inserted) throws {
    let type = try intern(.string(type))
    try putIntoRow(type)
    try connection.execute(
      """
      INSERT INTO entity_type (entity, type, origin) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET origin = origin | excluded.origin
        WHERE origin <> origin | excluded.origin
      """, entity, type, Int(origin.rawValue))
  }

  /// Gives the entities of a label disambiguators that follow one another: those that a person or an import made as
  /// they are, then those that documents do not name, and then `named`, in this order.
  func number(_ named: [Value], labeled label: String) throws {
    let rows = try connection.statement(
      """
      SELECT term.id, term.tag FROM term LEFT JOIN entity ON entity.term = term.id
      WHERE term.text = ? AND term.kind = 0
      ORDER BY ifnull(entity.kept, 1) DESC, length(term.tag), term.tag
      """)
    try rows.bind(1, label)
    var tags: [(entity: Value, tag: String)] = []
    while try rows.step() { tags.append((rows.value(0), rows.text(1))) }
    rows.reset()
    let held = Dictionary(tags.map { ($0.entity, $0.tag) }) { first, _ in first }
    let last = Set(named)
    let wanted = tags.map(\.entity).filter { !last.contains($0) } + named
    var moved: [(entity: Value, tag: String)] = []
    for (place, entity) in wanted.enumerated() {
      let tag = place == 0 ? "" : String(place + 1)
      if held[entity] != tag { moved.append((entity, tag)) }
    }
    for (entity, tag) in moved {
      try connection.execute("UPDATE term SET tag = ? WHERE id = ?", "\u{1}" + tag, entity)
    }
    for (entity, tag) in moved {
      try connection.execute("UPDATE term SET tag = ? WHERE id = ?", tag, entity)
    }
  }
}
