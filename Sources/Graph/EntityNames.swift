/// An entity that a name may mean.
public struct EntityMatch: Sendable, Equatable {
  /// The entity, as a value of queries.
  public let value: Value
  /// Canonical label.
  public let label: String
  /// Names of its types.
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

  /// The persons whose label begins or ends with a word, those mentioned more often first: for a family name by which no
  /// text calls its bearer alone.
  ///
  /// Looks at the mentions in up to 10,000 sentences that have the word, by the index of words.
  ///
  /// - Parameter limit: the most persons; nil is all
  public func persons(withName word: String, limit: Int? = nil) throws -> [EntityMatch] {
    let folded = foldedName(word)
    guard !folded.isEmpty, !folded.contains(" ") else { return [] }
    let statement = try connection.statement(
      """
      SELECT DISTINCT mention.entity, term.text, entity.mentions FROM (
        SELECT rowid AS id FROM sentence_text WHERE sentence_text MATCH ?1 LIMIT 10000
      ) AS found CROSS JOIN mention ON mention.sentence = found.id
      JOIN entity ON entity.term = mention.entity JOIN term ON term.id = entity.term
      WHERE entity.folded LIKE ?2 || ' %' OR entity.folded LIKE '% ' || ?2
      ORDER BY entity.mentions DESC, entity.term
      """)
    let literal = word.split(separator: "\"", omittingEmptySubsequences: false)
    try statement.bind(1, "\"" + literal.joined(separator: "\"\"") + "\"")
    try statement.bind(2, folded)
    defer { statement.reset() }
    var matches: [(value: Value, label: String, mentions: Int)] = []
    while try statement.step() {
      let words = foldedName(statement.text(1)).split(separator: " ")
      guard words.first.map({ $0 == folded }) ?? false || words.last.map({ $0 == folded }) ?? false
      else { continue }
      matches.append((statement.value(0), statement.text(1), try statement.count(2)))
    }
    var persons: [EntityMatch] = []
    for match in matches {
      if let limit, persons.count >= limit { break }
      let types = try types(of: match.value)
      guard types.contains("person") else { continue }
      persons.append(
        EntityMatch(
          value: match.value, label: match.label, types: types, mentions: match.mentions,
          isLabel: false))
    }
    return persons
  }

  /// The entity that texts call by a proper name written just so, capitals included; nil for other names and for notions.
  /// Two index look-ups.
  public func bearer(ofProperName name: String) throws -> EntityMatch? {
    for match in try entities(named: name, atMost: 8) where !match.types.contains("concept") {
      if match.label == name { return match }
      let statement = try connection.statement(
        "SELECT 1 FROM alias WHERE entity = ? AND name = ? AND NOT refused")
      try statement.bind(1, match.value)
      try statement.bind(2, name)
      defer { statement.reset() }
      if try statement.step() { return match }
    }
    return nil
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

extension KnowledgeGraph {
  /// The entities with a name like `name`, and how like it is: 1 is the same name, and each letter that is changed, put in or
  /// left out takes off its share of the longer one. A name that holds the other as whole words is one letter away. As near
  /// as a third of the letters, the most similar first.
  ///
  /// Reads every name of the graph.
  ///
  /// - Parameter check: called now and then; what it throws ends the work
  public func entities(
    withNamesLike name: String, check: () throws -> Void
  ) throws -> [(entity: Value, similarity: Double)] {
    let wanted = Array(foldedName(name).unicodeScalars)
    guard !wanted.isEmpty else { return [] }
    let statement = try connection.statement(
      """
      SELECT folded, term FROM entity UNION ALL
      SELECT alias.folded, alias.entity FROM alias JOIN entity ON entity.term = alias.entity WHERE NOT alias.refused
      """)
    defer { statement.reset() }
    let tolerance = max(1, wanted.count / 3)
    var best: [Value: Double] = [:]
    var names = 0
    while try statement.step() {
      names += 1
      if names & 0xFF == 0 { try check() }
      let candidate = Array(statement.text(0).unicodeScalars)
      guard let distance = nameDistance(wanted, candidate, atMost: tolerance) else { continue }
      let similarity = 1 - Double(distance) / Double(max(wanted.count, candidate.count))
      best[statement.value(1)] = max(best[statement.value(1)] ?? 0, similarity)
    }
    return best.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      .map { (entity: $0.key, similarity: $0.value) }
  }
}

/// Edit distance of two names (insertions, deletions, substitutions), nil above `limit`; a name that holds the other
/// as whole words counts as one edit away.
private func nameDistance(
  _ wanted: [Unicode.Scalar], _ candidate: [Unicode.Scalar], atMost limit: Int
) -> Int? {
  if candidate == wanted { return 0 }
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
