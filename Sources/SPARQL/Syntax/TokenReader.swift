import Base
import GQL
import Graph

/// Where a parser of a request stands, and what it has learnt: prefixes, the base, variables, blank nodes.
///
/// All parsers of one request share it.
final class TokenReader {
  private let tokens: [Token]
  private var position = 0
  private var depth = 0
  var variables = VariableTable()
  var prefixes: [String: String] = [:]
  var base: BaseIRI?
  /// Variables of the labels of blank nodes.
  private var labels: [String: Int] = [:]
  /// The basic graph pattern in which each label stands.
  private var patternOfLabel: [String: Int] = [:]
  /// The number of the basic graph pattern that is being read.
  private(set) var pattern = 0
  private var patterns = 0
  /// Labels of the operations of an update before this one.
  private var closedLabels: Set<String> = []

  /// Groups and expressions within one another; deeper ones are refused, since each is a call.
  private static let mostDepth = 256
  /// Parts of a group, and sides of operators one after another; each is a level of what is made of them.
  private static let mostParts = 2000

  init(_ tokens: [Token], base: BaseIRI?) {
    self.tokens = tokens
    self.base = base
  }

  // MARK: Tokens

  var token: Token { tokens[position] }
  var next: Token { tokens[min(position + 1, tokens.count - 1)] }
  var isAtEnd: Bool { token.kind == .end }
  var keyword: String? { token.keyword }

  @discardableResult
  func take() -> Token {
    let token = token
    if position < tokens.count - 1 { position += 1 }
    return token
  }

  /// Where the token before this one ends.
  var lastEnd: Int { position > 0 ? tokens[position - 1].range.upperBound : 0 }

  func accept(_ symbol: Token.Symbol) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    take()
    return true
  }

  func isNext(_ symbol: Token.Symbol) -> Bool { token.kind == .symbol(symbol) }

  func accept(word: String) -> Bool {
    guard keyword == word else { return false }
    take()
    return true
  }

  func expect(_ symbol: Token.Symbol, _ place: String, hint: String? = nil) throws(Diagnostic) {
    guard accept(symbol) else { throw expected("'\(symbol.rawValue)' \(place)", hint: hint) }
  }

  func expect(word: String, _ place: String) throws(Diagnostic) {
    guard accept(word: word) else { throw expected("\(word) \(place)") }
  }

  // MARK: Errors

  func span(from start: Int) -> SourceSpan {
    SourceSpan(source: 0, start: start, end: max(start, lastEnd))
  }

  var span: SourceSpan {
    SourceSpan(source: 0, start: token.range.lowerBound, end: token.range.upperBound)
  }

  func error(_ message: String, at span: SourceSpan? = nil, hint: String? = nil) -> Diagnostic {
    Diagnostic(.error, message, at: span ?? self.span, hint: hint)
  }

  /// The word at hand as it is written.
  var sourceWord: String { if case .word(let word) = token.kind { word } else { "" } }

  /// What should stand where this token stands.
  func expected(_ what: String, hint: String? = nil) -> Diagnostic {
    let found =
      switch token.kind {
      case .end: "the request ends"
      case .word(let word): "'\(word)' stands"
      case .symbol(let symbol): "'\(symbol.rawValue)' stands"
      case .variable(let name): "?\(name) stands"
      case .iriReference, .prefixedName: "an IRI stands"
      case .string: "a string stands"
      case .integer, .decimal, .double: "a number stands"
      case .blankNode: "a blank node stands"
      case .languageTag: "a language stands"
      }
    return error("expected \(what), where \(found)", hint: hint ?? suggestion)
  }

  /// The keyword that a mistyped word was probably to be.
  private var suggestion: String? {
    guard case .word(let word) = token.kind,
      let near = Suggestions.nearest(to: word.uppercased(), among: Self.keywords)
    else { return nil }
    return "did you mean \(near)?"
  }

  private static let keywords = [
    "SELECT", "CONSTRUCT", "DESCRIBE", "ASK", "WHERE", "FROM", "NAMED", "PREFIX", "BASE",
    "OPTIONAL", "UNION", "MINUS", "FILTER", "EXISTS", "GRAPH", "BIND", "VALUES", "GROUP", "HAVING",
    "ORDER", "LIMIT", "OFFSET", "DISTINCT", "REDUCED", "INSERT", "DELETE", "LOAD", "CLEAR", "DROP",
    "CREATE", "COPY", "MOVE", "ADD", "WITH", "USING", "DATA",
  ]

  /// Reads what may have the same within it.
  func nested<Result>(_ body: () throws(Diagnostic) -> Result) throws(Diagnostic) -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.mostDepth else {
      throw error("groups and expressions are nested more than \(Self.mostDepth) deep")
    }
    return try body()
  }

  /// Counts one more part of what is nested once it is read, such as the sides of `||`.
  func count(_ parts: inout Int) throws(Diagnostic) {
    parts += 1
    guard parts <= Self.mostParts else {
      throw error("more than \(Self.mostParts) parts are joined by operators or in one group here")
    }
  }

  // MARK: Blank nodes

  /// Begins another basic graph pattern, in which labels of earlier ones may not stand.
  func beginPattern() {
    patterns += 1
    pattern = patterns
  }

  /// Goes on with a pattern that something else interrupted.
  func resumePattern(_ number: Int) { pattern = number }

  /// The variable of a blank node's label.
  func label(_ label: String) throws(Diagnostic) -> Int {
    if closedLabels.contains(label) {
      throw error("the blank node _:\(label) stands in two operations")
    }
    if let known = labels[label] {
      guard patternOfLabel[label] == pattern else {
        throw error(
          "the blank node _:\(label) stands in two basic graph patterns",
          hint: "use a variable where both are to be the same")
      }
      return known
    }
    let number = variables.fresh()
    labels[label] = number
    patternOfLabel[label] = pattern
    return number
  }

  /// Ends an operation whose labels no other one may use.
  func closeLabels() {
    closedLabels.formUnion(labels.keys)
    forgetLabels()
  }

  /// Labels from here on are other blank nodes.
  func forgetLabels() {
    labels = [:]
    patternOfLabel = [:]
  }
}
