import Graph

/// Solutions in an order (SPARQL 1.1 Query Language, section 15.1); equal ones stay as they came.
final class OrderSource: SolutionSource {
  private let input: any SolutionSource
  private let keys: [(column: ExpressionColumn, isDescending: Bool)]
  private let state: EvaluationState
  private var isDone = false

  init(
    _ input: any SolutionSource, _ conditions: [OrderCondition], _ builder: OperatorBuilder
  ) throws {
    self.input = input
    state = builder.state
    keys = try conditions.map {
      (
        try ExpressionColumn($0.expression, over: input.variables, builder), $0.isDescending
      )
    }
  }

  var variables: [Int] { input.variables }

  /// In n log n steps, on the ranks of the different values.
  func next() throws -> Solutions? {
    guard !isDone else { return nil }
    isDone = true
    let solutions = try input.all(state)
    var ranks: [[Int32]] = []
    for (column, isDescending) in keys {
      let values = try column.values(of: solutions)
      let rank = try Self.ranks(Set(values), state)
      ranks.append(values.map { isDescending ? -(rank[$0] ?? 0) : rank[$0] ?? 0 })
    }
    var order = Array(0..<Int32(truncatingIfNeeded: solutions.count))
    order.sort { first, second in
      for rank in ranks {
        let (left, right) = (rank[Int(first)], rank[Int(second)])
        if left != right { return left < right }
      }
      return first < second
    }
    try state.check()
    return solutions.rows(order)
  }

  /// The place of each value among all, 0 being that of none; values that are equal in order have one.
  private static func ranks(_ values: Set<Int32>, _ state: EvaluationState) throws -> [Int32: Int32]
  {
    var terms: [(value: Int32, term: Term)] = []
    for value in values where value != Solutions.unbound {
      terms.append((value, try state.terms.term(value)))
      try state.checkNowAndThen()
    }
    terms.sort { left, right in
      let order = TermComparison.totalOrder(left.term, right.term)
      return order != 0 ? order < 0 : left.value < right.value
    }
    var ranks: [Int32: Int32] = [Solutions.unbound: 0]
    var rank: Int32 = 0
    var last: Term?
    for (value, term) in terms {
      if last.map({ TermComparison.order($0, term) != 0 && $0 != term }) ?? true { rank += 1 }
      ranks[value] = rank
      last = term
    }
    return ranks
  }
}
