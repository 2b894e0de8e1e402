import CSQLite

/// An entity in a list of all.
public struct EntitySummary: Sendable, Equatable {
  /// The entity, as a value of queries.
  public let value: Value
  /// Canonical label.
  public let label: String
  /// Names of its types.
  public let types: [String]
  /// How often documents mention it.
  public let mentions: Int
}

extension KnowledgeGraph {
  /// Every entity, or every one of a type, the most mentioned first.
  public func entities(ofType type: String? = nil) throws -> [EntitySummary] {
    let rows = try connection.statement(
      """
      SELECT entity.term, term.text, entity.mentions,
        (SELECT group_concat(name.text, char(31)) FROM entity_type
          JOIN term AS name ON name.id = entity_type.type WHERE entity_type.entity = entity.term)
      FROM entity JOIN term ON term.id = entity.term
      ORDER BY entity.mentions DESC, term.text, entity.term
      """)
    defer { rows.reset() }
    var result: [EntitySummary] = []
    while try rows.step() {
      let types = (rows.optionalText(3) ?? "").split(separator: "\u{1F}").map(String.init).sorted()
      if let type, !types.contains(type) { continue }
      result.append(
        EntitySummary(
          value: rows.value(0), label: rows.text(1), types: types,
          mentions: try rows.count(2)))
    }
    return result
  }

  /// The entities of a type that are mentioned most. Reads all of the type.
  public func mostMentioned(ofType type: String, limit: Int) throws -> [EntitySummary] {
    guard let kind = try self.type(named: type) else { return [] }
    let rows = try connection.statement(
      """
      SELECT entity.term, term.text, entity.mentions
      FROM entity_type JOIN entity ON entity.term = entity_type.entity
        JOIN term ON term.id = entity.term
      WHERE entity_type.type = ? ORDER BY entity.mentions DESC, term.text LIMIT ?
      """)
    defer { rows.reset() }
    try rows.bind(1, kind)
    try rows.bind(2, Int64(limit))
    var result: [EntitySummary] = []
    while try rows.step() {
      result.append(
        EntitySummary(
          value: rows.value(0), label: rows.text(1), types: [type], mentions: try rows.count(2)))
    }
    return result
  }

  /// Names of entities that begin with `beginning`, whatever the case, for completion.
  public func entityNames(beginning: String, limit: Int) throws -> [String] {
    let folded = foldedName(beginning)
    guard !folded.isEmpty else { return [] }
    let rows = try connection.statement(
      "SELECT DISTINCT name FROM alias WHERE folded >= ? AND folded < ? ORDER BY name LIMIT ?")
    defer { rows.reset() }
    try rows.bind(1, folded)
    try rows.bind(2, folded + "\u{10FFFF}")
    try rows.bind(3, Int64(limit))
    var names: [String] = []
    while try rows.step() { names.append(rows.text(0)) }
    return names
  }
}
