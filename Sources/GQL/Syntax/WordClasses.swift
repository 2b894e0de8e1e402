/// What the words of a text are, for an editor that colours them while they are typed.
///
/// From the words alone, whatever their meaning. Linear in the text.
package struct WordClasses: Sendable {
  package enum Kind: Sendable, Equatable {
    case keyword, string, number, variable, comment
    /// No word of the language, such as a string without its closing quote; also a closing bracket that nothing opened.
    case invalid
  }

  package struct Word: Sendable, Equatable {
    package var kind: Kind
    /// Its bytes.
    package var range: Range<Int>
  }

  /// In the order of the text; names and punctuation are left out.
  package private(set) var words: [Word] = []
  /// For the byte of a parenthesis or bracket, that of its partner.
  package private(set) var partners: [Int: Int] = [:]
  /// For each line after the first, what closes the innermost thing that is open where it begins, as
  /// ``StatementScanner/awaited`` gives it for the lines before.
  package private(set) var awaitedAtLines: [String?] = []
  private var open: [(closing: String, place: Int)] = []
  private var isAtStart = true

  package init(_ text: String) {
    var lexer = Lexer(Array(text.utf8))
    var place = 0
    while true {
      let token = lexer.next()
      if token.kind == .invalid, case .unclosedComment = lexer.problem {
        addBlanks(lexer, place..<lexer.bytes.count)
        return
      }
      addBlanks(lexer, place..<token.start)
      if token.kind == .end { return }
      add(token, lexer)
      place = token.end
    }
  }

  private mutating func add(_ token: Token, _ lexer: Lexer) {
    let range = token.start..<token.end
    switch token.kind {
    case .string, .literal, .quotedName, .iri: words.append(Word(kind: .string, range: range))
    case .integer, .float, .date, .dateTime: words.append(Word(kind: .number, range: range))
    case .variable, .anonymous, .parameter: words.append(Word(kind: .variable, range: range))
    case .directive: words.append(Word(kind: .keyword, range: range))
    case .invalid: words.append(Word(kind: .invalid, range: range))
    case .name where isKeyword(token, lexer): words.append(Word(kind: .keyword, range: range))
    case .leftParenthesis: open.append((")", token.start))
    case .leftBracket: open.append(("]", token.start))
    case .rightParenthesis, .rightBracket:
      let closing = token.kind == .rightParenthesis ? ")" : "]"
      if let last = open.popLast(), last.closing == closing {
        partners[last.place] = token.start
        partners[token.start] = last.place
      } else {
        words.append(Word(kind: .invalid, range: range))
      }
    case .dot, .question:
      if !isAtStart { open = [] }
    default: break
    }
    isAtStart = (token.kind == .dot || token.kind == .question) && !isAtStart
  }

  /// Whether a name is a word of the language where it stands.
  private func isKeyword(_ token: Token, _ lexer: Lexer) -> Bool {
    let next = lexer.byte(token.end)
    let isAtom = next == UInt8(ascii: "(")
    // The name of an argument, as `in: `.
    if next == UInt8(ascii: ":"), lexer.byte(token.end + 1) != UInt8(ascii: "-") { return false }
    return switch lexer.text(of: token) {
    case "not", "optional", "if": true
    case "in", "true", "false", "mod": !isAtom
    case "insert", "delete": isAtStart && !isAtom
    case "order", "by", "asc", "desc", "limit", "offset": open.isEmpty && !isAtStart && !isAtom
    default: false
    }
  }

  /// Takes what lies between words: blanks, lines and comments.
  private mutating func addBlanks(_ lexer: Lexer, _ range: Range<Int>) {
    var place = range.lowerBound
    while place < range.upperBound {
      let start = place
      switch (lexer.byte(place), lexer.byte(place + 1)) {
      case (UInt8(ascii: "\n"), _):
        awaitedAtLines.append(open.last?.closing)
        place += 1
      case (UInt8(ascii: "/"), UInt8(ascii: "*")):
        place += 2
        while place < range.upperBound,
          lexer.byte(place) != UInt8(ascii: "*") || lexer.byte(place + 1) != UInt8(ascii: "/")
        {
          if lexer.byte(place) == UInt8(ascii: "\n") { awaitedAtLines.append("*/") }
          place += 1
        }
        place = min(place + 2, range.upperBound)
        words.append(Word(kind: .comment, range: start..<place))
      case (UInt8(ascii: "%"), _), (UInt8(ascii: "#"), _), (UInt8(ascii: "/"), UInt8(ascii: "/")):
        while place < range.upperBound, lexer.byte(place) != UInt8(ascii: "\n") { place += 1 }
        words.append(Word(kind: .comment, range: start..<place))
      default: place += 1
      }
    }
  }
}
