import Graph

/// Which values stand for something that has a name, and are no text, number or mere notion ("relations", "120 people"),
/// which much that has nothing to do with each other shares. Each is looked up once.
final class NamedNodes {
  private let graph: KnowledgeGraph
  private var known: [Value: Bool] = [:]

  init(_ graph: KnowledgeGraph) { self.graph = graph }

  func contains(_ value: Value) throws -> Bool {
    if let known = known[value] { return known }
    let result =
      switch try graph.term(value) {
      case .entity: try graph.types(of: value) != ["concept"]
      case .iri, .blank: true
      default: false
      }
    known[value] = result
    return result
  }
}
