extension Lexer {
  /// Punctuation and operators; `position` is at the first byte.
  mutating func symbol(_ first: UInt8) -> Token {
    let start = position
    let second = byte(start + 1)
    switch first {
    case UInt8(ascii: "("): return token(.leftParenthesis, start, start + 1)
    case UInt8(ascii: ")"): return token(.rightParenthesis, start, start + 1)
    case UInt8(ascii: "["): return token(.leftBracket, start, start + 1)
    case UInt8(ascii: "]"): return token(.rightBracket, start, start + 1)
    case UInt8(ascii: ","): return token(.comma, start, start + 1)
    case UInt8(ascii: ";"): return token(.semicolon, start, start + 1)
    case UInt8(ascii: "+"): return token(.plus, start, start + 1)
    case UInt8(ascii: "*"): return token(.star, start, start + 1)
    case UInt8(ascii: "/"): return token(.slash, start, start + 1)
    case UInt8(ascii: "^"): return token(.caret, start, start + 1)
    case UInt8(ascii: "-"):
      return second == UInt8(ascii: ">")
        ? foreign("->", "the head first: 'head :- body.'") : token(.minus, start, start + 1)
    case UInt8(ascii: "."):
      return second == UInt8(ascii: ".")
        ? token(.twoDots, start, start + 2) : token(.dot, start, start + 1)
    case UInt8(ascii: ":"):
      if second == UInt8(ascii: "-") { return token(.implies, start, start + 2) }
      if second == UInt8(ascii: "=") { return foreign(":=", "'='") }
      // The empty prefix.
      if let end = localNameEnd(from: start + 1) { return token(.prefixedName, start, end) }
      return token(.colon, start, start + 1)
    case UInt8(ascii: "?"):
      return second == UInt8(ascii: "-")
        ? token(.queryMark, start, start + 2) : token(.question, start, start + 1)
    case UInt8(ascii: "!"):
      return second == UInt8(ascii: "=")
        ? token(.notEqual, start, start + 2) : token(.bang, start, start + 1)
    case UInt8(ascii: "="):
      switch second {
      case UInt8(ascii: "="): return foreign("==", "'='")
      case UInt8(ascii: "<"): return foreign("=<", "'<='")
      case UInt8(ascii: ">"): return foreign("=>", "'>=', or the head first: 'head :- body.'")
      case UInt8(ascii: "!"): return foreign("=!", "'!='")
      case UInt8(ascii: ":") where byte(start + 2) == UInt8(ascii: "="):
        return foreign("=:=", "'='")
      case UInt8(ascii: "\\") where byte(start + 2) == UInt8(ascii: "="):
        return foreign("=\\=", "'!='")
      default: return token(.equal, start, start + 1)
      }
    case UInt8(ascii: "<"):
      switch second {
      case UInt8(ascii: "="): return token(.lessOrEqual, start, start + 2)
      case UInt8(ascii: ">"): return foreign("<>", "'!='")
      default: return token(.less, start, start + 1)
      }
    case UInt8(ascii: ">"):
      return second == UInt8(ascii: "=")
        ? token(.greaterOrEqual, start, start + 2) : token(.greater, start, start + 1)
    case UInt8(ascii: "|"):
      return second == UInt8(ascii: "|") ? foreign("||", "';'") : token(.pipe, start, start + 1)
    case UInt8(ascii: "&"):
      return second == UInt8(ascii: "&") ? foreign("&&", "','") : foreign("&", "','")
    case UInt8(ascii: "~"):
      let isBeforeName = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(second)
      return isBeforeName ? token(.tilde, start, start + 1) : foreign("~", "'not'")
    case UInt8(ascii: "\\"):
      switch second {
      case UInt8(ascii: "+"): return foreign("\\+", "'not'")
      case UInt8(ascii: "="): return foreign("\\=", "'!='")
      default: return invalid(.unexpectedCharacter("\\"), start, start + 1)
      }
    default:
      return invalid(.unexpectedCharacter(Unicode.Scalar(first)), start, start + 1)
    }
  }

  private mutating func foreign(_ text: String, _ instead: String) -> Token {
    invalid(
      .foreignOperator(text, instead: instead), position, position + text.utf8.count)
  }
}
