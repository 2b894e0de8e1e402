import Graph

/// Reads the values of tokens from their bytes.
extension Lexer {
  func text(of token: Token) -> String {
    String(decoding: bytes[token.start..<token.end], as: UTF8.self)
  }

  /// The text without its first bytes: `name` of `$name` and `@name`.
  func text(of token: Token, dropping count: Int) -> String {
    String(decoding: bytes[(token.start + count)..<token.end], as: UTF8.self)
  }

  /// The magnitude of an integer token and its sign's meaning; nil outside 64 bits.
  func integer(of token: Token, isNegative: Bool) -> Int64? {
    var magnitude: UInt64 = 0
    for place in token.start..<token.end where bytes[place] != UInt8(ascii: "_") {
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt64(bytes[place] - 48))
      if overflow || carry { return nil }
      magnitude = sum
    }
    if isNegative {
      return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
    }
    return Int64(exactly: magnitude)
  }

  /// Nil where it is no finite number.
  func float(of token: Token, isNegative: Bool) -> Double? {
    let digits = bytes[token.start..<token.end].filter { $0 != UInt8(ascii: "_") }
    guard let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite else {
      return nil
    }
    return isNegative ? -value : value
  }

  /// The text between the quotes, with escapes replaced.
  func unquoted(_ token: Token) throws(EscapeError) -> String {
    let content = bytes[(token.start + 1)..<(token.end - 1)]
    let quote = bytes[token.start]
    guard content.contains(where: { $0 == UInt8(ascii: "\\") || $0 == quote }) else {
      return String(decoding: content, as: UTF8.self)
    }
    var text = String.UnicodeScalarView()
    var plain = content.startIndex
    var place = content.startIndex
    func flush(_ text: inout String.UnicodeScalarView, to end: Int) {
      text.append(contentsOf: String(decoding: bytes[plain..<end], as: UTF8.self).unicodeScalars)
    }
    while place < content.endIndex {
      if bytes[place] == quote {
        // A doubled quote.
        flush(&text, to: place + 1)
        place += 2
        plain = place
      } else if bytes[place] == UInt8(ascii: "\\") {
        flush(&text, to: place)
        let (scalar, length) = try escape(at: place, before: content.endIndex)
        text.append(scalar)
        place += length
        plain = place
      } else {
        place += 1
      }
    }
    flush(&text, to: content.endIndex)
    return String(text)
  }

  struct EscapeError: Error {
    var start: Int
    var end: Int
  }

  private func escape(
    at place: Int, before end: Int
  ) throws(EscapeError) -> (Unicode.Scalar, Int) {
    switch byte(place + 1) {
    case UInt8(ascii: "n"): return ("\n", 2)
    case UInt8(ascii: "t"): return ("\t", 2)
    case UInt8(ascii: "r"): return ("\r", 2)
    case UInt8(ascii: "\""): return ("\"", 2)
    case UInt8(ascii: "'"): return ("'", 2)
    case UInt8(ascii: "\\"): return ("\\", 2)
    case UInt8(ascii: "u") where byte(place + 2) == UInt8(ascii: "{"):
      var digits = place + 3
      while digits < end, byte(digits) != UInt8(ascii: "}"), digits < place + 10 { digits += 1 }
      if digits < end, byte(digits) == UInt8(ascii: "}"),
        let scalar = hexadecimal(place + 3, digits).flatMap(Unicode.Scalar.init)
      {
        return (scalar, digits + 1 - place)
      }
      throw EscapeError(start: place, end: min(digits + 1, end))
    case UInt8(ascii: "u"):
      guard place + 6 <= end, let unit = hexadecimal(place + 2, place + 6) else {
        throw EscapeError(start: place, end: min(place + 2, end))
      }
      if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
      // Two escapes may make one scalar beyond the basic plane, as in JSON.
      if unit < 0xDC00, place + 12 <= end, byte(place + 6) == UInt8(ascii: "\\"),
        byte(place + 7) == UInt8(ascii: "u"), let low = hexadecimal(place + 8, place + 12),
        (0xDC00...0xDFFF).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      {
        return (scalar, 12)
      }
      throw EscapeError(start: place, end: place + 6)
    default:
      let length = scalar(at: place + 1)?.1 ?? 1
      throw EscapeError(start: place, end: min(place + 1 + length, end))
    }
  }

  private func hexadecimal(_ start: Int, _ end: Int) -> UInt32? {
    guard start < end else { return nil }
    var value: UInt32 = 0
    for place in start..<end {
      guard let digit = Character(Unicode.Scalar(bytes[place])).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
