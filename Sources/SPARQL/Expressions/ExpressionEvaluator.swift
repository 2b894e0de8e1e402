import GQL
import Graph

/// Evaluates expressions for one row (SPARQL 1.1 Query Language, section 17). Nil is an error, as an unbound variable is.
final class ExpressionEvaluator {
  private let state: EvaluationState
  /// The column that numbers rows, where there is one.
  var rowColumn: Int?

  /// A value, by its number or as a term: a number is only looked for where it is needed.
  enum Operand {
    case number(Int32)
    case term(Term)
  }

  init(_ state: EvaluationState) { self.state = state }

  func term(_ operand: Operand) throws -> Term {
    switch operand {
    case .number(let number): try state.terms.term(number)
    case .term(let term): term
    }
  }

  func number(_ operand: Operand) throws -> Int32 {
    switch operand {
    case .number(let number): number
    case .term(let term): try state.terms.intern(term)
    }
  }

  // MARK: Values

  /// - Parameter columns: variables in the expression are numbers of these.
  func value(_ expression: Expression, _ columns: [[Int32]], _ row: Int) throws -> Operand? {
    switch expression {
    case .variable(let column):
      guard column >= 0, columns[column][row] != Solutions.unbound else { return nil }
      return .number(columns[column][row])
    case .term(let term): return .term(term)
    case .or, .and, .not, .comparison, .member:
      return try truth(expression, columns, row).map { .term(.boolean($0)) }
    case .arithmetic(let operation, let left, let right):
      guard let left = try term(left, columns, row), let right = try term(right, columns, row),
        let first = Number(left), let second = Number(right)
      else { return nil }
      return first.combined(with: second, operation).map { .term($0.term) }
    case .negative(let part):
      guard let term = try term(part, columns, row), let number = Number(term) else { return nil }
      return Number.zero.combined(with: number, .minus).map { .term($0.term) }
    case .positive(let part):
      guard let term = try term(part, columns, row), Number(term) != nil else { return nil }
      return .term(term)
    case .cast(let cast, let part):
      guard let term = try term(part, columns, row) else { return nil }
      return Cast.apply(cast, to: term).map { .term($0) }
    case .call(let function, let arguments):
      return try call(function, arguments, columns, row)
    case .unknownFunction, .exists, .aggregate: return nil
    }
  }

  private func term(_ expression: Expression, _ columns: [[Int32]], _ row: Int) throws -> Term? {
    try value(expression, columns, row).map { try term($0) }
  }

  private func call(
    _ function: BuiltIn, _ arguments: [Expression], _ columns: [[Int32]], _ row: Int
  ) throws -> Operand? {
    switch function {
    case .bound:
      guard case .variable(let column) = arguments[0] else { return nil }
      return .term(.boolean(column >= 0 && columns[column][row] != Solutions.unbound))
    case .coalesce:
      for argument in arguments {
        if let value = try value(argument, columns, row) { return value }
      }
      return nil
    case .if:
      guard let condition = try truth(arguments[0], columns, row) else { return nil }
      return try value(arguments[condition ? 1 : 2], columns, row)
    case .sameTerm:
      guard let left = try value(arguments[0], columns, row),
        let right = try value(arguments[1], columns, row)
      else { return nil }
      if case .number(let first) = left, case .number(let second) = right {
        return .term(.boolean(first == second))
      }
      return .term(.boolean(try term(left) == term(right)))
    case .bnode:
      if arguments.isEmpty { return .term(state.freshBlank()) }
      guard case .string(let text)? = try term(arguments[0], columns, row) else { return nil }
      let number = rowColumn.map { columns[$0][row] } ?? -1
      return .term(state.blank(text, row: number))
    default:
      var terms: [Term] = []
      for argument in arguments {
        guard let term = try term(argument, columns, row) else { return nil }
        terms.append(term)
      }
      return try FunctionLibrary(state).call(function, terms).map { .term($0) }
    }
  }

  // MARK: Truth

  /// The effective boolean value (section 17.2.2); nil where there is none.
  func truth(_ expression: Expression, _ columns: [[Int32]], _ row: Int) throws -> Bool? {
    switch expression {
    case .or(let left, let right):
      let first = try truth(left, columns, row)
      if first == true { return true }
      let second = try truth(right, columns, row)
      return second == true ? true : first == nil || second == nil ? nil : false
    case .and(let left, let right):
      let first = try truth(left, columns, row)
      if first == false { return false }
      let second = try truth(right, columns, row)
      return second == false ? false : first == nil || second == nil ? nil : true
    case .not(let part): return try truth(part, columns, row).map { !$0 }
    case .comparison(let comparison, let left, let right):
      guard let left = try value(left, columns, row), let right = try value(right, columns, row)
      else { return nil }
      return try compare(comparison, left, right)
    case .member(let part, let list, let isNegated):
      guard let value = try value(part, columns, row) else { return nil }
      var hasError = false
      for element in list {
        guard let other = try self.value(element, columns, row),
          let isEqual = try compare(.equal, value, other)
        else {
          hasError = true
          continue
        }
        if isEqual { return !isNegated }
      }
      return hasError ? nil : isNegated
    default:
      guard let value = try value(expression, columns, row) else { return nil }
      return Self.truth(of: try term(value))
    }
  }

  static func truth(of term: Term) -> Bool? {
    switch term {
    case .boolean(let truth): return truth
    case .string(let text): return !text.isEmpty
    case .integer(let integer): return integer != 0
    case .float(let number): return number != 0 && !number.isNaN
    case .typed(_, let datatype):
      guard datatype == RDFVocabulary.boolean || NumericType(datatype: datatype) != nil else {
        return nil
      }
      switch term.literalValue {
      case .boolean(let truth): return truth
      case .number(.notANumber), nil: return false
      case .number(let number): return NumericValue.order(number, .integer(0)) != 0
      case .time: return nil
      }
    default: return nil
    }
  }

  private func compare(
    _ comparison: Expression.Comparison, _ left: Operand, _ right: Operand
  ) throws -> Bool? {
    if case .number(let first) = left, case .number(let second) = right, first < 0, second < 0 {
      // Integers that are held in their numbers are in the order of these.
      return Self.holds(comparison, first < second ? -1 : first == second ? 0 : 1)
    }
    let (first, second) = (try term(left), try term(right))
    switch comparison {
    case .equal: return TermComparison.areEqual(first, second)
    case .notEqual: return TermComparison.areEqual(first, second).map { !$0 }
    default:
      // With NaN, none of them holds.
      if TermComparison.isNotANumber(first) && Number(second) != nil
        || TermComparison.isNotANumber(second) && Number(first) != nil
      {
        return false
      }
      return TermComparison.order(first, second).map { Self.holds(comparison, $0) }
    }
  }

  private static func holds(_ comparison: Expression.Comparison, _ order: Int) -> Bool {
    switch comparison {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessEqual: order <= 0
    case .greater: order > 0
    case .greaterEqual: order >= 0
    }
  }
}
