import Graph
import Tuples

/// Computes expressions: whole blocks of small integers at once, everything else row by row over terms.
struct ExpressionEvaluator {
  let context: EvaluationContext
  /// Of the rule, for overflow errors and notes.
  let span: SourceSpan
  private let inlineBase = Int64(1) << 30

  private var dictionary: SessionDictionary { context.dictionary }

  /// The value of an expression in each row; nil in rows that it does not fit.
  func values(_ expression: CompiledExpression, _ block: Block) throws -> [Int32?] {
    if let integers = integers(expression, block) {
      var values: [Int32?] = []
      values.reserveCapacity(integers.count)
      for integer in integers {
        guard let value = Value(inline: integer) else {
          values.append(try dictionary.intern(.integer(integer)))
          continue
        }
        values.append(value.rawValue)
      }
      return values
    }
    if case .arithmetic = expression, let numbers = floats(expression, block) {
      var values: [Int32] = []
      try dictionary.intern(numbers, into: &values)
      return values
    }
    let texts = try TextKernel(dictionary: dictionary).values(expression, block)
    return try (0..<block.count).map { row in
      if let value = texts?[row] { return value }
      if let operand = expression.operand {
        switch operand {
        case .register(let register): return block[register, row]
        case .constant(let value): return value
        }
      }
      return try term(expression, block, row).map(dictionary.intern)
    }
  }

  /// The integers of an expression, where all rows have small integers and nothing overflows.
  func integers(_ expression: CompiledExpression, _ block: Block) -> [Int64]? {
    switch expression {
    case .register(let register):
      let values = block.values(register)
      var largest = Int32.min
      for value in values { largest = max(largest, value) }
      guard largest < 0 else { return nil }
      return values.map { Int64($0) + inlineBase }
    case .constant(let value):
      guard value < 0 else { return nil }
      return [Int64](repeating: Int64(value) + inlineBase, count: block.count)
    case .unaryMinus(let operand): return integers(operand, block)?.map { 0 - $0 }
    case .arithmetic(let arithmetic, let left, let right):
      guard arithmetic == .plus || arithmetic == .minus || arithmetic == .times,
        var result = integers(left, block), let right = integers(right, block)
      else { return nil }
      var overflow = false
      for row in result.indices {
        let step =
          switch arithmetic {
          case .plus: result[row].addingReportingOverflow(right[row])
          case .minus: result[row].subtractingReportingOverflow(right[row])
          default: result[row].multipliedReportingOverflow(by: right[row])
          }
        result[row] = step.partialValue
        overflow = overflow || step.overflow
      }
      return overflow ? nil : result
    case .call(let function, let arguments) where function == .min || function == .max:
      guard arguments.count == 2, var result = integers(arguments[0], block),
        let other = integers(arguments[1], block)
      else { return nil }
      for row in result.indices {
        result[row] = function == .min ? min(result[row], other[row]) : max(result[row], other[row])
      }
      return result
    case .call: return nil
    }
  }

  /// The numbers of an expression, where all rows have floats, all of them finite.
  private func floats(_ expression: CompiledExpression, _ block: Block) -> [Double]? {
    switch expression {
    case .register(let register):
      var numbers: [Double] = []
      numbers.reserveCapacity(block.count)
      for value in block.values(register) {
        guard let number = dictionary.float(value) else { return nil }
        numbers.append(number)
      }
      return numbers
    case .constant(let value):
      return dictionary.float(value).map { [Double](repeating: $0, count: block.count) }
    case .arithmetic(let arithmetic, let left, let right):
      guard arithmetic != .modulo, let first = numbers(left, block),
        let second = numbers(right, block), first.areFloats || second.areFloats
      else { return nil }
      var result = first.numbers
      var isFinite = true
      for row in result.indices {
        switch arithmetic {
        case .plus: result[row] += second.numbers[row]
        case .minus: result[row] -= second.numbers[row]
        case .times: result[row] *= second.numbers[row]
        default: result[row] /= second.numbers[row]
        }
        isFinite = isFinite && result[row].isFinite
      }
      return isFinite ? result : nil
    case .unaryMinus, .call: return nil
    }
  }

  /// The numbers of an expression, where all rows have floats or all have small integers.
  private func numbers(_ expression: CompiledExpression, _ block: Block)
    -> (numbers: [Double], areFloats: Bool)?
  {
    if let floats = floats(expression, block) { return (floats, true) }
    switch expression {
    case .register, .constant:
      return integers(expression, block).map { ($0.map(Double.init), false) }
    // What integers give need not be small, and not every large one is a float.
    default: return nil
    }
  }

  /// Flags the rows in which a comparison holds.
  func compare(
    _ comparison: ComparisonOperator, _ left: CompiledExpression, _ right: CompiledExpression,
    _ block: Block
  ) throws -> [UInt8] {
    if let left = integers(left, block), let right = integers(right, block) {
      var flags = [UInt8](repeating: 0, count: block.count)
      switch comparison {
      case .equal: for row in flags.indices { flags[row] = left[row] == right[row] ? 1 : 0 }
      case .notEqual: for row in flags.indices { flags[row] = left[row] != right[row] ? 1 : 0 }
      case .less: for row in flags.indices { flags[row] = left[row] < right[row] ? 1 : 0 }
      case .lessOrEqual: for row in flags.indices { flags[row] = left[row] <= right[row] ? 1 : 0 }
      case .greater: for row in flags.indices { flags[row] = left[row] > right[row] ? 1 : 0 }
      case .greaterOrEqual:
        for row in flags.indices { flags[row] = left[row] >= right[row] ? 1 : 0 }
      }
      return flags
    }
    if let left = numbers(left, block), let right = numbers(right, block) {
      return compare(comparison, left.numbers, right.numbers)
    }
    let (left, right) = (try values(left, block), try values(right, block))
    return try (0..<block.count).map { row in
      guard let first = left[row], let second = right[row] else { return 0 }
      return try holds(comparison, first, second) ? 1 : 0
    }
  }

