import GQL
import Graph

/// Reads expressions (`Expression` to `PrimaryExpression`).
struct ExpressionParser {
  let reader: TokenReader
  private var terms: TermParser { TermParser(reader: reader) }

  init(_ reader: TokenReader) { self.reader = reader }

  /// `ConditionalOrExpression`.
  func expression() throws(Diagnostic) -> Expression {
    try reader.nested { () throws(Diagnostic) in
      var (left, parts) = (try conjunction(), 1)
      while reader.accept(.orOr) {
        try reader.count(&parts)
        left = .or(left, try conjunction())
      }
      return left
    }
  }

  private func conjunction() throws(Diagnostic) -> Expression {
    var (left, parts) = (try relation(), 1)
    while reader.accept(.andAnd) {
      try reader.count(&parts)
      left = .and(left, try relation())
    }
    return left
  }

  private func relation() throws(Diagnostic) -> Expression {
    let left = try sum()
    let comparison: Expression.Comparison? =
      switch reader.token.kind {
      case .symbol(.equal): .equal
      case .symbol(.notEqual): .notEqual
      case .symbol(.less): .less
      case .symbol(.lessEqual): .lessEqual
      case .symbol(.greater): .greater
      case .symbol(.greaterEqual): .greaterEqual
      default: nil
      }
    if let comparison {
      reader.take()
      return .comparison(comparison, left, try sum())
    }
    if reader.accept(word: "IN") { return .member(left, of: try list(), isNegated: false) }
    if reader.keyword == "NOT", reader.next.keyword == "IN" {
      reader.take()
      reader.take()
      return .member(left, of: try list(), isNegated: true)
    }
    return left
  }

  private func sum() throws(Diagnostic) -> Expression {
    var (left, parts) = (try product(), 1)
    while true {
      try reader.count(&parts)
      if reader.accept(.plus) {
        left = .arithmetic(.plus, left, try product())
      } else if reader.accept(.minus) {
        left = .arithmetic(.minus, left, try product())
      } else {
        return left
      }
    }
  }

  private func product() throws(Diagnostic) -> Expression {
    var (left, parts) = (try unary(), 1)
    while true {
      try reader.count(&parts)
      if reader.accept(.star) {
        left = .arithmetic(.times, left, try unary())
      } else if reader.accept(.slash) {
        left = .arithmetic(.divided, left, try unary())
      } else {
        return left
      }
    }
  }

  private func unary() throws(Diagnostic) -> Expression {
    if reader.accept(.not) {
      return try reader.nested { () throws(Diagnostic) in .not(try unary()) }
    }
    if let literal = try terms.literal() { return .term(literal) }
    if reader.accept(.plus) { return .positive(try primary()) }
    if reader.accept(.minus) { return .negative(try primary()) }
    return try primary()
  }

  private func primary() throws(Diagnostic) -> Expression {
    if reader.isNext(.leftParenthesis) { return try bracketed() }
    if let variable = terms.variable() { return .variable(variable) }
    if let literal = try terms.literal() { return .term(literal) }
    if let call = try callOrIRI() { return call }
    throw reader.expected("an expression")
  }

  /// `BrackettedExpression`.
  func bracketed() throws(Diagnostic) -> Expression {
    try reader.expect(.leftParenthesis, "before the expression")
    let expression = try expression()
    try reader.expect(.rightParenthesis, "at the end of the expression")
    return expression
  }

  /// `Constraint`: an expression in parentheses or a call.
  func constraint() throws(Diagnostic) -> Expression {
    if reader.isNext(.leftParenthesis) { return try bracketed() }
    guard let call = try call() else {
      throw reader.expected(
        "a condition in parentheses or a function", hint: "write FILTER (?x > 3)")
    }
    return call
  }

  /// `BuiltInCall` or `FunctionCall`, or nil where something else stands.
  func call() throws(Diagnostic) -> Expression? {
    if case .word = reader.token.kind { return try builtIn() }
    let start = reader.token.range.lowerBound
    guard let iri = try terms.iri() else { return nil }
    guard reader.isNext(.leftParenthesis) else {
      throw reader.expected("'(' and the arguments of the function")
    }
    return try function(iri, start)
  }

