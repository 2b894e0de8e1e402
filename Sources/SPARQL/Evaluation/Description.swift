import Graph

/// What DESCRIBE gives of a resource: the triples of which it is the subject, and those of blank nodes that these lead to
/// (its concise bounded description).
struct Description {
  private let state: EvaluationState
  private let reader: TripleReader

  init(_ builder: OperatorBuilder) {
    state = builder.state
    reader = TripleReader(graph: builder.active, state: builder.state)
  }

  /// The triples of all of these, each once, in a fixed order.
  func triples(of resources: [Int32]) throws -> [RDFTriple] {
    var triples: [RDFTriple] = []
    var pending = Array(resources.reversed())
    var seen = Set(resources)
    while let subject = pending.popLast() {
      let subjectTerm = try state.terms.term(subject)
      guard subjectTerm.datatype == nil else { continue }
      let found = try reader.triples(subject, nil, nil)
      for row in 0..<found.count {
        let object = try state.terms.term(found.objects[row])
        triples.append(
          RDFTriple(
            subject: subjectTerm, predicate: try state.terms.term(found.predicates[row]),
            object: object))
        if case .blank = object, seen.insert(found.objects[row]).inserted {
          pending.append(found.objects[row])
        }
      }
      try state.hold(bytes: found.count * 96)
    }
    return triples
  }
}
