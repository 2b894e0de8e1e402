import Graph

/// Rows of `VALUES`.
final class TableSource: SolutionSource {
  let variables: [Int]
  private var solutions: Solutions?

  init(_ data: InlineData, _ state: EvaluationState) throws {
    variables = data.variables
    var table = Solutions(variables: data.variables)
    table.count = data.rows.count
    for column in data.variables.indices {
      table.columns[column] = try data.rows.map { row in
        try row[column].map { try state.terms.intern($0) } ?? Solutions.unbound
      }
    }
    solutions = table
  }

  func next() -> Solutions? {
    defer { solutions = nil }
    return solutions
  }
}

/// Solutions for which a condition holds.
final class FilterSource: SolutionSource {
  private let input: any SolutionSource
  private let test: ConditionTest

  init(_ input: any SolutionSource, _ condition: Expression, _ builder: OperatorBuilder) throws {
    self.input = input
    test = try ConditionTest(condition, over: input.variables, builder)
  }

  var variables: [Int] { input.variables }

  func next() throws -> Solutions? { try input.next().map { try test.kept(of: $0) } }
}

/// Solutions with the value of an expression in one more variable; unbound where it gives an error.
final class ExtendSource: SolutionSource {
  private let input: any SolutionSource
  private let values: ExpressionColumn
  private let variable: Int
  private let state: EvaluationState
  private var numbersRows = false
  let variables: [Int]

  init(
    _ input: any SolutionSource, _ variable: Int, _ expression: Expression,
    _ builder: OperatorBuilder
  ) throws {
    self.input = input
    self.variable = variable
    state = builder.state
    var columns = input.variables
    if expression.asksForBlanksOfRow {
      let row = state.rowVariable ?? state.variables.fresh()
      state.rowVariable = row
      if !columns.contains(row) {
        columns.append(row)
        numbersRows = true
      }
    }
    values = try ExpressionColumn(expression, over: columns, builder)
    variables = columns.contains(variable) ? columns : columns + [variable]
  }

  func next() throws -> Solutions? {
    guard var solutions = try input.next() else { return nil }
    if numbersRows, let row = state.rowVariable {
      solutions.add(row, state.numbers(ofRows: solutions.count))
    }
    let column = try values.values(of: solutions)
    if let place = solutions.variables.firstIndex(of: variable) {
      solutions.columns[place] = column
    } else {
      solutions.add(variable, column)
    }
    return solutions
  }
}

/// The solutions of two sources, one after the other.
final class UnionSource: SolutionSource {
  private let left: any SolutionSource
  private let right: any SolutionSource
  let variables: [Int]

  init(_ left: any SolutionSource, _ right: any SolutionSource) {
    (self.left, self.right) = (left, right)
    variables = left.variables + right.variables.filter { !left.variables.contains($0) }
  }

  func next() throws -> Solutions? {
    if let more = try left.next() { return more.arranged(as: variables) }
    return try right.next()?.arranged(as: variables)
  }
}

/// Some variables of solutions.
final class ProjectSource: SolutionSource {
  private let input: any SolutionSource
  let variables: [Int]

  init(_ input: any SolutionSource, _ variables: [Int]) {
    (self.input, self.variables) = (input, variables)
  }

  func next() throws -> Solutions? { try input.next()?.arranged(as: variables) }
}

/// Solutions, each once.
final class DistinctSource: SolutionSource {
  private let input: any SolutionSource
  private let state: EvaluationState
  private var seen: RowKeys

  init(_ input: any SolutionSource, _ state: EvaluationState) {
    (self.input, self.state) = (input, state)
    seen = RowKeys(width: input.variables.count)
  }

  var variables: [Int] { input.variables }

  func next() throws -> Solutions? {
    guard let solutions = try input.next() else { return nil }
    var kept: [Int32] = []
    for row in 0..<solutions.count where seen.number(solutions.columns, row).isNew {
      kept.append(Int32(truncatingIfNeeded: row))
    }
    try state.hold(bytes: kept.count * seen.bytesPerRow)
    return kept.count == solutions.count ? solutions : solutions.rows(kept)
  }
}

/// A run of solutions.
final class SliceSource: SolutionSource {
  private let input: any SolutionSource
  private var skipped: Int
  private var left: Int

  init(_ input: any SolutionSource, offset: Int, limit: Int?) {
    self.input = input
    skipped = offset
    left = limit ?? Int.max
  }

  var variables: [Int] { input.variables }

  func next() throws -> Solutions? {
    while left > 0, let solutions = try input.next() {
      let start = min(skipped, solutions.count)
      skipped -= start
      let end = left < solutions.count - start ? start + left : solutions.count
      guard end > start else { continue }
      left -= end - start
      return solutions.rows(start..<end)
    }
    return nil
  }
}

/// Solutions that no compatible one of another source shares a variable with.
final class MinusSource: SolutionSource {
  private let left: any SolutionSource
  private let right: any SolutionSource
  private let state: EvaluationState
  private var index: CompatibleIndex?

  init(_ left: any SolutionSource, _ right: any SolutionSource, _ state: EvaluationState) {
    (self.left, self.right, self.state) = (left, right, state)
  }

  var variables: [Int] { left.variables }

  func next() throws -> Solutions? {
    guard let solutions = try left.next() else { return nil }
    let index = try index ?? CompatibleIndex(right.all(state), input: variables, state)
    self.index = index
    guard !index.shared.isEmpty, index.solutions.count > 0 else { return solutions }
    let shared = index.shared.map { solutions.column(of: $0) ?? [] }
    var kept: [Int32] = []
    var found: [Int32] = []
    for row in 0..<solutions.count {
      found.removeAll(keepingCapacity: true)
      index.find(shared, row, mustShare: true, into: &found)
      if found.isEmpty { kept.append(Int32(truncatingIfNeeded: row)) }
      try state.checkNowAndThen()
    }
    return kept.count == solutions.count ? solutions : solutions.rows(kept)
  }
}

/// Solutions joined with those of a pattern that fulfil a condition, and by themselves where there are none.
final class LeftJoinSource: SolutionSource {
  private let left: any SolutionSource
  private let right: any SolutionExtender
  private let test: ConditionTest?
  private let number: Int
  let variables: [Int]

  init(
    _ left: any SolutionSource, _ right: any SolutionExtender, _ condition: Expression?,
    _ builder: OperatorBuilder
  ) throws {
    self.left = left
    self.right = right
    // Rows are told apart by a variable of their own.
    number = builder.state.variables.fresh()
    let joined = right.variables(after: left.variables + [number])
    let number = number
    variables = joined.filter { $0 != number }
    test = try condition.map { try ConditionTest($0, over: joined, builder) }
  }

  func next() throws -> Solutions? {
    guard let solutions = try left.next() else { return nil }
    var numbered = solutions
    numbered.add(number, Array(0..<Int32(truncatingIfNeeded: solutions.count)))
    var joined = try right.extend(numbered)
    if let test { joined = try test.kept(of: joined) }
    var isMatched = [Bool](repeating: false, count: solutions.count)
    for row in joined.column(of: number) ?? [] { isMatched[Int(row)] = true }
    var result = joined.arranged(as: variables)
    let alone = isMatched.indices.filter { !isMatched[$0] }.map { Int32(truncatingIfNeeded: $0) }
    if !alone.isEmpty { result.append(solutions.rows(alone)) }
    return result
  }
}
