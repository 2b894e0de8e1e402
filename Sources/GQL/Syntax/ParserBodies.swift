import Graph

extension Parser {
  /// What stands where a literal may stand, before it is known to be one: `p` is a literal, a value or a path, as
  /// what follows it decides.
  struct Node {
    enum Content {
      case expression(ExpressionSyntax)
      case path(PathSyntax, SourceSpan)
      case formula(FormulaSyntax)
    }
    var content: Content
    /// Operators below it, one inside another.
    var height = 0
    /// From parenthesis to parenthesis, where it stands in some.
    var parentheses: SourceSpan?

    var span: SourceSpan {
      if let parentheses { return parentheses }
      return switch content {
      case .expression(let expression): expression.span
      case .path(_, let span): span
      case .formula(let formula): formula.span
      }
    }
  }

  mutating func bodyFormula() throws(StatementFailure) -> FormulaSyntax {
    try formula(try body())
  }

  /// Alternatives: `a, b ; c`.
  mutating func body() throws(StatementFailure) -> Node {
    let first = try conjunction()
    guard current.kind == .semicolon else { return first }
    var alternatives = [try formula(first)]
    while try accept(.semicolon) { alternatives.append(try formula(try conjunction())) }
    let span = alternatives[0].span.through(alternatives[alternatives.count - 1].span)
    return Node(content: .formula(.disjunction(alternatives, span)))
  }

  private mutating func conjunction() throws(StatementFailure) -> Node {
    let first = try literal()
    guard current.kind == .comma else { return first }
    var parts = [try formula(first)]
    while try accept(.comma) { parts.append(try formula(try literal())) }
    let span = parts[0].span.through(parts[parts.count - 1].span)
    return Node(content: .formula(.conjunction(parts, span)))
  }

  /// A literal, or a value that may become one.
  mutating func literal() throws(StatementFailure) -> Node {
    let start = current.start
    if current.kind == .bang || (isWord("not") && negates()) {
      try advance()
      try enter()
      let inner = try formula(try literal())
      leave()
      return Node(content: .formula(.negation(inner, span(from: start))))
    }
    let left = try operand(minimum: 0, allowsPath: true)
    if let comparison = comparisonOperator {
      let first = try value(left)
      try advance()
      let second = try expression()
      // `X = 1..3`, as clingo writes `X in 1..3`.
      if comparison == .equal, try accept(.twoDots) {
        return Node(content: .formula(.range(first, second, try expression(), span(from: start))))
      }
      if comparisonOperator != nil { throw fail(.chainedComparison, at: span(current)) }
      // `N = count : { … }` and `S = sum X : { … }`, as Soufflé writes them.
      if current.kind == .colon || current.kind == .variable, case .name(let name) = second,
        AggregateFunction(rawValue: name.text) != nil
      {
        throw fail(.bodyAggregate(name.text), at: name.span)
      }
      return Node(content: .formula(.comparison(comparison, first, second, span(from: start))))
    }
    if isWord("in") {
      let element = try value(left)
      try advance()
      return Node(content: .formula(try membership(of: element, from: start)))
    }
    return left
  }

  /// Whether `not` is the negation here, and not a name.
  private mutating func negates() -> Bool {
    switch peek().kind {
    case .dot, .comma, .semicolon, .rightParenthesis, .question, .equal, .notEqual, .end: false
    default: true
    }
  }

