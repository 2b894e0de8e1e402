import Tuples

/// Makes numbers of a batch out of the terms of Turtle: each is spelled as N-Triples has it, with its prefix or base put
/// in. Terms that N-Triples would spell in the same way are not copied.
///
/// Each function takes the place where a term begins and moves it to where the term ends.
struct TurtleTerms {
  private var base: BaseIRI?
  private let prefixes = StringPool()
  /// What each prefix stands for, after `<`.
  private var namespaces: [[UInt8]] = []
  /// A term that is being spelled.
  private var spelling: [UInt8] = []

  /// Bytes of text, and their masks, are handed on from the window (``TextWindow/withText(_:)``).
  typealias Text = Span<UInt8>
  typealias Masks = Span<UInt64>

  init(base: BaseIRI?) { self.base = base }

  // MARK: IRIs

  /// Declares what a prefix stands for: `p: <iri>`.
  mutating func declarePrefix(
    _ place: inout Int, in bytes: Text, _ lexer: TurtleLexer
  ) throws(SyntaxError) {
    let start = place
    let end = try lexer.word(start, in: bytes)
    guard bytes[end] == UInt8(ascii: ":") else {
      throw SyntaxError(offset: start, problem: .expected("a prefix and a colon"))
    }
    if end > start {
      try lexer.checkName(start..<end, in: bytes)
      guard lexer.beginsName(bytes[start]), bytes[end - 1] != UInt8(ascii: ".") else {
        throw SyntaxError(
          offset: start, problem: .expected("a prefix that begins with a letter and ends in no dot")
        )
      }
    }
    place = try lexer.token(end + 1, in: bytes)
    try readIRI(&place, in: bytes, lexer)
    let number = prefixes.intern(bytes.extracting(start..<end)).number
    if number == namespaces.count { namespaces.append([]) }
    namespaces[number] = spelling.dropLast()
  }

  /// Declares the base: `<iri>`.
  mutating func declareBase(
    _ place: inout Int, in bytes: Text, _ lexer: TurtleLexer
  ) throws(SyntaxError) {
    try readIRI(&place, in: bytes, lexer)
    base = BaseIRI(Array(spelling.dropFirst().dropLast()))
  }

  /// The number of an IRI in angle brackets.
  @inline(__always)
  mutating func iri(
    _ place: inout Int, in bytes: Text, _ masks: Masks, _ lexer: TurtleLexer,
    _ batch: inout ImportBatch
  ) throws(SyntaxError) -> UInt32 {
    let scanner = NTriplesTermScanner(isUTF8: lexer.isUTF8)
    if let end = scanner.plainIRI(place, in: bytes, masks) {
      let whole = bytes.extracting(place..<end)
      place = end
      return batch.termNumber(whole)
    }
    try readIRI(&place, in: bytes, lexer)
    return batch.termNumber(spelling.span)
  }

  /// Spells an IRI in angle brackets, whatever it looks like.
  private mutating func readIRI(
    _ place: inout Int, in bytes: Text, _ lexer: TurtleLexer
  ) throws(SyntaxError) {
    spelling.removeAll(keepingCapacity: true)
    try appendIRI(&place, in: bytes, lexer)
  }

