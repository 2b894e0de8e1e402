/// Tells by its first byte which kind of term stands in a place of a statement, and makes a number of it.
struct TurtleNodes {
  /// Prefixes and the base can be declared here.
  var terms: TurtleTerms
  private let type: UInt32

  init(base: BaseIRI?, type: UInt32) {
    terms = TurtleTerms(base: base)
    self.type = type
  }

  /// A predicate, which may be `a`.
  @inline(__always)
  mutating func verb(
    _ place: inout Int, in bytes: Span<UInt8>, _ masks: Span<UInt64>, _ lexer: TurtleLexer,
    _ batch: inout ImportBatch
  ) throws(SyntaxError) -> UInt32 {
    let byte = bytes[unchecked: place]
    if byte == UInt8(ascii: "<") { return try terms.iri(&place, in: bytes, masks, lexer, &batch) }
    let end = try lexer.word(place, in: bytes)
    if bytes[unchecked: end] == UInt8(ascii: ":") {
      return try terms.name(&place, colon: end, in: bytes, lexer, &batch)
    }
    guard end == place + 1, byte == UInt8(ascii: "a") else {
      throw SyntaxError(offset: place, problem: .expected("an IRI or a as the predicate"))
    }
    place = end
    return type
  }

  /// An IRI or a labelled blank node.
  @inline(__always)
  mutating func node(
    _ place: inout Int, in bytes: Span<UInt8>, _ masks: Span<UInt64>, _ lexer: TurtleLexer,
    _ batch: inout ImportBatch, _ what: String
  ) throws(SyntaxError) -> UInt32 {
    let byte = bytes[unchecked: place]
    switch byte {
    case UInt8(ascii: "<"): return try terms.iri(&place, in: bytes, masks, lexer, &batch)
    case UInt8(ascii: "_"):
      let end = try lexer.blankNode(place, in: bytes)
      defer { place = end }
      return batch.blankNumber(bytes.extracting(place + 2..<end))
    case _ where lexer.beginsName(byte):
      let end = try lexer.word(place, in: bytes)
      guard bytes[unchecked: end] == UInt8(ascii: ":") else { break }
      return try terms.name(&place, colon: end, in: bytes, lexer, &batch)
    default: break
    }
    throw SyntaxError(offset: place, problem: .expected(what))
  }

  /// A term that is no bracket.
  @inline(__always)
  mutating func object(
    _ place: inout Int, in bytes: Span<UInt8>, _ masks: Span<UInt64>, _ lexer: TurtleLexer,
    _ batch: inout ImportBatch
  ) throws(SyntaxError) -> UInt32 {
    switch bytes[unchecked: place] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return try terms.literal(&place, in: bytes, masks, lexer, &batch)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"):
      return try terms.number(&place, in: bytes, lexer, &batch)
    case UInt8(ascii: ".") where (48...57).contains(bytes[place + 1]):
      return try terms.number(&place, in: bytes, lexer, &batch)
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      let end = try lexer.word(place, in: bytes)
      guard bytes[unchecked: end] != UInt8(ascii: ":") else { break }
      for word in ["true", "false"] {
        let whole = place..<place + word.utf8.count
        if NTriplesTerm.text(whole, in: bytes) == word,
          whole.upperBound == end || bytes[whole.upperBound] == UInt8(ascii: ".")
        {
          place = whole.upperBound
          return terms.boolean(whole, in: bytes, &batch)
        }
      }
    default: break
    }
    return try node(
      &place, in: bytes, masks, lexer, &batch, "an IRI, a blank node or a literal as the object")
  }
}
