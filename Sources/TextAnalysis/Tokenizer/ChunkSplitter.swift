/// Splits one chunk (a run of text without white space, or of white space alone) into tokens:
/// peels prefixes and suffixes off, keeps what is listed as an exception or is an address whole,
/// and divides the rest at infixes.
struct ChunkSplitter {
  let patterns: AffixPatterns
  /// The listed exceptions, or none while the table of exceptions itself is built.
  let exceptions: ByteTable?
  /// Bytes of the longest exception.
  let longestException: Int

  /// A part of a split chunk.
  enum Part: Equatable {
    /// A token of these scalars.
    case token(Range<Int>)
    /// The tokens of a listed exception.
    case exception(Int)
  }

  /// The parts of a whole chunk, in order.
  func split(_ text: ScalarText) -> [Part] {
    var prefixes: [Range<Int>] = []
    var suffixes: [Range<Int>] = []
    var core = 0..<text.scalars.count
    var last = -1
    if let whole = exception(text, core) { return [.exception(whole)] }
    while !core.isEmpty, core.count != last {
      if exception(text, core) != nil { break }
      last = core.count
      let prefix = prefixLength(text.scalars, core)
      let afterPrefix = core.lowerBound + prefix..<core.upperBound
      if prefix > 0, !afterPrefix.isEmpty, exception(text, afterPrefix) != nil {
        prefixes.append(core.lowerBound..<afterPrefix.lowerBound)
        core = afterPrefix
        break
      }
      let suffix = suffixLength(text.scalars, afterPrefix)
      let beforeSuffix = core.lowerBound..<core.upperBound - suffix
      if suffix > 0, !beforeSuffix.isEmpty, exception(text, beforeSuffix) != nil {
        suffixes.append(beforeSuffix.upperBound..<core.upperBound)
        core = beforeSuffix
        break
      }
      if prefix > 0 { prefixes.append(core.lowerBound..<afterPrefix.lowerBound) }
      if suffix > 0 { suffixes.append(beforeSuffix.upperBound..<core.upperBound) }
      core = afterPrefix.lowerBound..<beforeSuffix.upperBound
    }
    var parts = prefixes.map(Part.token)
    if !core.isEmpty { appendCore(text, core, to: &parts) }
    parts += suffixes.reversed().map(Part.token)
    return parts
  }

  /// Whether any affix pattern would act on the whole of a chunk.
  func hasAffix(_ text: ScalarText) -> Bool {
    let whole = 0..<text.scalars.count
    return prefixLength(text.scalars, whole) > 0 || suffixLength(text.scalars, whole) > 0
      || nextInfix(text.scalars, whole, from: 0) != nil
  }

  private func appendCore(_ text: ScalarText, _ core: Range<Int>, to parts: inout [Part]) {
    if let listed = exception(text, core) {
      parts.append(.exception(listed))
      return
    }
    let address = AddressMatcher(text, range: core, domainLetters: patterns.domainLetters)
    if address.matches() {
      parts.append(.token(core))
      return
    }
    var start = core.lowerBound
    var place = start
    while let infix = nextInfix(text.scalars, core, from: place) {
      place = infix.upperBound
      // An infix at the very start divides nothing, and stays with what follows.
      if infix.lowerBound == core.lowerBound { continue }
      if infix.lowerBound > start { parts.append(.token(start..<infix.lowerBound)) }
      parts.append(.token(infix))
      start = infix.upperBound
    }
    if start < core.upperBound { parts.append(.token(start..<core.upperBound)) }
  }

  private func exception(_ text: ScalarText, _ range: Range<Int>) -> Int? {
    guard let exceptions else { return nil }
    let bytes = text.bytes(range)
    return bytes.count <= longestException ? exceptions.find(bytes) : nil
  }

  private static let stop: UInt32 = 0x2e
  private static let plus: UInt32 = 0x2b

  private func isDigit(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 10 }

  private func prefixLength(_ text: [UInt32], _ range: Range<Int>) -> Int {
    guard let start = range.first else { return 0 }
    let first = text[start]
    if first == Self.plus {
      return start + 1 < range.upperBound && isDigit(text[start + 1]) ? 0 : 1
    }
    if first == Self.stop {
      var end = start + 1
      while end < range.upperBound, text[end] == Self.stop { end += 1 }
      return end - start >= 2 ? end - start : 0
    }
    for literal in patterns.prefixes[first] ?? []
    where literal.count <= range.count && text[range].starts(with: literal) {
      return literal.count
    }
    return patterns.icons.contains(first) ? 1 : 0
  }

