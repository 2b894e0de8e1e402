/// The rarer parts of terms in N-Triples: escapes, characters beyond ASCII, blank node labels.
///
/// The checks give the place after what they looked at. The bytes end with a line feed, which ends every term.
enum NTriplesTerm {
  /// Checks an IRI that is not plain ASCII with a scheme.
  static func checkIRI(_ from: Int, in bytes: Span<UInt8>) throws(SyntaxError) -> Int {
    var decoded: [UInt8] = []
    var place = from + 1
    if bytes[place] == UInt8(ascii: "<") {
      throw SyntaxError(offset: from, problem: .newerRDF("a triple in << >>"))
    }
    while bytes[place] != UInt8(ascii: ">") {
      let byte = bytes[place]
      switch byte {
      case 10, 13: throw SyntaxError(offset: from, problem: .unterminated("an IRI"))
      case UInt8(ascii: "\\"):
        let (scalar, end) = try numericEscape(place, in: bytes)
        try checkAllowedInIRI(scalar, place)
        decoded.append(contentsOf: String(scalar).utf8)
        place = end
      default:
        if byte < 0x80 { try checkAllowedInIRI(Unicode.Scalar(byte), place) }
        decoded.append(byte)
        place += 1
      }
    }
    try checkUTF8(from + 1..<place, in: bytes)
    guard hasScheme(decoded.span) else {
      throw SyntaxError(
        offset: from, problem: .relativeIRI(String(decoding: decoded, as: UTF8.self)))
    }
    return place + 1
  }

  /// Whether a language tag is letters, then groups of letters and digits after hyphens (LANGTAG).
  static func isLanguageTag(_ tag: Span<UInt8>) -> Bool {
    let classes = ByteClasses.shared
    var length = 0
    var allowed = classes.letter
    for place in tag.indices {
      if tag[place] == UInt8(ascii: "-") {
        guard length > 0 else { return false }
        length = 0
        allowed = classes.letterOrDigit
      } else {
        guard allowed.contains(tag[place]) else { return false }
        length += 1
      }
    }
    return length > 0
  }

  /// What is wrong with a language tag that begins with `@` here.
  static func problem(ofLanguageTag from: Int, in bytes: Span<UInt8>) -> SyntaxProblem {
    var hyphens = 0
    for place in from + 1..<bytes.count where hyphens < 2 {
      if bytes[place] == UInt8(ascii: "-") {
        hyphens += 1
      } else if ByteClasses.shared.letterOrDigit.contains(bytes[place]) {
        hyphens = 0
      } else {
        break
      }
    }
    return hyphens == 2 ? .newerRDF("a language with a direction after --") : .badLanguageTag
  }

  private static let languageString = Array(("<" + RDFVocabulary.languageString + ">").utf8)

  /// Whether an IRI in its brackets is the datatype of texts in a language.
  @inline(__always)
  static func isLanguageString(_ iri: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    iri.count == languageString.count
      && bytes.extracting(iri).withUnsafeBufferPointer { $0.elementsEqual(languageString) }
  }

  /// Whether an IRI is absolute: a letter, then letters, digits, `+`, `-`, `.`, then a colon (RFC 3986, 3.1).
  static func hasScheme(_ iri: Span<UInt8>) -> Bool {
    let classes = ByteClasses.shared
    for place in iri.indices {
      if iri[place] == UInt8(ascii: ":") { return place > 0 }
      let allowed = place == 0 ? classes.letter : classes.inScheme
      guard allowed.contains(iri[place]) else { return false }
    }
    return false
  }

  /// Checks `_:` and a label, which has no dot at its end.
  static func checkBlankNode(
    _ from: Int, in bytes: Span<UInt8>, _ classes: ByteClasses
  ) throws(SyntaxError) -> Int {
    guard bytes[from + 1] == UInt8(ascii: ":") else {
      throw SyntaxError(offset: from, problem: .expected("_: and a blank node's label"))
    }
    let first = from + 2
    var place = first
    var seen: UInt8 = 0
    while !classes.endsLabel.contains(bytes[place]) {
      seen |= bytes[place]
      place += 1
    }
    while place > first, bytes[place - 1] == UInt8(ascii: ".") { place -= 1 }
    guard place > first, bytes[first] != UInt8(ascii: "-"), bytes[first] != UInt8(ascii: ".") else {
      throw SyntaxError(offset: from, problem: .expected("a blank node's label after _:"))
    }
    if seen >= 0x80 {
      try checkUTF8(first..<place, in: bytes)
      let label = text(first..<place, in: bytes).unicodeScalars
      for (number, scalar) in label.enumerated() where !scalar.isASCII {
        let isAllowed =
          number == 0 ? ByteClasses.isNameStart(scalar) : ByteClasses.isNamePart(scalar)
        guard isAllowed else {
          throw SyntaxError(offset: from, problem: .forbidden(scalar, in: "a blank node's label"))
        }
      }
    }
    return place
  }

  /// Checks an escape sequence of a string.
  static func checkStringEscape(_ from: Int, in bytes: Span<UInt8>) throws(SyntaxError) -> Int {
    if escaped(bytes[from + 1]) != nil { return from + 2 }
    return try numericEscape(from, in: bytes).end
  }

  static func checkUTF8(_ range: Range<Int>, in bytes: Span<UInt8>) throws(SyntaxError) {
    do {
      _ = try UTF8Span(validating: bytes.extracting(range))
    } catch {
      throw SyntaxError(
        offset: range.lowerBound + error.byteOffsets.lowerBound, problem: .notUTF8)
    }
  }

  /// What `\` and this letter stand for.
  static func escaped(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "t"): 9
    case UInt8(ascii: "b"): 8
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "r"): 13
    case UInt8(ascii: "f"): 12
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): letter
    default: nil
    }
  }

  /// The character of `\uXXXX` or `\UXXXXXXXX`.
  static func numericEscape(
    _ from: Int, in bytes: Span<UInt8>
  ) throws(SyntaxError) -> (scalar: Unicode.Scalar, end: Int) {
    let digits =
      switch bytes[from + 1] {
      case UInt8(ascii: "u"): 4
      case UInt8(ascii: "U"): 8
      default: 0
      }
    var number: UInt32 = 0
    // A digit that is none ends the look at the latest at the line feed.
    for place in from + 2..<from + 2 + digits {
      guard let digit = hexadecimal(bytes[place]) else {
        throw SyntaxError(offset: from, problem: .badEscape)
      }
      number = number << 4 | digit
    }
    guard digits > 0, let scalar = Unicode.Scalar(number) else {
      throw SyntaxError(offset: from, problem: .badEscape)
    }
    return (scalar, from + 2 + digits)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x41 + 10
    case 0x61...0x66: UInt32(byte) - 0x61 + 10
    default: nil
    }
  }

  static func text(_ range: Range<Int>, in bytes: Span<UInt8>) -> String {
    bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  static func checkAllowedInIRI(
    _ scalar: Unicode.Scalar, _ offset: Int
  ) throws(SyntaxError) {
    guard scalar.value > 0x20, !"<>\"{}|^`\\".unicodeScalars.contains(scalar) else {
      throw SyntaxError(offset: offset, problem: .forbidden(scalar, in: "an IRI"))
    }
  }
}
