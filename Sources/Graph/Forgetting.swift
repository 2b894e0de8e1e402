/// What went with a document.
public struct ForgottenDocument: Sendable, Equatable {
  /// Its path or address.
  public let source: String
  /// Claims that no other document makes.
  public let statements: Int
  /// Triples that nothing else asserts.
  public let triples: Int
  /// Entities that nothing else mentions or names.
  public let entities: Int
}

extension KnowledgeGraph {
  /// Takes a document out of the graph with all that only it says, in one transaction; nil if there is none.
  ///
  /// What other documents say too, and what was inserted or imported, stays. Who is who among the names of the others
  /// is to be told anew then (``link(_:)``).
  @discardableResult
  public func forget(document: Int64) throws -> ForgottenDocument? {
    try connection.transaction {
      var settlement = Settlement(graph: self)
      guard let source = try remove(document: document, &settlement) else { return nil }
      try settlement.settle()
      return ForgottenDocument(
        source: source, statements: settlement.removedStatements,
        triples: settlement.removedTriples, entities: settlement.removedEntities)
    }
  }

  /// Puts a document in the place of what the graph has of it, in one transaction.
  ///
  /// That is what was read from the same path; or, where there is none, the only document of the same address; and
  /// the same content, wherever it was read from.
  ///
  /// - Parameters:
  ///   - isKept: whether the file of another path of the same address is another document and has to stay.
  ///   - document: makes the new one, when the old one is gone.
  /// - Returns: what came, and whether something went.
  public func replace(
    path: String, address: String?, contentHash: String, isKept: (_ path: String) -> Bool,
    with document: () throws -> DocumentRecord
  ) throws -> (summary: DocumentSummary, isReplacement: Bool) {
    try connection.transaction {
      var settlement = Settlement(graph: self)
      let older = try documents(
        path: path, address: address, contentHash: contentHash, isKept: isKept)
      for id in older {
        // What a person deleted may be said again by the very document that said it.
        for fact in try denials(in: id) { try admit(fact, &settlement) }
        _ = try remove(document: id, &settlement)
      }
      let summary = try add(try document())
      try settlement.settle()
      return (summary, !older.isEmpty)
    }
  }

  private func documents(
    path: String, address: String?, contentHash: String, isKept: (_ path: String) -> Bool
  ) throws -> Set<Int64> {
    func documents(_ condition: String, _ value: String) throws -> [(id: Int64, path: String)] {
      let rows = try connection.statement("SELECT id, path FROM document WHERE \(condition) = ?")
      try rows.bind(1, value)
      defer { rows.reset() }
      var result: [(Int64, String)] = []
      while try rows.step() { result.append((rows.integer(0), rows.text(1))) }
      return result
    }
    var found = path.isUnnamedInput ? [] : try documents("path", path)
    if found.isEmpty, let address {
      let same = try documents("address", address)
      if same.count == 1, !isKept(same[0].path) { found = same }
    }
    return Set((found + (try documents("sha256", contentHash))).map(\.id))
  }

  /// - Returns: the document's source; nil if there is none.
  private func remove(document: Int64, _ settlement: inout Settlement) throws -> String? {
    guard let source = try connection.text("SELECT source FROM document WHERE id = ?", document)
    else { return nil }
    let address = try connection.text("SELECT address FROM document WHERE id = ?", document)
    var claims = try DocumentClaims(graph: self, document: document)
    try claims.withdraw(&settlement)
    try removeFromFullText(document: document)
    try connection.execute("DELETE FROM document WHERE id = ?", document)
    if let address { try nameDocuments(of: address) }
    try setLinkingDue(true)
    return source
  }

  /// Calls the documents that claim an address by it, if they are one file's, and else by their paths.
  func nameDocuments(of address: String) throws {
    let paths = try connection.integer(
      "SELECT count(DISTINCT path) FROM document WHERE address = ?", address)
    try connection.execute(
      paths == 1
        ? "UPDATE document SET source = address WHERE address = ?"
        : "UPDATE document SET source = path WHERE address = ?", address)
  }
}

extension String {
  /// Whether it stands for standard input, which is another document each time.
  fileprivate var isUnnamedInput: Bool { self == "-" || hasPrefix("-#") }
}