  private func callOrIRI() throws(Diagnostic) -> Expression? {
    if case .word = reader.token.kind { return try builtIn() }
    let start = reader.token.range.lowerBound
    guard let iri = try terms.iri() else { return nil }
    return reader.isNext(.leftParenthesis) ? try function(iri, start) : .term(.iri(iri))
  }

  private func function(_ iri: String, _ start: Int) throws(Diagnostic) -> Expression {
    let arguments = try arguments()
    if iri.hasPrefix(RDFVocabulary.xsd),
      let cast = XSDCast(rawValue: String(iri.dropFirst(RDFVocabulary.xsd.count)))
    {
      guard arguments.count == 1 else {
        throw reader.error("xsd:\(cast.rawValue) takes one argument", at: reader.span(from: start))
      }
      return .cast(cast, arguments[0])
    }
    return .unknownFunction(iri, arguments)
  }

  private func arguments() throws(Diagnostic) -> [Expression] {
    try reader.expect(.leftParenthesis, "before the arguments")
    if reader.keyword == "DISTINCT" {
      throw reader.error("DISTINCT stands only in aggregates, and this is none")
    }
    return try rest()
  }

  /// `ExpressionList`.
  private func list() throws(Diagnostic) -> [Expression] {
    try reader.expect(.leftParenthesis, "before the list")
    return try rest()
  }

  private func rest() throws(Diagnostic) -> [Expression] {
    var arguments: [Expression] = []
    if reader.accept(.rightParenthesis) { return arguments }
    repeat { arguments.append(try expression()) } while reader.accept(.comma)
    try reader.expect(.rightParenthesis, "at the end of the list")
    return arguments
  }

  // MARK: Functions by name

  private func builtIn() throws(Diagnostic) -> Expression {
    let start = reader.token.range.lowerBound
    let word = reader.keyword ?? ""
    if word == "EXISTS" || word == "NOT" && reader.next.keyword == "EXISTS" {
      reader.take()
      if word == "NOT" { reader.take() }
      return .exists(try GroupParser(reader).group(), isNegated: word == "NOT")
    }
    if let function = Aggregate.Function(rawValue: word) { return try aggregate(function) }
    guard let function = BuiltIn(rawValue: word) else {
      let near = Suggestions.nearest(
        to: word, among: BuiltIn.allCases.map(\.rawValue))
      throw reader.error(
        "there is no function or keyword '\(reader.sourceWord)' here",
        hint: near.map { "did you mean \($0)?" })
    }
    reader.take()
    let arguments = try arguments()
    guard function.arguments.contains(arguments.count) else {
      throw reader.error(
        "\(word) takes \(Self.description(function.arguments)), not \(arguments.count)",
        at: reader.span(from: start))
    }
    if function == .bound {
      guard case .variable = arguments[0] else {
        throw reader.error("BOUND takes a variable", at: reader.span(from: start))
      }
    }
    return .call(function, arguments)
  }

  private static func description(_ counts: ClosedRange<Int>) -> String {
    if counts.count == 1 {
      return counts.lowerBound == 1 ? "1 argument" : "\(counts.lowerBound) arguments"
    }
    return "\(counts.lowerBound) or \(counts.upperBound) arguments"
  }

  private func aggregate(_ function: Aggregate.Function) throws(Diagnostic) -> Expression {
    reader.take()
    try reader.expect(.leftParenthesis, "behind \(function.rawValue)")
    var aggregate = Aggregate(
      function: function, isDistinct: reader.accept(word: "DISTINCT"), argument: nil)
    let start = reader.token.range.lowerBound
    if function == .count, reader.accept(.star) {
      aggregate.argument = nil
    } else {
      let argument = try expression()
      if argument.hasAggregate {
        throw reader.error(
          "an aggregate stands in an aggregate", at: reader.span(from: start),
          hint: "compute the inner one in a subquery")
      }
      aggregate.argument = argument
    }
    if function == .groupConcat, reader.accept(.semicolon) {
      try reader.expect(word: "SEPARATOR", "behind ';'")
      try reader.expect(.equal, "behind SEPARATOR")
      guard case .string(let separator) = reader.token.kind else {
        throw reader.expected("a string for SEPARATOR")
      }
      reader.take()
      aggregate.separator = separator
    }
    try reader.expect(.rightParenthesis, "at the end of the aggregate")
    return .aggregate(aggregate)
  }
}
