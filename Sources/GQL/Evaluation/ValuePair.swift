import Graph

/// Two values of a session as one: what aggregates of two arguments take in.
struct ValuePair {
  var first: Value
  var second: Value

  /// The value that stands for both.
  var term: Term { .string("\(first.rawValue) \(second.rawValue)") }
}

extension SessionDictionary {
  /// The pair that a value stands for.
  func pair(_ word: Int32) throws -> ValuePair {
    let parts = try text(Value(rawValue: word)).split(separator: " ").compactMap { Int32($0) }
    guard parts.count == 2 else { preconditionFailure("a value that is not a pair") }
    return ValuePair(first: Value(rawValue: parts[0]), second: Value(rawValue: parts[1]))
  }
}
