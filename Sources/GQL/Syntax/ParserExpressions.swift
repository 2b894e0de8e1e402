import Graph

extension Parser {
  /// A value.
  mutating func expression() throws(StatementFailure) -> ExpressionSyntax {
    try value(try operand(minimum: 0, allowsPath: false))
  }

  /// Precedence climbing: `|` 1, `+ -` 2, `* / mod` 3.
  mutating func operand(
    minimum: Int, allowsPath: Bool
  ) throws(StatementFailure) -> Node {
    var left = try unary(allowsPath: allowsPath)
    while true {
      if allowsPath {
        if try closure(&left) { continue }
        if current.kind == .leftParenthesis, isApplicable(left) {
          left = try application(of: left)
          continue
        }
      }
      guard let (precedence, arithmetic) = binaryOperator(allowsPath: allowsPath),
        precedence > minimum
      else { return left }
      try advance()
      let right = try operand(minimum: precedence, allowsPath: allowsPath)
      let span = left.span.through(right.span)
      let height = max(left.height, right.height) + 1
      if height > Self.chainLimit { throw fail(.tooDeep(limit: Self.chainLimit), at: span) }
      left = Node(content: try combined(left, arithmetic, right, span), height: height)
    }
  }

  private mutating func combined(
    _ left: Node, _ arithmetic: ArithmeticOperator?, _ right: Node, _ span: SourceSpan
  ) throws(StatementFailure) -> Node.Content {
    guard let arithmetic else {
      return .path(.alternative(try path(left), try path(right)), span)
    }
    if arithmetic == .divide {
      if case .path(let first, _) = left.content {
        return .path(.sequence(first, try path(right)), span)
      }
      if case .path(let second, _) = right.content {
        return .path(.sequence(try path(left), second), span)
      }
    }
    return .expression(.binary(arithmetic, try value(left), try value(right), span))
  }

  /// The operator here; `|` has no arithmetic.
  private func binaryOperator(allowsPath: Bool) -> (Int, ArithmeticOperator?)? {
    switch current.kind {
    case .pipe where allowsPath: (1, nil)
    case .plus: (2, .plus)
    case .minus: (2, .minus)
    case .star: (3, .times)
    case .slash: (3, .divide)
    case .name where isWord("mod"): (3, .modulo)
    default: nil
    }
  }

  private mutating func unary(allowsPath: Bool) throws(StatementFailure) -> Node {
    let start = current.start
    if allowsPath, current.kind == .caret {
      try advance()
      try enter()
      let inner = try inverted()
      leave()
      return Node(content: .path(.inverse(inner), span(from: start)))
    }
    if allowsPath, current.kind == .tilde { return try near() }
    guard current.kind == .minus else { return try primary(allowsPath: allowsPath) }
    try advance()
    if current.kind == .integer || current.kind == .float {
      let token = current
      let term = try constant(token, isNegative: true)
      try advance()
      return Node(content: .expression(.constant(term, span(from: start))))
    }
    try enter()
    let inner = try unary(allowsPath: false)
    leave()
    return Node(
      content: .expression(.negative(try value(inner), span(from: start))),
      height: inner.height + 1)
  }

  /// `~name(S, O)`: an atom of predicates near a name. With other arguments, another Datalog's negation is meant.
  private mutating func near() throws(StatementFailure) -> Node {
    let tilde = current
    try advance()
    var name = try plainName()
    name.isNear = true
    guard current.kind == .leftParenthesis else { throw failExpected("'('") }
    let atom = try call(name)
    guard atom.arguments.count == 2 else {
      throw fail(.foreignOperator("~", instead: "'not'"), at: span(tilde))
    }
    return Node(content: .expression(.call(atom)))
  }

  /// What `^` turns round: a name or a group, with its closure.
  private mutating func inverted() throws(StatementFailure) -> PathSyntax {
    var node: Node
    if current.kind == .caret {
      node = try unary(allowsPath: true)
    } else if current.kind == .leftParenthesis {
      node = try group(allowsPath: true)
    } else {
      let name = try plainName()
      node = Node(content: .path(.predicate(name), name.span))
    }
    while try closure(&node) {}
    return try path(node)
  }

