import Graph

/// SPARQL 1.1 Query Results JSON Format.
struct JSONResults {
  private let output: (String) throws -> Void

  init(_ output: @escaping (String) throws -> Void) { self.output = output }

  func write(_ truth: Bool) throws {
    try output("{\"head\": {}, \"boolean\": \(truth)}\n")
  }

  func write(_ table: SolutionTable) throws {
    let names = table.variables.map(JSONText.string)
    try output("{\"head\": {\"vars\": [\(names.joined(separator: ", "))]},\n")
    try output(" \"results\": {\"bindings\": [")
    for number in 0..<table.count {
      var cells: [String] = []
      for (column, term) in try table.row(number).enumerated() {
        guard let term else { continue }
        cells.append("\(names[column]): \(Self.object(term))")
      }
      try output((number == 0 ? "\n" : ",\n") + "  {" + cells.joined(separator: ", ") + "}")
    }
    try output("]}}\n")
  }

  private static func object(_ term: Term) -> String {
    switch term {
    case .iri(let iri): return "{\"type\": \"uri\", \"value\": \(JSONText.string(iri))}"
    case .blank(let label): return "{\"type\": \"bnode\", \"value\": \(JSONText.string(label))}"
    default: break
    }
    let value = JSONText.string(term.lexicalForm ?? "")
    if case .languageString(_, let language) = term {
      return
        "{\"type\": \"literal\", \"value\": \(value), \"xml:lang\": \(JSONText.string(language))}"
    }
    guard let datatype = term.datatype, datatype != RDFVocabulary.string else {
      return "{\"type\": \"literal\", \"value\": \(value)}"
    }
    return
      "{\"type\": \"literal\", \"value\": \(value), \"datatype\": \(JSONText.string(datatype))}"
  }
}
