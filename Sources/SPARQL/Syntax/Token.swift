/// A token of SPARQL (SPARQL 1.1 Query Language, section 19.8, the terminals).
struct Token {
  enum Kind: Equatable {
    /// The text between `<` and `>`.
    case iriReference(String)
    /// `prefix:local`, escapes of the local part read.
    case prefixedName(prefix: String, local: String)
    /// `_:label`.
    case blankNode(String)
    case variable(String)
    case languageTag(String)
    case string(String)
    /// A number without a sign, as it is written.
    case integer(String)
    case decimal(String)
    case double(String)
    /// Letters, digits and `_`: a keyword, a function or a mistake.
    case word(String)
    case symbol(Symbol)
    case end
  }

  enum Symbol: String, CaseIterable {
    case andAnd = "&&"
    case orOr = "||"
    case caretCaret = "^^"
    case lessEqual = "<="
    case greaterEqual = ">="
    case notEqual = "!="
    case less = "<"
    case greater = ">"
    case equal = "="
    case not = "!"
    case plus = "+"
    case minus = "-"
    case star = "*"
    case slash = "/"
    case bar = "|"
    case caret = "^"
    case question = "?"
    case comma = ","
    case semicolon = ";"
    case dot = "."
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBrace = "{"
    case rightBrace = "}"
    case leftBracket = "["
    case rightBracket = "]"
  }

  var kind: Kind
  /// Its bytes in the source.
  var range: Range<Int>

  /// The word in capitals, if it is one.
  var keyword: String? {
    if case .word(let word) = kind { word.uppercased() } else { nil }
  }
}
