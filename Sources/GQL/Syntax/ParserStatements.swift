import Graph

extension Parser {
  /// One statement with its end.
  mutating func statement() throws(StatementFailure) {
    if current.kind == .invalid { throw failInvalid() }
    let start = current.start
    switch current.kind {
    case .directive: try directive()
    case .queryMark:
      try advance()
      let body = try bodyFormula()
      try query(columns: nil, body: body, from: start, endsWithQuestion: false)
    case .question: try queryWithColumns()
    case .implies: throw fail(.constraint, at: span(current))
    case .dot: throw foreignDirective()
    case .name where isWord("insert") && change(): try change(inserts: true)
    case .name where isWord("delete") && change(): try change(inserts: false)
    default: try clause()
    }
  }

  /// Whether `insert` or `delete` begins a change here, rather than being a predicate's name.
  private mutating func change() -> Bool {
    switch peek().kind {
    case .name, .quotedName, .variable, .iri, .prefixedName: true
    default: false
    }
  }

  // MARK: Facts, rules, queries

  /// A fact, a rule, or a query that ends with `?`.
  private mutating func clause() throws(StatementFailure) {
    let start = current.start
    let node = try body()
    switch current.kind {
    case .implies:
      let heads = try self.heads(node)
      try advance()
      let body = try bodyFormula()
      if current.kind == .question, heads.count == 1 { throw failAsked(heads[0], body) }
      try fullStop(orWhat: "',' or '.'")
      result.statements.append(.rule(heads: heads, body: body, span: span(from: start)))
    case .question:
      let body = try formula(node)
      try query(columns: nil, body: body, from: start, endsWithQuestion: true)
    case .name where isModifier:
      let body = try formula(node)
      try query(columns: nil, body: body, from: start, endsWithQuestion: true)
    case .dot:
      let formula = try formula(node)
      guard case .atom(let atom) = formula else { throw fail(.factIsNoAtom, at: formula.span) }
      advanceQuietly()
      result.statements.append(.rule(heads: [atom], body: nil, span: span(from: start)))
    default:
      let formula = try formula(node)
      if case .atom(let atom) = formula {
        if current.kind == .end, let open = atom.firstVariable {
          report(.openFact(open), at: place)
          return
        }
        if current.kind == .string || current.kind == .leftBracket,
          atom.span == atom.name.span
        {
          throw fail(.missingParentheses(atom.name.text), at: span(current))
        }
        try fullStop(orWhat: "':-', '.' or '?'")
        result.statements.append(.rule(heads: [atom], body: nil, span: span(from: start)))
      } else {
        throw failExpected("',', ':-' or '?'")
      }
    }
  }

  /// Fails at the `?` behind a rule, with the query that it may be meant as.
  private mutating func failAsked(
    _ head: AtomSyntax, _ body: FormulaSyntax
  ) -> StatementFailure {
    let isAggregate = AggregateFunction(rawValue: head.name.text) != nil
    let arguments = head.arguments.map { text(of: $0.span) }.joined(separator: ", ")
    let columns = isAggregate ? text(of: head.span) : arguments
    let edits = [SourceEdit(head.span, "?(\(columns))"), SourceEdit(span(current), ".")]
    return fail(
      .ruleAsked(query: "?(\(columns)) :- \(text(of: body.span))."), at: span(current),
      edits: edits)
  }

  /// `order by`, `limit`, `offset` stand after a body.
  private var isModifier: Bool { isWord("order") || isWord("limit") || isWord("offset") }

  /// The atoms before `:-`.
  private mutating func heads(_ node: Node) throws(StatementFailure) -> [AtomSyntax] {
    let formula = try formula(node)
    switch formula {
    case .atom(let atom): return [atom]
    case .conjunction(let parts, _):
      var heads: [AtomSyntax] = []
      for part in parts {
        guard case .atom(let atom) = part else { throw fail(.headIsNoAtom, at: part.span) }
        heads.append(atom)
      }
      return heads
    default: throw fail(.headIsNoAtom, at: formula.span)
    }
  }

  /// `?(X, N = count(Y)) :- body.`
  private mutating func queryWithColumns() throws(StatementFailure) {
    let start = current.start
    try advance()
    guard current.kind == .leftParenthesis else { throw failExpected("'-' or '(' after '?'") }
    let opener = current
    try advance()
    var columns: [QueryColumnSyntax] = []
    if current.kind != .rightParenthesis {
      repeat {
        var name: NameSyntax?
        if current.kind == .variable || current.kind == .name || current.kind == .quotedName,
          peek().kind == .equal
        {
          name = try plainName()
          try advance()
        }
        columns.append(QueryColumnSyntax(name: name, value: try expression()))
      } while try accept(.comma)
    }
    try close(.rightParenthesis, opener: opener, "',' or ')'")
    var body: FormulaSyntax?
    if try accept(.implies) { body = try bodyFormula() }
    try query(columns: columns, body: body, from: start, endsWithQuestion: false)
  }

