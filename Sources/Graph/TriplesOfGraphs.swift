/// Which triples of a file are looked at: those of one of its graphs (RDF 1.1 Concepts, section 4), or all.
package enum GraphSelection: Hashable, Sendable {
  /// The triples of all graphs, each once.
  case union
  /// Those of the default graph, which has no name.
  case unnamed
  case named(Value)
}

extension KnowledgeGraph {
  /// Whether the file has a named graph.
  package var hasNamedGraphs: Bool {
    get throws {
      if !connection.isInTransaction { try connection.notice() }
      return try connection.integer("SELECT 1 FROM triple_graph LIMIT 1") != nil
    }
  }

  /// The names of the graphs, ascending. Takes a step for each name and not for each triple.
  package func graphNames() throws -> [Value] {
    var names: [Value] = []
    let rows = try connection.statement("SELECT min(graph) FROM triple_graph WHERE graph > ?")
    var last = Int(Int32.min)
    while true {
      try rows.bind(1, last)
      defer { rows.reset() }
      guard try rows.step(), !rows.isNull(0) else { return names }
      let name = rows.value(0)
      names.append(name)
      last = Int(name.rawValue)
    }
  }

  /// The triples with these parts in one graph or in all, as columns; nil is any.
  ///
  /// A look-up with a subject or an object goes by an index and reads only rows with it, of whatever graph.
  package func triples(
    subject: Value?, predicate: Value?, object: Value?, in selection: GraphSelection
  ) throws -> (subjects: [Int32], predicates: [Int32], objects: [Int32]) {
    let source: String
    var conditions: [String] = []
    switch selection {
    case .union:
      return try triples(subject: subject, predicate: predicate, object: object)
    case .unnamed:
      guard try hasNamedGraphs else {
        return try triples(subject: subject, predicate: predicate, object: object)
      }
      source = "triple"
      conditions.append("triple.origin & 3")
    case .named:
      conditions.append("triple_graph.graph = ?4")
      // By the object, or by the subject alone, triples are found faster than in the graph.
      let isInGraph =
        predicate == nil ? subject == nil && object == nil : subject != nil || object == nil
      source =
        isInGraph
        ? "triple_graph AS triple"
        : "triple CROSS JOIN triple_graph USING (predicate, subject, object)"
      if isInGraph { conditions = ["triple.graph = ?4"] }
    }
    if subject != nil { conditions.append("triple.subject = ?1") }
    if predicate != nil { conditions.append("triple.predicate = ?2") }
    if object != nil { conditions.append("triple.object = ?3") }
    let isByObjectAlone = subject == nil && predicate == nil && object != nil
    if isByObjectAlone { conditions.append("triple.predicate = known.term") }
    let rows = try connection.statement(
      """
      SELECT triple.subject, triple.predicate, triple.object
      FROM \(isByObjectAlone ? "predicate AS known CROSS JOIN " : "")\(source)
      WHERE \(conditions.joined(separator: " AND "))
      """)
    if let subject { try rows.bind(1, subject) }
    if let predicate { try rows.bind(2, predicate) }
    if let object { try rows.bind(3, object) }
    if case .named(let name) = selection { try rows.bind(4, name) }
    defer { rows.reset() }
    var columns: [[Int32]] = [[], [], []]
    try rows.appendRows(to: &columns)
    return (columns[0], columns[1], columns[2])
  }

  /// The triples of a predicate in one graph or in all whose subject (or object) is one of some values, as
  /// ``triples(predicate:keys:areObjects:progress:)`` gives them.
  package func triples(
    predicate: Value, keys: [Int32], areObjects: Bool, in selection: GraphSelection,
    progress: () throws -> Void
  ) throws -> (keys: [Int32], others: [Int32]) {
    let isWhole =
      switch selection {
      case .union: true
      case .unnamed: try !hasNamedGraphs
      case .named: false
      }
    if isWhole {
      return try triples(
        predicate: predicate, keys: keys, areObjects: areObjects, progress: progress)
    }
    var (repeated, others): ([Int32], [Int32]) = ([], [])
    for (number, key) in keys.enumerated() {
      if number & 255 == 255 { try progress() }
      let key = Value(rawValue: key)
      let found = try triples(
        subject: areObjects ? nil : key, predicate: predicate, object: areObjects ? key : nil,
        in: selection)
      others += areObjects ? found.subjects : found.objects
      repeated += repeatElement(key.rawValue, count: found.subjects.count)
    }
    return (repeated, others)
  }
}
