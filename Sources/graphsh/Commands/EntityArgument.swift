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
}
