import Graph

/// SPARQL Query Results XML Format.
struct XMLResults {
  private let output: (String) throws -> Void

  init(_ output: @escaping (String) throws -> Void) { self.output = output }

  private func begin(_ variables: [String]) throws {
    try output("<?xml version=\"1.0\"?>\n")
    try output("<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n  <head>\n")
    for name in variables { try output("    <variable name=\"\(Self.escaped(name))\"/>\n") }
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
        text += "      <binding name=\"\(Self.escaped(table.variables[column]))\">"
        text += Self.element(term) + "</binding>\n"
      }
      try output(text + "    </result>\n")
    }
    try output("  </results>\n</sparql>\n")
  }

  private static func element(_ term: Term) -> String {
    switch term {
    case .iri(let iri): return "<uri>\(escaped(iri))</uri>"
    case .blank(let label): return "<bnode>\(escaped(label))</bnode>"
    default: break
    }
    let text = escaped(term.lexicalForm ?? "")
    if case .languageString(_, let language) = term {
      return "<literal xml:lang=\"\(escaped(language))\">\(text)</literal>"
    }
    guard let datatype = term.datatype, datatype != XSD.string else {
      return "<literal>\(text)</literal>"
    }
    return "<literal datatype=\"\(escaped(datatype))\">\(text)</literal>"
  }

  /// Text and attribute values; a character that XML has no way to write becomes U+FFFD.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += "&#\(scalar.value);"
      case "\0"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
