/// Tells SPARQL from GQL by the first words of a text, which may be a long program.
enum RequestRecognition {
  /// `select ?x …`, `insert data …`: what GQL has of these words goes on differently.
  static func isSPARQL(_ text: String) -> Bool {
    let rest = behindComments(text)
    // Programs of GQL seldom begin with one of these words.
    let first = rest.prefix { $0.isLetter }.uppercased()
    guard beginnings.contains(first) else { return false }
    let opening = String(String.UnicodeScalarView(rest.unicodeScalars.prefix(longestOpening)))
    // Only the columns of SELECT may be long before they tell.
    let words = Lexer.opening(opening, most: first == "SELECT" ? mostWords : 3)
    func kind(_ place: Int) -> Token.Kind { place < words.count ? words[place].kind : .end }
    func keyword(_ place: Int) -> String? { place < words.count ? words[place].keyword : nil }
    // With its argument list, each of the words is an atom of GQL.
    switch keyword(0) {
    case "PREFIX": if case .prefixedName = kind(1) { return true }
    case "BASE": if case .iriReference = kind(1) { return true }
    case "SELECT":
      let place = keyword(1) == "DISTINCT" || keyword(1) == "REDUCED" ? 2 : 1
      switch kind(place) {
      case .variable: return true
      // "SELECT * FROM facts" is SQL.
      case .symbol(.star): return rest.utf8.contains(UInt8(ascii: "{"))
      case .symbol(.leftParenthesis):
        return words.contains { $0.keyword == "AS" } && rest.utf8.contains(UInt8(ascii: "{"))
      default: break
      }
    case "ASK", "CONSTRUCT":
      return kind(1) == .symbol(.leftBrace) || ["WHERE", "FROM"].contains(keyword(1))
    case "DESCRIBE":
      switch kind(1) {
      case .variable, .symbol(.star), .iriReference, .prefixedName: return true
      default: break
      }
    case "INSERT", "DELETE":
      // So is data(X), which GQL inserts.
      return kind(1) == .symbol(.leftBrace)
        || ["DATA", "WHERE"].contains(keyword(1)) && kind(2) == .symbol(.leftBrace)
    case "WITH": if case .iriReference = kind(1) { return true }
    case "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY":
      if case .iriReference = kind(1) { return true }
      return ["SILENT", "GRAPH", "DEFAULT", "NAMED", "ALL"].contains(keyword(1))
    default: break
    }
    return false
  }

  /// Characters within which a request shows what it is.
  private static let longestOpening = 2000
  private static let mostWords = 64

  private static let beginnings: Set<String> = [
    "PREFIX", "BASE", "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "INSERT", "DELETE", "WITH", "LOAD",
    "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY",
  ]

  /// What follows white space and lines that begin with `#`.
  private static func behindComments(_ text: String) -> Substring {
    var rest = text.drop { $0.isWhitespace }
    while rest.first == "#" {
      rest = rest.drop { !$0.isNewline }.drop { $0.isWhitespace }
    }
    return rest
  }

  /// Whether a request is whole: braces are closed, and a query has its pattern.
  static func isComplete(_ text: String) -> Bool {
    guard let tokens = try? Lexer.tokens(text) else { return false }
    var (depth, braces) = (0, 0)
    for token in tokens {
      switch token.kind {
      case .symbol(.leftBrace): (depth, braces) = (depth + 1, braces + 1)
      case .symbol(.rightBrace): depth -= 1
      default: break
      }
    }
    let isWithoutPattern = tokens.contains {
      ["DESCRIBE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"].contains($0.keyword)
    }
    return depth <= 0 && (braces > 0 || isWithoutPattern)
  }
}
