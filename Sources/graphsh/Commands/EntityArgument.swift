import Graph

/// Entities named on the command line.
enum EntityArgument {
  /// The one entity that goes by the name. As in programs, a canonical label comes before aliases; several are an
  /// error that lists them, none is one that offers the nearest names.
  static func resolve(_ name: String, in graph: KnowledgeGraph) throws -> Value {
    let matches = try graph.entities(named: name)
    let labels = matches.filter(\.isLabel)
    if labels.count == 1 { return labels[0].value }
    if matches.count == 1 { return matches[0].value }
    if matches.isEmpty {
      let nearest = try graph.nearestEntityNames(to: name, limit: 3)
      let hint = nearest.isEmpty ? "" : ": did you mean \(Words.alternatives(nearest))?"
      throw CommandError.failed("no entity goes by the name \(name)\(hint)")
    }
    let list = (labels.isEmpty ? matches : labels).map {
      "\($0.label) (\(($0.types + [Words.count($0.mentions, "mention")]).joined(separator: ", ")))"
    }
    throw CommandError.failed("\(name) may be \(Words.alternatives(list))")
  }

  /// The node that a name stands for: an entity or, where none goes by it, an IRI (with or without angle brackets) or a
  /// string, as imported graphs have them.
  static func node(_ name: String, in graph: KnowledgeGraph) throws -> Value {
    guard try graph.entities(named: name).isEmpty else { return try resolve(name, in: graph) }
    let isBracketed = name.hasPrefix("<") && name.hasSuffix(">")
    let iri = isBracketed ? String(name.dropFirst().dropLast()) : name
    for term in [Term.iri(iri), .string(name)] {
      if let value = try graph.value(of: term) { return value }
    }
    return try resolve(name, in: graph)
  }
}
