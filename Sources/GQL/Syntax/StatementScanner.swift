/// Where the statements of a text begin and end, from its words alone.
///
/// For a shell, which must know whether an input is complete before it parses it. Linear in the text.
package struct StatementScanner: Sendable {
  /// One statement, with its full stop or question mark.
  package struct Statement: Sendable, Equatable {
    /// Its bytes.
    package var range: Range<Int>
    /// The name or directive that it begins with; empty for anything else.
    package var firstWord: String
    /// Whether it asks something: it ends with a question mark, or begins with one.
    package var isQuery = false
  }

  /// Those that have ended.
  package private(set) var statements: [Statement] = []
  /// How many statements ask something.
  package var queryCount: Int { statements.count(where: \.isQuery) }
  /// Whether no begun statement waits for its end. A word that is none counts as an end, so that its error shows at
  /// once; a comment that is open does not.
  package private(set) var isComplete = true
  /// Whether the statement that has not ended has a `:-` or `?-`, and so ends with a full stop.
  package private(set) var lastIsRule = false
  /// Whether there is nothing but space and comments.
  package private(set) var isBlank = true
  /// What closes the innermost thing that is open in the statement that has not ended: `)`, `]`, or `*/` for a comment.
  package var awaited: String? { open.last }
  private var open: [String] = []

  package init(_ text: String) {
    var lexer = Lexer(Array(text.utf8))
    var start: Int?
    var firstWord = ""
    var isQuery = false
    var hasInvalidWord = false
    while true {
      let token = lexer.next()
      if token.kind == .end { break }
      if token.kind == .invalid {
        if case .unclosedComment = lexer.problem {
          isComplete = false
          open.append("*/")
          return
        }
        hasInvalidWord = true
      }
      isBlank = false
      if start == nil {
        start = token.start
        lastIsRule = false
        isQuery = token.kind == .question || token.kind == .queryMark
        switch token.kind {
        case .name, .directive: firstWord = lexer.text(of: token)
        default: firstWord = ""
        }
      } else if token.kind == .dot || token.kind == .question {
        statements.append(
          Statement(
            range: start!..<token.end, firstWord: firstWord,
            isQuery: isQuery || token.kind == .question))
        start = nil
        open = []
        continue
      }
      switch token.kind {
      case .leftParenthesis: open.append(")")
      case .leftBracket: open.append("]")
      case .rightParenthesis, .rightBracket: _ = open.popLast()
      default: break
      }
      if token.kind == .implies || token.kind == .queryMark { lastIsRule = true }
    }
    isComplete = start == nil || hasInvalidWord
  }

  /// Whether a text has a word that can change the graph, alone or in another word or a string. Where it has none, a
  /// large text need not be scanned for changes.
  package static func mayChangeGraph(_ text: String) -> Bool {
    ["insert", "delete", "@include"].contains { TextSearch.firstPlace(of: $0, in: text) != nil }
  }
}

extension StatementScanner {
  /// A text with the mark that ends its last statement, where that is missing: a full stop after `:-` or `?-`, else a
  /// question mark.
  package static func withFinalMark(_ text: String) -> String {
    let scan = StatementScanner(text)
    if scan.isComplete { return text }
    return text + (scan.lastIsRule ? " ." : " ?")
  }

  /// The name that a query begins with, if that is one; it names the edges of its picture.
  package static func firstPredicate(_ query: String) -> String {
    let trimmed = query.drop { $0.isWhitespace || $0 == "?" || $0 == "-" }
    let name = trimmed.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return name.isEmpty ? "related" : String(name)
  }
}
