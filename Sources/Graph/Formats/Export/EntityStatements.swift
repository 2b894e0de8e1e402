/// What a graph knows of its entities beside triples, as statements: their types, labels and other names.
struct EntityStatements {
  private let graph: KnowledgeGraph

  init(_ graph: KnowledgeGraph) { self.graph = graph }

  func handOut(_ body: (Term, Term, Term) throws -> Void) throws {
    var terms = TermCache(graph)
    let entities = try Statement(graph.connection, "SELECT term FROM entity ORDER BY term")
    while try entities.step() {
      let value = entities.value(0)
      let entity = try terms.term(value.rawValue)
      guard case .entity(let label, _) = entity else { continue }
      try body(entity, .iri(RDFVocabulary.label), .string(label))
      for type in try graph.types(of: value) {
        try body(entity, .iri(RDFVocabulary.type), .iri(GraphshIRI.type(type)))
      }
      for name in try names(of: value) where name != label {
        try body(entity, .iri(RDFVocabulary.alternativeLabel), .string(name))
      }
    }
  }

  private func names(of entity: Value) throws -> [String] {
    let rows = try graph.connection.statement(
      "SELECT name FROM alias WHERE entity = ? AND NOT refused ORDER BY name")
    try rows.bind(1, entity)
    defer { rows.reset() }
    var names: [String] = []
    while try rows.step() { names.append(rows.text(0)) }
    return names
  }
}
