import Graph

extension Lowering {
  /// An expression of a body or head; its variables are noted in the scope under `role`.
  func lower(
    _ expression: ExpressionSyntax, _ scope: inout RuleScope, as role: RuleScope.Role
  ) throws -> LogicalExpression {
    switch expression {
    case .variable(let name): return .term(.variable(scope.variable(name, as: role)))
    case .anonymous(let span):
      throw fail(role == .head ? .anonymousInHead : .anonymousAsValue, at: span)
    case .constant(let term, let span): return .term(constant(term, at: span))
    case .fixed(let term, _): return .term(.constant(term))
    case .name(let name): return .term(constant(.string(name.text), at: name.span))
    case .parameter(let name): return .term(try openParameter(name))
    case .negative(let inner, _):
      return .unaryMinus(try lower(inner, &scope, as: Self.inner(role)))
    case .binary(let arithmetic, let left, let right, _):
      return .arithmetic(
        arithmetic, try lower(left, &scope, as: Self.inner(role)),
        try lower(right, &scope, as: Self.inner(role)))
    case .call(let atom):
      let function = try function(atom)
      return .call(
        function,
        try atom.arguments.map { try lower($0, &scope, as: Self.inner(role)) })
    case .range(_, _, let span): throw fail(.rangeAsValue, at: span)
    case .condition(let formula): throw fail(.testAsFunction("if"), at: formula.span)
    }
  }

  private static func inner(_ role: RuleScope.Role) -> RuleScope.Role {
    role == .head ? .head : .expression
  }

  /// The value of a parameter that shapes the program: with another value it has to be analysed again.
  func shapingParameter(_ name: NameSyntax) throws -> Term {
    builder.shapingParameters.insert(name.text)
    return try parameter(name)
  }

  /// A parameter as a term. Whatever its value is, it is an open name, so that another can be put into its place.
  private func openParameter(_ name: NameSyntax) throws -> LogicalTerm {
    let term = try parameter(name)
    var open = OpenName(text: "", span: name.span, parameter: name.text)
    if case .string(let text) = term { open.text = text }
    return builder.add(open)
  }

  private func parameter(_ name: NameSyntax) throws -> Term {
    guard let term = parameters[name.text] else {
      throw fail(.unknownParameter(name.text), at: name.span)
    }
    return term
  }

  /// A constant. A string may turn out to name an entity: until names are resolved it is an open name.
  func constant(_ term: Term, at span: SourceSpan) -> LogicalTerm {
    guard case .string(let text) = term else { return .constant(term) }
    return builder.add(OpenName(text: text, span: span))
  }

  /// The function that a call means, with the right number of arguments.
  private func function(_ atom: AtomSyntax) throws -> ScalarFunction {
    let name = atom.name.text
    if let named = atom.named.first {
      throw fail(.namedArgumentOfFunction(name), at: named.name.span)
    }
    if let function = ScalarFunction(rawValue: name) {
      let count = Signatures.arguments(of: function)
      if count.contains(atom.arguments.count) { return function }
      // min(X) and max(X) are aggregates.
      if AggregateFunction(rawValue: name) == nil || atom.arguments.count != 1 {
        throw fail(
          .functionArity(
            kind: "function", name, expected: Signatures.text(count), found: atom.arguments.count),
          at: atom.span)
      }
    }
    if AggregateFunction(rawValue: name) != nil {
      throw fail(
        isLoweringHead ? .aggregateOfAggregate : .bodyAggregate(name), at: atom.name.span)
    }
    if TestFunction(rawValue: name) != nil { throw fail(.testAsFunction(name), at: atom.name.span) }
    if definitions.isDefined(name) || builder.brokenNames.contains(name) {
      throw fail(.predicateAsFunction(name), at: atom.name.span)
    }
    let known = ScalarFunction.allCases.map(\.rawValue)
    throw fail(
      .unknownFunction(name, suggestion: Suggestions.nearest(to: name, among: known)),
      at: atom.name.span)
  }
}

/// A string constant before it is known whether it names an entity, or a parameter.
///
/// In a rule it stands as a variable of negative number: to the flow of names it is one more node, and when names are
/// resolved it is replaced by what it means.
struct OpenName {
  var text: String
  var span: SourceSpan
  /// The parameter whose value it is.
  var parameter: String?
  /// It stands in a head, so that the program makes it be there.
  var isInHead = false

  static func term(_ index: Int) -> LogicalTerm { .variable(-1 - index) }

  /// The index of the name that a variable stands for, if it stands for one.
  static func index(ofVariable variable: Int) -> Int? { variable < 0 ? -1 - variable : nil }
}
