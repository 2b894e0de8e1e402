import Graph

/// Groups of solutions with the values of aggregates (Group and AggregateJoin of SPARQL 1.1 Query Language, section 18.5.1).
final class GroupSource: SolutionSource {
  private let input: any SolutionSource
  private let keyColumns: [ExpressionColumn]
  private let arguments: [ExpressionColumn?]
  private let aggregates: [GroupValue]
  private let state: EvaluationState
  let variables: [Int]
  private let hasKeys: Bool
  private var isDone = false

  init(
    _ input: any SolutionSource, keys: [(expression: Expression, variable: Int)],
    aggregates: [GroupValue], _ builder: OperatorBuilder
  ) throws {
    self.input = input
    self.aggregates = aggregates
    state = builder.state
    hasKeys = !keys.isEmpty
    variables = keys.map(\.variable) + aggregates.map(\.variable)
    keyColumns = try keys.map {
      try ExpressionColumn($0.expression, over: input.variables, builder)
    }
    arguments = try aggregates.map { value in
      try value.aggregate.argument.map {
        try ExpressionColumn($0, over: input.variables, builder)
      }
    }
  }

  func next() throws -> Solutions? {
    guard !isDone else { return nil }
    isDone = true
    var groups = RowKeys(width: keyColumns.count)
    var result = Solutions(variables: variables)
    var accumulators = aggregates.map { AggregateAccumulator($0.aggregate, state) }
    if !hasKeys {
      // Without keys there is one group, even of no solutions.
      _ = groups.number([], 0)
      for place in accumulators.indices { accumulators[place].addGroup() }
    }
    while let solutions = try input.next() {
      let keys = try keyColumns.map { try $0.values(of: solutions) }
      var numbers: [Int] = []
      numbers.reserveCapacity(solutions.count)
      for row in 0..<solutions.count {
        let (number, isNew) = groups.number(keys, row)
        numbers.append(number)
        guard isNew else { continue }
        for place in keys.indices { result.columns[place].append(keys[place][row]) }
        for place in accumulators.indices { accumulators[place].addGroup() }
      }
      for place in accumulators.indices {
        let values = try arguments[place]?.values(of: solutions)
        try accumulators[place].add(solutions, values, to: numbers)
      }
      try state.check()
    }
    try state.hold(bytes: groups.count * groups.bytesPerRow)
    result.count = groups.count
    for place in accumulators.indices {
      result.columns[keyColumns.count + place] = try accumulators[place].results()
    }
    return result
  }
}
