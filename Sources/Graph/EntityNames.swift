/// An entity that a name may mean.
public struct EntityMatch: Sendable, Equatable {
  public let value: Value
  /// Canonical label.
  public let label: String
  public let types: [String]
  /// How often documents mention it.
  public let mentions: Int
  /// Whether the name is its label, not only an alias.
  public let isLabel: Bool
}

extension KnowledgeGraph {
  /// The entities that `name` may mean, by folded label or alias (see ``foldedName(_:)``).
  ///
  /// Matches by label come first, then those mentioned more often, then the older. Two index look-ups.
  ///
  /// - Parameter limit: how many to look at of those that have it as a label, and of those that have it as an alias;
  ///   nil is all.
  public func entities(named name: String, atMost limit: Int? = nil) throws -> [EntityMatch] {
    let folded = foldedName(name)
    let statement = try connection.statement(
      """
      SELECT entity.term, term.text, entity.mentions, max(found.is_label) AS is_label FROM (
        SELECT * FROM (SELECT term AS entity, 1 AS is_label FROM entity WHERE folded = ?1 LIMIT ?2)
        UNION ALL
        SELECT * FROM (SELECT entity, 0 FROM alias WHERE folded = ?1 AND NOT refused LIMIT ?2)
      ) AS found JOIN entity ON entity.term = found.entity JOIN term ON term.id = entity.term
      GROUP BY entity.term ORDER BY is_label DESC, entity.mentions DESC, entity.term
      """)
    try statement.bind(1, folded)
    try statement.bind(2, limit ?? -1)
    defer { statement.reset() }
    var matches: [(value: Value, label: String, mentions: Int, isLabel: Bool)] = []
    while try statement.step() {
      matches.append(
        (
          statement.value(0), statement.text(1), try statement.count(2),
          statement.integer(3) == 1
        ))
    }
    return try matches.map { match in
      EntityMatch(
        value: match.value, label: match.label, types: try types(of: match.value),
        mentions: match.mentions, isLabel: match.isLabel)
    }
  }

  /// The names of the types of an entity, in alphabetical order.
  public func types(of entity: Value) throws -> [String] {
    let statement = try connection.statement(
      """
      SELECT term.text FROM entity_type JOIN term ON term.id = entity_type.type
      WHERE entity_type.entity = ? ORDER BY term.text
      """)
    try statement.bind(1, entity)
    defer { statement.reset() }
    var names: [String] = []
    while try statement.step() { names.append(statement.text(0)) }
    return names
  }

  /// Labels of entities with a name like `name`, the most similar first: for "did you mean".
  ///
  /// Reads every name of the graph.
  public func nearestEntityNames(to name: String, limit: Int) throws -> [String] {
    let wanted = Array(foldedName(name).unicodeScalars)
    guard !wanted.isEmpty, limit > 0 else { return [] }
    let statement = try connection.statement(
      """
      SELECT found.folded, term.text, entity.mentions FROM (
        SELECT folded, term AS entity FROM entity UNION SELECT folded, entity FROM alias WHERE NOT refused
      ) AS found JOIN entity ON entity.term = found.entity JOIN term ON term.id = entity.term
      """)
    defer { statement.reset() }
    var best: [String: (distance: Int, mentions: Int)] = [:]
    let tolerance = max(1, wanted.count / 3)
    while try statement.step() {
      let candidate = Array(statement.text(0).unicodeScalars)
      guard let distance = nameDistance(wanted, candidate, atMost: tolerance) else { continue }
      let label = statement.text(1)
      if best[label].map({ $0.distance > distance }) ?? true {
        best[label] = (distance, try statement.count(2))
      }
    }
    let ranked = best.sorted {
      ($0.value.distance, -$0.value.mentions, $0.key)
        < ($1.value.distance, -$1.value.mentions, $1.key)
    }
    return ranked.prefix(limit).map(\.key)
  }
}

/// Edit distance of two names (insertions, deletions, substitutions), nil above `limit`; a name that holds the other
/// as whole words counts as one edit away.
private func nameDistance(
  _ wanted: [Unicode.Scalar], _ candidate: [Unicode.Scalar], atMost limit: Int
) -> Int? {
  if holdsWords(candidate, wanted) || holdsWords(wanted, candidate) { return 1 }
  guard abs(wanted.count - candidate.count) <= limit else { return nil }
  var previous = Array(0...candidate.count)
  var current = previous
  for row in 1..<(wanted.count + 1) {
    current[0] = row
    var least = row
    for column in 1..<(candidate.count + 1) {
      let substitution = previous[column - 1] + (wanted[row - 1] == candidate[column - 1] ? 0 : 1)
      current[column] = min(substitution, previous[column] + 1, current[column - 1] + 1)
      least = min(least, current[column])
    }
    if least > limit { return nil }
    swap(&previous, &current)
  }
  return previous[candidate.count] <= limit ? previous[candidate.count] : nil
}

private func holdsWords(_ name: [Unicode.Scalar], _ part: [Unicode.Scalar]) -> Bool {
  guard part.count < name.count, part.count >= 2 else { return false }
  for start in 0...(name.count - part.count)
  where (start == 0 || name[start - 1] == " ")
    && (start + part.count == name.count || name[start + part.count] == " ")
  {
    if name[start..<(start + part.count)].elementsEqual(part) { return true }
  }
  return false
}
