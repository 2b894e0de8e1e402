import Graph

/// Evaluates a query in its form: SELECT, ASK, CONSTRUCT or DESCRIBE (SPARQL 1.1 Query Language, section 16).
struct QueryEvaluation {
  private let state: EvaluationState

  init(_ state: EvaluationState) { self.state = state }

  func answer(_ query: QueryTree) throws -> SPARQLAnswer {
    var translation = Translation(state.variables)
    let algebra = translation.query(query)
    state.variables = translation.variables
    let builder = OperatorBuilder(state, try Dataset(query.dataset, in: state.terms))
    let source = try builder.source(algebra)
    switch query.form {
    case .select:
      let solutions = try source.all(state)
      return .solutions(
        SolutionTable(
          solutions, names: solutions.variables.map(state.variables.name), terms: state.terms))
    case .ask:
      while let more = try source.next() {
        if more.count > 0 { return .boolean(true) }
      }
      return .boolean(false)
    case .construct(let template):
      return .triples(try constructed(template, source))
    case .describe(let nodes):
      var resources: [Int32] = []
      var seen: Set<Int32> = []
      for case .term(let term) in nodes ?? [] {
        let value = try state.terms.intern(term)
        if seen.insert(value).inserted { resources.append(value) }
      }
      while let more = try source.next() {
        for column in more.columns {
          for value in column where value != Solutions.unbound && seen.insert(value).inserted {
            resources.append(value)
          }
        }
      }
      return .triples(try Description(builder).triples(of: resources))
    }
  }

  private func constructed(
    _ template: [QuadPattern], _ source: any SolutionSource
  ) throws -> [RDFTriple] {
    var seen: Set<RDFTriple> = []
    var triples: [RDFTriple] = []
    let instances = TemplateInstances(template, state)
    while let solutions = try source.next() {
      for row in 0..<solutions.count {
        try state.checkNowAndThen()
        for quad in try instances.quads(of: solutions, row, blank: { state.freshBlank() }) {
          if seen.insert(quad.triple).inserted { triples.append(quad.triple) }
        }
      }
      try state.hold(bytes: solutions.count * template.count * 96)
    }
    return triples
  }
}
