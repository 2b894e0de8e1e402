extension Parser {
  private static let directives = ["prefix", "include", "import", "export", "declare"]

  /// `@prefix`, `@include`, `@import`, `@export`, `@declare`.
  mutating func directive() throws(StatementFailure) {
    let token = current
    let start = token.start
    let name = lexer.text(of: token, dropping: 1)
    guard Self.directives.contains(name) else {
      throw fail(
        .unknownDirective(name, suggestion: Suggestions.nearest(to: name, among: Self.directives)),
        at: span(token))
    }
    try advance()
    switch name {
    case "prefix": try prefix()
    case "include":
      let path = try path("a file name in double quotes")
      try fullStop(orWhat: "'.'")
      result.statements.append(.include(path: path, span: span(from: start)))
    case "declare": try declaration(from: start)
    default:
      let predicate = try plainName()
      let path = try path("a file name in double quotes")
      let hasHeader = isWord("header")
      if hasHeader { try advance() }
      try fullStop(orWhat: hasHeader ? "'.'" : "'header' or '.'")
      let span = span(from: start)
      result.statements.append(
        name == "import"
          ? .import(predicate, path: path, header: hasHeader, span: span)
          : .export(predicate, path: path, header: hasHeader, span: span))
    }
  }

  private mutating func prefix() throws(StatementFailure) {
    let name: NameSyntax
    switch current.kind {
    case .name, .variable: name = try prefixName()
    case .colon: name = NameSyntax(text: "", span: span(current))
    default: throw failExpected("a prefix such as 'ex:'")
    }
    guard try accept(.colon) else { throw failExpected("':' after the prefix") }
    guard current.kind == .iri else { throw failExpected("an IRI such as <http://example.org/>") }
    let iri = lexer.text(of: current, dropping: 1).dropLast()
    try advance()
    try fullStop(orWhat: "'.'")
    prefixes[name.text] = String(iri)
    result.statements.append(.prefix(name, iri: String(iri)))
  }

  /// A prefix, which may hold `-` between letters.
  private mutating func prefixName() throws(StatementFailure) -> NameSyntax {
    var name = try plainName()
    while current.kind == .minus, current.start == name.span.end {
      try advance()
      guard current.kind == .name || current.kind == .variable, current.start == previousEnd else {
        throw failExpected("a prefix such as 'ex:'")
      }
      let part = try plainName()
      name = NameSyntax(text: name.text + "-" + part.text, span: name.span.through(part.span))
    }
    return name
  }

  private mutating func path(_ what: String) throws(StatementFailure) -> String {
    guard current.kind == .string else { throw failExpected(what) }
    let path = try unquoted(current)
    if path.isEmpty { throw fail(.emptyProgramElement("the file name"), at: span(current)) }
    try advance()
    return path
  }

  /// `@declare p(from: entity, to: entity).`
  private mutating func declaration(from start: Int) throws(StatementFailure) {
    let predicate = try plainName()
    guard current.kind == .leftParenthesis else { throw failExpected("'(' and the columns") }
    let opener = current
    try advance()
    var columns: [ColumnSyntax] = []
    if current.kind != .rightParenthesis {
      repeat { columns.append(try column()) } while try accept(.comma)
    }
    try close(.rightParenthesis, opener: opener, "',' or ')'")
    try fullStop(orWhat: "'.'")
    result.statements.append(.declare(predicate, columns: columns, span: span(from: start)))
  }

  private mutating func column() throws(StatementFailure) -> ColumnSyntax {
    if current.kind == .prefixedName {
      // `from:entity` without a blank.
      let token = current
      let parts = lexer.prefixedParts(of: token)
      try advance()
      return ColumnSyntax(
        name: NameSyntax(text: parts.prefix, span: span(token)),
        type: NameSyntax(text: parts.local, span: span(token)))
    }
    let name = try plainName()
    if current.kind == .prefixedName, lexer.prefixedParts(of: current).prefix.isEmpty {
      // `from :entity`.
      let type = NameSyntax(text: lexer.prefixedParts(of: current).local, span: span(current))
      try advance()
      return ColumnSyntax(name: name, type: type)
    }
    guard try accept(.colon) else { return ColumnSyntax(name: name, type: nil) }
    return ColumnSyntax(name: name, type: try plainName())
  }

  /// `.decl` and the like, as other engines write them.
  mutating func foreignDirective() -> StatementFailure {
    let dot = current
    let word = peek()
    guard word.kind == .name, word.start == dot.end else {
      return fail(.expected("a statement", found: "'.'"), at: span(dot))
    }
    let name = lexer.text(of: word)
    let instead =
      switch name {
      case "decl": "@declare, or leave it out: declarations are optional"
      case "input": "@import p \"file.csv\"."
      case "output", "printsize": "@export p \"file.csv\"., or ask: p(X, Y)?"
      case "include": "@include \"file.gql\"."
      case "type": "the types in @declare p(from: entity, to: entity)."
      default: "dot-commands in the shell, on a line of their own"
      }
    return fail(
      .foreignDirective(name, instead: instead),
      at: SourceSpan(source: source, start: dot.start, end: word.end))
  }
}