  private func compare(_ comparison: ComparisonOperator, _ left: [Double], _ right: [Double])
    -> [UInt8]
  {
    zip(left, right).map { first, second in
      let holds =
        switch comparison {
        case .equal: first == second
        case .notEqual: first != second
        case .less: first < second
        case .lessOrEqual: first <= second
        case .greater: first > second
        case .greaterOrEqual: first >= second
        }
      return holds ? 1 : 0
    }
  }

  /// Whether a comparison of two values holds; false, and noted, where their kinds differ.
  func holds(_ comparison: ComparisonOperator, _ left: Int32, _ right: Int32) throws -> Bool {
    switch comparison {
    case .equal: return try areEqual(left, right)
    case .notEqual: return try !areEqual(left, right)
    default: break
    }
    let first = try dictionary.term(Value(rawValue: left))
    let second = try dictionary.term(Value(rawValue: right))
    guard let order = TermOrder.compare(first, second) else {
      context.passOver(
        .types(operation: comparison.rawValue, first.kindPhrase, second.kindPhrase), at: span)
      return false
    }
    switch comparison {
    case .less: return order < 0
    case .lessOrEqual: return order <= 0
    case .greater: return order > 0
    case .greaterOrEqual: return order >= 0
    case .equal, .notEqual: return false
    }
  }

  func areEqual(_ left: Int32, _ right: Int32) throws -> Bool {
    if left == right { return true }
    if try left < 0 && right < 0 || !dictionary.mayHaveForms { return false }
    return TermOrder.areEqual(
      try dictionary.term(Value(rawValue: left)), try dictionary.term(Value(rawValue: right)))
  }

  // MARK: Row by row

  /// The term that an expression gives in a row; nil, and noted, where it does not fit.
  func term(_ expression: CompiledExpression, _ block: Block, _ row: Int) throws -> Term? {
    switch expression {
    case .register(let register):
      return try dictionary.term(Value(rawValue: block[register, row]))
    case .constant(let value): return try dictionary.term(Value(rawValue: value))
    case .unaryMinus(let operand):
      guard let operand = try term(operand, block, row) else { return nil }
      switch operand.numericValue {
      case .integer(let integer):
        let (result, overflow) = Int64(0).subtractingReportingOverflow(integer)
        if overflow { throw overflowError("-", .integer(integer), nil) }
        return .integer(result)
      case .decimal(let decimal): return Term(.decimal(decimal.negated))
      case .float(let number): return .float(-number)
      case .notANumber, nil: return fail(.type(operation: "-", operand.kindPhrase))
      }
    case .arithmetic(let arithmetic, let left, let right):
      guard let left = try term(left, block, row), let right = try term(right, block, row) else {
        return nil
      }
      return try compute(arithmetic, left, right)
    case .call(.conditional, let arguments):
      guard arguments.count == 3, let condition = try term(arguments[0], block, row) else {
        return nil
      }
      guard case .boolean(let holds) = condition.literalValue else {
        return fail(.type(operation: "if", condition.kindPhrase))
      }
      return try term(arguments[holds ? 1 : 2], block, row)
    case .call(let function, let arguments):
      var terms: [Term] = []
      for argument in arguments {
        guard let term = try term(argument, block, row) else { return nil }
        terms.append(term)
      }
      return try call(function, terms)
    }
  }

  func fail(_ failure: RowFailure) -> Term? {
    context.passOver(failure, at: span)
    return nil
  }

  func overflowError(_ operation: String, _ left: Term, _ right: Term?) -> Diagnostic {
    let operands = [left, right].compactMap { $0?.plainText }.joined(separator: " \(operation) ")
    return Diagnostic(
      .error,
      "integer overflow: \(right == nil ? operation : "")\(operands) is outside the 64-bit range",
      at: span)
  }

  private func compute(_ arithmetic: ArithmeticOperator, _ left: Term, _ right: Term) throws
    -> Term?
  {
    if let first = left.numericValue, let second = right.numericValue {
      return try compute(arithmetic, first, second, left, right)
    }
    if let moved = moved(arithmetic, left, right) { return moved }
    if arithmetic == .plus, let a = left.textValue, let b = right.textValue {
      try context.willMakeText(bytes: a.utf8.count + b.utf8.count)
      return .string(a + b)
    }
    return fail(.types(operation: arithmetic.rawValue, left.kindPhrase, right.kindPhrase))
  }

  /// A day so many days before or after another, or how many days lie between two; nil for what is no such sum.
  private func moved(_ arithmetic: ArithmeticOperator, _ left: Term, _ right: Term) -> Term? {
    func day(_ start: CalendarDate, _ days: Int64) -> Term? {
      let (sum, overflow) = Int64(start.daysSinceEpoch).addingReportingOverflow(days)
      return (overflow || sum.magnitude > 1 << 32 ? nil : CalendarDate(daysSinceEpoch: Int(sum)))
        .map { .date($0) }
    }
    switch (arithmetic, left, right) {
    case (.plus, .date(let start), .integer(let days)),
      (.plus, .integer(let days), .date(let start)):
      return day(start, days)
    case (.minus, .date(let start), .integer(let days)):
      return days == .min ? nil : day(start, -days)
    case (.minus, .date(let end), .date(let start)):
      return .integer(Int64(end.daysSinceEpoch - start.daysSinceEpoch))
    default: return nil
    }
  }
}
