/// Range restriction: which variables a body binds.
enum Safety {
  /// Variables that the literals bind, in whatever order they are evaluated. Bound are those of positive atoms, and
  /// then what `=`, ranges, lists and searches give where all that they need is bound.
  ///
  /// - Parameter filters: predicates whose atoms only test
  static func bound(by literals: [LogicalLiteral], filters: Set<Int> = []) -> Set<Int> {
    var bound: Set<Int> = []
    var pending: [LogicalLiteral] = []
    for literal in literals {
      if case .atom(let predicate, let terms) = literal {
        if filters.contains(predicate) { continue }
        for case .variable(let variable) in terms where variable >= 0 { bound.insert(variable) }
      } else {
        pending.append(literal)
      }
    }
    var changed = true
    while changed {
      changed = false
      pending.removeAll { literal in
        let given = bindings(of: literal, bound)
        guard !given.isEmpty else { return false }
        for variable in given where variable >= 0 && bound.insert(variable).inserted {
          changed = true
        }
        return true
      }
    }
    return bound
  }

  /// What a literal that is no atom binds, once `bound` are.
  private static func bindings(of literal: LogicalLiteral, _ bound: Set<Int>) -> [Int] {
    func isBound(_ expression: LogicalExpression) -> Bool {
      expression.ownVariables.allSatisfy { $0 < 0 || bound.contains($0) }
    }
    switch literal {
    case .comparison(.equal, let left, let right):
      if let variable = left.bindableVariable, isBound(right) { return [variable] }
      if let variable = right.bindableVariable, isBound(left) { return [variable] }
      return []
    case .range(.variable(let variable), let low, let high):
      return isBound(low) && isBound(high) ? [variable] : []
    case .member(.variable(let variable), let elements):
      return elements.allSatisfy(isBound) ? [variable] : []
    case .search(let words, let sentence, let score):
      guard isBound(words) else { return [] }
      return [sentence, score].compactMap {
        if case .variable(let variable) = $0 { variable } else { nil }
      }
    default: return []
    }
  }

  /// Whether a literal can bind a variable, given what it needs.
  static func canBind(_ literal: LogicalLiteral, _ variable: Int) -> Bool {
    switch literal {
    case .atom(_, let terms): terms.contains(.variable(variable))
    case .comparison(.equal, let left, let right):
      left.bindableVariable == variable || right.bindableVariable == variable
    case .range(let term, _, _), .member(let term, _): term == .variable(variable)
    case .search(_, let sentence, let score):
      sentence == .variable(variable) || score == .variable(variable)
    default: false
    }
  }

  /// The variables that a literal needs bound to bind another one.
  static func inputs(of literal: LogicalLiteral, binding variable: Int) -> [Int] {
    switch literal {
    case .comparison(_, let left, let right):
      left.bindableVariable == variable ? right.ownVariables : left.ownVariables
    case .range(_, let low, let high): low.ownVariables + high.ownVariables
    case .member(_, let elements): elements.flatMap(\.ownVariables)
    case .search(let words, _, _): words.ownVariables
    default: []
    }
  }
}

extension LogicalExpression {
  /// The variable that this is, if it is just one that a rule can bind.
  var bindableVariable: Int? {
    if case .term(.variable(let variable)) = self, variable >= 0 { variable } else { nil }
  }

  /// Its variables, without open names.
  var ownVariables: [Int] {
    switch self {
    case .term(.variable(let variable)): variable >= 0 ? [variable] : []
    case .term: []
    case .unaryMinus(let inner): inner.ownVariables
    case .arithmetic(_, let left, let right): left.ownVariables + right.ownVariables
    case .call(_, let arguments): arguments.flatMap(\.ownVariables)
    }
  }
}

extension Lowering {
  /// Says which variables of a rule nothing binds, each once, at the place that matters most. True if none is.
  ///
  /// - Parameter exempt: variables that are checked elsewhere
  func checkSafety(
    of rule: LogicalRule, _ scope: RuleScope, exempt: Set<Int> = [], alternatives: Int = 1
  ) -> Bool {
    let bound = Safety.bound(by: rule.body, filters: scope.filters)
    var needed: [Int] = []
    for column in rule.columns {
      switch column {
      case .expression(let expression): needed += expression.ownVariables
      case .aggregate(_, let expression): needed += expression?.ownVariables ?? []
      }
    }
    for literal in rule.body { needed += self.needed(by: literal, in: scope) }
    var unbound: [Int] = []
    for variable in needed
    where !bound.contains(variable) && !exempt.contains(variable) && !unbound.contains(variable) {
      unbound.append(variable)
    }
    if unbound.isEmpty { return true }
    // A variable that stands for an unfolded part is unbound because a named one of that part is.
    unbound.removeAll { scope.variables[$0] == "_" || scope.uses(of: $0).isEmpty }
    guard let first = unbound.first else {
      // In a group, it may wait for a variable that the rule around it does not bind; that is said there.
      if exempt.isSubset(of: bound) { report(.unboundPart, at: rule.span) }
      return false
    }
    if alternatives > 1 {
      if reportedRules.insert(rule.span).inserted {
        report(unbound: first, scope, alternatives: alternatives)
      }
      return false
    }
    // One mistake, one error: a variable that would be bound if another one were follows from that one.
    let causes = unbound.filter { variable in
      !rule.body.contains { literal in
        Safety.canBind(literal, variable)
          && Safety.inputs(of: literal, binding: variable).contains {
            $0 != variable && unbound.contains($0)
          }
      }
    }
    for variable in causes.isEmpty ? [first] : causes {
      report(unbound: variable, scope, alternatives: alternatives)
    }
    return false
  }

  /// The variables that must be bound before a literal can be asked.
  private func needed(by literal: LogicalLiteral, in scope: RuleScope) -> [Int] {
    switch literal {
    case .atom(let predicate, let terms):
      scope.filters.contains(predicate)
        ? terms.flatMap { LogicalExpression.term($0).ownVariables } : []
    case .negation(_, let terms):
      // Variables that only the negation has are existential in it.
      terms.compactMap { term in
        guard case .variable(let variable) = term, variable >= 0,
          scope.uses(of: variable).contains(where: { $0.role != .negation })
            || scope.isShared(variable)
        else { return nil }
        return variable
      }
    case .comparison(_, let left, let right): left.ownVariables + right.ownVariables
    case .test(_, let arguments, _): arguments.flatMap(\.ownVariables)
    case .range(let term, let low, let high):
      LogicalExpression.term(term).ownVariables + low.ownVariables + high.ownVariables
    case .member(let term, let elements):
      LogicalExpression.term(term).ownVariables + elements.flatMap(\.ownVariables)
    case .search(let words, _, _): words.ownVariables
    }
  }

  /// The head first, then what tells most about the mistake.
  private static func weight(_ role: RuleScope.Role) -> Int {
    switch role {
    case .head: 0
    case .negation, .comparison, .expression: 1
    case .literal: 2
    }
  }

  private func report(unbound variable: Int, _ scope: RuleScope, alternatives: Int) {
    let name = scope.variables[variable]
    let uses = scope.uses(of: variable)
    guard let use = uses.min(by: { Self.weight($0.role) < Self.weight($1.role) }) else { return }
    if alternatives > 1 { return report(.unboundInAlternative(name), at: use.span) }
    switch use.role {
    case .head: report(.unboundInHead(name), at: use.span)
    case .negation: report(.unboundInNegation(name), at: use.span)
    case .comparison: report(.unboundInComparison(name), at: use.span)
    case .expression, .literal: report(.unboundInFunction(name), at: use.span)
    }
  }
}
