/// Finds the statements of N-Triples and N-Quads in bytes, and where their terms stand; makes no strings.
///
/// Every byte is checked against the grammar (RDF 1.1 N-Triples, RDF 1.1 N-Quads): a term that is found is a term.
/// The piece of text must consist of whole lines, the last one closed by a line feed, so that the inner loops need
/// no other end. Its ``ByteMasks`` say where terms end, so that their bytes are not looked at one by one.
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
  private let terms: NTriplesTermScanner

  /// - Parameters:
  ///   - readsGraphs: whether a statement may name its graph (N-Quads).
  ///   - isUTF8: whether the piece of text is known to be UTF-8 (``ByteMasks/isUTF8``).
  init(readsGraphs: Bool, isUTF8: Bool) {
    self.readsGraphs = readsGraphs
    terms = NTriplesTermScanner(isUTF8: isUTF8)
  }

  /// Goes to the next statement; false at the end.
  ///
  /// After an error the position is where the bad statement begins; ``skipLine(in:)`` goes past it.
  ///
  /// - Parameter masks: the words of the ``ByteMasks`` of these bytes.
  @inline(__always)
  mutating func next(
    in bytes: Span<UInt8>, _ masks: Span<UInt64>
  ) throws(SyntaxError) -> Bool {
    guard !bytes.isEmpty else { return false }
    precondition(
      bytes[bytes.count - 1] == Self.lineFeed && masks.count >= (bytes.count + 63) / 64 * 2 + 2,
      "whole lines only, and their masks")
    start = skipBlank(position, in: bytes)
    position = start
    guard start < bytes.count else { return false }

    let subjectEnd = try terms.node(
      start, in: bytes, masks, "an IRI or a blank node as the subject")
    let predicateStart = skipSpace(subjectEnd, in: bytes)
    guard bytes[unchecked: predicateStart] == UInt8(ascii: "<") else {
      throw SyntaxError(offset: predicateStart, problem: .expected("an IRI as the predicate"))
    }
    let predicateEnd = try terms.iri(predicateStart, in: bytes, masks)
    let objectStart = skipSpace(predicateEnd, in: bytes)
    let objectEnd =
      bytes[unchecked: objectStart] == UInt8(ascii: "\"")
      ? try terms.literal(objectStart, in: bytes, masks)
      : try terms.node(
        objectStart, in: bytes, masks, "an IRI, a blank node or a literal as the object")

    var place = skipSpace(objectEnd, in: bytes)
    var graph = 0..<0
    if readsGraphs, bytes[unchecked: place] != UInt8(ascii: ".") {
      let end = try terms.node(
        place, in: bytes, masks, "the graph's IRI or blank node, or a full stop")
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
  static func endsLine(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }

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
}
