/// Writes statements as Turtle or TriG (RDF 1.1), those of one subject together.
struct TurtleExport {
  /// Whether named graphs stay apart (TriG); without, all statements become one graph.
  let writesGraphs: Bool

  private static let prefixes = [
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", RDFVocabulary.xsd),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("name", "graphsh:name/"),
    ("entity", "graphsh:entity/"),
    ("type", "graphsh:type/"),
  ]

  func write(_ source: QuadSource, to output: (String) throws -> Void) throws {
    var buffer = Self.prefixes.map { "@prefix \($0.0): <\($0.1)> .\n" }.joined() + "\n"
    var subject: Term?
    var predicate: Term?
    var graph: Term?
    try source.handOut(byGraph: writesGraphs) { nextSubject, nextPredicate, object, nextGraph in
      if nextSubject == subject, nextGraph == graph {
        if nextPredicate == predicate {
          buffer += " ,\n    "
        } else {
          buffer += " ;\n  " + Self.verb(nextPredicate) + " "
        }
      } else {
        if subject != nil { buffer += " .\n" }
        if nextGraph != graph {
          if graph != nil { buffer += "}\n" }
          if let nextGraph { buffer += Self.resource(nextGraph) + " {\n" }
        }
        buffer += Self.resource(nextSubject) + " " + Self.verb(nextPredicate) + " "
      }
      buffer += Self.object(object)
      (subject, predicate, graph) = (nextSubject, nextPredicate, nextGraph)
      if buffer.utf8.count > 1 << 16 {
        try output(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    if subject != nil { buffer += " .\n" }
    if graph != nil { buffer += "}\n" }
    try output(buffer)
  }

  private static func verb(_ term: Term) -> String {
    term == .iri(RDFVocabulary.type) ? "a" : resource(term)
  }

  private static func resource(_ term: Term) -> String {
    let text = NTriplesText.resource(term)
    return text.utf8.first == UInt8(ascii: "<") ? shortened(text.dropFirst().dropLast()) : text
  }

  private static func object(_ term: Term) -> String {
    switch term {
    case .integer(let integer): return String(integer)
    case .boolean(let truth): return truth ? "true" : "false"
    default: break
    }
    guard let literal = NTriplesText.literal(term) else { return resource(term) }
    let mark = "^^<" + RDFVocabulary.xsd
    guard literal.utf8.last == UInt8(ascii: ">"), let quote = literal.lastIndex(of: "\""),
      literal[literal.index(after: quote)...].hasPrefix(mark)
    else { return literal }
    let datatype = literal[literal.index(after: quote)...].dropFirst(3).dropLast()
    return literal[...quote] + "^^" + shortened(datatype)
  }

  /// An IRI with a prefix, if what follows is a plain name.
  private static func shortened(_ iri: Substring) -> String {
    for (prefix, start) in prefixes where iri.utf8.starts(with: start.utf8) {
      let name = iri.utf8.dropFirst(start.utf8.count)
      let isPlain = name.allSatisfy {
        (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
          || $0 == UInt8(ascii: "_")
      }
      if isPlain, !name.isEmpty { return prefix + ":" + String(Substring(name)) }
    }
    return "<" + iri + ">"
  }
}
