import Graph

/// Computes an expression for all solutions of a piece; made for one list of columns.
final class ExpressionColumn {
  /// The expression with numbers of columns in the place of variables; -1 where there is no column.
  private let expression: Expression
  /// The tests of `EXISTS` in it, whose results are columns behind the others.
  private let tests: [ExistsTest]
  private let evaluator: ExpressionEvaluator
  private let state: EvaluationState

  init(_ expression: Expression, over variables: [Int], _ builder: OperatorBuilder) throws {
    state = builder.state
    evaluator = ExpressionEvaluator(builder.state)
    var tests: [ExistsTest] = []
    func resolve(_ expression: Expression) throws -> Expression {
      switch expression {
      case .variable(let number): return .variable(variables.firstIndex(of: number) ?? -1)
      case .exists(let pattern, let isNegated):
        tests.append(try ExistsTest(pattern, isNegated: isNegated, over: variables, builder))
        return .variable(variables.count + tests.count - 1)
      default: return try expression.mapped(resolve)
      }
    }
    self.expression = try resolve(expression)
    self.tests = tests
    evaluator.rowColumn = state.rowVariable.flatMap { variables.firstIndex(of: $0) }
  }

  /// The value in each solution; unbound where the expression gives an error.
  func values(of solutions: Solutions) throws -> [Int32] {
    let columns = try columns(of: solutions)
    if case .variable(let column) = expression {
      return column >= 0
        ? columns[column] : [Int32](repeating: Solutions.unbound, count: solutions.count)
    }
    var values = [Int32](repeating: Solutions.unbound, count: solutions.count)
    for row in 0..<solutions.count {
      try state.checkNowAndThen()
      if let operand = try evaluator.value(expression, columns, row) {
        values[row] = try evaluator.number(operand)
      }
    }
    return values
  }

  /// Whether the expression holds in each solution; an error counts as no.
  func truths(of solutions: Solutions) throws -> [Bool] {
    let columns = try columns(of: solutions)
    var truths = [Bool](repeating: false, count: solutions.count)
    for row in 0..<solutions.count {
      try state.checkNowAndThen()
      truths[row] = try evaluator.truth(expression, columns, row) ?? false
    }
    return truths
  }

  private func columns(of solutions: Solutions) throws -> [[Int32]] {
    var columns = solutions.columns
    for test in tests { columns.append(try test.values(of: solutions)) }
    return columns
  }
}

/// A condition on solutions.
struct ConditionTest {
  private let column: ExpressionColumn

  init(_ condition: Expression, over variables: [Int], _ builder: OperatorBuilder) throws {
    column = try ExpressionColumn(condition, over: variables, builder)
  }

  /// The solutions for which it holds.
  func kept(of solutions: Solutions) throws -> Solutions {
    guard solutions.count > 0 else { return solutions }
    let truths = try column.truths(of: solutions)
    let rows = truths.indices.filter { truths[$0] }.map { Int32(truncatingIfNeeded: $0) }
    return rows.count == solutions.count ? solutions : solutions.rows(rows)
  }
}
