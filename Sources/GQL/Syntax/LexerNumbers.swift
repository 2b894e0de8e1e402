import Graph

extension Lexer {
  /// An integer, float, date or date-time; `position` is at its first digit.
  ///
  /// A dot belongs to the number only where a digit follows: `p(1).` ends a statement, `1..9` is a range.
  mutating func number() -> Token {
    let start = position
    if let date = date() { return date }
    var end = digitsEnd(from: start)
    var kind = Token.Kind.integer
    if byte(end) == UInt8(ascii: "."), isDigit(end + 1) {
      kind = .float
      end = digitsEnd(from: end + 1)
    }
    if byte(end) | 0x20 == UInt8(ascii: "e") {
      let sign = byte(end + 1) == UInt8(ascii: "+") || byte(end + 1) == UInt8(ascii: "-")
      let exponent = sign ? end + 2 : end + 1
      if isDigit(exponent) {
        kind = .float
        end = digitsEnd(from: exponent)
      }
    }
    let wordEnd = wordEnd(from: end)
    if wordEnd > end {
      return invalid(.malformedNumber(text(start, wordEnd)), start, wordEnd)
    }
    return token(kind, start, end)
  }

  /// `2026-01-05` and `2026-01-05T09:30:00Z`: exactly this many digits, with no blank.
  private mutating func date() -> Token? {
    let start = position
    guard byte(start + 4) == UInt8(ascii: "-"), byte(start + 7) == UInt8(ascii: "-"),
      [1, 2, 3, 5, 6, 8, 9].allSatisfy({ isDigit(start + $0) })
    else { return nil }
    var end = start + 10
    guard !isDigit(end) else { return nil }
    if byte(end) == UInt8(ascii: "T"), isDigit(end + 1) {
      end += 1
      while isDigit(end) || byte(end) == UInt8(ascii: ":")
        || (byte(end) == UInt8(ascii: ".") && isDigit(end + 1))
      {
        end += 1
      }
      if byte(end) == UInt8(ascii: "Z") {
        end += 1
      } else if byte(end) == UInt8(ascii: "+") || byte(end) == UInt8(ascii: "-"),
        isDigit(end + 1), isDigit(end + 2), byte(end + 3) == UInt8(ascii: ":"),
        isDigit(end + 4), isDigit(end + 5)
      {
        end += 6
      }
      let text = text(start, end)
      guard DateTime(text) != nil else { return invalid(.noSuchDate(text), start, end) }
      return token(.dateTime, start, end)
    }
    let wordEnd = wordEnd(from: end)
    let text = text(start, wordEnd)
    guard CalendarDate(text) != nil else { return invalid(.noSuchDate(text), start, wordEnd) }
    return token(.date, start, end)
  }

  /// Digits, with single underscores between them.
  private func digitsEnd(from start: Int) -> Int {
    var place = start
    while isDigit(place)
      || (byte(place) == UInt8(ascii: "_") && place > start && isDigit(place + 1))
    {
      place += 1
    }
    return place
  }

  @inline(__always)
  private func isDigit(_ place: Int) -> Bool { (48...57).contains(byte(place)) }

  private func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
