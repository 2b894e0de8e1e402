/// Finds the ends of terms of N-Triples in bytes that end with a line feed; each function gives the place after the term.
///
/// Apart from the scanner, so that a call copies no more than it reads.
struct NTriplesTermScanner {
  private let classes = ByteClasses.shared

  @inline(__always)
  func node(
    _ from: Int, in bytes: Span<UInt8>, _ what: String
  ) throws(SyntaxError) -> Int {
    switch bytes[unchecked: from] {
    case UInt8(ascii: "<"): return try iri(from, in: bytes)
    case UInt8(ascii: "_"): return try blankNode(from, in: bytes)
    default: throw SyntaxError(offset: from, problem: .expected(what))
    }
  }

  @inline(__always)
  func iri(_ from: Int, in bytes: Span<UInt8>) throws(SyntaxError) -> Int {
    var place = schemeEnd(from + 1, in: bytes)
    let hasScheme =
      bytes[unchecked: place] == UInt8(ascii: ":")
      && classes.letter.contains(bytes[unchecked: from + 1])
    // What comes behind the end counts too: it only makes the closer look come more often.
    var seen = ByteLanes.Lanes()
    var isAtEnd = false
    let last = bytes.count &- ByteLanes.count
    while !isAtEnd, place <= last {
      let lanes = bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: place, as: ByteLanes.Lanes.self)
      seen |= lanes
      let plain = ByteLanes.first(ByteLanes.endsOfIRI(lanes))
      place &+= plain
      isAtEnd = plain < ByteLanes.count
    }
    while !isAtEnd {
      let byte = bytes[unchecked: place]
      isAtEnd = classes.endsIRI.contains(byte)
      if !isAtEnd {
        seen[0] |= byte
        place += 1
      }
    }
    if hasScheme, bytes[unchecked: place] == UInt8(ascii: ">"),
      ByteLanes.areASCII(seen) || isASCII(from..<place, in: bytes)
    {
      return place + 1
    }
    return try NTriplesTerm.checkIRI(from, in: bytes)
  }

  @inline(never)
  private func isASCII(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var seen: UInt8 = 0
    for place in range { seen |= bytes[unchecked: place] }
    return seen < 0x80
  }

  /// The place after what may be a scheme; most are one of two.
  @inline(__always)
  private func schemeEnd(_ from: Int, in bytes: Span<UInt8>) -> Int {
    var place = from
    if from + 8 <= bytes.count {
      let word = bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: from, as: UInt64.self)
      if word & 0xFF_FFFF_FFFF == Self.http { return from + 4 }
      if word & 0xFFFF_FFFF_FFFF == Self.https { return from + 5 }
    }
    while classes.inScheme.contains(bytes[unchecked: place]) { place += 1 }
    return place
  }

  /// `http:` and `https:` as they stand in a word, the first byte lowest.
  private static let http: UInt64 = 0x3A_7074_7468
  private static let https: UInt64 = 0x3A73_7074_7468

  private func blankNode(_ from: Int, in bytes: Span<UInt8>) throws(SyntaxError) -> Int {
    try NTriplesTerm.checkBlankNode(from, in: bytes, classes)
  }

  @inline(__always)
  func literal(_ from: Int, in bytes: Span<UInt8>) throws(SyntaxError) -> Int {
    var place = from + 1
    var seen = ByteLanes.Lanes()
    let last = bytes.count &- ByteLanes.count
    while true {
      while place <= last {
        let lanes = bytes.bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: place, as: ByteLanes.Lanes.self)
        seen |= lanes
        let plain = ByteLanes.first(ByteLanes.endsOfString(lanes))
        place &+= plain
        guard plain == ByteLanes.count else { break }
      }
      let byte = bytes[unchecked: place]
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        place = try NTriplesTerm.checkStringEscape(place, in: bytes)
      } else {
        guard !NTriplesScanner.endsLine(byte) else {
          throw SyntaxError(offset: from, problem: .unterminated("a string"))
        }
        seen[0] |= byte
        place += 1
      }
    }
    if !ByteLanes.areASCII(seen) { try NTriplesTerm.checkUTF8(from + 1..<place, in: bytes) }
    place += 1
    switch bytes[unchecked: place] {
    case UInt8(ascii: "@"): return try languageTag(place, in: bytes)
    case UInt8(ascii: "^"):
      guard bytes[unchecked: place + 1] == UInt8(ascii: "^"),
        bytes[unchecked: place + 2] == UInt8(ascii: "<")
      else {
        throw SyntaxError(offset: place, problem: .expected("^^ and the IRI of a datatype"))
      }
      return try iri(place + 2, in: bytes)
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
      guard place > first else { throw SyntaxError(offset: from, problem: .badLanguageTag) }
      allowed = classes.letterOrDigit
    } while bytes[unchecked: place] == UInt8(ascii: "-")
    return place
  }
}
