/// Writes statements as JSON lines, which ``JSONLinesReader`` reads back.
struct JSONLinesExport {
  let graph: KnowledgeGraph

  func write(_ source: QuadSource, to output: (String) throws -> Void) throws {
    var names = PlainValues(graph)
    var buffer = ""
    try source.handOut(byGraph: true) { subject, predicate, object, name in
      buffer += "{\"subject\": "
      buffer += try value(subject, &names)
      buffer += ", \"predicate\": "
      buffer += try value(predicate, &names, isPredicate: true)
      buffer += ", \"object\": "
      buffer += try value(object, &names)
      if let name {
        buffer += ", \"graph\": "
        buffer += try value(name, &names, isPredicate: true)
      }
      buffer += "}\n"
      if buffer.utf8.count > 1 << 16 {
        try output(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try output(buffer)
  }

  private func value(
    _ term: Term, _ names: inout PlainValues, isPredicate: Bool = false
  ) throws -> String {
    switch term {
    case .string(let text):
      let isRead = try isPredicate ? names.predicate(text) == term : names.name(text) == term
      return isRead && !text.isEmpty
        ? JSONText.string(text) : "{\"string\": \(JSONText.string(text))}"
    case .entity(let label, disambiguator: ""):
      return "{\"entity\": \(JSONText.string(label))}"
    case .iri(let iri): return "{\"iri\": \(JSONText.string(iri))}"
    case .blank(let label): return "{\"blank\": \(JSONText.string(label))}"
    case .integer(let integer) where !isPredicate: return String(integer)
    case .float(let number) where number.isFinite && !isPredicate:
      return NTriplesText.lexical(number)
    case .boolean(let truth) where !isPredicate: return truth ? "true" : "false"
    default:
      let (text, kind) = TermKindText.split(term)
      return "{\"value\": \(JSONText.string(text)), \"kind\": \(JSONText.string(kind))}"
    }
  }
}
