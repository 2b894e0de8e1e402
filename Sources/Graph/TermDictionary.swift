extension KnowledgeGraph {
  /// The value that stands for `term`, or nil if the graph does not hold it. Never inserts.
  public func value(of term: Term) throws -> Value? {
    if case .integer(let integer) = term, let value = Value(inline: integer) { return value }
    let row = StoredTerm(term)
    return try connection.integer(
      "SELECT id FROM term WHERE text = ? AND kind = ? AND tag = ?",
      row.text, row.kind.rawValue, row.tag
    ).map { Value(rawValue: Int32(truncatingIfNeeded: $0)) }
  }

  /// The term behind a value of this graph.
  ///
  /// - Throws: ``StoreError/unknownValue(_:)`` for a value that the graph does not hold.
  public func term(_ value: Value) throws -> Term {
    if let integer = value.inlineInteger { return .integer(integer) }
    let statement = try connection.statement("SELECT kind, text, tag FROM term WHERE id = ?")
    try statement.bind(1, value)
    defer { statement.reset() }
    guard try statement.step() else { throw StoreError.unknownValue(value.rawValue) }
    guard let kind = StoredTerm.Kind(rawValue: statement.integer(0)),
      let term = StoredTerm(kind: kind, text: statement.text(1), tag: statement.text(2)).term
    else {
      throw StoreError.corrupt(path: path, detail: "term \(value.rawValue) cannot be read")
    }
    return term
  }

  /// The value as answers show it: an entity's canonical label, a number in digits, a date in ISO form, an IRI
  /// without brackets, a string without quotes.
  public func text(of value: Value) throws -> String {
    if let integer = value.inlineInteger { return String(integer) }
    guard let text = try connection.text("SELECT text FROM term WHERE id = ?", value) else {
      throw StoreError.unknownValue(value.rawValue)
    }
    return text
  }

  /// The value that stands for `term`, which becomes a row if it has none. Inside a transaction only.
  func intern(_ term: Term) throws -> Value {
    if let known = try value(of: term) { return known }
    return try insert(StoredTerm(term))
  }

  /// Adds a row that is not there yet.
  func insert(_ row: StoredTerm) throws -> Value {
    let next = try connection.integer("SELECT ifnull(max(id) + 1, 0) FROM term") ?? 0
    guard next < Int64(Value.firstSessionID) else { throw StoreError.tooManyTerms(path: path) }
    try connection.execute(
      "INSERT INTO term (id, kind, text, tag) VALUES (?, ?, ?, ?)",
      next, row.kind.rawValue, row.text, row.tag)
    return Value(term: Int32(next))
  }
}