  private func suffixLength(_ text: [UInt32], _ range: Range<Int>) -> Int {
    guard let place = range.last else { return 0 }
    let last = text[place]
    var best = 0
    for literal in patterns.suffixes[last] ?? []
    where literal.count > best && ends(text, range, with: literal) {
      best = literal.count
    }
    if best == 0, patterns.icons.contains(last) { best = 1 }
    if last == Self.stop {
      var start = place
      while start > range.lowerBound, text[start - 1] == Self.stop { start -= 1 }
      if place - start >= 1 { best = max(best, place - start + 1) }
    }
    func isDigitBefore(_ length: Int) -> Bool {
      let before = range.upperBound - length - 1
      return before >= range.lowerBound && isDigit(text[before])
    }
    if best == 0, last == Self.plus, isDigitBefore(1) { best = 1 }
    for unit in patterns.suffixesAfterDigit[last] ?? []
    where unit.count > best && ends(text, range, with: unit) && isDigitBefore(unit.count) {
      best = unit.count
    }
    if best == 0, last == Self.stop, isFinalStop(text, range) { best = 1 }
    return best
  }

  /// Whether a single full stop at the end of a range is a token.
  private func isFinalStop(_ text: [UInt32], _ range: Range<Int>) -> Bool {
    let end = range.upperBound
    guard range.count >= 2 else { return false }
    let before = text[end - 2]
    if patterns.beforeFinalStop.contains(before) { return true }
    guard range.count >= 3 else { return false }
    let earlier = text[end - 3]
    if patterns.capitals.contains(before), patterns.capitals.contains(earlier) { return true }
    // Degrees: °F, °C, °K.
    return earlier == 0xb0 && [0x46, 0x66, 0x43, 0x63, 0x4b, 0x6b].contains(before)
  }

  private func ends(_ text: [UInt32], _ range: Range<Int>, with literal: [UInt32]) -> Bool {
    range.count >= literal.count
      && text[range.upperBound - literal.count..<range.upperBound]
        .elementsEqual(literal)
  }

  /// The first infix at or after a place.
  private func nextInfix(_ text: [UInt32], _ range: Range<Int>, from: Int) -> Range<Int>? {
    var place = from
    while place < range.upperBound {
      let length = infixLength(text, range, at: place)
      if length > 0 { return place..<place + length }
      place += 1
    }
    return nil
  }

  private func infixLength(_ text: [UInt32], _ range: Range<Int>, at place: Int) -> Int {
    let scalar = text[place]
    let hasNeighbours = place > range.lowerBound && place + 1 < range.upperBound
    if scalar == Self.stop {
      var end = place
      while end < range.upperBound, text[end] == Self.stop { end += 1 }
      if end - place >= 2 { return end - place }
      let divides =
        hasNeighbours && patterns.beforeStop.contains(text[place - 1])
        && patterns.afterStop.contains(text[place + 1])
      return divides ? 1 : 0
    }
    if scalar == 0x2026 || patterns.icons.contains(scalar) { return 1 }
    guard hasNeighbours else { return 0 }
    let (before, after) = (text[place - 1], text[place + 1])
    switch scalar {
    case 0x2b, 0x2a, 0x5e,
      0x2d where isDigit(before) && (isDigit(after) || after == 0x2d):
      // + * ^ need this; a hyphen may still divide letters below.
      return isDigit(before) && (isDigit(after) || after == 0x2d) ? 1 : 0
    case 0x2c:
      return patterns.letters.contains(before) && patterns.letters.contains(after) ? 1 : 0
    case 0x2d, 0x2013, 0x2014, 0x7e:
      guard patterns.lettersAndDigits.contains(before) else { return 0 }
      return Self.hyphens.first { hyphen in
        let end = place + hyphen.count
        return end < range.upperBound && text[place..<end].elementsEqual(hyphen)
          && patterns.letters.contains(text[end])
      }?.count ?? 0
    case 0x3a, 0x3c, 0x3d, 0x3e, 0x2f:
      return patterns.lettersAndDigits.contains(before) && patterns.letters.contains(after) ? 1 : 0
    default:
      return 0
    }
  }

  /// In the order in which they are tried.
  private static let hyphens: [[UInt32]] = ["-", "–", "—", "--", "---", "——", "~"].map {
    $0.unicodeScalars.map(\.value)
  }
}
