import Graph
import Tuples

/// Finds the ways in which a rule gives a tuple, over relations that are complete.
struct RuleInstances {
  let program: LogicalProgram
  let context: EvaluationContext
  let options: Engine.Optimizations
  let relation: (Int) throws -> Relation

  /// Values of the rule's variables for which its body holds and its head is the tuple; nil where a variable has none.
  ///
  /// - Parameters:
  ///   - tuple: nil for a column whose value is free, as that of an aggregate.
  ///   - limit: how many ways are enough.
  ///   - accepts: whether a way counts.
  func find(
    _ rule: LogicalRule, tuple: [Int32?], limit: Int,
    accepts: @escaping ([Int32?]) throws -> Bool = { _ in true }
  ) throws -> [[Int32?]] {
    guard let bound = try bind(rule, to: tuple) else { return [] }
    let known = boundVariables(bound)
    let asked = rule.variables.indices.filter { known.contains($0) }
    var open = bound
    open.columns = asked.map { .expression(.term(.variable($0))) }
    let plan = try planner.plan(open, number: -1)
    let found = Relation(arity: asked.count)
    let fixed = fixedValues(rule, tuple)
    var ways: [[Int32?]] = []
    _ = try Pipeline(plan, span: rule.span, context: context) { block in
      let known = found.count
      found.insert(block, plan.head)
      for number in known..<found.count {
        var values = fixed
        for (place, variable) in asked.enumerated() {
          values[variable] = found.columns[place][number]
        }
        guard try accepts(values) else { continue }
        ways.append(values)
        if ways.count == limit { return false }
      }
      return true
    }.run()
    return ways
  }

  /// Whether a rule with aggregates gives a tuple, over all bindings of the tuple's group.
  func aggregates(_ rule: LogicalRule, to tuple: [Int32]) throws -> Bool {
    let group = zip(rule.columns, tuple).map { column, value -> Int32? in
      if case .aggregate = column { nil } else { value }
    }
    guard var bound = try bind(rule, to: group) else { return false }
    let fixed = fixedValues(rule, group)
    bound.columns = zip(rule.columns, group).map { column, value in
      if let value { return .expression(.term(.value(Value(rawValue: value)))) }
      guard case .aggregate(let function, let argument) = column else { return column }
      // What is aggregated may be what is grouped by.
      return .aggregate(
        function,
        argument?.mapVariables { variable in
          guard fixed.indices.contains(variable), let value = fixed[variable] else {
            return .variable(variable)
          }
          return .value(Value(rawValue: value))
        })
    }
    let given = Relation(arity: tuple.count)
    try Aggregation.evaluate(
      bound, try planner.plan(bound, number: -1), into: given, context: context)
    return given.contains(tuple)
  }

  private var planner: Planner {
    Planner(
      program: program, dictionary: context.dictionary, options: options, relation: relation,
      recent: { _ in nil }, growing: [], unstableColumn: { _ in nil })
  }

  /// The rule with the tuple's values in place of the head's variables; nil where a constant of the head differs.
  func bind(_ rule: LogicalRule, to tuple: [Int32?]) throws -> LogicalRule? {
    var values: [Int: Int32] = [:]
    var bound = rule
    for (column, wanted) in zip(rule.columns, tuple) {
      guard let wanted, case .expression(let expression) = column else { continue }
      if let variable = expression.variable {
        if let known = values[variable], known != wanted { return nil }
        values[variable] = wanted
      } else {
        let constant = LogicalExpression.term(.value(Value(rawValue: wanted)))
        bound.body.append(.comparison(.equal, expression, constant))
      }
    }
    bound.body = bound.body.map { $0.replacing(values) }
    return bound
  }

  /// Values of the rule's variables that its head takes from the tuple.
  func fixedValues(_ rule: LogicalRule, _ tuple: [Int32?]) -> [Int32?] {
    var values = [Int32?](repeating: nil, count: rule.variables.count)
    for (column, wanted) in zip(rule.columns, tuple) {
      if case .expression(let expression) = column, let variable = expression.variable {
        values[variable] = wanted
      }
    }
    return values
  }

  private func boundVariables(_ rule: LogicalRule) -> Set<Int> {
    Set(rule.body.flatMap(\.bindable))
  }
}

extension LogicalLiteral {
  /// The literal with values in place of some variables.
  func replacing(_ values: [Int: Int32]) -> LogicalLiteral {
    func term(_ term: LogicalTerm) -> LogicalTerm {
      guard let variable = term.variable, let value = values[variable] else { return term }
      return .value(Value(rawValue: value))
    }
    func expression(_ expression: LogicalExpression) -> LogicalExpression {
      self.expression(expression, values)
    }
    switch self {
    case .atom(let predicate, let terms): return .atom(predicate: predicate, terms.map(term))
    case .negation(let predicate, let terms):
      return .negation(predicate: predicate, terms.map(term))
    case .comparison(let comparison, let left, let right):
      return .comparison(comparison, expression(left), expression(right))
    case .test(let test, let arguments, let negated):
      return .test(test, arguments.map(expression), negated: negated)
    case .range(let variable, let low, let high):
      return .range(term(variable), expression(low), expression(high))
    case .member(let variable, let elements):
      return .member(term(variable), elements.map(expression))
    case .search(let words, let sentence, let score):
      return .search(expression(words), sentence: term(sentence), score: term(score))
    }
  }

  private func expression(_ expression: LogicalExpression, _ values: [Int: Int32])
    -> LogicalExpression
  {
    switch expression {
    case .term(let term):
      guard let variable = term.variable, let value = values[variable] else { return expression }
      return .term(.value(Value(rawValue: value)))
    case .unaryMinus(let operand): return .unaryMinus(self.expression(operand, values))
    case .arithmetic(let arithmetic, let left, let right):
      return .arithmetic(
        arithmetic, self.expression(left, values), self.expression(right, values))
    case .call(let function, let arguments):
      return .call(function, arguments.map { self.expression($0, values) })
    }
  }
}
