extension Lowering {
  /// `not (…)` over one conjunction.
  ///
  /// A single literal is negated as it is. A group becomes a predicate of its own over the variables that it shares
  /// with the rest of the rule; where the group does not bind one of those itself, the literals of the rule that do
  /// are repeated in it.
  func lowerNegation(
    _ items: [BodyItem], _ span: SourceSpan, _ scope: inout RuleScope, shared: Set<String>,
    positives: [LogicalLiteral]
  ) throws -> [LogicalLiteral] {
    if items.count == 1, let literals = try negatedLiteral(items[0], &scope, shared: shared) {
      return literals
    }
    let names = Self.ordered(shared, in: items)
    var inner = RuleScope()
    let columns = names.map { inner.variable($0) }
    guard let body = try lower(items, &inner, outside: shared) else { throw Failure() }
    let context = context(
      for: columns.filter { !Safety.bound(by: body).contains($0) }, names: names, columns: columns,
      in: scope, positives: positives, &inner)
    let predicate = builder.predicates.synthetic(
      "not", arity: names.count,
      identity: "not \(span.source):\(span.start)-\(span.end):\(items[0].span.start) \(names)")
    let rule = LogicalRule(
      head: predicate, columns: columns.map { .expression(.term(.variable($0))) },
      body: context + body, variables: inner.variables, span: span)
    if checkSafety(of: rule, inner, exempt: Set(columns)) { builder.rules.append(rule) }
    let outer = names.map { name in
      LogicalTerm.variable(scope.variable(NameSyntax(text: name, span: span), as: .negation))
    }
    return [.negation(predicate: predicate, outer)]
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
    case .closure(let predicate, let arguments, _):
      guard isPlain(arguments, shared: shared) else { return nil }
      return try negation(predicate, arguments, &scope)
    case .comparison(let comparison, let left, let right, _):
      return [
        .comparison(
          comparison.opposite, try lower(left, &scope, as: .negation),
          try lower(right, &scope, as: .negation))
      ]
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

  private static func ordered(_ names: Set<String>, in items: [BodyItem]) -> [String] {
    let used = items.reduce(into: Set<String>()) { $0.formUnion(variables(in: $1)) }
    return names.intersection(used).sorted()
  }

  /// Literals of the rule around a group that bind variables which the group uses but does not bind.
  private func context(
    for missing: [Int], names: [String], columns: [Int], in scope: RuleScope,
    positives: [LogicalLiteral], _ inner: inout RuleScope
  ) -> [LogicalLiteral] {
    guard !missing.isEmpty else { return [] }
    var wanted: [Int] = missing.compactMap { column in
      columns.firstIndex(of: column).flatMap { scope.known(names[$0]) }
    }
    var chosen: Set<Int> = []
    var covered: Set<Int> = []
    while let variable = wanted.popLast() {
      guard covered.insert(variable).inserted,
        let index = binder(of: variable, among: positives, besides: chosen)
      else { continue }
      chosen.insert(index)
      // What the binder needs, it needs bound as well.
      wanted += Safety.inputs(of: positives[index], binding: variable)
    }
    var numberInside: [Int: Int] = [:]
    func inside(_ variable: Int) -> Int {
      if OpenName.index(ofVariable: variable) != nil { return variable }
      if let number = numberInside[variable] { return number }
      let name = scope.variables[variable]
      let number = name == "_" ? inner.fresh() : inner.variable(name)
      numberInside[variable] = number
      return number
    }
    return chosen.sorted().map { positives[$0].mapVariables { .variable(inside($0)) } }
  }

  private func binder(
    of variable: Int, among literals: [LogicalLiteral], besides chosen: Set<Int>
  ) -> Int? {
    if chosen.contains(where: { Safety.canBind(literals[$0], variable) }) { return nil }
    // Stored facts first: a rule's own predicate would tie the group into the rule's recursion.
    func rank(_ literal: LogicalLiteral) -> Int {
      guard case .atom(let predicate, _) = literal else { return 2 }
      return builder.predicates[predicate].source == .program ? 1 : 0
    }
    return literals.indices.filter { Safety.canBind(literals[$0], variable) }
      .min { (rank(literals[$0]), $0) < (rank(literals[$1]), $1) }
  }
}
