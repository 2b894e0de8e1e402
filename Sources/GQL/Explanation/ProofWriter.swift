import Graph

/// Writes proofs, and remembers the sentences that they rest on.
package struct ProofWriter {
  private let graph: KnowledgeGraph
  private let deepest: Int
  package private(set) var sentences: Set<Int64> = []

  /// - Parameter deepest: levels below a root that are told; what lies deeper is counted as omitted
  package init(graph: KnowledgeGraph, deepest: Int) {
    self.graph = graph
    self.deepest = deepest
  }

  /// `{"fact", "ground", "rule", "sentences", "children"}`
  package mutating func json(of proof: Proof, level: Int) throws -> String {
    var object = JSONObject()
    object.add("fact", proof.fact)
    var told: [Int64] = []
    switch proof.ground {
    case .rule(let text, _):
      object.add("ground", "rule")
      object.add("rule", text)
    case .stored(let statements):
      object.add("ground", "stored")
      for statement in statements {
        for place in try graph.evidence(of: statement.statement)
        where !told.contains(place.sentence) { told.append(place.sentence) }
      }
    case .programFact: object.add("ground", "fact")
    case .condition: object.add("ground", "condition")
    case .absence: object.add("ground", "absence")
    case .aggregate(let text, _, let bindings):
      object.add("ground", "aggregate")
      object.add("rule", text)
      object.add("bindings", bindings)
    case .shown: object.add("ground", "shown")
    }
    sentences.formUnion(told)
    object.add("sentences", raw: JSONObject.list(told.map { String($0) }))
    guard level < deepest else {
      object.add("omitted", proof.children.count)
      object.add("children", raw: "[]")
      return object.text
    }
    var children: [String] = []
    for child in proof.children { children.append(try json(of: child, level: level + 1)) }
    object.add("children", raw: JSONObject.list(children))
    return object.text
  }
}
