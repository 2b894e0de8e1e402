import Graph
import Tuples

/// Facts that come near one that is missing.
struct NearFacts {
  let text: FactText
  let evaluator: Evaluator
  let limit: Int

  /// Facts with the values that are given, as GQL writes them.
  func matching(_ predicate: Int, _ values: [Int32?]) throws -> [String] {
    let relation = try evaluator.tuples(of: predicate)
    return try relation.rows(matching: values, limit: limit).map { try text.fact(predicate, $0) }
  }

  /// What is there in place of a fact: the same the other way round, facts that differ in one place, and values that
  /// no fact has in their place.
  ///
  /// - Parameter isDerived: whether rules give the predicate; then their failures say more than values that are not
  ///   there.
  func near(_ pattern: Refuter.Pattern, isDerived: Bool) throws -> [String] {
    let predicate = pattern.predicate
    guard !text.program.predicates[predicate].isSynthetic else { return [] }
    let name = text.program.predicates[predicate].name
    let values = pattern.values
    let relation = try evaluator.tuples(of: predicate)
    let given = values.indices.filter { values[$0] != nil }
    if relation.count == 0 {
      return isDerived ? [] : ["there is no fact of \(name) at all"]
    }
    guard !given.isEmpty else { return [] }
    var lines: [String] = []
    if given.count == 2, values.count == 2,
      let row = relation.firstRow(matching: [values[1], values[0]]), values[0] != values[1]
    {
      lines.append("the other way round it holds: \(try text.fact(predicate, row))")
    }
    for place in given {
      guard let value = values[place] else { continue }
      var alone = [Int32?](repeating: nil, count: values.count)
      alone[place] = value
      if relation.firstRow(matching: alone) == nil {
        if given.count > 1 { lines.append("no fact matches \(try text.fact(predicate, alone))") }
        continue
      }
      guard given.count > 1 else { continue }
      var others = values
      others[place] = nil
      let rows = try matching(predicate, others)
      if !rows.isEmpty { lines.append("there is \(rows.joined(separator: ", "))") }
    }
    return lines
  }
}

extension Relation {
  /// Rows that have the values that are given, the first ones.
  func rows(matching pattern: [Int32?], limit: Int) -> [[Int32]] {
    let places = pattern.indices.filter { pattern[$0] != nil }
    var found: [[Int32]] = []
    for number in 0..<count where places.allSatisfy({ columns[$0][number] == pattern[$0] }) {
      found.append(row(number))
      if found.count == limit { break }
    }
    return found
  }
}
