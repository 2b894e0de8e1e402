import Graph

/// Reads a source into a syntax tree: recursive descent for statements, precedence climbing for expressions.
///
/// Time is linear in the text. Nesting and chains of operators have a limit, so that no input exhausts the stack.
/// An error ends its statement; reading goes on after it, so that one run finds all mistakes.
package struct Parser {
  /// Parentheses, negations and calls inside one another.
  static let nestingLimit = 200
  /// Operators in a row.
  static let chainLimit = 1000

  var lexer: Lexer
  let source: Int
  var prefixes: [String: String]
  var constants: ConstantPool
  var current = Token(kind: .end, start: 0, end: 0)
  /// Where the token before `current` ended.
  var previousEnd = 0
  var previousKind = Token.Kind.dot
  var depth = 0
  var result = ParsedSource()
  var factReader = FactReader()
  /// Where the last line ends whose quotation marks have edits.
  var mendedQuotesEnd = 0

  /// What ends the reading of a statement; its diagnostic has been recorded.
  struct StatementFailure: Error {}

  private init(
    _ bytes: [UInt8], source: Int, prefixes: [String: String], constants: consuming ConstantPool
  ) {
    lexer = Lexer(bytes)
    self.source = source
    self.prefixes = prefixes
    self.constants = constants
  }

  /// Parses a source.
  /// - Parameters:
  ///   - text: the source
  ///   - index: its index in the ``SourceMap``, for spans
  ///   - prefixes: prefixes declared before; those that the source declares are added
  ///   - constants: constants known before; those of the source's facts are added
  ///   - isStopped: asked now and then whether to leave the rest unread, with the bytes that are in use, about
  package static func parse(
    _ text: SourceText, index: Int, prefixes: inout [String: String],
    constants: inout ConstantPool, isStopped: (_ bytes: Int) -> Bool = { _ in false }
  ) -> ParsedSource {
    // Moved in and out, so that there is one pool and never a copy.
    let known = constants
    constants = ConstantPool()
    var parser = Parser(text.bytes, source: index, prefixes: prefixes, constants: known)
    parser.program(isStopped)
    prefixes = parser.prefixes
    constants = parser.constants
    return parser.result
  }

  private mutating func program(_ isStopped: (_ bytes: Int) -> Bool) {
    advanceQuietly()
    var turns = 0
    while current.kind != .end {
      turns += 1
      if turns & 0xFFF == 0, isStopped(bytes) { break }
      let start = current
      // Every turn takes at least one token, whatever the text.
      do {
        depth = 0
        if !readFact() { try statement() }
      } catch {
        recover(from: start)
      }
    }
    factReader.finish(into: &result)
    result.bytes = bytes
  }

  /// The text, the constants, facts of two columns, statements, and what wrong ones gave.
  private var bytes: Int {
    lexer.bytes.count + constants.terms.count * 96 + factReader.count * 20
      + (result.statements.count + result.diagnostics.count) * 512
  }

  // MARK: Tokens

  func span(_ token: Token) -> SourceSpan {
    SourceSpan(source: source, start: token.start, end: token.end)
  }

  func span(from start: Int) -> SourceSpan {
    SourceSpan(source: source, start: start, end: max(start, previousEnd))
  }

  /// Steps to the next token; fails at one that is none.
  mutating func advance() throws(StatementFailure) {
    advanceQuietly()
    if current.kind == .invalid { throw failInvalid() }
  }

  mutating func advanceQuietly() {
    previousEnd = current.end
    previousKind = current.kind
    current = lexer.next()
  }

  func failInvalid() -> StatementFailure { StatementFailure() }

  /// The tokens after the current one, which are read again later.
  mutating func peek(_ count: Int) -> [Token] {
    let position = lexer.position
    defer { lexer.position = position }
    return (0..<count).map { _ in lexer.next() }
  }

  mutating func peek() -> Token {
    let position = lexer.position
    defer { lexer.position = position }
    return lexer.next()
  }

  mutating func accept(_ kind: Token.Kind) throws(StatementFailure) -> Bool {
    guard current.kind == kind else { return false }
    try advance()
    return true
  }

  /// Whether the current token is this plain word.
  func isWord(_ word: StaticString) -> Bool {
    guard current.kind == .name, current.end - current.start == word.utf8CodeUnitCount else {
      return false
    }
    return word.withUTF8Buffer { $0.elementsEqual(lexer.bytes[current.start..<current.end]) }
  }

  // MARK: Errors

  /// - Parameter edits: what to change; nil replaces what stands at the span, where the problem knows by what.
  mutating func fail(
    _ problem: SyntaxProblem, at span: SourceSpan, edits: [SourceEdit]? = nil
  ) -> StatementFailure {
    report(problem, at: span, edits: edits)
    return StatementFailure()
  }

  mutating func report(
    _ problem: SyntaxProblem, at span: SourceSpan, edits: [SourceEdit]? = nil
  ) {
    let own = problem.replacement.map { [SourceEdit(span, $0)] } ?? []
    if case .unknownPrefix = problem {} else { result.isWellFormed = false }
    result.diagnostics.append(
      Diagnostic(
        .error, problem.message, at: span, hint: problem.hint, edits: edits ?? own))
  }

  mutating func failExpected(_ what: String) -> StatementFailure {
    if let foreign = foreignWord() { return failForeign(foreign) }
    return fail(.expected(what, found: describe(current)), at: span(current))
  }

  func describe(_ token: Token) -> String {
    token.kind == .end ? "the end of the program" : "'\(lexer.text(of: token))'"
  }

  mutating func enter() throws(StatementFailure) {
    depth += 1
    if depth > Self.nestingLimit {
      throw fail(.tooDeep(limit: Self.nestingLimit), at: span(current))
    }
  }

  mutating func leave() { depth -= 1 }

  /// The place behind the token before the current one.
  var place: SourceSpan { SourceSpan(source: source, start: previousEnd, end: previousEnd) }

  // MARK: Recovery

  /// Skips to where the next statement begins: after a full stop or question mark, or at a line that begins one.
  private mutating func recover(from start: Token) {
    if current.kind == .invalid, let problem = lexer.problem {
      report(problem, at: span(current), edits: edits(for: problem))
    }
    let first = current.start == start.start
    if first, current.kind != .end { advanceQuietly() }
    let endsLine = first && start.kind == .dot
    while current.kind != .end {
      if endsLine, beginsLine(current) { break }
      if !endsLine, current.kind == .dot || current.kind == .question {
        advanceQuietly()
        break
      }
      if beginsLine(current), mayBeginStatement(current), !previousWantsMore { break }
      advanceQuietly()
    }
    noteNames(from: start.start, to: current.start)
  }

  /// Whether a token is the first of a line that is not indented.
  private func beginsLine(_ token: Token) -> Bool {
    token.start == 0 || lexer.byte(token.start - 1) == UInt8(ascii: "\n")
  }

  private func mayBeginStatement(_ token: Token) -> Bool {
    switch token.kind {
    case .name, .quotedName, .variable, .directive, .queryMark, .iri, .prefixedName: true
    default: false
    }
  }

  /// Whether the text before the current token cannot be the end of a statement.
  private var previousWantsMore: Bool {
    switch previousKind {
    case .comma, .semicolon, .implies, .leftParenthesis, .leftBracket, .equal, .notEqual, .less,
      .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .star, .slash, .bang, .pipe:
      true
    default: false
    }
  }

  private mutating func noteNames(from start: Int, to end: Int) {
    let position = lexer.position
    lexer.position = start
    while lexer.position < end {
      let token = lexer.next()
      guard token.end <= end, token.kind != .end else { break }
      if token.kind == .name || token.kind == .variable {
        result.brokenNames.insert(lexer.text(of: token))
      } else if token.kind == .quotedName, let name = try? lexer.unquoted(token) {
        result.brokenNames.insert(name)
      }
    }
    lexer.position = position
  }

  /// Ends a statement with a full stop. Where the next line plainly begins another statement, only the stop is
  /// missing.
  mutating func fullStop(orWhat what: String) throws(StatementFailure) {
    if current.kind == .dot {
      advanceQuietly()
      return
    }
    let isNewLine = lexer.bytes[previousEnd..<current.start].contains(UInt8(ascii: "\n"))
    if current.kind == .end || (isNewLine && mayBeginStatement(current)) {
      report(.missingFullStop, at: place)
      return
    }
    throw failExpected(what)
  }
}
