import Graph
import Tuples

/// What a session knows of the literals in its facts and in the graph.
extension Session {
  /// Whether a column of values holds literals, and such as may be equal to others.
  func traits(of values: some Sequence<Int32>) throws -> LiteralTraits {
    var traits: LiteralTraits = []
    for value in values where !traits.contains(.forms) {
      if value < 0 {
        traits.insert(.literals)
      } else {
        traits.formUnion(try dictionary.traits(of: value))
      }
    }
    return traits
  }
}

extension SessionDictionary {
  /// Whether a value is a literal, and one that may be equal to others.
  fileprivate func traits(of value: Int32) throws -> LiteralTraits {
    if bytes(of: value) != nil { return [] }
    if let float = float(value) {
      return float == float.rounded(.towardZero)
        ? [.literals, .forms] : [.literals, .fractions]
    }
    return try term(Value(rawValue: value)).literalTraits
  }
}
