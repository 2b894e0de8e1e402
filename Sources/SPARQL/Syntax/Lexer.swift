import GQL

/// Divides a request into tokens, each the longest that fits.
struct Lexer {
  private let scalars: [Unicode.Scalar]
  /// Where each scalar begins in the source's bytes, and where the last one ends.
  private let offsets: [Int]
  private var place = 0

  /// - Parameter text: the source, in which escapes of codepoints have been read.
  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    var offset = 0
    var offsets: [Int] = []
    offsets.reserveCapacity(scalars.count + 1)
    for scalar in scalars {
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
    self.offsets = offsets
  }

  /// All tokens, the end last.
  static func tokens(_ text: String) throws(Diagnostic) -> [Token] {
    var lexer = Lexer(text)
    var tokens: [Token] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  /// The first tokens of a text, as far as they can be read.
  static func opening(_ text: String, most: Int) -> [Token] {
    var lexer = Lexer(text)
    var tokens: [Token] = []
    while tokens.count < most, let token = try? lexer.next(), token.kind != .end {
      tokens.append(token)
    }
    return tokens
  }

  private func scalar(_ distance: Int = 0) -> Unicode.Scalar? {
    place + distance < scalars.count ? scalars[place + distance] : nil
  }

  private mutating func next() throws(Diagnostic) -> Token {
    skipBlanks()
    let start = place
    let kind = try kind()
    return Token(kind: kind, range: offsets[start]..<offsets[place])
  }

  private mutating func skipBlanks() {
    while let scalar = scalar() {
      if scalar == "#" {
        while let next = self.scalar(), next != "\n", next != "\r" { place += 1 }
      } else if scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" {
        place += 1
      } else {
        return
      }
    }
  }

  private mutating func kind() throws(Diagnostic) -> Token.Kind {
    guard let first = scalar() else { return .end }
    switch first {
    case "<": if let iri = iriReference() { return .iriReference(iri) }
    case "?", "$": if let name = variable() { return .variable(name) }
    case "@": return try languageTag()
    case "\"", "'": return .string(try string(quote: first))
    case "_" where scalar(1) == ":": return try blankNode()
    case ":": return .prefixedName(prefix: "", local: try localName())
    case "0"..."9": return number()
    case ".": if let next = scalar(1), NameCharacters.isDigit(next) { return number() }
    default: break
    }
    if NameCharacters.isBase(first) { return try name() }
    if let symbol = symbol() { return .symbol(symbol) }
    throw error("\(Self.shown(first)) means nothing here", place..<place + 1)
  }

  private func error(_ message: String, _ range: Range<Int>, hint: String? = nil) -> Diagnostic {
    let end = min(range.upperBound, scalars.count)
    return Diagnostic(
      .error, message,
      at: SourceSpan(source: 0, start: offsets[min(range.lowerBound, end)], end: offsets[end]),
      hint: hint)
  }

  private static func shown(_ scalar: Unicode.Scalar) -> String {
    scalar.properties.generalCategory == .control
      ? "the character U+" + String(scalar.value, radix: 16, uppercase: true) : "'\(scalar)'"
  }

  // MARK: Terms

  private mutating func iriReference() -> String? {
    var end = place + 1
    while end < scalars.count, scalars[end] != ">" {
      let scalar = scalars[end]
      guard scalar.value > 0x20, !"<\"{}|^`\\".unicodeScalars.contains(scalar) else { return nil }
      end += 1
    }
    guard end < scalars.count else { return nil }
    let iri = text(place + 1..<end)
    place = end + 1
    return iri
  }

  private func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  private mutating func variable() -> String? {
    var end = place + 1
    guard end < scalars.count, NameCharacters.beginsVariable(scalars[end]) else { return nil }
    while end < scalars.count, NameCharacters.isInVariable(scalars[end]) { end += 1 }
    let name = text(place + 1..<end)
    place = end
    return name
  }

  private mutating func languageTag() throws(Diagnostic) -> Token.Kind {
    let start = place
    place += 1
    var part = place
    while let scalar = scalar() {
      let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
      let isFirst = !scalars[start + 1..<place].contains("-")
      guard isLetter || !isFirst && NameCharacters.isDigit(scalar) || scalar == "-" && place > part
      else { break }
      place += 1
      if scalar == "-" { part = place }
    }
    guard place > part else {
      throw error("a language is missing behind '@'", start..<place, hint: "write \"chat\"@fr")
    }
    return .languageTag(text(start + 1..<place))
  }

  private mutating func blankNode() throws(Diagnostic) -> Token.Kind {
    let start = place
    place += 2
    guard let first = scalar(), NameCharacters.beginsVariable(first) else {
      throw error("a blank node's label is missing behind '_:'", start..<place)
    }
    takeName()
    return .blankNode(text(start + 2..<place))
  }

