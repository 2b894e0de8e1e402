/// Changes of single triples of the default graph and of named ones, as an update of RDF makes them. All of them are done
/// inside a transaction of the caller.
extension KnowledgeGraph {
  package typealias TripleOfValues = (subject: Value, predicate: Value, object: Value)

  /// Puts a triple into a graph, nil being the default one; what a document states and somebody deleted may be stated again.
  ///
  /// - Returns: whether that graph did not hold it.
  @discardableResult
  package func put(
    _ subject: Term, _ predicate: Term, _ object: Term, into graph: Term?
  ) throws -> Bool {
    let (subjectValue, predicateValue) = (try intern(subject), try intern(predicate))
    let objectValue = try intern(object)
    for case (.entity(let label, _), let value) in [
      (subject, subjectValue), (object, objectValue),
    ] {
      try addEntityRow(value, label: label)
    }
    try listPredicate(predicateValue)
    if let graph {
      let name = try intern(graph)
      let known = try origin(of: subjectValue, predicateValue, objectValue)
      try setOrigin(
        subjectValue, predicateValue, objectValue, known | Origin.named.rawValue)
      try connection.execute(
        "INSERT OR IGNORE INTO triple_graph (graph, predicate, subject, object) VALUES (?, ?, ?, ?)",
        name, predicateValue, subjectValue, objectValue)
      return connection.changes == 1
    }
    let known = try origin(of: subjectValue, predicateValue, objectValue)
    _ = try addTriple(subjectValue, predicateValue, objectValue, origin: .inserted)
    if try isDenied(subjectValue, predicateValue, objectValue) {
      try removeRejection(of: (subjectValue, predicateValue, objectValue))
      var settlement = Settlement(graph: self)
      try admit((subjectValue, predicateValue, objectValue), &settlement)
      try settlement.settle()
    }
    return known & ~Origin.named.rawValue == 0
  }

  /// Takes triples out of the default graph, with the statements that say so; named graphs keep theirs.
  ///
  /// - Returns: how many it held.
  @discardableResult
  package func takeFromUnnamed(_ triples: [TripleOfValues]) throws -> Int {
    var held: [(triple: TripleOfValues, graphs: [Value])] = []
    for triple in triples {
      let origin = try origin(of: triple.subject, triple.predicate, triple.object)
      guard origin & ~Origin.named.rawValue != 0 else { continue }
      held.append((triple, origin & Origin.named.rawValue == 0 ? [] : try graphs(of: triple)))
    }
    _ = try remove(held.map(\.triple))
    for (triple, graphs) in held where !graphs.isEmpty {
      try setOrigin(
        triple.subject, triple.predicate, triple.object, Origin.named.rawValue)
      for graph in graphs {
        try connection.execute(
          "INSERT INTO triple_graph (graph, predicate, subject, object) VALUES (?, ?, ?, ?)",
          graph, triple.predicate, triple.subject, triple.object)
      }
    }
    return held.count
  }

  /// Takes a triple out of a named graph; other graphs keep it.
  ///
  /// - Returns: whether the graph held it.
  @discardableResult
  package func take(_ triple: TripleOfValues, from graph: Value) throws -> Bool {
    try connection.execute(
      "DELETE FROM triple_graph WHERE graph = ? AND predicate = ? AND subject = ? AND object = ?",
      graph, triple.predicate, triple.subject, triple.object)
    guard connection.changes == 1 else { return false }
    guard try graphs(of: triple).isEmpty else { return true }
    let origin = try origin(of: triple.subject, triple.predicate, triple.object)
    try setOrigin(
      triple.subject, triple.predicate, triple.object, origin & ~Origin.named.rawValue,
      isNamed: false)
    return true
  }

  /// The named graphs that hold a triple.
  private func graphs(of triple: TripleOfValues) throws -> [Value] {
    let rows = try connection.statement(
      "SELECT graph FROM triple_graph WHERE predicate = ? AND subject = ? AND object = ?")
    try rows.bind(1, triple.predicate)
    try rows.bind(2, triple.subject)
    try rows.bind(3, triple.object)
    defer { rows.reset() }
    var graphs: [Value] = []
    while try rows.step() { graphs.append(rows.value(0)) }
    return graphs
  }
}

extension KnowledgeGraph {
  /// A blank node that the file does not have yet, as a row of it.
  package func makeBlankNode() throws -> Term {
    let blank = Term.blank(TermBlocks.blankLabel(Int32(truncatingIfNeeded: try nextTermID())))
    _ = try insert(StoredTerm(blank))
    return blank
  }
}
