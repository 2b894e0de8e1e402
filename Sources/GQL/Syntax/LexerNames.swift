/// Prefixed names and literals with a language or a datatype, as Turtle writes them.
extension Lexer {
  /// The end of the prefixed name that begins with a word, if one does: a prefix, a colon and a local name. The prefix
  /// may hold `-` between letters.
  ///
  /// - Parameter word: where the first word of the prefix ends
  func prefixedNameEnd(word: Int) -> Int? {
    var end = word
    while byte(end) == UInt8(ascii: "-"), wordEnd(from: end + 1) > end + 1 {
      end = wordEnd(from: end + 1)
    }
    return byte(end) == UInt8(ascii: ":") ? localNameEnd(from: end + 1) : nil
  }

  /// The end of a local name; nil where none begins. It consists of letters, digits, `_`, `-` and `:` between them, `%`
  /// with two digits, and a backslash with a sign, which then stands for itself (`\.`). A plain full stop ends the
  /// statement and is no part of it.
  func localNameEnd(from start: Int) -> Int? {
    var end = start
    while true {
      let word = wordEnd(from: end)
      if word > end {
        end = word
      } else if byte(end) == UInt8(ascii: "%"), isHexadecimal(end + 1), isHexadecimal(end + 2) {
        end += 3
      } else if byte(end) == UInt8(ascii: "\\"), Self.escapable.contains(byte(end + 1)) {
        end += 2
      } else if end > start, byte(end) == UInt8(ascii: "-") || byte(end) == UInt8(ascii: ":"),
        wordEnd(from: end + 1) > end + 1
      {
        end = wordEnd(from: end + 1)
      } else {
        return end > start ? end : nil
      }
    }
  }

  private static let escapable = Set("_~.-!$&'()*+,;=/?#@%".utf8)

  private func isHexadecimal(_ place: Int) -> Bool {
    switch byte(place) {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  /// The end of what gives a string that ends at a place its language (`@en`) or datatype (`^^<iri>`, `^^xsd:byte`);
  /// nil for a plain string.
  func tagEnd(from start: Int) -> Int? {
    if byte(start) == UInt8(ascii: "@") {
      var end = start + 1
      while Self.isASCIILetter(byte(end)) { end += 1 }
      guard end > start + 1 else { return nil }
      while byte(end) == UInt8(ascii: "-"), Self.isWordByte(byte(end + 1)),
        byte(end + 1) != UInt8(ascii: "_")
      {
        end += 1
        while Self.isWordByte(byte(end)), byte(end) != UInt8(ascii: "_") { end += 1 }
      }
      return end
    }
    guard byte(start) == UInt8(ascii: "^"), byte(start + 1) == UInt8(ascii: "^") else { return nil }
    if byte(start + 2) == UInt8(ascii: "<") { return iriEnd(from: start + 2) }
    return prefixedNameEnd(word: wordEnd(from: start + 2))
  }

  /// The string of a literal, and what follows its closing quote.
  func literalParts(of token: Token) -> (string: Token, tag: Token) {
    var place = token.start + 1
    while byte(place) != UInt8(ascii: "\"") {
      place += byte(place) == UInt8(ascii: "\\") ? 2 : 1
    }
    return (
      Token(kind: .string, start: token.start, end: place + 1),
      Token(kind: .literal, start: place + 1, end: token.end)
    )
  }

  func prefixedParts(of token: Token) -> (prefix: String, local: String) {
    let colon = bytes[token.start..<token.end].firstIndex(of: UInt8(ascii: ":")) ?? token.end
    let local = bytes[min(colon + 1, token.end)..<token.end]
    var unescaped: [UInt8] = []
    unescaped.reserveCapacity(local.count)
    var isEscaped = false
    for byte in local {
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      if !isEscaped { unescaped.append(byte) }
    }
    return (
      String(decoding: bytes[token.start..<colon], as: UTF8.self),
      String(decoding: unescaped, as: UTF8.self)
    )
  }
}
