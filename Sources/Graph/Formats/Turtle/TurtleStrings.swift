/// Reads the four kinds of strings in Turtle; what is not spelled as in N-Triples is spelled so.
struct TurtleStrings {
  let lexer: TurtleLexer

  private static let quotationMark = UInt8(ascii: "\"")
  private static let apostrophe = UInt8(ascii: "'")
  private static let backslash = UInt8(ascii: "\\")

  /// The end of a string between quotation marks on one line.
  @inline(__always)
  func end(
    _ from: Int, in bytes: Span<UInt8>, _ masks: Span<UInt64>
  ) throws(SyntaxError) -> Int {
    var place = ByteMasks.end(of: .string, from &+ 1, in: masks)
    while bytes[unchecked: place] != Self.quotationMark {
      try checkInside(place, openedAt: from, in: bytes)
      let next = try NTriplesTerm.checkStringEscape(place, in: bytes)
      place = ByteMasks.end(of: .string, next, in: masks)
    }
    if !lexer.isUTF8 { try NTriplesTerm.checkUTF8(from + 1..<place, in: bytes) }
    return place &+ 1
  }

  /// Spells a string between apostrophes on one line.
  func appendShort(
    _ place: inout Int, in bytes: Span<UInt8>, to spelling: inout [UInt8]
  ) throws(SyntaxError) {
    let from = place
    spelling.append(Self.quotationMark)
    place += 1
    while bytes[place] != Self.apostrophe {
      switch bytes[place] {
      case Self.backslash, 10, 13:
        try checkInside(place, openedAt: from, in: bytes)
        try appendEscape(&place, in: bytes, to: &spelling)
      case let byte:
        append(byte, to: &spelling)
        place += 1
      }
    }
    if !lexer.isUTF8 { try NTriplesTerm.checkUTF8(from + 1..<place, in: bytes) }
    spelling.append(Self.quotationMark)
    place += 1
  }

  /// Spells a string between three quotes of a kind.
  func appendLong(
    _ place: inout Int, in bytes: Span<UInt8>, _ masks: Span<UInt64>, to spelling: inout [UInt8]
  ) throws(SyntaxError) {
    let from = place
    let quote = bytes[from]
    spelling.append(Self.quotationMark)
    place += 3
    while true {
      if quote == Self.quotationMark {
        let end = ByteMasks.end(of: .string, place, in: masks)
        bytes.extracting(place..<end).withUnsafeBufferPointer {
          spelling.append(contentsOf: $0)
        }
        place = end
      }
      let byte = bytes[place]
      if byte == quote, bytes[place + 1] == quote, bytes[place + 2] == quote { break }
      if place >= lexer.end {
        throw SyntaxError(offset: from, problem: .cutOff("a long string that begins here"))
      }
      if byte == Self.backslash {
        try appendEscape(&place, in: bytes, to: &spelling)
      } else {
        append(byte, to: &spelling)
        place += 1
      }
    }
    if !lexer.isUTF8 { try NTriplesTerm.checkUTF8(from + 3..<place, in: bytes) }
    spelling.append(Self.quotationMark)
    place += 3
  }

  /// Checks that a string on one line goes on with an escape sequence.
  private func checkInside(
    _ place: Int, openedAt from: Int, in bytes: Span<UInt8>
  ) throws(SyntaxError) {
    guard bytes[place] != Self.backslash else { return }
    try lexer.checkWhole(place, "a string")
    throw SyntaxError(offset: from, problem: .unterminated("a string"))
  }

  private func appendEscape(
    _ place: inout Int, in bytes: Span<UInt8>, to spelling: inout [UInt8]
  ) throws(SyntaxError) {
    let end = try NTriplesTerm.checkStringEscape(place, in: bytes)
    for place in place..<end { spelling.append(bytes[place]) }
    place = end
  }

  /// Appends a byte that needs no escape in the string at hand, but may need one in N-Triples.
  @inline(__always)
  private func append(_ byte: UInt8, to spelling: inout [UInt8]) {
    switch byte {
    case Self.quotationMark: spelling += [Self.backslash, byte]
    case 10: spelling += [Self.backslash, UInt8(ascii: "n")]
    case 13: spelling += [Self.backslash, UInt8(ascii: "r")]
    default: spelling.append(byte)
    }
  }
}
