import Graph

/// Triples of a template with the values of solutions in the place of variables (SPARQL 1.1 Query Language, section 16.2.1).
struct TemplateInstances {
  private let template: [QuadPattern]
  private let state: EvaluationState

  /// A triple and the graph that it is for, nil being the one at hand.
  struct Quad {
    var graph: Term?
    var triple: RDFTriple
  }

  init(_ template: [QuadPattern], _ state: EvaluationState) {
    self.template = template
    self.state = state
  }

  /// The triples for one solution; one in which a variable has no value, or that would not be RDF, is left out.
  ///
  /// - Parameter blank: makes a blank node for a label, another one for each solution.
  func quads(
    of solutions: Solutions, _ row: Int, blank: () throws -> Term
  ) throws -> [Quad] {
    var blanks: [Int: Term] = [:]
    func term(_ node: PatternNode) throws -> Term? {
      switch node {
      case .term(let term): return term
      case .variable(let variable):
        guard let value = solutions.column(of: variable)?[row], value != Solutions.unbound else {
          return nil
        }
        return try state.terms.term(value)
      case .blank(let label):
        if let known = blanks[label] { return known }
        let made = try blank()
        blanks[label] = made
        return made
      }
    }
    var quads: [Quad] = []
    for pattern in template {
      guard let subject = try term(pattern.subject), subject.datatype == nil,
        case .iri? = try term(pattern.predicate), let predicate = try term(pattern.predicate),
        let object = try term(pattern.object)
      else { continue }
      var graph: Term?
      if let node = pattern.graph {
        guard case .iri(let name)? = try term(node) else { continue }
        graph = .iri(name)
      }
      quads.append(
        Quad(
          graph: graph,
          triple: RDFTriple(subject: subject, predicate: predicate, object: object)))
    }
    return quads
  }
}
