import Graph

/// Writes the triples of CONSTRUCT and DESCRIBE as N-Triples, which every reader of Turtle takes too.
package enum TripleWriter {
  package static func write(
    _ triples: [RDFTriple], to output: (String) throws -> Void
  ) throws {
    for triple in triples {
      try output(
        NTriplesText.resource(triple.subject) + " " + NTriplesText.resource(triple.predicate) + " "
          + NTriplesText.object(triple.object) + " .\n")
    }
  }
}