  /// Goes on to the end of a name, at which no dot can stand.
  private mutating func takeName() {
    var end = place + 1
    while end < scalars.count, NameCharacters.isInName(scalars[end]) || scalars[end] == "." {
      end += 1
    }
    while end > place + 1, scalars[end - 1] == "." { end -= 1 }
    place = end
  }

  private mutating func name() throws(Diagnostic) -> Token.Kind {
    let start = place
    takeName()
    if scalar() == ":" {
      let prefix = text(start..<place)
      return .prefixedName(prefix: prefix, local: try localName())
    }
    place = start
    while let scalar = scalar(),
      ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
        || NameCharacters.isDigit(scalar)
    { place += 1 }
    guard place > start else {
      takeName()
      throw error("'\(text(start..<place))' means nothing here", start..<place)
    }
    return .word(text(start..<place))
  }

  /// Reads `:` and what follows it of a prefixed name (PN_LOCAL).
  private mutating func localName() throws(Diagnostic) -> String {
    place += 1
    var local = String.UnicodeScalarView()
    /// Where the name ends if only dots follow.
    var kept = (place: place, count: 0)
    while let scalar = scalar() {
      if scalar == "\\" {
        guard let escaped = self.scalar(1), NameCharacters.isEscapable(escaped) else {
          throw error("this escape means nothing in a name", place..<place + 2)
        }
        local.append(escaped)
        place += 2
      } else if scalar == "%" {
        guard let high = self.scalar(1), let low = self.scalar(2),
          Character(high).isHexDigit, Character(low).isHexDigit
        else {
          throw error(
            "'%' begins two hexadecimal digits in a name", place..<place + 1,
            hint: "write \\% for the sign itself")
        }
        local.append(contentsOf: scalars[place..<place + 3])
        place += 3
      } else if local.isEmpty
        ? NameCharacters.beginsVariable(scalar) || scalar == ":"
        : NameCharacters.isInName(scalar) || scalar == ":" || scalar == "."
      {
        local.append(scalar)
        place += 1
        if scalar == "." { continue }
      } else {
        break
      }
      kept = (place, local.count)
    }
    place = kept.place
    return String(String.UnicodeScalarView(local.prefix(kept.count)))
  }

  private mutating func number() -> Token.Kind {
    let start = place
    func digits(_ from: Int) -> Int {
      var end = from
      while end < scalars.count, NameCharacters.isDigit(scalars[end]) { end += 1 }
      return end
    }
    var end = digits(place)
    var isDecimal = false
    // A dot without digits behind it ends a triple, unless an exponent follows.
    if end < scalars.count, scalars[end] == "." {
      let after = digits(end + 1)
      if after > end + 1 || exponent(after) != nil && end > start {
        isDecimal = true
        end = after
      }
    }
    if let exponentEnd = exponent(end) {
      place = exponentEnd
      return .double(text(start..<place))
    }
    place = end
    return isDecimal ? .decimal(text(start..<place)) : .integer(text(start..<place))
  }

  /// Where an exponent that begins here ends.
  private func exponent(_ from: Int) -> Int? {
    guard from < scalars.count, scalars[from] == "e" || scalars[from] == "E" else { return nil }
    var end = from + 1
    if end < scalars.count, scalars[end] == "+" || scalars[end] == "-" { end += 1 }
    let first = end
    while end < scalars.count, NameCharacters.isDigit(scalars[end]) { end += 1 }
    return end > first ? end : nil
  }

  private mutating func string(quote: Unicode.Scalar) throws(Diagnostic) -> String {
    let start = place
    let isLong = scalar(1) == quote && scalar(2) == quote
    place += isLong ? 3 : 1
    var value = String.UnicodeScalarView()
    while let scalar = scalar() {
      if scalar == quote, !isLong || self.scalar(1) == quote && self.scalar(2) == quote {
        place += isLong ? 3 : 1
        return String(value)
      }
      if !isLong, scalar == "\n" || scalar == "\r" { break }
      if scalar == "\\" {
        guard let escaped = self.scalar(1).flatMap(Self.escaped) else {
          throw error(
            "this escape means nothing in a string", place..<place + 2,
            hint: "write \\\\ for a backslash")
        }
        value.append(escaped)
        place += 2
      } else {
        value.append(scalar)
        place += 1
      }
    }
    throw error(
      "this string is not closed", start..<start + (isLong ? 3 : 1),
      hint: isLong ? nil : "a string of several lines stands between three quotation marks")
  }

  private static func escaped(_ letter: Unicode.Scalar) -> Unicode.Scalar? {
    switch letter {
    case "t": "\t"
    case "b": "\u{8}"
    case "n": "\n"
    case "r": "\r"
    case "f": "\u{C}"
    case "\"", "'", "\\": letter
    default: nil
    }
  }

  private mutating func symbol() -> Token.Symbol? {
    for length in [2, 1] where place + length <= scalars.count {
      if let symbol = Token.Symbol(rawValue: text(place..<place + length)) {
        place += length
        return symbol
      }
    }
    return nil
  }
}
