/// What people write who know other languages: named for what it is, with what GQL writes instead.
extension Parser {
  /// A word of another language where `,` or an operator should stand.
  func foreignWord() -> SyntaxProblem? {
    guard current.kind == .name || current.kind == .variable else { return nil }
    let word = lexer.text(of: current)
    let lower = word.lowercased()
    guard word == lower || word == word.uppercased() else { return nil }
    switch lower {
    case "is": return .foreignOperator(word, instead: "'='")
    case "and": return .foreignOperator(word, instead: "','")
    case "or": return .foreignOperator(word, instead: "';'")
    case "where": return .foreignOperator(word, instead: "','")
    case "like":
      return .foreignOperator(word, instead: "contains(X, \"part\") or matches(X, \"a.*z\")")
    case "between":
      return .foreignOperator(word, instead: "X in 1..9, or with dates X in 2026-01-01..2026-01-31")
    case "group", "having":
      return .foreignOperator(
        word, instead: "an aggregate next to what it is grouped by: ?(X, count(Y)) :- p(X, Y).")
    case "order", "limit", "offset", "in", "not", "mod":
      return word == lower ? nil : .capitalKeyword(word)
    default: return nil
    }
  }

  /// Fails at a word of another language. A comma stands close behind what is before it.
  mutating func failForeign(_ problem: SyntaxProblem) -> StatementFailure {
    guard problem.replacement == "," else { return fail(problem, at: span(current)) }
    let edit = SourceEdit(
      SourceSpan(source: source, start: previousEnd, end: current.end), ",")
    return fail(problem, at: span(current), edits: [edit])
  }

  /// Says what is meant where arguments go on without a comma.
  mutating func failArguments(_ arguments: [ExpressionSyntax]) -> StatementFailure? {
    guard let last = arguments.last, foreignWord() == nil else { return nil }
    switch current.kind {
    case .name, .variable:
      let words = wordsFromHere()
      let isPlain =
        switch last {
        case .variable, .name: true
        default: false
        }
      let name = SourceSpan(
        source: source, start: last.span.start, end: words[words.count - 1].end)
      let all = words.map { lexer.text(of: $0) } + [text(of: last.span)]
      // Names of people and places have capitals; small words are more often several arguments.
      let hasCapital = all.contains { $0.first?.isUppercase ?? false }
      if isPlain, hasCapital, !all.contains(where: Self.isUsualVariable) {
        return fail(.unquotedName(text(of: name)), at: name)
      }
      return fail(.missingComma, at: place, edits: [separator])
    case .string, .integer, .float, .date, .dateTime, .anonymous, .quotedName:
      return fail(.missingComma, at: place, edits: [separator])
    default: return nil
    }
  }

  /// A comma and a blank, in place of the blanks before the current token.
  private var separator: SourceEdit {
    SourceEdit(SourceSpan(source: source, start: previousEnd, end: current.start), ", ")
  }

  /// The current token and those after it as far as they are words.
  private mutating func wordsFromHere() -> [Token] {
    let position = lexer.position
    defer { lexer.position = position }
    var words: [Token] = []
    var token = current
    while token.kind == .name || token.kind == .variable {
      words.append(token)
      token = lexer.next()
    }
    return words
  }

  func text(of span: SourceSpan) -> String {
    String(decoding: lexer.bytes[span.start..<span.end], as: UTF8.self)
  }

  /// Whether a word is what people call variables, so that it is hardly a part of a name: `X`, `Y2`, `Who`.
  private static func isUsualVariable(_ word: String) -> Bool {
    if word.prefix(1).allSatisfy(\.isUppercase), word.dropFirst().allSatisfy(\.isNumber) {
      return true
    }
    return ["Who", "Whom", "What", "Which", "Where", "When", "Why", "How"].contains(word)
  }

  /// What a value's place begins with that is none: `*`, `?x`.
  mutating func failValue(_ what: String) -> StatementFailure {
    let token = current
    switch token.kind {
    case .star: return fail(.wildcard, at: span(token))
    case .question:
      let next = peek()
      guard next.kind == .name || next.kind == .variable, next.start == token.end else { break }
      // Past the name, so that the recovery does not take the sign for the end of the statement.
      let place = SourceSpan(source: source, start: token.start, end: next.end)
      let failure = fail(.foreignVariable(lexer.text(of: next)), at: place)
      advanceQuietly()
      return failure
    default: break
    }
    return failExpected(what)
  }

  /// The edits that close a quotation, or exchange its marks.
  mutating func edits(for problem: SyntaxProblem) -> [SourceEdit]? {
    switch problem {
    case .unclosedString, .unclosedQuotedName:
      // A name seldom holds a comma or a parenthesis.
      let bytes = lexer.bytes[current.start..<current.end]
      let end = bytes.dropFirst().firstIndex {
        [UInt8(ascii: ","), UInt8(ascii: ")")].contains($0)
      }
      guard let end else { return nil }
      let mark = problem == .unclosedString ? "\"" : "'"
      return [SourceEdit(SourceSpan(source: source, start: end, end: end), mark)]
    case .typographicQuote:
      // What is wrong with the first mark of a line was mended in all of its rest.
      if current.start < mendedQuotesEnd { return [] }
      return typographicQuotes(from: current.start)
    default: return nil
    }
  }

  /// The marks of one line from a place on, each with the one that GQL has.
  private mutating func typographicQuotes(from start: Int) -> [SourceEdit] {
    let marks = [
      "\u{201C}": "\"", "\u{201D}": "\"", "\u{201E}": "\"", "\u{2018}": "'", "\u{2019}": "'",
    ]
    var edits: [SourceEdit] = []
    var place = start
    while place + 2 < lexer.bytes.count, lexer.bytes[place] != UInt8(ascii: "\n") {
      let scalar = String(decoding: lexer.bytes[place..<place + 3], as: UTF8.self)
      if let mark = marks[scalar] {
        edits.append(SourceEdit(SourceSpan(source: source, start: place, end: place + 3), mark))
        place += 3
      } else {
        place += 1
      }
    }
    mendedQuotesEnd = place
    return edits
  }
}
