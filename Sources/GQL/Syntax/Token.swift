/// A word of a program: what it is and which bytes it takes. Its value is read from the text when asked for.
struct Token: Equatable {
  enum Kind: UInt8 {
    // Names and values
    case name, quotedName, variable, anonymous, string, integer, float, date, dateTime
    /// A string with a language or a datatype.
    case literal
    case iri, prefixedName, parameter, directive
    // Punctuation
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket
    case comma, semicolon, dot, twoDots, colon, implies, queryMark, question, bang
    // Operators
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case plus, minus, star, slash, caret, pipe
    /// Right before a name: what is near it in meaning.
    case tilde
    case end
    /// Something that is no word; the lexer's `problem` says why.
    case invalid
  }

  var kind: Kind
  var start: Int
  var end: Int
}
