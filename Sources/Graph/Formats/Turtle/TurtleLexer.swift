/// Finds the ends of tokens of Turtle and TriG in a ``TextWindow`` (RDF 1.1 Turtle, section 6.5).
///
/// The text ends with line feeds that are not part of it. A token that reaches them may go on in the file: the error is
/// then ``SyntaxProblem/cutOff(_:)``, and the window has to grow.
struct TurtleLexer {
  /// Where the text ends.
  let end: Int
  /// Whether the file ends there.
  let isLast: Bool
  /// Whether the text is known to be UTF-8; if not, each token is looked at.
  let isUTF8: Bool
  private let classes = ByteClasses.shared

  init(of window: TextWindow) {
    end = window.end
    isLast = window.isLast
    isUTF8 = window.isUTF8
  }

  /// Whether an error may come only of the end of the window.
  func mayComeOfTheEnd(_ error: SyntaxError) -> Bool {
    if isLast { return false }
    if case .cutOff = error.problem { return true }
    return error.offset + TextWindow.room > end
  }

  // MARK: Between tokens

  /// Past white space and comments; the place of a comment that may not end where the window does.
  @inline(__always)
  func skipSpace(_ from: Int, in bytes: Span<UInt8>) -> Int {
    var place = from
    while place < end {
      switch bytes[unchecked: place] {
      case 32, 9, 10, 13: place &+= 1
      case UInt8(ascii: "#"):
        let start = place
        while place < end, bytes[unchecked: place] != 10, bytes[unchecked: place] != 13 {
          place &+= 1
        }
        if place == end, !isLast { return start }
      default: return place
      }
    }
    return place
  }

  /// The place of the next token of a statement.
  @inline(__always)
  func token(_ from: Int, in bytes: Span<UInt8>) throws(SyntaxError) -> Int {
    let place = skipSpace(from, in: bytes)
    guard place < end, bytes[unchecked: place] != UInt8(ascii: "#") else {
      throw SyntaxError(offset: place, problem: .cutOff("a statement"))
    }
    return place
  }

  /// Checks that a token does not go on after the window.
  @inline(__always)
  func checkWhole(_ place: Int, _ what: String) throws(SyntaxError) {
    guard place < end || isLast else { throw SyntaxError(offset: end, problem: .cutOff(what)) }
  }

  // MARK: Names

  /// Whether a name can begin with this byte.
  @inline(__always)
  func beginsName(_ byte: UInt8) -> Bool {
    classes.letter.contains(byte) || byte >= 0x80 || byte == UInt8(ascii: ":")
  }

  /// The end of a keyword, or of the prefix of a name.
  @inline(__always)
  func word(_ from: Int, in bytes: Span<UInt8>) throws(SyntaxError) -> Int {
    var place = from
    while !classes.endsLabel.contains(bytes[unchecked: place]) { place &+= 1 }
    try checkWhole(place, "a name")
    return place
  }

  /// The end of a name's part after the prefix, and whether it has escapes.
  @inline(__always)
  func localName(
    _ from: Int, in bytes: Span<UInt8>
  ) throws(SyntaxError) -> (end: Int, hasEscape: Bool) {
    // These cannot begin a name: the prefix stands alone.
    if bytes[unchecked: from] == UInt8(ascii: ".") || bytes[unchecked: from] == UInt8(ascii: "-") {
      return (from, false)
    }
    var place = from
    var seen: UInt8 = 0
    // A dot at the end is not part of the name, unless it is escaped.
    var firstDot = from
    var hasEscape = false
    while true {
      while !classes.endsLocalName.contains(bytes[unchecked: place]) {
        seen |= bytes[unchecked: place]
        place &+= 1
      }
      if bytes[unchecked: place] == UInt8(ascii: "%") {
        guard classes.hexadecimal.contains(bytes[place + 1]),
          classes.hexadecimal.contains(bytes[place + 2])
        else {
          throw SyntaxError(
            offset: place, problem: .expected("two hexadecimal digits after % in a name"))
        }
        place += 3
      } else if bytes[unchecked: place] == UInt8(ascii: "\\") {
        guard classes.escapedInName.contains(bytes[place + 1]) else {
          throw SyntaxError(offset: place, problem: .badEscape)
        }
        place += 2
        hasEscape = true
      } else {
        break
      }
      firstDot = place
    }
    try checkWhole(place, "a name")
    while place > firstDot, bytes[unchecked: place &- 1] == UInt8(ascii: ".") { place &-= 1 }
    if seen >= 0x80 { try checkName(from..<place, in: bytes) }
    return (place, hasEscape)
  }

