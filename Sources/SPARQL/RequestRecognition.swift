/// Tells SPARQL from GQL by the first words of a text.
enum RequestRecognition {
  /// `select ?x …`, `insert data …`: what GQL has of these words goes on differently.
  static func isSPARQL(_ text: String) -> Bool {
    // Programs of GQL, which may be long, seldom begin with one of these words.
    let first = behindComments(text).prefix { $0.isLetter }.uppercased()
    guard beginnings.contains(first), let tokens = tokens(of: text) else { return false }
    var place = 0
    // Prefixes and bases are SPARQL's alone.
    while let keyword = tokens[place].keyword, keyword == "PREFIX" || keyword == "BASE" {
      place += keyword == "PREFIX" ? 3 : 2
      if place >= tokens.count { return true }
    }
    guard let keyword = tokens[place].keyword else { return place > 0 }
    var next = place + 1 < tokens.count ? tokens[place + 1] : tokens[place]
    switch keyword {
    case "SELECT":
      if next.keyword == "DISTINCT" || next.keyword == "REDUCED", place + 2 < tokens.count {
        place += 1
        next = tokens[place + 1]
      }
      switch next.kind {
      case .variable: return true
      // "SELECT * FROM facts" is SQL.
      case .symbol(.star): return tokens.contains { $0.kind == .symbol(.leftBrace) }
      // select(X)? is an atom of GQL.
      case .symbol(.leftParenthesis):
        return tokens.contains { $0.keyword == "AS" }
          && tokens.contains { $0.kind == .symbol(.leftBrace) }
      default: return false
      }
    case "ASK": return next.kind == .symbol(.leftBrace) || ["WHERE", "FROM"].contains(next.keyword)
    case "CONSTRUCT":
      return next.kind == .symbol(.leftBrace) || ["WHERE", "FROM"].contains(next.keyword)
    case "DESCRIBE":
      switch next.kind {
      case .variable, .symbol(.star), .iriReference, .prefixedName: return true
      default: return false
      }
    case "INSERT", "DELETE":
      // So is data(X), which GQL inserts.
      return next.kind == .symbol(.leftBrace)
        || ["DATA", "WHERE"].contains(next.keyword) && place + 2 < tokens.count
          && tokens[place + 2].kind == .symbol(.leftBrace)
    case "WITH": if case .iriReference = next.kind { return true }
    case "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY":
      if case .iriReference = next.kind { return true }
      return ["SILENT", "GRAPH", "DEFAULT", "NAMED", "ALL"].contains(next.keyword)
    default: break
    }
    return place > 0
  }

  private static let beginnings: Set<String> = [
    "PREFIX", "BASE", "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "INSERT", "DELETE", "WITH", "LOAD",
    "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY",
  ]

  /// The words of a text; where one cannot be read, as a string without an end, those before the first string.
  private static func tokens(of text: String) -> [Token]? {
    if let tokens = try? Lexer.tokens(text) { return tokens }
    return try? Lexer.tokens(String(text.prefix { $0 != "\"" && $0 != "'" }))
  }

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
