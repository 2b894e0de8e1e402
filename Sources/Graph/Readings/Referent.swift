/// Who or what an entity of a document is in the graph.
struct Referent: Equatable {
  var entity: Value
  /// Whether the names that the document has for it are names of the entity: those of an office are not its holder's.
  var isName = true
}

extension KnowledgeGraph {
  /// Who the entities of a document are, by their numbers in its reading.
  func referents(in document: Int64, count: Int) throws -> [Referent?] {
    var result = [Referent?](repeating: nil, count: count)
    for (table, isName) in [("profile", "is_name"), ("phrase", "1")] {
      let rows = try connection.statement(
        "SELECT number, entity, \(isName) FROM \(table) WHERE document = ?")
      try rows.bind(1, document)
      defer { rows.reset() }
      while try rows.step() {
        let number = try rows.count(0)
        guard result.indices.contains(number) else { continue }
        result[number] = Referent(entity: rows.value(1), isName: rows.integer(2) != 0)
      }
    }
    return result
  }

  /// The entities of documents that are an entity of the graph: their numbers, by document.
  func appearances(of entity: Value) throws -> [Int64: [Int]] {
    let rows = try connection.statement(
      """
      SELECT document, number FROM profile WHERE entity = ?1
      UNION ALL SELECT document, number FROM phrase WHERE entity = ?1
      """)
    try rows.bind(1, entity)
    defer { rows.reset() }
    var result: [Int64: [Int]] = [:]
    while try rows.step() { result[rows.integer(0), default: []].append(try rows.count(1)) }
    return result
  }
}
