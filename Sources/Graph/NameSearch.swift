/// An entity that a search by a part of its name found.
public struct FoundEntity: Sendable, Equatable {
  /// The entity, as a value of queries.
  public let value: Value
  /// Canonical label.
  public let label: String
  /// The name that holds what was looked for, where that is not the label.
  public let alias: String?
  /// How often documents mention it.
  public let mentions: Int

  package init(value: Value, label: String, alias: String? = nil, mentions: Int) {
    self.value = value
    self.label = label
    self.alias = alias
    self.mentions = mentions
  }

  /// What programs are told of it, as an object of JSON: id, name, types, role, mentions and the alias that matched.
  package func json(in graph: KnowledgeGraph) throws -> String {
    var object = JSONObject()
    object.add("id", Int64(value.rawValue))
    object.add("name", label)
    object.add("types", raw: JSONText.list(try graph.types(of: value)))
    object.add("role", ifThere: try graph.role(of: value))
    object.add("mentions", mentions)
    object.add("alias", ifThere: alias)
    return object.text
  }
}

extension KnowledgeGraph {
  /// The entities with a name that has `text` in it, whatever the case: for a search while somebody types.
  ///
  /// Those come first whose name is the text, then those whose name begins with it, then those with a word that does, then
  /// all others; among equals labels before aliases, and the more mentioned ones. Reads every name of the graph.
  ///
  /// - Parameter check: called now and then; what it throws ends the search
  public func entities(
    withNamesHolding text: String, limit: Int, check: () throws -> Void = {}
  ) throws -> [FoundEntity] {
    let wanted = foldedName(text)
    guard !wanted.isEmpty, limit > 0 else { return [] }
    let rows = try connection.statement(
      """
      SELECT name.entity, name.folded, name.text, term.text, entity.mentions FROM (
        SELECT entity.term AS entity, entity.folded AS folded, NULL AS text FROM entity
        WHERE instr(entity.folded, ?1)
        UNION ALL
        SELECT alias.entity, alias.folded, alias.name FROM alias
        WHERE NOT alias.refused AND instr(alias.folded, ?1)
      ) AS name JOIN entity ON entity.term = name.entity JOIN term ON term.id = entity.term
      """)
    try rows.bind(1, wanted)
    defer { rows.reset() }
    var best: [Value: (rank: Int, found: FoundEntity)] = [:]
    var count = 0
    while try rows.step() {
      count += 1
      if count & 0xFF == 0 { try check() }
      let (value, folded, alias) = (rows.value(0), rows.text(1), rows.optionalText(2))
      let rank = Self.rank(of: wanted, in: folded) * 2 + (alias == nil ? 0 : 1)
      if let known = best[value], known.rank <= rank { continue }
      let found = FoundEntity(
        value: value, label: rows.text(3), alias: alias, mentions: try rows.count(4))
      best[value] = (rank, found)
    }
    return best.values.sorted {
      ($0.rank, $1.found.mentions, $0.found.label, $0.found.value.rawValue)
        < ($1.rank, $0.found.mentions, $1.found.label, $1.found.value.rawValue)
    }.prefix(limit).map(\.found)
  }

  /// The entities with a name that has `text` in it or, where there are none, with one that differs by a letter or two.
  ///
  /// - Parameter check: called now and then; what it throws ends the search
  package func entities(
    withNamesNear text: String, limit: Int, check: () throws -> Void = {}
  ) throws -> [FoundEntity] {
    let found = try entities(withNamesHolding: text, limit: limit, check: check)
    guard found.isEmpty else { return found }
    return try entities(withNamesLike: text, check: check).prefix(limit).compactMap { match in
      try entity(match.entity).map {
        FoundEntity(value: $0.value, label: $0.label, mentions: $0.mentions)
      }
    }
  }

  /// How well a folded name goes with what was looked for: 0 is best.
  private static func rank(of wanted: String, in name: String) -> Int {
    if name == wanted { return 0 }
    if name.hasPrefix(wanted) { return 1 }
    let begins = [" \(wanted)", "-\(wanted)"].contains { name.contains($0) }
    return begins ? 2 : 3
  }
}
