extension Lowering {
  /// `not (…)`: none of the alternatives holds.
  ///
  /// A single literal is negated as it is. A group becomes a predicate of its own over the variables that it shares with
  /// what stands around it; where the group does not bind one of those itself, the literals around it that do are
  /// repeated in it. So every negation asks one predicate, at whatever depth it stands.
  func lowerNegation(
    _ alternatives: [Alternative], _ span: SourceSpan, _ scope: inout RuleScope,
    shared: Set<String>, around: Surroundings
  ) throws -> [LogicalLiteral] {
    var literals: [LogicalLiteral] = []
    for (number, alternative) in alternatives.enumerated() {
      if alternative.count == 1 {
        if let negated = try negatedLiteral(alternative[0], &scope, shared: shared) {
          literals += negated
          continue
        }
        // `not not (…)` holds where the group does, and binds nothing.
        if case .negation(let inner, let span) = alternative[0] {
          let group = try group(
            inner, "holds", span, number: number, &scope, shared: shared, around: around)
          scope.markFilter(group.predicate)
          literals.append(.atom(predicate: group.predicate, group.terms))
          continue
        }
      }
      let group = try group(
        [alternative], "not", span, number: number, &scope, shared: shared, around: around)
      literals.append(.negation(predicate: group.predicate, group.terms))
    }
    return literals
  }

  /// A predicate of the shared values for which one of the alternatives holds, and its arguments in the rule around.
  private func group(
    _ alternatives: [Alternative], _ kind: String, _ span: SourceSpan, number: Int,
    _ scope: inout RuleScope, shared: Set<String>, around: Surroundings
  ) throws -> (predicate: Int, terms: [LogicalTerm]) {
    let used = alternatives.joined().reduce(into: Set<String>()) {
      $0.formUnion(Self.variables(in: $1))
    }
    let names = shared.intersection(used).sorted()
    let predicate = builder.predicates.synthetic(
      "not", arity: names.count,
      identity: "\(kind) \(span.source):\(span.start)-\(span.end):\(number) \(names)")
    for alternative in alternatives {
      var inner = RuleScope()
      let columns = names.map { inner.variable($0) }
      guard let body = try lower(alternative, &inner, outside: shared, around: around) else {
        throw Failure()
      }
      let bound = Safety.bound(by: body, filters: inner.filters)
      let missing = zip(names, columns).filter { !bound.contains($1) }.map(\.0)
      let context = around.binders(of: missing, in: &inner) { self.rank($0) }
      var rule = LogicalRule(
        head: predicate, columns: columns.map { .expression(.term(.variable($0))) },
        body: context + body, variables: inner.variables, span: span)
      rule.contextCount = context.count
      if checkSafety(of: rule, inner, exempt: Set(columns)) { builder.rules.append(rule) }
    }
    let terms = names.map { name in
      LogicalTerm.variable(scope.variable(NameSyntax(text: name, span: span), as: .negation))
    }
    return (predicate, terms)
  }

  /// Which literals to repeat in a group sooner: stored facts first, and last what depends on the rule's own head, which
  /// would tie the group into the rule's recursion.
  func rank(_ literal: LogicalLiteral) -> Int {
    guard case .atom(let predicate, _) = literal else { return 2 }
    guard builder.predicates[predicate].source == .program else { return 0 }
    return dependencies.reaches(headName, from: builder.predicates[predicate].name) ? 3 : 1
  }

  /// A single literal negated without a predicate of its own; nil where it takes one.
  private func negatedLiteral(
    _ item: BodyItem, _ scope: inout RuleScope, shared: Set<String>
  ) throws -> [LogicalLiteral]? {
    switch item {
    case .atom(let atom):
      if let test = test(atom) {
        return [.test(test, try testArguments(atom, test, &scope), negated: true)]
      }
      if atom.name.text == "search", !definitions.isDefined("search") { return nil }
      guard isPlain(atom.arguments, shared: shared) else { return nil }
      guard
        let predicate = try predicate(atom.name, arity: atom.arguments.count, use: .body)
      else { throw Failure() }
      try checkTypes(of: atom, predicate: predicate)
      return try negation(predicate, atom.arguments, &scope)
    case .predicate(let predicate, let arguments, _):
      guard isPlain(arguments, shared: shared) else { return nil }
      return try negation(predicate, arguments, &scope)
    default: return nil
    }
  }

  private func negation(
    _ predicate: Int, _ arguments: [ExpressionSyntax], _ scope: inout RuleScope
  ) throws -> [LogicalLiteral] {
    var literals: [LogicalLiteral] = []
    let terms = try terms(arguments, &scope, as: .negation, &literals)
    return literals + [.negation(predicate: predicate, terms)]
  }

  /// Whether a negated literal says the same when its expressions are computed outside, and none of the variables that
  /// only it has occurs twice in it.
  private func isPlain(_ arguments: [ExpressionSyntax], shared: Set<String>) -> Bool {
    var own: Set<String> = []
    for argument in arguments {
      if case .variable(let name) = argument {
        if !shared.contains(name.text), !own.insert(name.text).inserted { return false }
      } else {
        var names: Set<String> = []
        Self.collect(argument, into: &names)
        if !names.isSubset(of: shared) { return false }
      }
    }
    return true
  }
}