  private mutating func primary(allowsPath: Bool) throws(StatementFailure) -> Node {
    let token = current
    switch token.kind {
    case .integer, .float, .string, .date, .dateTime, .literal:
      let term = try constant(token, isNegative: false)
      try advance()
      return Node(content: .expression(.constant(term, span(token))))
    case .name where allowsPath && isWord("optional") && peek().kind == .leftParenthesis:
      return Node(content: .formula(try optionalPart()))
    case .name, .quotedName, .iri, .prefixedName:
      return Node(content: .expression(try named()))
    case .variable:
      let name = NameSyntax(text: lexer.text(of: token), span: span(token))
      try advance()
      if current.kind == .leftParenthesis {
        guard current.start == token.end else {
          throw fail(.spacedPredicate(name.text), at: name.span)
        }
        return Node(content: .expression(.call(try call(name))))
      }
      return Node(content: .expression(.variable(name)))
    case .anonymous:
      try advance()
      // The last answer, as a shell keeps it.
      if current.kind == .leftParenthesis, current.start == token.end {
        let name = NameSyntax(text: Engine.lastAnswer, span: span(token))
        return Node(content: .expression(.call(try call(name))))
      }
      return Node(content: .expression(.anonymous(span(token))))
    case .parameter:
      let name = NameSyntax(text: lexer.text(of: token, dropping: 1), span: span(token))
      try advance()
      return Node(content: .expression(.parameter(name)))
    case .leftParenthesis: return try group(allowsPath: allowsPath)
    case .leftBracket: throw fail(.listOutsideIn, at: span(token))
    case .invalid: throw failInvalid()
    default: throw failValue(allowsPath ? "a literal" : "a value")
    }
  }

  /// A name: a constant, or with arguments a call.
  private mutating func named() throws(StatementFailure) -> ExpressionSyntax {
    let token = current
    if peek().kind == .leftParenthesis { return .call(try call(try plainName())) }
    switch token.kind {
    case .name where isWord("true") || isWord("false"), .iri, .prefixedName:
      let term = try constant(token, isNegative: false)
      try advance()
      return .constant(term, span(token))
    default: return .name(try plainName())
    }
  }

  /// `optional(…)`.
  private mutating func optionalPart() throws(StatementFailure) -> FormulaSyntax {
    let start = current.start
    try advance()
    let opener = current
    try enter()
    try advance()
    let inner = try bodyFormula()
    try close(.rightParenthesis, opener: opener, "',', ';' or ')'")
    leave()
    return .optional(inner, span(from: start))
  }

  /// `( … )`: a value, and where literals may stand a group or a path.
  private mutating func group(allowsPath: Bool) throws(StatementFailure) -> Node {
    let opener = current
    try enter()
    try advance()
    var inner =
      allowsPath ? try body() : try operand(minimum: 0, allowsPath: false)
    try close(.rightParenthesis, opener: opener, allowsPath ? "',', ';' or ')'" : "')'")
    leave()
    inner.parentheses = span(from: opener.start)
    return inner
  }

  /// The arguments of a name, with their parentheses.
  private mutating func call(_ name: NameSyntax) throws(StatementFailure) -> AtomSyntax {
    var name = name
    let opener = current
    let period = Self.placeOfPeriod[name.text]
    try enter()
    try advance()
    var arguments: [ExpressionSyntax] = []
    var named: [NamedArgumentSyntax] = []
    if current.kind != .rightParenthesis {
      repeat {
        if name.text == "if", arguments.isEmpty {
          arguments.append(.condition(try formula(try literal())))
        } else if name.text == "count", arguments.isEmpty, try acceptDistinct() {
          name.text = AggregateFunction.countDistinct.rawValue
          arguments.append(try argument())
        } else if let name = try argumentName() {
          var value = try month()
          if value == nil { value = try argument() }
          if let value { named.append(NamedArgumentSyntax(name: name, value: value)) }
        } else if named.isEmpty {
          if !arguments.isEmpty { try requirePrefix() }
          var value = period == arguments.count ? try month() : nil
          if value == nil { value = try argument() }
          if let value { arguments.append(value) }
        } else {
          try requirePrefix()
          throw fail(.unnamedArgument, at: span(current))
        }
      } while try accept(.comma)
    }
    if current.kind != .rightParenthesis, let failure = failArguments(arguments) { throw failure }
    try close(.rightParenthesis, opener: opener, "',' or ')'")
    leave()
    return AtomSyntax(
      name: name, arguments: arguments, named: named, span: span(from: name.span.start))
  }

