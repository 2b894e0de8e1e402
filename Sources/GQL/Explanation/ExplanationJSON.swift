import Graph

/// Explanations as JSON, on one line; objects keep the order of their members.
extension Proof {
  /// `{"fact": …, "ground": "rule", "rule": …, "place": …, "because": [proofs]}`; a stored fact has `statements` with
  /// their `evidence`, an aggregate `bindings`.
  public var json: String { DeepStack.run { writtenJSON } }

  private var writtenJSON: String {
    var object = JSONObject()
    object.add("fact", fact)
    switch ground {
    case .rule(let text, let place):
      object.add("ground", "rule")
      object.add("rule", text)
      object.add("place", place)
    case .stored(let statements):
      object.add("ground", "stored")
      object.add("statements", raw: JSONObject.list(statements.map(\.json)))
    case .programFact: object.add("ground", "fact")
    case .condition: object.add("ground", "condition")
    case .absence: object.add("ground", "absence")
    case .aggregate(let text, let place, let bindings):
      object.add("ground", "aggregate")
      object.add("rule", text)
      object.add("place", place)
      object.add("bindings", raw: String(bindings))
    case .shown: object.add("ground", "shown")
    }
    if !children.isEmpty {
      object.add("because", raw: JSONObject.list(children.map(\.writtenJSON)))
    }
    return object.text
  }
}

extension StatementProof {
  fileprivate var json: String {
    var object = JSONObject()
    object.add("id", raw: String(statement))
    if let wording { object.add("wording", wording) }
    object.add("evidence", raw: JSONObject.list(evidence.map(\.json)))
    return object.text
  }
}

extension SentenceProof {
  fileprivate var json: String {
    var object = JSONObject()
    object.add("document", document)
    if let page { object.add("page", raw: String(page)) }
    object.add("sentence", raw: String(number))
    object.add("text", text)
    object.add("confidence", raw: String(confidence))
    return object.text
  }
}

extension Refutation {
  /// `{"fact": …, "finding": "missing", "near": [texts], "unasserted": […], "rules": […]}`; each of the rules has its
  /// `failure`, and a literal that fails its `bindings` with what is said of each.
  public var json: String {
    var object = JSONObject()
    object.add("fact", fact)
    switch finding {
    case .holds(let proof):
      object.add("finding", "holds")
      object.add("proof", raw: proof.json)
    case .missing: object.add("finding", "missing")
    case .shown: object.add("finding", "shown")
    case .circular: object.add("finding", "circular")
    case .unexplored: object.add("finding", "unexplored")
    }
    if !near.isEmpty { object.add("near", raw: JSONText.list(near)) }
    if !unasserted.isEmpty {
      let list = unasserted.map { statement in
        var object = JSONObject()
        object.add("status", statement.status)
        object.add("statement", raw: statement.proof.json)
        return object.text
      }
      object.add("unasserted", raw: JSONObject.list(list))
    }
    if !attempts.isEmpty { object.add("rules", raw: JSONObject.list(attempts.map(\.json))) }
    return object.text
  }
}

extension FailedRule {
  fileprivate var json: String {
    var object = JSONObject()
    object.add("rule", text)
    object.add("place", place)
    switch failure {
    case .head(let has, let wanted):
      object.add("failure", "head")
      object.add("has", has)
      object.add("wanted", wanted)
    case .literal(let literal, let bindings, let count):
      object.add("failure", "literal")
      object.add("literal", literal)
      object.add("count", raw: String(count.count))
      object.add("complete", raw: String(count.isComplete))
      object.add("bindings", raw: JSONObject.list(bindings.map(\.json)))
    case .aggregate(let facts):
      object.add("failure", "aggregate")
      object.add("gives", raw: JSONText.list(facts))
    case .other: object.add("failure", "other")
    }
    return object.text
  }
}

extension FailedBinding {
  fileprivate var json: String {
    var object = JSONObject()
    var given = JSONObject()
    for (name, value) in values { given.add(name, value) }
    object.add("values", raw: given.text)
    object.add("literal", literal)
    switch cause {
    case .missing(let refutation): object.add("missing", raw: refutation.json)
    case .present(let proof): object.add("holds", raw: proof.json)
    case .condition: break
    }
    return object.text
  }
}

/// An object under construction.
private struct JSONObject {
  private var members: [String] = []

  mutating func add(_ name: String, _ value: String) { add(name, raw: JSONText.string(value)) }

  mutating func add(_ name: String, raw value: String) {
    members.append("\(JSONText.string(name)): \(value)")
  }

  var text: String { "{" + members.joined(separator: ", ") + "}" }

  static func list(_ values: [String]) -> String { "[" + values.joined(separator: ", ") + "]" }
}
