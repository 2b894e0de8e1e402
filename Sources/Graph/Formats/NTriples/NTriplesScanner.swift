/// Finds the statements of N-Triples and N-Quads in bytes, and where their terms stand; makes no strings.
///
/// Every byte is checked against the grammar (RDF 1.1 N-Triples, RDF 1.1 N-Quads): a term that is found is a term.
/// The piece of text must consist of whole lines, the last one closed by a line feed, so that the inner loops need
/// no other end.
struct NTriplesScanner {
  /// Where the next statement is looked for.
  private(set) var position = 0
  /// Where the statement at hand begins.
  private(set) var start = 0
  /// The terms of the statement at hand as they are spelled, delimiters included.
  private(set) var subject = 0..<0
  private(set) var predicate = 0..<0
  private(set) var object = 0..<0
  /// Empty in the default graph.
  private(set) var graph = 0..<0

  private let readsGraphs: Bool
  private let classes = ByteClasses.shared

  /// - Parameter readsGraphs: whether a statement may name its graph (N-Quads).
  init(readsGraphs: Bool) { self.readsGraphs = readsGraphs }

  /// Begins a new piece of text.
  mutating func rewind() { position = 0 }

  /// Goes to the next statement; false at the end.
  ///
  /// After an error the position is where the bad statement begins; ``skipLine(in:)`` goes past it.
  mutating func next(in bytes: Span<UInt8>) throws(SyntaxError) -> Bool {
    guard !bytes.isEmpty else { return false }
    precondition(bytes[bytes.count - 1] == Self.lineFeed, "whole lines only")
    start = skipBlank(position, in: bytes)
    position = start
    guard start < bytes.count else { return false }

    let subjectEnd = try node(start, in: bytes, "an IRI or a blank node as the subject")
    let predicateStart = skipSpace(subjectEnd, in: bytes)
    guard bytes[unchecked: predicateStart] == UInt8(ascii: "<") else {
      throw SyntaxError(offset: predicateStart, problem: .expected("an IRI as the predicate"))
    }
    let predicateEnd = try iri(predicateStart, in: bytes)
    let objectStart = skipSpace(predicateEnd, in: bytes)
    let objectEnd =
      bytes[unchecked: objectStart] == UInt8(ascii: "\"")
      ? try literal(objectStart, in: bytes)
      : try node(objectStart, in: bytes, "an IRI, a blank node or a literal as the object")

    var place = skipSpace(objectEnd, in: bytes)
    var graph = 0..<0
    if readsGraphs, bytes[unchecked: place] != UInt8(ascii: ".") {
      let end = try node(place, in: bytes, "the graph's IRI or blank node, or a full stop")
      graph = place..<end
      place = skipSpace(end, in: bytes)
    }
    guard bytes[unchecked: place] == UInt8(ascii: ".") else {
      throw SyntaxError(offset: place, problem: .expected("a full stop after the statement"))
    }
    place = skipSpace(place + 1, in: bytes)
    switch bytes[unchecked: place] {
    case Self.lineFeed, Self.carriageReturn: place += 1
    case UInt8(ascii: "#"): break
    default:
      throw SyntaxError(offset: place, problem: .expected("the end of the line after a statement"))
    }
    subject = start..<subjectEnd
    predicate = predicateStart..<predicateEnd
    object = objectStart..<objectEnd
    self.graph = graph
    position = place
    return true
  }

  /// Goes past the line of the statement that could not be read.
  mutating func skipLine(in bytes: Span<UInt8>) {
    var place = position
    while place < bytes.count, !Self.endsLine(bytes[place]) { place += 1 }
    position = min(place + 1, bytes.count)
  }

  // MARK: What lies between terms

  private static let lineFeed: UInt8 = 10
  private static let carriageReturn: UInt8 = 13

  @inline(__always)
  private static func endsLine(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }

  /// Past white space, empty lines and comments.
  private func skipBlank(_ from: Int, in bytes: Span<UInt8>) -> Int {
    var place = from
    while place < bytes.count {
      switch bytes[unchecked: place] {
      case 32, 9, Self.lineFeed, Self.carriageReturn: place += 1
      case UInt8(ascii: "#"):
        while !Self.endsLine(bytes[unchecked: place]) { place += 1 }
      default: return place
      }
    }
    return place
  }

  @inline(__always)
  private func skipSpace(_ from: Int, in bytes: Span<UInt8>) -> Int {
    var place = from
    while bytes[unchecked: place] == 32 || bytes[unchecked: place] == 9 { place &+= 1 }
    return place
  }

  // MARK: Terms: each gives the place after the term

  @inline(__always)
  private func node(
    _ from: Int, in bytes: Span<UInt8>, _ what: String
  ) throws(SyntaxError) -> Int {
    switch bytes[unchecked: from] {
    case UInt8(ascii: "<"): return try iri(from, in: bytes)
    case UInt8(ascii: "_"): return try blankNode(from, in: bytes)
    default: throw SyntaxError(offset: from, problem: .expected(what))
    }
  }

  @inline(__always)
  private func iri(_ from: Int, in bytes: Span<UInt8>) throws(SyntaxError) -> Int {
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
        fromByteOffset: place, as: ByteLanes.Lanes.self)
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
      let word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: from, as: UInt64.self)
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
  private func literal(_ from: Int, in bytes: Span<UInt8>) throws(SyntaxError) -> Int {
    var place = from + 1
    var seen = ByteLanes.Lanes()
    let last = bytes.count &- ByteLanes.count
    while true {
      while place <= last {
        let lanes = bytes.bytes.unsafeLoadUnaligned(
          fromByteOffset: place, as: ByteLanes.Lanes.self)
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
        guard !Self.endsLine(byte) else {
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