  /// `distinct` before what is counted.
  private mutating func acceptDistinct() throws(StatementFailure) -> Bool {
    guard isWord("distinct") else { return false }
    switch peek().kind {
    case .rightParenthesis, .comma, .leftParenthesis: return false
    default:
      try advance()
      return true
    }
  }

  /// The name of an argument and its colon, if that is what stands here.
  private mutating func argumentName() throws(StatementFailure) -> NameSyntax? {
    guard current.kind == .name || current.kind == .quotedName, peek().kind == .colon else {
      return nil
    }
    let name = try plainName()
    try advance()
    return name
  }

  /// `in:Where` behind other arguments is an argument with a name, rather than a name with a prefix.
  private mutating func requirePrefix() throws(StatementFailure) {
    guard current.kind == .prefixedName else { return }
    let parts = lexer.prefixedParts(of: current)
    guard prefixes[parts.prefix] == nil else { return }
    throw fail(.unknownPrefix(parts.prefix, argument: parts.local), at: span(current))
  }

  /// Where words that speak of time take a period: `during(F, 2026-01)`, `as_of(2026-01)`.
  private static let placeOfPeriod = ["during": 1, "as_of": 0]

  /// `2026-01` as the whole of an argument that is a time: a month, where it would be a difference elsewhere.
  private mutating func month() throws(StatementFailure) -> ExpressionSyntax? {
    guard current.kind == .integer, current.end - current.start == 4 else { return nil }
    let tokens = peek(3)
    guard tokens[0].kind == .minus, tokens[0].start == current.end, tokens[1].kind == .integer,
      tokens[1].start == tokens[0].end, tokens[1].end == tokens[1].start + 2,
      tokens[2].kind == .comma || tokens[2].kind == .rightParenthesis
    else { return nil }
    let start = current.start
    let text = String(decoding: lexer.bytes[start..<tokens[1].end], as: UTF8.self)
    guard CalendarDate.days(of: text) != nil else { return nil }
    for _ in 0..<3 { try advance() }
    return .constant(.string(text), span(from: start))
  }

  private mutating func argument() throws(StatementFailure) -> ExpressionSyntax {
    let value = try expression()
    guard try accept(.twoDots) else { return value }
    let high = try expression()
    return .range(value, high, value.span.through(high.span))
  }

  mutating func close(
    _ kind: Token.Kind, opener: Token, _ what: String
  ) throws(StatementFailure) {
    if current.kind == kind { return try advance() }
    switch current.kind {
    case .end, .dot, .question, .implies:
      throw fail(
        .unclosedParenthesis(lexer.text(of: opener)), at: span(opener),
        edits: [SourceEdit(place, kind == .rightBracket ? "]" : ")")])
    default: throw failExpected(what)
    }
  }

  // MARK: Paths

  /// `p+` and `p*` where they are closures and not a sum or product: takes the sign and says so.
  private mutating func closure(_ node: inout Node) throws(StatementFailure) -> Bool {
    guard current.kind == .plus || current.kind == .star, let path = Self.path(node) else {
      return false
    }
    let next = peek(3)
    switch next[0].kind {
    case .leftParenthesis:
      // `X*(Y + 1)` is a product; `Path*(X, Y)` a closure.
      guard Self.isPlainlyPath(node) || next[2].kind == .comma else { return false }
    case .rightParenthesis, .slash, .pipe:
      guard Self.isPlainlyPath(node) else { return false }
    default: return false
    }
    let start = node.span.start
    let closed: PathSyntax = current.kind == .plus ? .oneOrMore(path) : .zeroOrMore(path)
    try advance()
    node = Node(
      content: .path(closed, span(from: start)), height: node.height + 1)
    return true
  }

  /// Whether arguments after a node make it a path with arguments.
  private func isApplicable(_ node: Node) -> Bool {
    if case .path = node.content { return true }
    return node.parentheses != nil && Self.path(node) != nil
  }

  private mutating func application(of node: Node) throws(StatementFailure) -> Node {
    let path = try path(node)
    let start = node.span.start
    let atom = try call(NameSyntax(text: "", span: node.span))
    if let named = atom.named.first { throw fail(.namedArgumentOfPath, at: named.name.span) }
    guard atom.arguments.count == 2 else {
      throw fail(.pathNeedsTwo(atom.arguments.count), at: span(from: start))
    }
    return Node(
      content: .formula(
        .path(
          path, AtomSyntax(name: atom.name, arguments: atom.arguments, span: span(from: start)))))
  }
}