  /// Checks the characters beyond ASCII of a name or a label.
  func checkName(_ range: Range<Int>, in bytes: Span<UInt8>) throws(SyntaxError) {
    if !isUTF8 { try NTriplesTerm.checkUTF8(range, in: bytes) }
    var place = range.lowerBound
    for scalar in NTriplesTerm.text(range, in: bytes).unicodeScalars {
      let isAllowed =
        scalar.isASCII
        || (place == range.lowerBound
          ? ByteClasses.isNameStart(scalar) : ByteClasses.isNamePart(scalar))
      guard isAllowed else {
        throw SyntaxError(offset: place, problem: .forbidden(scalar, in: "a name"))
      }
      place += scalar.utf8.count
    }
  }

  /// The end of a blank node's label, which begins at `from` with `_`.
  func blankNode(_ from: Int, in bytes: Span<UInt8>) throws(SyntaxError) -> Int {
    if bytes[from + 1] == UInt8(ascii: ":") { _ = try word(from + 2, in: bytes) }
    return try NTriplesTerm.checkBlankNode(from, in: bytes, classes)
  }

  // MARK: Numbers

  enum NumberKind {
    case integer, decimal, double
  }

  /// The end of a number and its kind.
  func number(_ from: Int, in bytes: Span<UInt8>) throws(SyntaxError) -> (Int, NumberKind) {
    var furthest = from
    while classes.inNumber.contains(bytes[unchecked: furthest]) { furthest &+= 1 }
    try checkWhole(furthest, "a number")
    func digits(_ from: Int) -> Int {
      var place = from
      while classes.digit.contains(bytes[place]) { place += 1 }
      return place
    }
    let isSigned = bytes[from] == UInt8(ascii: "+") || bytes[from] == UInt8(ascii: "-")
    let first = from + (isSigned ? 1 : 0)
    let whole = digits(first)
    var mantissa = whole
    var fraction = whole
    if bytes[whole] == UInt8(ascii: ".") {
      fraction = digits(whole + 1)
      // Without digits after it, the dot is part of a number only before an exponent.
      mantissa = fraction
    }
    let hasDigits = whole > first || fraction > whole + 1
    if hasDigits, bytes[mantissa] | 0x20 == UInt8(ascii: "e") {
      var exponent = mantissa + 1
      if bytes[exponent] == UInt8(ascii: "+") || bytes[exponent] == UInt8(ascii: "-") {
        exponent += 1
      }
      let end = digits(exponent)
      if end > exponent { return (end, .double) }
    }
    if fraction > whole + 1 { return (fraction, .decimal) }
    guard whole > first else { throw SyntaxError(offset: from, problem: .expected("a number")) }
    return (whole, .integer)
  }

  // MARK: Language tags

  /// The end of a language tag, which begins at `from` with `@`.
  func languageTag(_ from: Int, in bytes: Span<UInt8>) throws(SyntaxError) -> Int {
    var place = from + 1
    while classes.letterOrDigit.contains(bytes[place]) || bytes[place] == UInt8(ascii: "-") {
      place += 1
    }
    try checkWhole(place, "a language tag")
    guard NTriplesTerm.isLanguageTag(bytes.extracting(from + 1..<place)),
      // Else a tag such as en_US would be cut short.
      classes.endsLabel.contains(bytes[place]) || bytes[place] == UInt8(ascii: ".")
    else {
      throw SyntaxError(offset: from, problem: NTriplesTerm.problem(ofLanguageTag: from, in: bytes))
    }
    return place
  }
}
