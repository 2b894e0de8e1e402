import Graph

/// Arithmetic of two numbers. Integers give integers; beside a float the result is a float; decimals are exact up to
/// 38 digits, and where that is not enough, or a quotient has no end, the result is the nearest float.
extension ExpressionEvaluator {
  func compute(
    _ arithmetic: ArithmeticOperator, _ first: NumericValue, _ second: NumericValue, _ left: Term,
    _ right: Term
  ) throws -> Term? {
    switch (first, second) {
    case (.notANumber, _), (_, .notANumber):
      return fail(.types(operation: arithmetic.rawValue, left.kindPhrase, right.kindPhrase))
    case (.integer(let a), .integer(let b)):
      return try compute(arithmetic, a, b).map(Term.integer)
    case (.float, _), (_, .float): return compute(arithmetic, first.double, second.double)
    default: break
    }
    guard let a = first.decimal, let b = second.decimal else { return nil }
    if arithmetic == .divide || arithmetic == .modulo, b == DecimalNumber(0) {
      return fail(.divisionByZero)
    }
    let exact =
      switch arithmetic {
      case .plus: a.plus(b)
      case .minus: a.minus(b)
      case .times: a.times(b)
      case .divide: a.divided(by: b)
      case .modulo: a.remainder(dividingBy: b)
      }
    return exact.map { Term(.decimal($0)) } ?? compute(arithmetic, a.double, b.double)
  }

  private func compute(_ arithmetic: ArithmeticOperator, _ a: Int64, _ b: Int64) throws -> Int64? {
    let result: (partialValue: Int64, overflow: Bool)
    switch arithmetic {
    case .plus: result = a.addingReportingOverflow(b)
    case .minus: result = a.subtractingReportingOverflow(b)
    case .times: result = a.multipliedReportingOverflow(by: b)
    case .divide, .modulo:
      if b == 0 {
        _ = fail(.divisionByZero)
        return nil
      }
      result =
        arithmetic == .divide
        ? a.dividedReportingOverflow(by: b)
        : b == -1 ? (0, false) : a.remainderReportingOverflow(dividingBy: b)
    }
    if result.overflow { throw overflowError(arithmetic.rawValue, .integer(a), .integer(b)) }
    return result.partialValue
  }

  private func compute(_ arithmetic: ArithmeticOperator, _ a: Double, _ b: Double) -> Term? {
    let result: Double
    switch arithmetic {
    case .plus: result = a + b
    case .minus: result = a - b
    case .times: result = a * b
    case .divide, .modulo:
      if b == 0 { return fail(.divisionByZero) }
      result = arithmetic == .divide ? a / b : a.truncatingRemainder(dividingBy: b)
    }
    return result.isFinite ? .float(result) : fail(.notFinite(operation: arithmetic.rawValue))
  }
}
