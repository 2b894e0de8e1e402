import Graph

/// Heads with their bodies to rules.
extension Lowering {
  /// The rules for `head :- body`, one an alternative of the body.
  ///
  /// - Parameter implicit: so many first columns are no text of the program, but the variables of a query
  func lowerRule(
    head: Int, arguments: [ExpressionSyntax], body: FormulaSyntax?, implicit: Int = 0,
    span: SourceSpan
  ) throws {
    let outerHead = headName
    headName = builder.predicates[head].name
    defer { headName = outerHead }
    var bodies = try body.map { try alternatives(of: $0) } ?? [[]]
    var conditions: [Alternative] = [[]]
    let columns = try arguments.map { argument in
      let isName: Bool
      if case .anonymous = argument { isName = false } else { isName = true }
      guard isName else { throw fail(.anonymousInHead, at: argument.span) }
      return try plain(argument, &conditions, isArgument: true)
    }
    try join(&bodies, conditions, at: span)
    if columns.contains(where: Self.holdsAggregate) {
      guard body != nil else { throw fail(.aggregateWithoutBody, at: span) }
      try lowerAggregates(head: head, columns: columns, bodies: bodies, span: span)
    } else {
      for alternative in bodies {
        try lowerAlternative(
          head: head, columns: columns, alternative, alternatives: bodies.count,
          isFact: body == nil, implicit: implicit, span: span)
      }
    }
  }

  private func lowerAlternative(
    head: Int, columns: [ExpressionSyntax], _ alternative: Alternative, alternatives: Int,
    isFact: Bool, implicit: Int, span: SourceSpan
  ) throws {
    var scope = RuleScope()
    let lowered = try columns.enumerated().map { index, column -> LogicalRule.HeadColumn in
      if index < implicit, case .variable(let name) = column {
        return .expression(.term(.variable(scope.variable(name, as: .literal))))
      }
      return .expression(try headTerm(column, &scope))
    }
    let outside = columns.reduce(into: Set<String>()) { Self.collect($1, into: &$0) }
    guard let body = try lower(alternative, &scope, outside: outside) else { return }
    let rule = LogicalRule(
      head: head, columns: lowered, body: body, variables: scope.variables, span: span)
    if isFact, let variable = rule.columns.firstNamedVariable(in: scope),
      let use = scope.uses(of: variable).first
    {
      return report(
        .variableInFact(
          scope.variables[variable], isStored: builder.predicates[head].name == "insert"),
        at: use.span)
    }
    if checkSafety(of: rule, scope, alternatives: alternatives) { builder.rules.append(rule) }
  }

  /// An expression of a head. Names in it are there by the program's own word.
  private func headTerm(
    _ expression: ExpressionSyntax, _ scope: inout RuleScope
  ) throws -> LogicalExpression {
    let first = builder.names.count
    isLoweringHead = true
    defer { isLoweringHead = false }
    let lowered = try lower(expression, &scope, as: .head)
    for index in first..<builder.names.count { builder.names[index].isInHead = true }
    return lowered
  }

  // MARK: Aggregates

  private static func aggregate(_ expression: ExpressionSyntax) -> (AggregateFunction, AtomSyntax)?
  {
    guard case .call(let atom) = expression,
      let function = AggregateFunction(rawValue: atom.name.text)
    else { return nil }
    // min and max of two arguments are functions.
    if ScalarFunction(rawValue: atom.name.text) != nil, atom.arguments.count > 1 { return nil }
    return (function, atom)
  }

  static func holdsAggregate(_ expression: ExpressionSyntax) -> Bool {
    if aggregate(expression) != nil { return true }
    switch expression {
    case .negative(let inner, _): return holdsAggregate(inner)
    case .binary(_, let left, let right, _): return holdsAggregate(left) || holdsAggregate(right)
    case .call(let atom): return atom.arguments.contains(where: holdsAggregate)
    default: return false
    }
  }

  /// A rule with aggregates. Several alternatives are first gathered in a predicate of their own, so that the aggregate
  /// runs over all of them; expressions over aggregates are computed by a second rule.
  private func lowerAggregates(
    head: Int, columns: [ExpressionSyntax], bodies: [Alternative], span: SourceSpan
  ) throws {
    let isMixed = columns.contains { Self.holdsAggregate($0) && Self.aggregate($0) == nil }
    guard isMixed else {
      return try lowerPlainAggregates(head: head, columns: columns, bodies: bodies, span: span)
    }
    // Every aggregate and every other part becomes a column of a first rule.
    var inner: [ExpressionSyntax] = []
    func column(for expression: ExpressionSyntax) -> ExpressionSyntax {
      inner.append(expression)
      return .variable(
        NameSyntax(text: "#column\(inner.count - 1)", span: expression.span))
    }
    func outer(_ expression: ExpressionSyntax) -> ExpressionSyntax {
      if Self.aggregate(expression) != nil || !Self.holdsAggregate(expression) {
        if case .constant = expression { return expression }
        return column(for: expression)
      }
      switch expression {
      case .negative(let part, let span): return .negative(outer(part), span)
      case .binary(let arithmetic, let left, let right, let span):
        return .binary(arithmetic, outer(left), outer(right), span)
      case .call(let atom):
        return .call(
          AtomSyntax(name: atom.name, arguments: atom.arguments.map(outer), span: atom.span))
      default: return expression
      }
    }
    let shown = columns.map(outer)
    let gathered = builder.predicates.synthetic(
      builder.predicates[head].name, arity: inner.count,
      identity: "aggregates \(span.source):\(span.start) \(head)")
    try lowerPlainAggregates(head: gathered, columns: inner, bodies: bodies, span: span)
    var scope = RuleScope()
    let terms = inner.indices.map { LogicalTerm.variable(scope.variable("#column\($0)")) }
    let lowered = try shown.map { LogicalRule.HeadColumn.expression(try headTerm($0, &scope)) }
    builder.rules.append(
      LogicalRule(
        head: head, columns: lowered, body: [.atom(predicate: gathered, terms)],
        variables: scope.variables, span: span))
  }