  private mutating func appendIRI(
    _ place: inout Int, in bytes: Text, _ lexer: TurtleLexer
  ) throws(SyntaxError) {
    let from = place
    guard bytes[from] == UInt8(ascii: "<") else {
      throw SyntaxError(offset: from, problem: .expected("an IRI in angle brackets"))
    }
    if bytes[from + 1] == UInt8(ascii: "<") {
      throw SyntaxError(offset: from, problem: .newerRDF("a triple in << >>"))
    }
    var reference: [UInt8] = []
    place += 1
    while bytes[place] != UInt8(ascii: ">") {
      let byte = bytes[place]
      switch byte {
      case 10, 13:
        try lexer.checkWhole(place, "an IRI")
        throw SyntaxError(offset: from, problem: .unterminated("an IRI"))
      case UInt8(ascii: "\\"):
        let (scalar, end) = try NTriplesTerm.numericEscape(place, in: bytes)
        try NTriplesTerm.checkAllowedInIRI(scalar, place)
        reference.append(contentsOf: String(scalar).utf8)
        place = end
      default:
        if byte < 0x80 { try NTriplesTerm.checkAllowedInIRI(Unicode.Scalar(byte), place) }
        reference.append(byte)
        place += 1
      }
    }
    if !lexer.isUTF8 { try NTriplesTerm.checkUTF8(from + 1..<place, in: bytes) }
    place += 1
    spelling.append(UInt8(ascii: "<"))
    if NTriplesTerm.hasScheme(reference.span) {
      spelling += reference
    } else if let base {
      base.resolve(reference, into: &spelling)
    } else {
      throw SyntaxError(
        offset: from, problem: .relativeIRI(String(decoding: reference, as: UTF8.self)))
    }
    spelling.append(UInt8(ascii: ">"))
  }

  // MARK: Names

  /// The number of a name with a prefix.
  ///
  /// - Parameter colon: where its first colon is.
  @inline(__always)
  mutating func name(
    _ place: inout Int, colon: Int, in bytes: Text, _ lexer: TurtleLexer,
    _ batch: inout ImportBatch
  ) throws(SyntaxError) -> UInt32 {
    spelling.removeAll(keepingCapacity: true)
    try appendName(&place, colon: colon, in: bytes, lexer)
    return batch.termNumber(spelling.span)
  }

  @inline(__always)
  private mutating func appendName(
    _ place: inout Int, colon: Int, in bytes: Text, _ lexer: TurtleLexer
  ) throws(SyntaxError) {
    let prefix = bytes.extracting(place..<colon)
    guard let number = prefix.withUnsafeBufferPointer({ prefixes.find($0) }) else {
      let name = NTriplesTerm.text(place..<colon, in: bytes)
      throw SyntaxError(offset: place, problem: .other("the prefix \(name): is not declared"))
    }
    let (end, hasEscape) = try lexer.localName(colon + 1, in: bytes)
    spelling.append(contentsOf: namespaces[number])
    if hasEscape {
      for place in colon + 1..<end {
        // What is escaped stays: no backslash can be.
        if bytes[place] != UInt8(ascii: "\\") { spelling.append(bytes[place]) }
      }
    } else {
      bytes.extracting(colon + 1..<end).withUnsafeBufferPointer {
        spelling.append(contentsOf: $0)
      }
    }
    spelling.append(UInt8(ascii: ">"))
    place = end
  }

  // MARK: Literals

  /// The number of a literal that begins with a quote.
  @inline(__always)
  mutating func literal(
    _ place: inout Int, in bytes: Text, _ masks: Masks, _ lexer: TurtleLexer,
    _ batch: inout ImportBatch
  ) throws(SyntaxError) -> UInt32 {
    let from = place
    let quote = bytes[from]
    let strings = TurtleStrings(lexer: lexer)
    spelling.removeAll(keepingCapacity: true)
    if bytes[from + 1] == quote, bytes[from + 2] == quote {
      try strings.appendLong(&place, in: bytes, masks, to: &spelling)
    } else if quote == UInt8(ascii: "'") {
      try strings.appendShort(&place, in: bytes, to: &spelling)
    } else {
      place = try strings.end(from, in: bytes, masks)
      // Most literals are spelled as N-Triples spells them.
      if let end = try plainSuffix(place, in: bytes, masks, lexer) {
        place = end
        return batch.termNumber(bytes.extracting(from..<end))
      }
      bytes.extracting(from..<place).withUnsafeBufferPointer { spelling.append(contentsOf: $0) }
    }
    try appendSuffix(&place, in: bytes, lexer)
    return batch.termNumber(spelling.span)
  }

