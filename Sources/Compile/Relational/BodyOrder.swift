import GQL
import Graph

/// Puts the literals of a body in an order in which every variable is bound before it is used.
///
/// Tests and equations come as soon as they can, since they leave rows out; then negations; of the atoms, the first in the
/// order of the program that shares a variable with those before it, so that there is no product where a join will do.
/// Quadratic in the literals of a body.
struct BodyOrder {
  private(set) var steps: [BodyStep] = []
  private(set) var bound: Set<Int> = []
  /// Variables that occur in a negation and nowhere else.
  private let existential: Set<Int>
  private var rest: [LogicalLiteral]

  init(_ rule: LogicalRule) throws(Diagnostic) {
    rest = rule.body
    var uses: [Int: Int] = [:]
    var negated: Set<Int> = []
    for literal in rule.body {
      for variable in Set(VariableUse.variables(of: literal)) { uses[variable, default: 0] += 1 }
      if case .negation = literal { negated.formUnion(VariableUse.variables(of: literal)) }
    }
    let inHead = Set(rule.columns.flatMap(VariableUse.variables))
    existential = negated.filter { uses[$0] == 1 && !inHead.contains($0) }
    while !rest.isEmpty {
      guard let place = nextPlace() else {
        throw Refusal.because("an order of its literals was not found", at: rule.span)
      }
      let literal = rest.remove(at: place)
      try take(literal, rule.span)
    }
  }

  private func nextPlace() -> Int? {
    if let place = rest.firstIndex(where: { rank($0) == 0 }) { return place }
    if let place = rest.firstIndex(where: { rank($0) == 1 }) { return place }
    return rest.firstIndex { rank($0) == 2 } ?? rest.firstIndex { rank($0) == 3 }
  }

  /// 0 for what only leaves rows out or computes, 1 for what joins or gives few values, 2 for an atom that shares nothing,
  /// 3 for a generator; nil for what has to wait.
  private func rank(_ literal: LogicalLiteral) -> Int? {
    switch literal {
    case .atom(_, let terms):
      let variables = VariableUse.variables(of: terms)
      let isJoined =
        variables.contains(where: bound.contains) || variables.count < terms.count
        || variables.isEmpty
      return bound.isEmpty || isJoined ? 1 : 2
    case .negation(_, let terms):
      let open = VariableUse.variables(of: terms).filter { !existential.contains($0) }
      return open.allSatisfy(bound.contains) ? 0 : nil
    case .comparison(let comparison, let left, let right):
      let (isLeft, isRight) = (isBound(left), isBound(right))
      if isLeft && isRight { return 0 }
      guard comparison == .equal else { return nil }
      return isLeft && freeVariable(right) != nil || isRight && freeVariable(left) != nil ? 0 : nil
    case .test(_, let arguments, _): return arguments.allSatisfy(isBound) ? 0 : nil
    case .range(let term, let low, let high):
      guard isBound(low), isBound(high) else { return nil }
      return isBound(.term(term)) ? 0 : 3
    case .member(let term, let elements):
      guard elements.allSatisfy(isBound) else { return nil }
      return isBound(.term(term)) ? 0 : 3
    case .search: return 3
    }
  }

  private mutating func take(_ literal: LogicalLiteral, _ span: SourceSpan) throws(Diagnostic) {
    switch literal {
    case .atom(let predicate, let terms):
      steps.append(.scan(predicate, terms))
      bound.formUnion(VariableUse.variables(of: terms))
    case .negation(let predicate, let terms): steps.append(.absent(predicate, terms))
    case .comparison(let comparison, let left, let right):
      if isBound(left), isBound(right) {
        steps.append(.compare(comparison, left, right))
      } else if let variable = freeVariable(left) {
        assign(variable, right)
      } else if let variable = freeVariable(right) {
        assign(variable, left)
      }
    case .test(let test, let arguments, let negated):
      steps.append(.test(test, arguments, negated: negated))
    case .range(let term, let low, let high):
      if case .variable(let variable) = term, !bound.contains(variable) {
        steps.append(.generate(variable, low, high))
        bound.insert(variable)
      } else {
        steps.append(.between(term, low, high))
      }
    case .member(let term, let elements):
      if case .variable(let variable) = term, !bound.contains(variable) {
        steps.append(.choose(variable, elements))
        bound.insert(variable)
      } else {
        steps.append(.oneOf(term, elements))
      }
    case .search:
      throw Refusal.because("other engines have no index of the words of sentences", at: span)
    }
  }

  private mutating func assign(_ variable: Int, _ expression: LogicalExpression) {
    steps.append(.assign(variable, expression))
    bound.insert(variable)
  }

  private func freeVariable(_ expression: LogicalExpression) -> Int? {
    guard case .term(.variable(let variable)) = expression, !bound.contains(variable) else {
      return nil
    }
    return variable
  }

  private func isBound(_ expression: LogicalExpression) -> Bool {
    VariableUse.variables(of: expression).allSatisfy(bound.contains)
  }
}

/// Which variables parts of a rule use.
enum VariableUse {
  static func variables(of literal: LogicalLiteral) -> [Int] {
    switch literal {
    case .atom(_, let terms), .negation(_, let terms): variables(of: terms)
    case .comparison(_, let left, let right): variables(of: left) + variables(of: right)
    case .test(_, let arguments, _): arguments.flatMap(variables)
    case .range(let term, let low, let high):
      variables(of: [term]) + variables(of: low) + variables(of: high)
    case .member(let term, let elements): variables(of: [term]) + elements.flatMap(variables)
    case .search(let words, let sentence, let score):
      variables(of: words) + variables(of: [sentence, score])
    }
  }

  static func variables(of terms: [LogicalTerm]) -> [Int] {
    terms.compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
  }

  static func variables(of expression: LogicalExpression) -> [Int] {
    switch expression {
    case .term(let term): variables(of: [term])
    case .unaryMinus(let inner): variables(of: inner)
    case .arithmetic(_, let left, let right): variables(of: left) + variables(of: right)
    case .call(_, let arguments): arguments.flatMap(variables)
    }
  }

  static func variables(of column: LogicalRule.HeadColumn) -> [Int] {
    switch column {
    case .expression(let expression): variables(of: expression)
    case .aggregate(_, let argument): argument.map(variables) ?? []
    }
  }
}
