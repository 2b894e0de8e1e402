/// A predicate of the store and how much it is used.
public struct PredicateSummary: Sendable, Equatable {
  /// The predicate, as a value of queries.
  public let value: Value
  /// Lemma phrase (`president_of`).
  public let name: String
  /// The forms seen in text, the most frequent first.
  public let forms: [String]
  /// Triples with it.
  public let triples: Int
  /// Statements with it, asserted or not.
  public let statements: Int
}

/// A type of entities and how many entities have it.
public struct TypeSummary: Sendable, Equatable {
  /// The type, as a value of queries.
  public let value: Value
  /// Its name: `person`, `city`, ….
  public let name: String
  /// Entities that have it.
  public let entities: Int
}

extension KnowledgeGraph {
  /// Lists a term of the file among the predicates, under its own name and, for an IRI, under the last part of it.
  func listPredicate(_ value: Value) throws {
    let isNew = try connection.integer("SELECT 1 FROM predicate WHERE term = ?", value) == nil
    guard isNew else { return }
    try putIntoRow(value)
    try connection.execute("INSERT INTO predicate (term) VALUES (?)", value)
    let name = try text(of: value)
    let tail = name.utf8.lastIndex { "/#:".utf8.contains($0) }
    let form = tail.map { String(name[name.index(after: $0)...]) } ?? name
    try addForm(form.isEmpty ? name : form, of: value, count: 0)
  }

  /// The predicate that answers to `form`: its name or any form seen in text, whatever the case and with `_` for space;
  /// failing that, another inflection of its name or of such a form (`restricts`, `met` where texts say "met with").
  ///
  /// A name goes before a form, a more frequent form before a rarer one.
  public func predicate(named form: String) throws -> Value? {
    for term in [Term.string(form), .iri(form)] {
      if let value = try value(of: term),
        try connection.integer("SELECT 1 FROM predicate WHERE term = ?", value) != nil
      {
        return value
      }
    }
    let folded = foldedName(form)
    if let value = try predicate(folded: folded) { return value }
    let first = String(folded.prefix { $0 != " " })
    for base in verbBases(first) {
      if let value = try predicate(folded: base + folded.dropFirst(first.count)) { return value }
    }
    return try predicate(ofOneWord: folded)
  }

  /// The predicate that answers to `form`, and every other one of RDF whose IRI ends in it: `title` may be that of
  /// several vocabularies. Where some end in it letter by letter, those whose case differs are not meant.
  public func predicates(named form: String) throws -> [Value] {
    guard let best = try predicate(named: form) else { return [] }
    if try term(best) == .iri(form) { return [best] }
    let rows = try connection.statement(
      """
      SELECT predicate_form.predicate, predicate_form.form FROM predicate_form
      JOIN term ON term.id = predicate_form.predicate
      WHERE predicate_form.folded = ? AND term.kind = ? ORDER BY term.text
      """)
    try rows.bind(1, foldedName(form))
    try rows.bind(2, StoredTerm.Kind.iri.rawValue)
    var found: [(value: Value, form: String)] = []
    while try rows.step() { found.append((rows.value(0), rows.text(1))) }
    rows.reset()
    let exact = found.filter { $0.form == form }
    let named = (exact.isEmpty ? found : exact).map(\.value)
    return named.contains(best) || found.contains { $0.value == best } && !named.isEmpty
      ? named : [best] + named
  }

  private func predicate(folded: String) throws -> Value? {
    try connection.integer(
      """
      SELECT predicate_form.predicate FROM predicate_form
      JOIN term ON term.id = predicate_form.predicate
      WHERE predicate_form.folded = ?1
      ORDER BY replace(lower(term.text), '_', ' ') = ?1 DESC, predicate_form.count DESC,
        predicate_form.predicate
      LIMIT 1
      """, folded
    ).map { Value(rawValue: Int32(truncatingIfNeeded: $0)) }
  }

  /// The predicate of one word that some text says with more words after this one ("met with", for `meet`).
  private func predicate(ofOneWord verb: String) throws -> Value? {
    guard !verb.isEmpty, !verb.contains(" ") else { return nil }
    return try connection.integer(
      """
      SELECT predicate_form.predicate FROM predicate_form
      JOIN term ON term.id = predicate_form.predicate
      WHERE predicate_form.folded > ?1 || ' ' AND predicate_form.folded < ?1 || '!'
        AND instr(term.text, '_') = 0
      ORDER BY predicate_form.count DESC, predicate_form.predicate LIMIT 1
      """, verb
    ).map { Value(rawValue: Int32(truncatingIfNeeded: $0)) }
  }

  /// Every predicate, the most used first.
  public func predicates() throws -> [PredicateSummary] {
    var forms: [Value: [String]] = [:]
    let rows = try connection.statement(
      "SELECT predicate, form FROM predicate_form ORDER BY count DESC, form")
    while try rows.step() { forms[rows.value(0), default: []].append(rows.text(1)) }
    rows.reset()
    let triples = try tripleCounts()
    let statements = try counts("SELECT predicate, count(*) FROM statement GROUP BY predicate")
    let names = try connection.statement(
      "SELECT term.id, term.text FROM predicate JOIN term ON term.id = predicate.term")
    defer { names.reset() }
    var summaries: [PredicateSummary] = []
    while try names.step() {
      let value = names.value(0)
      summaries.append(
        PredicateSummary(
          value: value, name: names.text(1), forms: forms[value] ?? [],
          triples: triples[value] ?? 0, statements: statements[value] ?? 0))
    }
    return summaries.sorted {
      ($1.triples, $1.statements, $0.name) < ($0.triples, $0.statements, $1.name)
    }
  }

  /// The type of this name, whatever the case and with `_` for space; nil if no entity has it. One look-up a type.
  public func type(named name: String) throws -> Value? {
    let folded = foldedName(name)
    // The distinct types by hops through the index, not by reading it.
    let rows = try connection.statement(
      """
      WITH RECURSIVE known (type) AS (
        SELECT min(type) FROM entity_type
        UNION ALL SELECT (SELECT min(type) FROM entity_type WHERE type > known.type)
          FROM known WHERE known.type IS NOT NULL
      )
      SELECT term.id, term.text FROM known JOIN term ON term.id = known.type
      """)
    defer { rows.reset() }
    while try rows.step() {
      if foldedName(rows.text(1)) == folded { return rows.value(0) }
    }
    return nil
  }

  /// Every type of entities, the most frequent first.
  public func types() throws -> [TypeSummary] {
    let rows = try connection.statement(
      """
      SELECT term.id, term.text, count(*) FROM entity_type JOIN term ON term.id = entity_type.type
      GROUP BY term.id ORDER BY count(*) DESC, term.text
      """)
    defer { rows.reset() }
    var summaries: [TypeSummary] = []
    while try rows.step() {
      summaries.append(
        TypeSummary(value: rows.value(0), name: rows.text(1), entities: try rows.count(2)))
    }
    return summaries
  }

  /// Triples of each predicate.
  private func tripleCounts() throws -> [Value: Int] {
    guard try hasBlocks else {
      return try counts("SELECT predicate, count(*) FROM triple GROUP BY predicate")
    }
    return try blocks.counts()
  }

  private func counts(_ sql: String) throws -> [Value: Int] {
    let rows = try connection.statement(sql)
    defer { rows.reset() }
    var result: [Value: Int] = [:]
    while try rows.step() { result[rows.value(0)] = try rows.count(1) }
    return result
  }
}
