/// Finds the ends of terms of N-Triples in bytes that end with a line feed; each function gives the place after the term.
///
/// Apart from the scanner, so that a call copies no more than it reads.
struct NTriplesTermScanner {
  private let classes = ByteClasses.shared

  /// Whether the piece of text is known to be UTF-8; if not, each term is looked at.
  let isUTF8: Bool

  @inline(__always)
  func node(
    _ from: Int, in bytes: Span<UInt8>, _ masks: Span<UInt64>, _ what: String
  ) throws(SyntaxError) -> Int {
    switch bytes[unchecked: from] {
    case UInt8(ascii: "<"): return try iri(from, in: bytes, masks)
    case UInt8(ascii: "_"): return try blankNode(from, in: bytes)
    default: throw SyntaxError(offset: from, problem: .expected(what))
    }
  }

  @inline(__always)
  func iri(
    _ from: Int, in bytes: Span<UInt8>, _ masks: Span<UInt64>
  ) throws(SyntaxError) -> Int {
    if let end = plainIRI(from, in: bytes, masks) { return end }
    return try NTriplesTerm.checkIRI(from, in: bytes)
  }

  /// The end of an IRI that has a scheme and no escapes; nil for another one and for what is none.
  @inline(__always)
  func plainIRI(_ from: Int, in bytes: Span<UInt8>, _ masks: Span<UInt64>) -> Int? {
    let end = ByteMasks.end(of: .iri, from &+ 1, in: masks)
    guard bytes[unchecked: end] == UInt8(ascii: ">"), hasScheme(from &+ 1, in: bytes),
      isUTF8 || isASCII(from..<end, in: bytes)
    else { return nil }
    return end &+ 1
  }

  @inline(never)
  private func isASCII(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var seen: UInt8 = 0
    for place in range { seen |= bytes[unchecked: place] }
    return seen < 0x80
  }

  /// Whether a scheme and a colon stand here; most schemes are one of two. No byte that may end an IRI is passed over.
  @inline(__always)
  private func hasScheme(_ from: Int, in bytes: Span<UInt8>) -> Bool {
    if from &+ 8 <= bytes.count {
      let word = bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: from, as: UInt64.self)
      if word & 0xFF_FFFF_FFFF == Self.http || word & 0xFFFF_FFFF_FFFF == Self.https { return true }
    }
    var place = from
    while classes.inScheme.contains(bytes[unchecked: place]) { place &+= 1 }
    return bytes[unchecked: place] == UInt8(ascii: ":")
      && classes.letter.contains(bytes[unchecked: from])
  }

  /// `http:` and `https:` as they stand in a word, the first byte lowest.
  private static let http: UInt64 = 0x3A_7074_7468
  private static let https: UInt64 = 0x3A73_7074_7468

  private func blankNode(_ from: Int, in bytes: Span<UInt8>) throws(SyntaxError) -> Int {
    try NTriplesTerm.checkBlankNode(from, in: bytes, classes)
  }

  @inline(__always)
  func literal(
    _ from: Int, in bytes: Span<UInt8>, _ masks: Span<UInt64>
  ) throws(SyntaxError) -> Int {
    var place = ByteMasks.end(of: .string, from &+ 1, in: masks)
    while bytes[unchecked: place] != UInt8(ascii: "\"") {
      guard bytes[unchecked: place] == UInt8(ascii: "\\") else {
        throw SyntaxError(offset: from, problem: .unterminated("a string"))
      }
      let next = try NTriplesTerm.checkStringEscape(place, in: bytes)
      place = ByteMasks.end(of: .string, next, in: masks)
    }
    if !isUTF8 { try NTriplesTerm.checkUTF8(from + 1..<place, in: bytes) }
    place &+= 1
    switch bytes[unchecked: place] {
    case UInt8(ascii: "@"): return try languageTag(place, in: bytes)
    case UInt8(ascii: "^"):
      guard bytes[unchecked: place + 1] == UInt8(ascii: "^"),
        bytes[unchecked: place + 2] == UInt8(ascii: "<")
      else {
        throw SyntaxError(offset: place, problem: .expected("^^ and the IRI of a datatype"))
      }
      let end = try iri(place + 2, in: bytes, masks)
      if NTriplesTerm.isLanguageString(place + 2..<end, in: bytes) {
        throw SyntaxError(offset: place, problem: .missingLanguage)
      }
      return end
    default: return place
    }
  }

  private func languageTag(_ from: Int, in bytes: Span<UInt8>) throws(SyntaxError) -> Int {
    var place = from
    var allowed = classes.letter
    repeat {
      place += 1
      let first = place
      while allowed.contains(bytes[unchecked: place]) { place += 1 }
      guard place > first else {
        throw SyntaxError(
          offset: from, problem: NTriplesTerm.problem(ofLanguageTag: from, in: bytes))
      }
      allowed = classes.letterOrDigit
    } while bytes[unchecked: place] == UInt8(ascii: "-")
    return place
  }
}
