/// What facts call the nodes that are known by an IRI, a blank node or a number.
struct NodeTitles {
  private let graph: KnowledgeGraph
  /// The predicates that say so and are in the graph, the best first.
  private let predicates: [Value]

  private static let iris = [
    RDFVocabulary.label, "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://xmlns.com/foaf/0.1/name", "http://schema.org/name", "https://schema.org/name",
    "http://www.geonames.org/ontology#name", "http://www.w3.org/2006/vcard/ns#fn",
    "http://purl.org/dc/terms/title", "http://purl.org/dc/elements/1.1/title",
  ]
  private static let names = ["label", "Label", "name", "Name", "title", "Title"]

  init(_ graph: KnowledgeGraph) throws {
    self.graph = graph
    predicates = try (Self.iris.map(Term.iri) + Self.names.map(Term.string)).compactMap {
      try graph.value(of: $0)
    }
  }

  /// Nil for a node that bears its name, and where no fact tells one. Of several languages it is English or none.
  func title(of value: Value, _ term: Term) throws -> String? {
    switch term {
    case .iri, .blank, .integer: break
    default: return nil
    }
    for predicate in predicates {
      let objects = try graph.triples(subject: value, predicate: predicate, object: nil).objects
      var best: (rank: Int, text: String)?
      for object in objects {
        guard let (rank, text) = Self.ranked(try graph.term(Value(rawValue: object))) else {
          continue
        }
        if best.map({ (rank, text) < $0 }) ?? true { best = (rank, text) }
      }
      if let best { return best.text }
    }
    return nil
  }

  private static func ranked(_ term: Term) -> (Int, String)? {
    let stored = StoredTerm(term)
    guard !stored.text.isEmpty else { return nil }
    switch stored.kind {
    case .string, .entity: return (1, stored.text)
    case .languageString:
      let language = stored.tag.lowercased()
      return (language == "en" ? 0 : language.hasPrefix("en-") ? 1 : 2, stored.text)
    default: return nil
    }
  }
}