  /// The end of a literal whose string ends here, if what follows is nothing, a language or a datatype as in N-Triples.
  @inline(__always)
  private func plainSuffix(
    _ place: Int, in bytes: Text, _ masks: Masks, _ lexer: TurtleLexer
  ) throws(SyntaxError) -> Int? {
    let next = try lexer.token(place, in: bytes)
    switch bytes[unchecked: next] {
    case UInt8(ascii: "@"): return next == place ? try lexer.languageTag(place, in: bytes) : nil
    case UInt8(ascii: "^"):
      guard next == place, bytes[place + 1] == UInt8(ascii: "^"),
        bytes[place + 2] == UInt8(ascii: "<")
      else { return nil }
      let end = NTriplesTermScanner(isUTF8: lexer.isUTF8).plainIRI(place + 2, in: bytes, masks)
      if let end, NTriplesTerm.isLanguageString(place + 2..<end, in: bytes) {
        throw SyntaxError(offset: place, problem: .missingLanguage)
      }
      return end
    default: return place
    }
  }

  /// Appends the language or the datatype that may follow a string.
  private mutating func appendSuffix(
    _ place: inout Int, in bytes: Text, _ lexer: TurtleLexer
  ) throws(SyntaxError) {
    let stringEnd = place
    let next = try lexer.token(place, in: bytes)
    switch bytes[next] {
    case UInt8(ascii: "@"):
      place = try lexer.languageTag(next, in: bytes)
      bytes.extracting(next..<place).withUnsafeBufferPointer { spelling.append(contentsOf: $0) }
    case UInt8(ascii: "^"):
      guard bytes[next + 1] == UInt8(ascii: "^") else {
        throw SyntaxError(offset: next, problem: .expected("^^ and a datatype"))
      }
      spelling += "^^".utf8
      let datatype = spelling.count
      place = try lexer.token(next + 2, in: bytes)
      if bytes[place] == UInt8(ascii: "<") {
        try appendIRI(&place, in: bytes, lexer)
      } else {
        let colon = try lexer.word(place, in: bytes)
        guard bytes[colon] == UInt8(ascii: ":") else {
          throw SyntaxError(offset: place, problem: .expected("the IRI of a datatype"))
        }
        try appendName(&place, colon: colon, in: bytes, lexer)
      }
      guard !NTriplesTerm.isLanguageString(datatype..<spelling.count, in: spelling.span) else {
        throw SyntaxError(offset: next, problem: .missingLanguage)
      }
    default: place = stringEnd
    }
  }

  /// The number of a literal without quotes.
  mutating func number(
    _ place: inout Int, in bytes: Text, _ lexer: TurtleLexer, _ batch: inout ImportBatch
  ) throws(SyntaxError) -> UInt32 {
    let (end, kind) = try lexer.number(place, in: bytes)
    let datatype =
      switch kind {
      case .integer: RDFVocabulary.integer
      case .decimal: RDFVocabulary.decimal
      case .double: RDFVocabulary.double
      }
    defer { place = end }
    return plain(place..<end, datatype, in: bytes, &batch)
  }

  /// The number of `true` or `false`.
  mutating func boolean(
    _ range: Range<Int>, in bytes: Text, _ batch: inout ImportBatch
  ) -> UInt32 {
    plain(range, RDFVocabulary.boolean, in: bytes, &batch)
  }

  private mutating func plain(
    _ range: Range<Int>, _ datatype: String, in bytes: Text, _ batch: inout ImportBatch
  ) -> UInt32 {
    spelling.removeAll(keepingCapacity: true)
    spelling.append(UInt8(ascii: "\""))
    for place in range { spelling.append(bytes[place]) }
    spelling += "\"^^<".utf8
    spelling += datatype.utf8
    spelling.append(UInt8(ascii: ">"))
    return batch.termNumber(spelling.span)
  }
}
