import Graph
import Tuples

/// Puts the tuples of a query in order: by its sort keys, then by all columns in the order of all values.
struct AnswerOrder {
  let context: EvaluationContext

  /// The shown columns of the answer, sorted, without rows that occur twice, cut to offset and limit.
  func rows(of relation: Relation, for query: AnalyzedQuery) throws -> [[Int32]] {
    let shown = query.columns.count
    let columns = try relation.columns.map { column in
      try context.checkLimits()
      return column.values
    }
    let ranks = try columns.map(ranks)
    var keys: [[Int32]] = []
    for key in query.order {
      keys.append(key.descending ? ranks[key.column].map { ~$0 } : ranks[key.column])
    }
    let order = try RadixSort.order(
      by: keys + ranks, count: relation.count, progress: { try context.checkLimits() })
    let hasHidden = relation.arity > shown
    var result = (0..<shown).map { _ in [Int32]() }
    let end = query.limit.map { query.offset + $0 } ?? Int.max
    if !hasHidden {
      let first = min(query.offset, order.count)
      let last = max(first, min(end, order.count))
      return try (0..<shown).map { column in
        try context.checkLimits()
        return order[first..<last].map { columns[column][Int($0)] }
      }
    }
    let seen = Relation(arity: shown)
    for number in order {
      try context.check()
      let row = (0..<shown).map { columns[$0][Int(number)] }
      guard seen.insert(row) else { continue }
      if seen.count > end { break }
      guard seen.count > query.offset else { continue }
      for column in 0..<shown { result[column].append(row[column]) }
    }
    return result
  }

  /// For each value its place in the order of all values; small integers are their own places.
  private func ranks(_ values: [Int32]) throws -> [Int32] {
    guard values.contains(where: { $0 >= 0 }) else { return values }
    let different = Relation(arity: 1)
    different.appendUnchecked([values])
    different.makeDistinct()
    var terms = try different.columns[0].values.map {
      try context.check()
      return (value: $0, term: try context.dictionary.term(Value(rawValue: $0)))
    }
    var comparisons = 0
    try terms.sort { left, right in
      comparisons += 1
      if comparisons & 0xFFF == 0 { try context.checkLimits() }
      if TermOrder.isBefore(left.term, right.term) { return true }
      return !TermOrder.isBefore(right.term, left.term) && left.value < right.value
    }
    var rank: [Int32: Int32] = [:]
    rank.reserveCapacity(terms.count)
    for (place, entry) in terms.enumerated() { rank[entry.value] = Int32(place) }
    return values.map { rank[$0]! }
  }
}
