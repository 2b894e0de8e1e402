/// All that the graph knows of an entity itself.
public struct EntityDescription: Sendable, Equatable {
  public let value: Value
  /// Canonical label.
  public let label: String
  public let types: [String]
  /// Names it goes by, the most frequent first.
  public let aliases: [(name: String, count: Int)]
  public let mentions: Int
  /// Documents that mention it.
  public let documents: Int

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
    var row = StoredTerm(.entity(label, disambiguator: ""))
    var number = 1
    while try value(of: .entity(label, disambiguator: row.tag)) != nil {
      number += 1
      row.tag = String(number)
    }
    let value = try insert(row)
    try addEntityRow(value, label: label, isKept: isKept)
    return value
  }

  /// Whether texts leave an entity as it is: a person or an import made or mended it.
  func setKept(_ entity: Value, _ isKept: Bool) throws {
    try connection.execute("UPDATE entity SET kept = ? WHERE term = ?", isKept ? 1 : 0, entity)
  }

  /// Takes `label` as the canonical one if it says more than the present one: all of its words and others ("Lee Jae
  /// Myung" for "Lee"). The old label stays as an alias.
  func improveLabel(of entity: Value, to label: String) throws {
    guard try connection.integer("SELECT 1 FROM entity WHERE term = ?", entity) != nil else {
      throw StoreError.malformedRecord("the value \(entity.rawValue) is no entity of the graph")
    }
    let old = try text(of: entity)
    let oldWords = foldedName(old).split(separator: " ")
    let newWords = foldedName(label).split(separator: " ")
    guard newWords.count > oldWords.count, Set(oldWords).isSubset(of: newWords) else { return }
    try rename(entity, to: label)
  }

  /// Gives an entity another canonical label; the old one stays as an alias.
  func rename(_ entity: Value, to label: String) throws {
    let old = try text(of: entity)
    guard old != label else { return }
    var tag = ""
    var number = 1
    while try value(of: .entity(label, disambiguator: tag)) != nil {
      number += 1
      tag = String(number)
    }
    try connection.execute("UPDATE term SET text = ?, tag = ? WHERE id = ?", label, tag, entity)
    try connection.execute(
      "UPDATE entity SET folded = ? WHERE term = ?", foldedName(label), entity)
    try addAlias(old, of: entity, count: 0)
  }

  /// Notes that an entity goes by `name`, `count` times more.
  func addAlias(_ name: String, of entity: Value, count: Int) throws {
    try connection.execute(
      """
      INSERT INTO alias (entity, name, folded, count) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET count = count + excluded.count
      """, entity, name, foldedName(name), count)
  }

  func addType(_ type: String, to entity: Value) throws {
    let type = try intern(.string(type))
    try putIntoRow(type)
    try connection.execute(
      "INSERT OR IGNORE INTO entity_type (entity, type) VALUES (?, ?)", entity, type)
  }
}
