import Graph

/// `GET /find?q=TEXT&limit=12`: entities by a part of their names, the best first.
enum FindRoute {
  private static let usual = 12
  private static let most = 100

  static func answer(_ visit: Visit) throws -> String {
    let text = try visit.parameter("q")
    let limit = try visit.limit(usual: usual, most: most)
    let graph = visit.graph
    return try graph.snapshot {
      var found = try graph.entities(withNamesNear: text, limit: limit, check: visit.stop.check)
      found += try imported(text, in: graph).prefix(limit - found.count)
      var object = JSONObject()
      object.add("found", raw: JSONObject.list(try found.map { try $0.json(in: graph) }))
      return object.text
    }
  }

  /// Nodes of imported graphs, which are no entities: the one with this IRI, in angle brackets or without, and those that a
  /// fact joins to this text. By look-ups.
  private static func imported(
    _ text: String, in graph: KnowledgeGraph
  ) throws -> [FoundEntity] {
    let isBracketed = text.hasPrefix("<") && text.hasSuffix(">")
    let iri = isBracketed ? String(text.dropFirst().dropLast()) : text
    var nodes = [try graph.value(of: .iri(iri))].compactMap(\.self)
    for literal in [Term.string(text), .languageString(text, language: "en")] {
      guard let value = try graph.value(of: literal) else { continue }
      for subject in try graph.triples(subject: nil, predicate: nil, object: value).subjects {
        let node = Value(rawValue: subject)
        guard case .iri = try graph.term(node), !nodes.contains(node) else { continue }
        nodes.append(node)
        if nodes.count >= most { break }
      }
    }
    return try nodes.map {
      FoundEntity(value: $0, label: IRIName.short(try graph.text(of: $0)), mentions: 0)
    }
  }
}