  /// What may follow a query's body, and its end.
  private mutating func query(
    columns: [QueryColumnSyntax]?, body: FormulaSyntax?, from start: Int, endsWithQuestion: Bool
  ) throws(StatementFailure) {
    var query = QuerySyntax(columns: columns, body: body, span: span(from: start))
    while true {
      if isWord("order"), query.order.isEmpty {
        try advance()
        guard isWord("by") else { throw failExpected("'by' after 'order'") }
        try advance()
        repeat {
          let key = try expression()
          var descending = false
          if isWord("desc") || isWord("asc") {
            descending = isWord("desc")
            try advance()
          }
          query.order.append((key, descending))
        } while try accept(.comma)
      } else if isWord("limit"), query.limit == nil {
        try advance()
        query.limit = try expression()
      } else if isWord("offset"), query.offset == nil {
        try advance()
        query.offset = try expression()
      } else {
        break
      }
    }
    query.span = span(from: start)
    if current.kind == .question || (current.kind == .dot && !endsWithQuestion) {
      advanceQuietly()
    } else if endsWithQuestion {
      throw failExpected("'?'")
    } else {
      try fullStop(orWhat: "',' or '.'")
    }
    result.statements.append(.query(query))
  }

  /// `insert p(a, b).` and `delete p(X, Y) :- body.`
  private mutating func change(inserts: Bool) throws(StatementFailure) {
    let start = current.start
    try advance()
    let heads = try self.heads(try body())
    var body: FormulaSyntax?
    if try accept(.implies) { body = try bodyFormula() }
    try fullStop(orWhat: body == nil ? "':-' or '.'" : "',' or '.'")
    let span = span(from: start)
    result.statements.append(
      inserts
        ? .insert(heads: heads, body: body, span: span)
        : .delete(heads: heads, body: body, span: span))
  }

  // MARK: Names

  /// A name as it stands: quoted names without quotes, prefixed ones in full.
  mutating func plainName() throws(StatementFailure) -> NameSyntax {
    let token = current
    let text: String
    switch token.kind {
    case .name, .variable: text = lexer.text(of: token)
    case .quotedName:
      text = try unquoted(token)
      try advance()
      return NameSyntax(text: text, span: span(token), isQuoted: true)
    case .iri, .prefixedName:
      guard case .iri(let iri) = try constant(token, isNegative: false) else {
        throw failExpected("a name")
      }
      text = iri
    default: throw failExpected("a name")
    }
    try advance()
    return NameSyntax(text: text, span: span(token))
  }

  mutating func unquoted(_ token: Token) throws(StatementFailure) -> String {
    let text: String
    do {
      text = try lexer.unquoted(token)
    } catch {
      throw fail(
        .unknownEscape(String(decoding: lexer.bytes[error.start..<error.end], as: UTF8.self)),
        at: SourceSpan(source: source, start: error.start, end: error.end))
    }
    if text.isEmpty, token.kind == .quotedName { throw fail(.emptyQuotedName, at: span(token)) }
    return text
  }

  /// The constant that a token is.
  mutating func constant(_ token: Token, isNegative: Bool) throws(StatementFailure) -> Term {
    if let term = lexer.constant(token, isNegative: isNegative, prefixes: prefixes) { return term }
    switch token.kind {
    case .string, .quotedName: return .string(try unquoted(token))
    case .integer:
      let sign = isNegative ? "-" : ""
      throw fail(.integerTooLarge(sign + lexer.text(of: token)), at: span(token))
    case .float: throw fail(.floatTooLarge(lexer.text(of: token)), at: span(token))
    case .prefixedName:
      throw fail(.unknownPrefix(lexer.prefixedParts(of: token).prefix), at: span(token))
    case .literal:
      let (string, tag) = lexer.literalParts(of: token)
      _ = try unquoted(string)
      guard lexer.datatype(of: tag, prefixes: prefixes) != nil else {
        let name = Token(kind: .prefixedName, start: tag.start + 2, end: tag.end)
        throw fail(.unknownPrefix(lexer.prefixedParts(of: name).prefix), at: span(name))
      }
      throw fail(.noLanguage, at: span(token))
    default: throw failExpected("a value")
    }
  }
}

extension AtomSyntax {
  /// The first of its arguments that is a named variable.
  fileprivate var firstVariable: String? {
    for case .variable(let name) in arguments { return name.text }
    return nil
  }
}
