import Graph

/// A cell of an answer: `{"text": "Lee", "id": 12}`, and for numbers `{"text": "5", "number": 5}`.
package enum CellJSON {
  /// - Parameter value: the engine's word for the term
  package static func text(_ text: String, _ term: Term, _ value: Value) -> String {
    var object = JSONObject()
    object.add("text", text)
    switch term {
    case .entity, .iri, .blank: add(value, to: &object)
    default:
      if let number = term.numericValue?.double, number.isFinite {
        object.add(
          "number",
          raw: number == number.rounded() && abs(number) < 1e15
            ? String(Int64(number)) : String(number))
      }
    }
    return object.text
  }

  /// Only what the graph holds has a number that means something to others.
  private static func add(_ value: Value, to object: inout JSONObject) {
    if let id = value.termID, id < Value.firstSessionID { object.add("id", Int64(id)) }
  }

  /// A text that is an entity or an IRI of the graph, or nothing of it.
  package static func text(_ text: String, of entity: Value?) -> String {
    var object = JSONObject()
    object.add("text", text)
    if let entity { add(entity, to: &object) }
    return object.text
  }
}
