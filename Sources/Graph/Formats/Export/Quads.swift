extension KnowledgeGraph {
  /// Hands out all triples of the default graph, by subject, predicate and object; then those of each named graph.
  ///
  /// Reads as it goes: memory does not grow with the graph.
  func forEachQuad(
    _ body: (_ subject: Int32, _ predicate: Int32, _ object: Int32, _ graph: Int32?) throws -> Void
  ) throws {
    try snapshot {
      let rows = try connection.statement(
        """
        SELECT subject, predicate, object FROM triple WHERE origin & 3
        ORDER BY subject, predicate, object
        """)
      defer { rows.reset() }
      while try rows.step() {
        try body(rows.value(0).rawValue, rows.value(1).rawValue, rows.value(2).rawValue, nil)
      }
      let named = try connection.statement(
        """
        SELECT subject, predicate, object, graph FROM triple_graph
        ORDER BY graph, subject, predicate, object
        """)
      defer { named.reset() }
      while try named.step() {
        try body(
          named.value(0).rawValue, named.value(1).rawValue, named.value(2).rawValue,
          named.value(3).rawValue)
      }
    }
  }
}

extension KnowledgeGraph {
  /// Hands out the triples of all graphs, each once, by subject, predicate and object.
  func forEachTriple(
    _ body: (_ subject: Int32, _ predicate: Int32, _ object: Int32) throws -> Void
  ) throws {
    try snapshot {
      let rows = try connection.statement(
        "SELECT subject, predicate, object FROM triple ORDER BY subject, predicate, object")
      defer { rows.reset() }
      while try rows.step() {
        try body(rows.value(0).rawValue, rows.value(1).rawValue, rows.value(2).rawValue)
      }
    }
  }
}