  private func lowerPlainAggregates(
    head: Int, columns: [ExpressionSyntax], bodies: [Alternative], span: SourceSpan
  ) throws {
    var scope = RuleScope()
    let lowered = try columns.map { column -> LogicalRule.HeadColumn in
      guard let (function, atom) = Self.aggregate(column) else {
        return .expression(try headTerm(column, &scope))
      }
      if let named = atom.named.first {
        throw fail(.namedArgumentOfFunction(function.rawValue), at: named.name.span)
      }
      let count = Signatures.arguments(of: function)
      guard count.contains(atom.arguments.count) else {
        throw fail(
          .functionArity(
            kind: "aggregate", function.rawValue, expected: Signatures.text(count),
            found: atom.arguments.count,
            written: FunctionDescription.signatures(of: function.rawValue, .aggregate)),
          at: atom.span)
      }
      guard let argument = atom.arguments.first else { return .aggregate(function, nil) }
      // count(_) counts bindings, as count() does.
      if function == .count, case .anonymous = argument { return .aggregate(function, nil) }
      let value = try headTerm(argument, &scope)
      guard atom.arguments.count == 2 else { return .aggregate(function, value) }
      return .aggregate(
        function, .call(.pair, [value, try headTerm(atom.arguments[1], &scope)]))
    }
    let outside = columns.reduce(into: Set<String>()) { Self.collect($1, into: &$0) }
    if bodies.count == 1 {
      guard let body = try lower(bodies[0], &scope, outside: outside) else { return }
      let rule = LogicalRule(
        head: head, columns: lowered, body: body, variables: scope.variables, span: span)
      if checkSafety(of: rule, scope) { builder.rules.append(rule) }
      return
    }
    try gather(
      bodies, head: head, columns: lowered, outside: outside, headScope: scope, span: span)
  }

  /// One predicate for the bindings of all alternatives, and the aggregate over it.
  private func gather(
    _ bodies: [Alternative], head: Int, columns: [LogicalRule.HeadColumn], outside: Set<String>,
    headScope: RuleScope, span: SourceSpan
  ) throws {
    var alternatives: [(body: [LogicalLiteral], scope: RuleScope, bound: Set<Int>)] = []
    var names: Set<String> = outside
    for alternative in bodies {
      var scope = headScope
      guard let body = try lower(alternative, &scope, outside: outside) else { return }
      let bound = Safety.bound(by: body, filters: scope.filters)
      let rule = LogicalRule(
        head: head, columns: columns, body: body, variables: scope.variables, span: span)
      guard checkSafety(of: rule, scope, alternatives: bodies.count) else { return }
      for variable in bound where scope.variables[variable] != "_" {
        names.insert(scope.variables[variable])
      }
      alternatives.append((body, scope, bound))
    }
    let shared = names.sorted()
    let gathered = builder.predicates.synthetic(
      builder.predicates[head].name, arity: shared.count,
      identity: "alternatives \(span.source):\(span.start) \(head)")
    for alternative in alternatives {
      // A variable that only other alternatives have is filled up with one value that no program can write.
      let terms = shared.map { name -> LogicalTerm in
        guard let number = alternative.scope.known(name), alternative.bound.contains(number) else {
          return .constant(.blank("unbound"))
        }
        return .variable(number)
      }
      builder.rules.append(
        LogicalRule(
          head: gathered, columns: terms.map { .expression(.term($0)) }, body: alternative.body,
          variables: alternative.scope.variables, span: span))
    }
    var scope = headScope
    let terms = shared.map { LogicalTerm.variable(scope.variable($0)) }
    builder.rules.append(
      LogicalRule(
        head: head, columns: columns, body: [.atom(predicate: gathered, terms)],
        variables: scope.variables, span: span))
  }
}

extension [LogicalRule.HeadColumn] {
  fileprivate func firstNamedVariable(in scope: RuleScope) -> Int? {
    for case .expression(let expression) in self {
      if let variable = expression.ownVariables.first(where: { scope.variables[$0] != "_" }) {
        return variable
      }
    }
    return nil
  }
}
