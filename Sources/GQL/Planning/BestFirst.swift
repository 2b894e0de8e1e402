import Tuples

/// Looks whether a rule of a recursive `min` or `max` derives nothing better than the value it starts from: then a
/// value is final once all better ones have been followed, as in Dijkstra's algorithm, and the best are followed first.
///
///     dist(Y, min(D)) :- dist(X, D0), road(X, Y, W), D = D0 + W.     where no W is below 0
///     label(Y, min(L)) :- label(X, L), edge(X, Y).
///     width(Y, max(C)) :- width(X, C0), pipe(X, Y, W), C = min(C0, W).
///
/// E. W. Dijkstra, "A note on two problems in connexion with graphs" (1959).
struct BestFirst {
  let rule: LogicalRule
  let predicate: Int
  /// The column of the values.
  let column: Int

  /// - Parameter relation: the tuples of a predicate that does not grow; nil for others.
  func isMonotone(isMinimum: Bool, relation: (Int) throws -> Relation?) throws -> Bool {
    guard case .aggregate(_, let argument?) = rule.columns[column], let value = startingValue else {
      return false
    }
    var expression = argument
    var definition: Int?
    if let result = argument.variable, result != value {
      definition = rule.body.firstIndex { defining($0, result) != nil }
      guard let definition, let found = defining(rule.body[definition], result) else {
        return false
      }
      expression = found
    }
    // What else is done with the value could let a worse one lead to more.
    let others = rule.body.indices.filter { $0 != definition }
    let uses = others.reduce(0) { sum, literal in
      sum + rule.body[literal].variables.count { $0 == value }
    }
    guard uses == 1 else { return false }
    let heads = rule.columns.indices.filter { $0 != column }.flatMap { place -> [Int] in
      if case .expression(let expression) = rule.columns[place] { expression.variables } else { [] }
    }
    guard !heads.contains(value) else { return false }
    if expression.variable == value { return true }
    if case .call(let function, let arguments) = expression, arguments.count == 2,
      arguments.count(where: { $0.variable == value }) == 1
    {
      return function == (isMinimum ? .max : .min)
    }
    guard isMinimum else { return false }
    let summands = Self.summands(of: expression)
    let increments = summands.filter { $0.variable != value }
    guard increments.count == summands.count - 1,
      !increments.contains(where: { $0.variables.contains(value) })
    else { return false }
    return try increments.allSatisfy { try isNeverNegative($0, relation) }
  }

  private static func summands(of expression: LogicalExpression) -> [LogicalExpression] {
    guard case .arithmetic(.plus, let left, let right) = expression else { return [expression] }
    return summands(of: left) + summands(of: right)
  }

  /// The variable of the value from which the rule starts, where one atom gives one.
  private var startingValue: Int? {
    let atoms = rule.body.compactMap { literal -> [LogicalTerm]? in
      if case .atom(predicate, let terms) = literal { terms } else { nil }
    }
    return atoms.count == 1 ? atoms[0][column].variable : nil
  }

  private func defining(_ literal: LogicalLiteral, _ variable: Int) -> LogicalExpression? {
    guard case .comparison(.equal, let left, let right) = literal else { return nil }
    if left.variable == variable { return right }
    return right.variable == variable ? left : nil
  }

  private func isNeverNegative(
    _ expression: LogicalExpression, _ relation: (Int) throws -> Relation?
  ) throws -> Bool {
    switch expression {
    case .term(.constant(.integer(let integer))): return integer >= 0
    case .term(.variable(let variable)):
      for case .atom(let source, let terms) in rule.body {
        guard let column = terms.firstIndex(of: .variable(variable)),
          let tuples = try relation(source)
        else { continue }
        guard let bounds = tuples.columns[column].range else { return true }
        return bounds.lowerBound >= Block.smallZero && bounds.upperBound < 0
      }
      for literal in rule.body {
        switch literal {
        case .range(.variable(variable), let low, _):
          if case .term(.constant(.integer(let integer))) = low { return integer >= 0 }
        case .member(.variable(variable), let elements):
          return elements.allSatisfy { element in
            if case .term(.constant(.integer(let integer))) = element {
              integer >= 0
            } else {
              false
            }
          }
        default: break
        }
      }
      return false
    case .arithmetic(.plus, let left, let right), .arithmetic(.times, let left, let right):
      return try isNeverNegative(left, relation) && isNeverNegative(right, relation)
    case .call(.length, _): return true
    default: return false
    }
  }
}
