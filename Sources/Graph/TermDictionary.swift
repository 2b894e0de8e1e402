extension KnowledgeGraph {
  /// The value that stands for `term`, or nil if the graph does not hold it. Never inserts.
  public func value(of term: Term) throws -> Value? {
    if case .integer(let integer) = term, let value = Value(inline: integer) { return value }
    let row = StoredTerm(term)
    // Outside of a transaction, what others wrote is noticed before what is kept of the graph is used.
    if !connection.isInTransaction { try connection.notice() }
    let text = Array(row.text.utf8)
    if try termBlocks.mayBeRow(text: text),
      let id = try connection.integer(
        "SELECT id FROM term WHERE text = ? AND kind = ? AND tag = ?",
        row.text, row.kind.rawValue, row.tag)
    {
      return Value(rawValue: Int32(truncatingIfNeeded: id))
    }
    return try termBlocks.id(kind: row.kind, text: text, tag: row.tag).map {
      Value(rawValue: $0)
    }
  }

  /// The term behind a value of this graph.
  ///
  /// - Throws: ``StoreError/unknownValue(_:)`` for a value that the graph does not hold.
  public func term(_ value: Value) throws -> Term {
    if let integer = value.inlineInteger { return .integer(integer) }
    try requirePossible(value)
    if let row = try rowInBlocksAlone(value) { return try term(of: row, value) }
    let statement = try connection.statement("SELECT kind, text, tag FROM term WHERE id = ?")
    try statement.bind(1, value)
    defer { statement.reset() }
    guard try statement.step() else {
      guard let row = try termBlocks.term(value.rawValue) else {
        throw StoreError.unknownValue(value.rawValue)
      }
      return try term(of: row, value)
    }
    guard let kind = StoredTerm.Kind(rawValue: statement.integer(0)),
      let term = StoredTerm(kind: kind, text: statement.text(1), tag: statement.text(2)).term
    else {
      throw StoreError.corrupt(path: path, detail: "term \(value.rawValue) cannot be read")
    }
    return term
  }

  private func requirePossible(_ value: Value) throws(StoreError) {
    if value == .impossible { throw connection.damage("a value in it is none") }
  }

  /// The term of a block, if it is known that no row goes before it.
  private func rowInBlocksAlone(_ value: Value) throws -> StoredTerm? {
    if !connection.isInTransaction { try connection.notice() }
    guard try !termBlocks.mayBeRow(id: value.rawValue) else { return nil }
    return try termBlocks.term(value.rawValue)
  }

  private func term(of row: StoredTerm, _ value: Value) throws -> Term {
    guard let term = row.term else {
      throw StoreError.corrupt(path: path, detail: "term \(value.rawValue) cannot be read")
    }
    return term
  }

  /// The value as answers show it: an entity's canonical label, a number in digits, a date in ISO form, an IRI
  /// without brackets, a string without quotes.
  public func text(of value: Value) throws -> String {
    if let integer = value.inlineInteger { return String(integer) }
    try requirePossible(value)
    if let row = try rowInBlocksAlone(value) { return row.text }
    if let text = try connection.text("SELECT text FROM term WHERE id = ?", value) { return text }
    guard let row = try termBlocks.term(value.rawValue) else {
      throw StoreError.unknownValue(value.rawValue)
    }
    return row.text
  }

  /// The value that stands for `term`, which becomes a row if it has none. Inside a transaction only.
  func intern(_ term: Term) throws -> Value {
    if let known = try value(of: term) { return known }
    return try insert(StoredTerm(term))
  }

  /// Adds a row that is not there yet.
  func insert(_ row: StoredTerm) throws -> Value {
    let next = try nextTermID()
    guard next < Int64(Value.firstSessionID) else { throw StoreError.tooManyTerms(path: path) }
    try connection.execute(
      "INSERT INTO term (id, kind, text, tag) VALUES (?, ?, ?, ?)",
      next, row.kind.rawValue, row.text, row.tag)
    return Value(term: Int32(next))
  }

  /// How many terms the graph holds; one that is both a row and in a block counts once.
  func termCount() throws -> Int {
    let counts = try connection.integer(
      """
      SELECT (SELECT ifnull(sum(count), 0) FROM term_block) + count(*) FROM term
      WHERE id >= ifnull((SELECT first_id + count FROM term_block
        WHERE first_id <= term.id ORDER BY first_id DESC LIMIT 1), 0)
      """)
    return Int(counts ?? 0)
  }

  /// The id for another term.
  func nextTermID() throws -> Int64 {
    let last = try connection.integer("SELECT max(id) FROM term") ?? -1
    guard (-1..<Int64(Value.firstSessionID)).contains(last) else {
      throw connection.damage("a term has an impossible number")
    }
    return try max(last + 1, termBlocks.endOfIDs())
  }

  /// Makes sure that a term is a row, so that other rows can refer to it.
  func putIntoRow(_ value: Value) throws {
    guard let id = value.termID, !termBlocks.isEmpty,
      try connection.integer("SELECT 1 FROM term WHERE id = ?", value) == nil,
      let row = try termBlocks.term(id)
    else { return }
    try connection.execute(
      "INSERT INTO term (id, kind, text, tag) VALUES (?, ?, ?, ?)",
      value, row.kind.rawValue, row.text, row.tag)
  }
}
