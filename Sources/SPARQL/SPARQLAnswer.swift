import Graph

/// What a request gives.
package enum SPARQLAnswer {
  case solutions(SolutionTable)
  case boolean(Bool)
  /// Triples of CONSTRUCT and DESCRIBE, each once.
  case triples([RDFTriple])
  case updated(UpdateReport)
}

/// The solutions of SELECT, as terms of RDF.
package struct SolutionTable {
  /// The names of the columns, without their sign.
  package let variables: [String]
  package let count: Int
  private let columns: [[Int32]]
  private let terms: TermSpace

  init(_ solutions: Solutions, names: [String], terms: TermSpace) {
    variables = names
    count = solutions.count
    columns = solutions.columns
    self.terms = terms
  }

  /// The terms of a row; nil where a variable has no value. Terms are looked up when they are asked for.
  package func row(_ number: Int) throws -> [Term?] {
    try columns.map { column in
      let value = column[number]
      return value == Solutions.unbound ? nil : try terms.term(value)
    }
  }
}

/// A triple of RDF.
package struct RDFTriple: Hashable {
  package var subject: Term
  package var predicate: Term
  package var object: Term
}

/// What an update changed.
package struct UpdateReport: Equatable {
  /// Triples that were not there, in the graph that got them.
  package var inserted = 0
  package var deleted = 0
}
