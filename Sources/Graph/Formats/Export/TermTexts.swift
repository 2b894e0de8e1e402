/// The terms of a graph as N-Triples spells them, each read and spelled once while there is room to keep them.
final class TermTexts {
  private let graph: KnowledgeGraph
  private var objects: [Int32: String] = [:]
  private var resources: [Int32: String] = [:]
  private static let kept = 1 << 20

  init(_ graph: KnowledgeGraph) { self.graph = graph }

  /// A term where an object can stand.
  func object(_ value: Int32) throws -> String {
    if let known = objects[value] { return known }
    let text = NTriplesText.object(try graph.term(Value(rawValue: value)))
    if objects.count == Self.kept { objects.removeAll(keepingCapacity: true) }
    objects[value] = text
    return text
  }

  /// A term where only IRIs and blank nodes can stand.
  func resource(_ value: Int32) throws -> String {
    if let known = resources[value] { return known }
    let text = NTriplesText.resource(try graph.term(Value(rawValue: value)))
    if resources.count == Self.kept { resources.removeAll(keepingCapacity: true) }
    resources[value] = text
    return text
  }
}
