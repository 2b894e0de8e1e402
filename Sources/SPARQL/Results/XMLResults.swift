import Graph

/// SPARQL Query Results XML Format.
struct XMLResults {
  private let output: (String) throws -> Void

  init(_ output: @escaping (String) throws -> Void) { self.output = output }

  private func begin(_ variables: [String]) throws {
    try output("<?xml version=\"1.0\"?>\n")
    try output("<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n  <head>\n")
    for name in variables { try output("    <variable name=\"\(XMLText.escaped(name))\"/>\n") }
    try output("  </head>\n")
  }

  func write(_ truth: Bool) throws {
    try begin([])
    try output("  <boolean>\(truth)</boolean>\n</sparql>\n")
  }

  func write(_ table: SolutionTable) throws {
    try begin(table.variables)
    try output("  <results>\n")
    for number in 0..<table.count {
      var text = "    <result>\n"
      for (column, term) in try table.row(number).enumerated() {
        guard let term else { continue }
        text += "      <binding name=\"\(XMLText.escaped(table.variables[column]))\">"
        text += Self.element(term) + "</binding>\n"
      }
      try output(text + "    </result>\n")
    }
    try output("  </results>\n</sparql>\n")
  }

  private static func element(_ term: Term) -> String {
    switch term {
    case .iri(let iri): return "<uri>\(XMLText.escaped(iri))</uri>"
    case .blank(let label): return "<bnode>\(XMLText.escaped(label))</bnode>"
    default: break
    }
    let text = XMLText.escaped(term.lexicalForm ?? "")
    if case .languageString(_, let language) = term {
      return "<literal xml:lang=\"\(XMLText.escaped(language))\">\(text)</literal>"
    }
    guard let datatype = term.datatype, datatype != RDFVocabulary.string else {
      return "<literal>\(text)</literal>"
    }
    return "<literal datatype=\"\(XMLText.escaped(datatype))\">\(text)</literal>"
  }
}
