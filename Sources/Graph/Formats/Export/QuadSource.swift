/// The statements that an export is to write, one after another.
struct QuadSource {
  let graph: KnowledgeGraph
  let part: Subgraph?
  /// Whether the types and names of entities are stated too.
  var describesEntities = false
  var describesEvidence = false

  typealias Body = (_ subject: Term, _ predicate: Term, _ object: Term, _ graph: Term?) throws ->
    Void

  /// Hands out every statement; those of one subject and graph come together, named graphs last.
  ///
  /// - Parameter byGraph: whether a triple of several graphs comes once for each, with its name.
  func handOut(byGraph: Bool, _ body: Body) throws {
    if let part {
      for edge in part.edges {
        let predicate = try edge.predicate.map { try graph.term($0) } ?? .string(edge.name)
        try body(part.nodes[edge.subject].term, predicate, part.nodes[edge.object].term, nil)
      }
      return
    }
    var terms = TermCache(graph)
    func put(_ subject: Int32, _ predicate: Int32, _ object: Int32, _ name: Int32?) throws {
      try body(
        try terms.term(subject), try terms.term(predicate), try terms.term(object),
        try name.map { try terms.term($0) })
    }
    if !byGraph {
      try graph.forEachTriple { try put($0, $1, $2, nil) }
    } else {
      try graph.forEachDefaultTriple { try put($0, $1, $2, nil) }
    }
    if describesEntities { try EntityStatements(graph).handOut { try body($0, $1, $2, nil) } }
    if describesEvidence { try EvidenceStatements(graph).handOut { try body($0, $1, $2, nil) } }
    if byGraph { try graph.forEachNamedTriple(put) }
  }
}

/// Terms of a graph by value, each read once while there is room to keep them.
struct TermCache {
  private let graph: KnowledgeGraph
  private var terms: [Int32: Term] = [:]
  private static let kept = 1 << 20

  init(_ graph: KnowledgeGraph) { self.graph = graph }

  mutating func term(_ value: Int32) throws -> Term {
    if let known = terms[value] { return known }
    let term = try graph.term(Value(rawValue: value))
    if terms.count == Self.kept { terms.removeAll(keepingCapacity: true) }
    terms[value] = term
    return term
  }
}

extension KnowledgeGraph {
  /// Hands out the triples of all graphs, each once, by subject, predicate and object.
  func forEachTriple(_ body: (Int32, Int32, Int32) throws -> Void) throws {
    if try hasBlocks {
      return try blocks.forEachRun(.subject) { run in
        for row in 0..<run.count { try body(run.first[row], run.second[row], run.third[row]) }
      }
    }
    try forEachRow(
      "SELECT subject, predicate, object FROM triple ORDER BY subject, predicate, object"
    ) { try body($0[0], $0[1], $0[2]) }
  }

  /// Hands out the triples of the default graph, by subject, predicate and object.
  func forEachDefaultTriple(_ body: (Int32, Int32, Int32) throws -> Void) throws {
    if try hasBlocks {
      return try blocks.forEachRun(.subject) { run in
        for row in 0..<run.count where run.origins[row] & 3 != 0 {
          try body(run.first[row], run.second[row], run.third[row])
        }
      }
    }
    try forEachRow(
      """
      SELECT subject, predicate, object FROM triple WHERE origin & 3
      ORDER BY subject, predicate, object
      """
    ) { try body($0[0], $0[1], $0[2]) }
  }

  /// Hands out the triples of named graphs, by graph, subject, predicate and object.
  func forEachNamedTriple(_ body: (Int32, Int32, Int32, Int32?) throws -> Void) throws {
    try forEachRow(
      """
      SELECT subject, predicate, object, graph FROM triple_graph
      ORDER BY graph, subject, predicate, object
      """
    ) { try body($0[0], $0[1], $0[2], $0[3]) }
  }

  private func forEachRow(_ sql: String, _ body: (InlineArray<4, Int32>) throws -> Void) throws {
    // Of its own, so that it can run while other statements of the connection do.
    let rows = try Statement(connection, sql)
    var cells = InlineArray<4, Int32>(repeating: 0)
    let columns = sql.contains(", graph FROM") ? 4 : 3
    while try rows.step() {
      for column in 0..<columns { cells[column] = rows.value(Int32(column)).rawValue }
      try body(cells)
    }
  }
}
