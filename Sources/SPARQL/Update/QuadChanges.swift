import Graph

/// Triples that an operation takes out of graphs and puts into them. The graph nil is the default one.
struct QuadChanges {
  private let graph: KnowledgeGraph
  var deleted: [(graph: Term?, triple: RDFTriple)] = []
  var inserted: [(graph: Term?, triple: RDFTriple)] = []

  init(_ graph: KnowledgeGraph) { self.graph = graph }

  /// Makes the changes and counts them, deletions first.
  func store(_ report: inout UpdateReport, progress: () throws -> Void) throws {
    let terms = TermSpace(graph)
    var fromUnnamed: [KnowledgeGraph.TripleOfValues] = []
    // Several solutions may say the same.
    var seen: Set<[Int32]> = []
    for (name, triple) in deleted {
      try progress()
      guard let subject = try terms.stored(triple.subject, isResource: true),
        let predicate = try terms.stored(triple.predicate, isResource: true),
        let object = try terms.stored(triple.object, isResource: false)
      else { continue }
      let values = (subject: subject, predicate: predicate, object: object)
      guard let name else {
        if seen.insert([subject.rawValue, predicate.rawValue, object.rawValue]).inserted {
          fromUnnamed.append(values)
        }
        continue
      }
      if let value = try terms.stored(name, isResource: true),
        try graph.take(values, from: value)
      {
        report.deleted += 1
      }
    }
    if !fromUnnamed.isEmpty { report.deleted += try graph.takeFromUnnamed(fromUnnamed) }
    for (name, triple) in inserted {
      try progress()
      let isNew = try graph.put(
        Self.stored(triple.subject, isResource: true),
        Self.stored(triple.predicate, isResource: true),
        Self.stored(triple.object, isResource: false),
        into: name.map { Self.stored($0, isResource: true) })
      if isNew { report.inserted += 1 }
    }
  }

  /// The term that the file has for one of RDF.
  private static func stored(_ term: Term, isResource: Bool) -> Term {
    guard case .iri(let iri) = term else { return term }
    return isResource ? Term(rdfResource: iri) : Term(rdfIRI: iri)
  }
}
