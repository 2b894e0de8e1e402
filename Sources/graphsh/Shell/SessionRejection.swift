import GQL
import Graph

/// `.reject`: facts that are not so.
extension Session {
  /// Rejects the facts that answer a query, with all statements of the graph that they rest on, and says which those are.
  func reject(_ fact: String, because reason: String?) throws {
    let graph = try requireGraphForWriting()
    // What the session's rules make of facts is not what the graph says.
    let engine = Engine(graph: graph, options: engine.options)
    let stated = try statements(behind: fact, by: engine).filter(\.isAsserted)
    var facts: [(subject: Value, predicate: Value, object: Value)] = []
    for statement in stated {
      guard let object = statement.object,
        !facts.contains(where: {
          $0 == (statement.subject, statement.predicate, object)
        })
      else { continue }
      facts.append((statement.subject, statement.predicate, object))
    }
    guard !facts.isEmpty else {
      throw CommandError.failed(
        "nothing to reject: neither a text nor an insert states \(fact)")
    }
    let names = try facts.map { fact in
      let predicate = try graph.usualForm(of: fact.predicate)
      return "\(try graph.text(of: fact.subject)) \(predicate) \(try graph.text(of: fact.object))"
    }
    try graph.reject(facts, because: reason)
    tell("rejected: " + names.joined(separator: "; "))
  }
}