  private var comparisonOperator: ComparisonOperator? {
    switch current.kind {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }

  /// What follows `X in`.
  private mutating func membership(
    of element: ExpressionSyntax, from start: Int
  ) throws(StatementFailure) -> FormulaSyntax {
    if current.kind == .leftBracket {
      let opener = current
      try advance()
      var elements: [ExpressionSyntax] = []
      if current.kind != .rightBracket {
        repeat { elements.append(try expression()) } while try accept(.comma)
      }
      try close(.rightBracket, opener: opener, "',' or ']'")
      return .member(element, elements, span(from: start))
    }
    let low = try expression()
    if current.kind != .twoDots, case .call(let call) = low, call.name.text == "split",
      call.arguments.count == 2
    {
      return parts(call, element, span(from: start))
    }
    guard try accept(.twoDots) else { throw failExpected("'..' and the end of the range") }
    return .range(element, low, try expression(), span(from: start))
  }

  /// `X in split(Text, Separator)`: each part, by its place.
  private func parts(
    _ call: AtomSyntax, _ element: ExpressionSyntax, _ span: SourceSpan
  ) -> FormulaSyntax {
    let place = ExpressionSyntax.variable(
      NameSyntax(text: RuleScope.hiddenName(for: call.span), span: call.span))
    func function(_ name: ScalarFunction, _ arguments: [ExpressionSyntax]) -> ExpressionSyntax {
      let name = NameSyntax(text: name.rawValue, span: call.name.span)
      return .call(AtomSyntax(name: name, arguments: arguments, span: call.span))
    }
    let last = ExpressionSyntax.binary(
      .minus, function(.parts, call.arguments), .fixed(.integer(1), call.span), call.span)
    return .conjunction(
      [
        .range(place, .fixed(.integer(0), call.span), last, span),
        .comparison(.equal, element, function(.split, call.arguments + [place]), span),
      ], span)
  }

  // MARK: From nodes to literals, values and paths

  mutating func formula(_ node: Node) throws(StatementFailure) -> FormulaSyntax {
    switch node.content {
    case .formula(let formula): return formula
    case .path(_, let span): throw fail(.pathWithoutArguments, at: span)
    case .expression(.name(let name)):
      return .atom(AtomSyntax(name: name, arguments: [], span: name.span))
    case .expression(.call(let atom)): return .atom(atom)
    case .expression(.constant(.boolean(let truth), let span)): return .truth(truth, span)
    case .expression(let expression):
      if case .variable(let name) = expression, name.text == "NOT" {
        throw fail(.capitalKeyword(name.text), at: name.span)
      }
      if let foreign = foreignWord() { throw failForeign(foreign) }
      throw fail(.notALiteral, at: expression.span)
    }
  }

  mutating func value(_ node: Node) throws(StatementFailure) -> ExpressionSyntax {
    switch node.content {
    case .expression(let expression): return expression
    case .path(_, let span): throw fail(.pathWithoutArguments, at: span)
    case .formula(let formula): throw fail(.groupAsValue, at: formula.span)
    }
  }

  mutating func path(_ node: Node) throws(StatementFailure) -> PathSyntax {
    if let path = Self.path(node) { return path }
    let isLiteral =
      switch node.content {
      case .formula, .expression(.call): true
      default: false
      }
    throw fail(.notAPath(isLiteral: isLiteral), at: node.span)
  }

  /// The path that a node reads as, if it does: `p/q` is a quotient of two names until it has arguments.
  static func path(_ node: Node) -> PathSyntax? {
    switch node.content {
    case .path(let path, _): path
    case .expression(let expression): path(expression)
    case .formula: nil
    }
  }

  private static func path(_ expression: ExpressionSyntax) -> PathSyntax? {
    switch expression {
    case .name(let name), .variable(let name): return .predicate(name)
    case .constant(.iri(let iri), let span): return .predicate(NameSyntax(text: iri, span: span))
    case .binary(.divide, let left, let right, _):
      guard let first = path(left), let second = path(right) else { return nil }
      return .sequence(first, second)
    default: return nil
    }
  }

  /// Whether a node can only be meant as a path: no variable is in it.
  static func isPlainlyPath(_ node: Node) -> Bool {
    switch node.content {
    case .path: true
    case .expression(let expression): isPlainlyPath(expression)
    case .formula: false
    }
  }

  private static func isPlainlyPath(_ expression: ExpressionSyntax) -> Bool {
    switch expression {
    case .name, .constant(.iri, _): true
    case .binary(.divide, let left, let right, _): isPlainlyPath(left) && isPlainlyPath(right)
    default: false
    }
  }
}
