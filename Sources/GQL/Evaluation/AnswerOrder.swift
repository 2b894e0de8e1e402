import Graph
import Tuples

/// Puts the tuples of a query in order: by its sort keys, then by all columns in the order of all values.
struct AnswerOrder {
  let context: EvaluationContext

  /// The shown columns of the answer, sorted, without rows that occur twice, cut to offset and limit.
  func rows(of relation: Relation, for query: AnalyzedQuery) throws -> [[Int32]] {
    try context.checkLimits()
    if relation.count <= Self.fewRows { return try rows(ofFew: relation, for: query) }
    let shown = query.columns.count
    let hasHidden = relation.arity > shown
    let end = query.limit.map { query.offset + $0 } ?? Int.max
    var columns = try relation.columns.map { column in
      try context.checkLimits()
      return column.values
    }
    // Rows that differ in hidden columns only are one answer, so how many are needed is not known before.
    if !hasHidden, end < relation.count {
      let rows = try firstRows(end, of: columns, for: query)
      columns = columns.map { values in rows.map { values[Int($0)] } }
    }
    let ranks = try columns.map(ranks)
    var keys: [[Int32]] = []
    for key in query.order {
      keys.append(key.descending ? ranks[key.column].map { ~$0 } : ranks[key.column])
    }
    let sorted = columns.first?.count ?? relation.count
    let sortBytes = (columns.count + keys.count + ranks.count + 2) * sorted * 4
    let order = try RadixSort.order(
      by: keys + ranks, count: sorted, progress: { try context.checkLimits(extra: sortBytes) })
    var result = (0..<shown).map { _ in [Int32]() }
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

  /// Up to so many rows are put in order by comparing them.
  private static let fewRows = 16

  private func rows(ofFew relation: Relation, for query: AnalyzedQuery) throws -> [[Int32]] {
    let columns = relation.columns.map(\.values)
    if columns.count == 1, query.order.isEmpty { return [try rows(ofFew: columns[0], for: query)] }
    var order = Array(0..<relation.count)
    if order.count > 1 {
      let terms = try columns.map { values in
        try values.map { TermOrder.Key(try context.dictionary.term(Value(rawValue: $0))) }
      }
      let keys =
        query.order.map { ($0.column, $0.descending) } + columns.indices.map { ($0, false) }
      order.sort { left, right in
        for (column, isDescending) in keys where columns[column][left] != columns[column][right] {
          let (first, second) = isDescending ? (right, left) : (left, right)
          return TermOrder.isBefore(terms[column][first], terms[column][second])
        }
        return false
      }
    }
    let shown = 0..<query.columns.count
    if columns.count > shown.count {
      var seen: Set<[Int32]> = []
      order = order.filter { row in seen.insert(shown.map { columns[$0][row] }).inserted }
    }
    let rows = order.dropFirst(query.offset).prefix(query.limit ?? .max)
    return shown.map { column in rows.map { columns[column][$0] } }
  }

  /// One column, which most look-ups give.
  private func rows(ofFew values: [Int32], for query: AnalyzedQuery) throws -> [Int32] {
    guard values.count > 1 else { return Array(cut(values, for: query)) }
    var rows = try values.map {
      (value: $0, key: TermOrder.Key(try context.dictionary.term(Value(rawValue: $0))))
    }
    rows.sort { TermOrder.isBefore($0.key, $1.key) }
    return cut(rows, for: query).map(\.value)
  }

  private func cut<Row>(_ rows: [Row], for query: AnalyzedQuery) -> ArraySlice<Row> {
    rows.dropFirst(query.offset).prefix(query.limit ?? .max)
  }

  /// Numbers of the rows that come first, in no order: for a query with a limit, only these are sorted.
  ///
  /// Key by key, rows before the one at the limit are in, rows after it are out, and those that tie with it are told
  /// apart by the next key; so texts, which take longest to compare, are mostly not compared at all.
  private func firstRows(
    _ wanted: Int, of columns: [[Int32]], for query: AnalyzedQuery
  ) throws -> [Int32] {
    var certain: [Int32] = []
    var tied = columns.first.map { Array(0..<Int32($0.count)) } ?? []
    let keys = query.order.map { ($0.column, $0.descending) } + columns.indices.map { ($0, false) }
    for (column, isDescending) in keys {
      let open = wanted - certain.count
      guard open > 0, tied.count > open else { break }
      var ranks = try ranks(tied.map { columns[column][Int($0)] })
      if isDescending { ranks = ranks.map { ~$0 } }
      let order = try RadixSort.order(
        by: [ranks], count: tied.count, progress: { try context.checkLimits() })
      let last = ranks[Int(order[open - 1])]
      certain += tied.indices.filter { ranks[$0] < last }.map { tied[$0] }
      tied = tied.indices.filter { ranks[$0] == last }.map { tied[$0] }
    }
    return wanted > certain.count ? certain + tied : certain
  }

  /// For each value its place in the order of all values; small integers are their own places.
  private func ranks(_ values: [Int32]) throws -> [Int32] {
    guard values.contains(where: { $0 >= 0 }) else { return values }
    let different = Relation(arity: 1)
    different.appendUnchecked([values])
    try different.makeDistinct(progress: context.check)
    var others: [(value: Int32, key: TermOrder.Key)] = []
    var texts: [(value: Int32, term: Term, text: String)] = []
    for value in different.columns[0].values {
      try context.check()
      let term = try context.dictionary.term(Value(rawValue: value))
      let key = TermOrder.Key(term)
      if key.kind == .text {
        texts.append((value, term, term.plainText))
      } else {
        others.append((value, key))
      }
    }
    try others.sort { left, right in
      try context.check()
      return TermOrder.isBefore(left.key, right.key)
    }
    // Texts are the last kind, and mostly all there is.
    let order = try TextSort.order(of: texts.map(\.text)) { try context.checkLimits() }
    texts = order.map { texts[Int($0)] }
    var start = 0
    for end in texts.indices.map({ $0 + 1 })
    where end == texts.count || texts[end].text != texts[start].text {
      if end - start > 1 { texts[start..<end].sort { TermOrder.isBefore($0.term, $1.term) } }
      start = end
    }
    var rank: [Int32: Int32] = [:]
    rank.reserveCapacity(different.count)
    for value in others.map(\.value) + texts.map(\.value) {
      if rank.count & 0xFFFF == 0 { try context.checkLimits() }
      rank[value] = Int32(rank.count)
    }
    return try values.enumerated().map { row, value in
      if row & 0xFFFF == 0 { try context.checkLimits() }
      return rank[value]!
    }
  }
}
