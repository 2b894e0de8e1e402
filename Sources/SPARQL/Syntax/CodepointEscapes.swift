/// `\uXXXX` and `\UXXXXXXXX`, which stand for a character anywhere in a request (SPARQL 1.1 Query Language, section 19.2).
enum CodepointEscapes {
  /// The text with these escapes read; one of a character that there is not stays, for the lexer to refuse.
  static func decode(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard scalars.contains("\\") else { return scalars }
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(scalars.count)
    var place = 0
    while place < scalars.count {
      guard scalars[place] == "\\", place + 1 < scalars.count else {
        result.append(scalars[place])
        place += 1
        continue
      }
      let digits = scalars[place + 1] == "u" ? 4 : scalars[place + 1] == "U" ? 8 : 0
      if digits > 0, place + 2 + digits <= scalars.count,
        let number = number(scalars[place + 2..<place + 2 + digits]),
        let scalar = Unicode.Scalar(number)
      {
        result.append(scalar)
        place += 2 + digits
      } else {
        // A backslash behind a backslash begins no escape.
        result += scalars[place...place + 1]
        place += 2
      }
    }
    return result
  }

  private static func number(_ digits: ArraySlice<Unicode.Scalar>) -> UInt32? {
    var number: UInt32 = 0
    for digit in digits {
      guard let value = Character(digit).hexDigitValue, digit.isASCII else { return nil }
      number = number << 4 | UInt32(value)
    }
    return number
  }
}
