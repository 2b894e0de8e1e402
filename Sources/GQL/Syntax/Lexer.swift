/// Cuts a program into words. It works on bytes and gives one ``Token`` a call, so a large file costs no memory
/// beyond its text.
struct Lexer {
  let bytes: [UInt8]
  /// Where the next word is looked for; may be set back to read something again.
  var position: Int
  /// Why the last token was `invalid`.
  private(set) var problem: SyntaxProblem?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = 0
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    if position + 1 < bytes.count, bytes[position] == UInt8(ascii: "#"),
      bytes[position + 1] == UInt8(ascii: "!")
    {
      skipLine()
    }
  }

  /// The byte at a place, 0 past the end.
  @inline(__always)
  func byte(_ place: Int) -> UInt8 { place < bytes.count ? bytes[place] : 0 }

  mutating func next() -> Token {
    if let unclosed = skipBlanks() { return unclosed }
    guard position < bytes.count else { return Token(kind: .end, start: position, end: position) }
    let start = position
    let first = bytes[start]
    switch first {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): return word(.name)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): return word(.variable)
    case UInt8(ascii: "_"):
      let token = word(.variable)
      return token.end == start + 1 ? Token(kind: .anonymous, start: start, end: token.end) : token
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    case UInt8(ascii: "\""): return quoted(by: first, .string, unclosed: .unclosedString)
    case UInt8(ascii: "'"): return quoted(by: first, .quotedName, unclosed: .unclosedQuotedName)
    case UInt8(ascii: "<"): return iri() ?? symbol(first)
    case UInt8(ascii: "$"): return marked(.parameter, otherwise: .loneDollar)
    case UInt8(ascii: "@"):
      return marked(.directive, otherwise: .unexpectedCharacter("@"))
    case 0x80...: return unicodeWord()
    default: return symbol(first)
    }
  }

  mutating func token(_ kind: Token.Kind, _ start: Int, _ end: Int) -> Token {
    position = end
    return Token(kind: kind, start: start, end: end)
  }

  mutating func invalid(_ problem: SyntaxProblem, _ start: Int, _ end: Int) -> Token {
    self.problem = problem
    return token(.invalid, start, max(end, start + 1))
  }

  // MARK: Blanks and comments

  private mutating func skipLine() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
  }

  /// Skips blanks and comments; gives a token only for a comment without an end.
  private mutating func skipBlanks() -> Token? {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        position += 1
      case UInt8(ascii: "%"): skipLine()
      case UInt8(ascii: "/") where byte(position + 1) == UInt8(ascii: "/"): skipLine()
      case UInt8(ascii: "/") where byte(position + 1) == UInt8(ascii: "*"):
        let start = position
        position += 2
        while position < bytes.count,
          bytes[position] != UInt8(ascii: "*") || byte(position + 1) != UInt8(ascii: "/")
        {
          position += 1
        }
        guard position < bytes.count else {
          problem = .unclosedComment
          return Token(kind: .invalid, start: start, end: start + 2)
        }
        position += 2
      // A no-break space, which editors and web pages slip in.
      case 0xC2 where byte(position + 1) == 0xA0: position += 2
      default: return nil
      }
    }
    return nil
  }

  // MARK: Words

  /// A name, a variable or a prefixed name; `position` is at its first letter.
  private mutating func word(_ kind: Token.Kind) -> Token {
    let start = position
    let end = wordEnd(from: start)
    if let end = prefixedNameEnd(word: end) { return token(.prefixedName, start, end) }
    return token(kind, start, end)
  }

  /// The end of a run of letters, digits and `_`.
  func wordEnd(from start: Int) -> Int {
    var place = start
    while place < bytes.count {
      let byte = bytes[place]
      if Self.isWordByte(byte) {
        place += 1
      } else if byte >= 0x80, let (scalar, length) = scalar(at: place), Self.continuesWord(scalar) {
        place += length
      } else {
        break
      }
    }
    return place
  }

  private func beginsWord(at place: Int) -> Bool {
    guard place < bytes.count else { return false }
    let byte = bytes[place]
    if byte < 0x80 { return Self.isWordByte(byte) && !(48...57).contains(byte) }
    return scalar(at: place).map { Self.continuesWord($0.0) } ?? false
  }

  private mutating func unicodeWord() -> Token {
    let start = position
    guard let (scalar, length) = scalar(at: start) else {
      var end = start + 1
      while end < bytes.count, bytes[end] >= 0x80, self.scalar(at: end) == nil { end += 1 }
      return invalid(.illFormedText, start, end)
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: return word(.variable)
    case .lowercaseLetter, .modifierLetter, .otherLetter: return word(.name)
    default: break
    }
    switch scalar {
    case "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}":
      return invalid(.typographicQuote(scalar), start, start + length)
    case "≤": return invalid(.foreignOperator("≤", instead: "'<='"), start, start + length)
    case "≥": return invalid(.foreignOperator("≥", instead: "'>='"), start, start + length)
    case "¬": return invalid(.foreignOperator("¬", instead: "'not'"), start, start + length)
    case "≠": return invalid(.foreignOperator("≠", instead: "'!='"), start, start + length)
    default: return invalid(.unexpectedCharacter(scalar), start, start + length)
    }
  }

  /// `$name` and `@name`.
  private mutating func marked(_ kind: Token.Kind, otherwise problem: SyntaxProblem) -> Token {
    let start = position
    guard beginsWord(at: start + 1) else { return invalid(problem, start, start + 1) }
    return token(kind, start, wordEnd(from: start + 1))
  }

  /// `<scheme:…>`; nil where `<` is the comparison.
  private mutating func iri() -> Token? {
    iriEnd(from: position).map { token(.iri, position, $0) }
  }

  /// The end of the IRI that begins with the `<` at a place.
  func iriEnd(from start: Int) -> Int? {
    var place = start + 1
    guard Self.isASCIILetter(byte(place)) else { return nil }
    while Self.isASCIILetter(byte(place)) || (48...57).contains(byte(place))
      || byte(place) == UInt8(ascii: "+") || byte(place) == UInt8(ascii: "-")
      || byte(place) == UInt8(ascii: ".")
    {
      place += 1
    }
    guard byte(place) == UInt8(ascii: ":") else { return nil }
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: ">"): return place + 1
      case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "}"),
        UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "\\"):
        return nil
      default: place += 1
      }
    }
    return nil
  }

  /// A string or quoted name: to the closing quote on the same line. A doubled quote stands for itself in names.
  private mutating func quoted(
    by quote: UInt8, _ kind: Token.Kind, unclosed: SyntaxProblem
  ) -> Token {
    let start = position
    var place = start + 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\n") {
      if bytes[place] == UInt8(ascii: "\\") {
        place += byte(place + 1) == UInt8(ascii: "\n") ? 1 : 2
      } else if bytes[place] == quote {
        if kind == .quotedName, byte(place + 1) == quote, place > start + 1 {
          place += 2
        } else {
          guard kind == .string, let end = tagEnd(from: place + 1) else {
            return token(kind, start, place + 1)
          }
          return token(.literal, start, end)
        }
      } else {
        place += 1
      }
    }
    return invalid(unclosed, start, min(place, bytes.count))
  }

  // MARK: Character classes

  @inline(__always)
  static func isASCIILetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }

  @inline(__always)
  static func isWordByte(_ byte: UInt8) -> Bool {
    isASCIILetter(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
  }

  private static func continuesWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber:
      true
    default: false
    }
  }

  /// The scalar at a place and its length in bytes; nil where the text is not UTF-8.
  func scalar(at place: Int) -> (Unicode.Scalar, Int)? {
    var decoder = UTF8()
    var iterator = bytes[place..<min(place + 4, bytes.count)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return (scalar, UTF8.width(scalar))
  }
}
