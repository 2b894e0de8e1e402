extension KnowledgeGraph {
  /// The triples of a predicate whose subject (or object) is one of some values, as columns: those values, and the objects
  /// (or subjects) that go with each.
  ///
  /// - Parameters:
  ///   - keys: ascending and different, so that what lies together is read once.
  ///   - areObjects: whether the keys are objects.
  ///   - progress: called every thousand keys; what it throws ends the reading.
  public func triples(
    predicate: Value, keys: [Int32], areObjects: Bool, progress: () throws -> Void = {}
  ) throws -> (keys: [Int32], others: [Int32]) {
    let inBlocks = try hasBlocks
    let rows =
      inBlocks
      ? nil
      : try connection.statement(
        areObjects
          ? "SELECT subject FROM triple WHERE predicate = ? AND object = ?"
          : "SELECT object FROM triple WHERE predicate = ? AND subject = ?")
    let order = areObjects ? TripleOrder.predicateObject : .predicateSubject
    var found = TripleRun(.third)
    var repeated: [Int32] = []
    for (number, key) in keys.enumerated() {
      if number & 1023 == 1023 { try progress() }
      if let rows {
        try rows.bind(1, predicate)
        try rows.bind(2, Value(rawValue: key))
        try rows.appendRows(to: &found.third)
      } else {
        try blocks.read(order, prefix: [predicate.rawValue, key], into: &found)
      }
      repeated.append(contentsOf: repeatElement(key, count: found.third.count - repeated.count))
    }
    return (repeated, found.third)
  }
}
