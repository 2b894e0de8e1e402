import Graph

/// Functions on strings (SPARQL 1.1 Query Language, section 17.4.3). A character is a Unicode scalar.
enum TextFunctions {
  /// A string literal and its language, which is empty where it has none.
  private struct Text {
    var text: String
    var language: String?

    init?(_ term: Term) {
      switch term {
      case .string(let text): self.text = text
      case .languageString(let text, let language):
        self.text = text
        self.language = language
      default: return nil
      }
    }

    /// Another text of the same kind.
    func with(_ text: String) -> Term {
      language.map { .languageString(text, language: $0) } ?? .string(text)
    }

    /// Whether the two may be compared (section 17.4.3.1.2, argument compatibility).
    func takes(_ other: Text) -> Bool {
      other.language == nil || other.language?.lowercased() == language?.lowercased()
    }
  }

  static func call(_ function: BuiltIn, _ terms: [Term]) -> Term? {
    if function == .concat { return concat(terms) }
    guard let text = Text(terms[0]) else { return nil }
    switch function {
    case .strlen: return .integer(Int64(text.text.unicodeScalars.count))
    case .ucase: return text.with(text.text.uppercased())
    case .lcase: return text.with(text.text.lowercased())
    case .encodeForURI: return .string(encoded(text.text))
    case .substr: return substring(text, Array(terms.dropFirst()))
    default: break
    }
    guard let part = Text(terms[1]), text.takes(part) else { return nil }
    let (whole, wanted) = (Array(text.text.utf8), Array(part.text.utf8))
    switch function {
    case .strStarts: return .boolean(whole.starts(with: wanted))
    case .strEnds: return .boolean(whole.reversed().starts(with: wanted.reversed()))
    case .contains: return .boolean(find(wanted, in: whole) != nil)
    case .strBefore:
      guard let place = find(wanted, in: whole) else { return .string("") }
      return text.with(String(decoding: whole[..<place], as: UTF8.self))
    case .strAfter:
      guard let place = find(wanted, in: whole) else { return .string("") }
      return text.with(String(decoding: whole[(place + wanted.count)...], as: UTF8.self))
    default: return nil
    }
  }

  /// Where bytes first stand among others.
  ///
  /// Linear in both: D. E. Knuth, J. H. Morris, V. R. Pratt, "Fast Pattern Matching in Strings" (1977).
  static func find(_ wanted: [UInt8], in whole: [UInt8]) -> Int? {
    guard !wanted.isEmpty else { return 0 }
    guard wanted.count <= whole.count else { return nil }
    var borders = [0]
    var length = 0
    for place in wanted.indices.dropFirst() {
      while length > 0, wanted[place] != wanted[length] { length = borders[length - 1] }
      if wanted[place] == wanted[length] { length += 1 }
      borders.append(length)
    }
    length = 0
    for place in whole.indices {
      while length > 0, whole[place] != wanted[length] { length = borders[length - 1] }
      if whole[place] == wanted[length] { length += 1 }
      if length == wanted.count { return place - length + 1 }
    }
    return nil
  }

  private static func concat(_ terms: [Term]) -> Term? {
    var texts: [Text] = []
    for term in terms {
      guard let text = Text(term) else { return nil }
      texts.append(text)
    }
    let joined = texts.map(\.text).joined()
    if let language = texts.first?.language, texts.allSatisfy({ $0.language == language }) {
      return .languageString(joined, language: language)
    }
    return .string(joined)
  }

  /// `SUBSTR`: the characters at the places from `start` on, of which the first is 1.
  private static func substring(_ text: Text, _ arguments: [Term]) -> Term? {
    guard let start = Number(arguments[0])?.value.double else { return nil }
    let scalars = Array(text.text.unicodeScalars)
    let first = (start + 0.5).rounded(.down)
    var end = Double.infinity
    if arguments.count > 1 {
      guard let length = Number(arguments[1])?.value.double else { return nil }
      end = first + (length + 0.5).rounded(.down)
    }
    guard !first.isNaN, !end.isNaN else { return text.with("") }
    let low = Int(max(1, min(first, Double(scalars.count + 1))))
    let high = Int(max(Double(low), min(end, Double(scalars.count + 1))))
    return text.with(String(String.UnicodeScalarView(scalars[low - 1..<high - 1])))
  }

  /// Percent-encodes all but the unreserved characters (RFC 3986, section 2.3).
  private static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "%" + Digest.hexadecimal(byte).uppercased()
      }
    }
    return result
  }
}
