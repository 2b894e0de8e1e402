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
    case .name(let name): return .term(word(name))
    case .parameter(let name): return .term(try openParameter(name))
    case .negative(let inner, _):
      return .unaryMinus(try lower(inner, &scope, as: Self.inner(role)))
    case .binary(let arithmetic, let left, let right, let span):
      noteMisreadDate(expression, at: span)
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

  /// A word that stands for itself or names an entity.
  func word(_ name: NameSyntax) -> LogicalTerm {
    builder.add(OpenName(text: name.text, span: name.span, isBare: !name.isQuoted))
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
    // What no program can write has a name with `#`, which quotes would let it write.
    if let function = ScalarFunction(rawValue: name), !(atom.name.isQuoted && name.hasPrefix("#")) {
      let count = Signatures.arguments(of: function)
      if count.contains(atom.arguments.count) { return function }
      // min(X) and max(X) are aggregates.
      if AggregateFunction(rawValue: name) == nil || atom.arguments.count != 1 {
        throw fail(
          .functionArity(
            kind: "function", name, expected: Signatures.text(count), found: atom.arguments.count,
            written: FunctionDescription.signatures(of: name, .function)),
          at: atom.span)
      }
    }
    if AggregateFunction(rawValue: name) != nil {
      throw fail(
        isLoweringHead ? .aggregateOfAggregate : .bodyAggregate(name), at: atom.name.span)
    }
    if TestFunction(rawValue: name) != nil { throw fail(.testAsFunction(name), at: atom.name.span) }
    let isPredicate = try !knownArities(of: name).isEmpty || catalog.relation(named: name) != nil
    if isPredicate || builder.brokenNames.contains(name) {
      throw fail(.predicateAsFunction(name), at: atom.name.span)
    }
    throw fail(
      .unknownFunction(name, suggestion: FunctionDescription.meant(by: name)), at: atom.name.span)
  }

  /// `2026-1-5` and `05/01/2026` are arithmetic; where the query has no answer, that is said.
  private func noteMisreadDate(_ expression: ExpressionSyntax, at span: SourceSpan) {
    guard case .binary(let last, .binary(let first, let a, let b, _), let c, _) = expression,
      first == last, first == .minus || first == .divide,
      case .constant(.integer(let one), _) = a, case .constant(.integer(let two), _) = b,
      case .constant(.integer(let three), _) = c
    else { return }
    let text = sources.text(of: span)
    guard !text.contains(" ") else { return }
    let readings = [(one, two, three), (three, two, one), (three, one, two)].compactMap {
      CalendarDate(Self.iso($0.0, $0.1, $0.2))
    }.map(\.description)
    guard !readings.isEmpty else { return }
    var different: [String] = []
    for reading in readings where !different.contains(reading) { different.append(reading) }
    let problem = AnalysisProblem.dateAsArithmetic(text, readings: different)
    notesIfEmpty.insert(problem.diagnostic(.note, at: span))
  }

  private static func iso(_ year: Int64, _ month: Int64, _ day: Int64) -> String {
    func padded(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(year)-\(padded(month))-\(padded(day))"
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
  /// It is written as a word, without quotes.
  var isBare = false

  static func term(_ index: Int) -> LogicalTerm { .variable(-1 - index) }

  /// The index of the name that a variable stands for, if it stands for one.
  static func index(ofVariable variable: Int) -> Int? { variable < 0 ? -1 - variable : nil }
}
