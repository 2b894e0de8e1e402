/// What may be cut off a word or divides it, read from the four regular expressions of the model.
///
/// The expressions have one fixed form; their literals and character classes are taken from the
/// file, and the matching itself is written out in ``ChunkSplitter``.
struct AffixPatterns: Sendable {
  /// Prefixes by their first scalar, in the order in which they are tried.
  let prefixes: [UInt32: [[UInt32]]]
  /// Suffixes by their last scalar.
  let suffixes: [UInt32: [[UInt32]]]
  /// Currencies and units by their last scalar: suffixes only after a digit.
  let suffixesAfterDigit: [UInt32: [[UInt32]]]
  /// Pictures and symbols, each a token of its own anywhere.
  let icons: ScalarSet
  /// What stands before and after a full stop that divides two sentences without a space.
  let beforeStop: ScalarSet
  let afterStop: ScalarSet
  let letters: ScalarSet
  let lettersAndDigits: ScalarSet
  /// A full stop after one of these is a token.
  let beforeFinalStop: ScalarSet
  /// A full stop after two of these is a token.
  let capitals: ScalarSet
  /// Letters of a top-level domain.
  let domainLetters: ScalarSet

  init(
    prefix: String, suffix: String, infix: String, address: String, file: MappedFile
  ) throws(ModelError) {
    func failure(_ what: String) -> ModelError {
      .malformed(path: file.path, offset: 0, reason: "the \(what) pattern is not as expected")
    }
    guard let infixClasses = Self.classes(infix), infixClasses.count >= 9 else {
      throw failure("infix")
    }
    guard let suffixClasses = Self.classes(suffix), suffixClasses.count >= 3 else {
      throw failure("suffix")
    }
    guard let addressClasses = Self.classes(address), addressClasses.count >= 2 else {
      throw failure("address")
    }
    icons = infixClasses[0]
    (beforeStop, afterStop) = (infixClasses[4], infixClasses[5])
    (letters, lettersAndDigits) = (infixClasses[6], infixClasses[8])
    beforeFinalStop = suffixClasses[suffixClasses.count - 3]
    capitals = suffixClasses[suffixClasses.count - 2]
    domainLetters = addressClasses[addressClasses.count - 2]

    let prefixAlternatives = prefix.unicodeScalars.split(separator: "|").map(Array.init)
    prefixes = Self.grouped(
      prefixAlternatives.filter { $0.first == "^" }.map { Array($0.dropFirst()) }, by: \.first)

    let afterDigit = Array("(?<=[0-9])(?:".unicodeScalars)
    let parts = Self.split(Array(suffix.unicodeScalars), separator: afterDigit)
    guard parts.count == 3 else { throw failure("suffix") }
    suffixes = Self.grouped(
      parts[0].split(separator: "|").filter { $0.last == "$" }.map { Array($0.dropLast()) },
      by: \.last)
    var units: [[Unicode.Scalar]] = []
    for part in parts[1...] {
      let body = Self.split(part, separator: Array(")$".unicodeScalars))[0]
      units += body.split(separator: "|").map(Array.init)
    }
    suffixesAfterDigit = Self.grouped(units, by: \.last)
    guard !prefixes.isEmpty, !suffixes.isEmpty, !suffixesAfterDigit.isEmpty else {
      throw failure("affix")
    }
  }

  /// The literals among alternatives (those without a class, a group or a repetition), grouped.
  private static func grouped(
    _ alternatives: [[Unicode.Scalar]], by end: ([UInt32]) -> UInt32?
  ) -> [UInt32: [[UInt32]]] {
    var groups: [UInt32: [[UInt32]]] = [:]
    for alternative in alternatives {
      guard let literal = literal(alternative), let key = end(literal) else { continue }
      groups[key, default: []].append(literal)
    }
    return groups
  }

  private static func literal(_ alternative: [Unicode.Scalar]) -> [UInt32]? {
    var result: [UInt32] = []
    var isEscaped = false
    for scalar in alternative {
      if isEscaped {
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
        continue
      } else if "[](){}+*?^.".unicodeScalars.contains(scalar) {
        return nil
      }
      result.append(scalar.value)
    }
    return result
  }

  private static func split(
    _ text: [Unicode.Scalar], separator: [Unicode.Scalar]
  ) -> [[Unicode.Scalar]] {
    var parts: [[Unicode.Scalar]] = [[]]
    var index = 0
    while index < text.count {
      if text[index...].starts(with: separator) {
        parts.append([])
        index += separator.count
      } else {
        parts[parts.count - 1].append(text[index])
        index += 1
      }
    }
    return parts
  }

  /// The character classes `[…]` of an expression, in order; nil where one does not end.
  private static func classes(_ expression: String) -> [ScalarSet]? {
    let text = Array(expression.unicodeScalars)
    var result: [ScalarSet] = []
    var index = 0
    while index < text.count {
      switch text[index] {
      case "\\": index += 2
      case "[":
        index += 1
        guard let ranges = ranges(text, &index) else { return nil }
        result.append(ScalarSet(ranges))
      default: index += 1
      }
    }
    return result
  }

  /// The ranges of a class that begins at `index`; moves past its `]`.
  private static func ranges(
    _ text: [Unicode.Scalar], _ index: inout Int
  ) -> [ClosedRange<UInt32>]? {
    func scalar() -> UInt32? {
      guard index < text.count else { return nil }
      guard text[index] == "\\", index + 1 < text.count else {
        index += 1
        return text[index - 1].value
      }
      let digits = text[index + 1] == "u" ? 4 : text[index + 1] == "U" ? 8 : 0
      if digits == 0 {
        index += 2
        return text[index - 1].value
      }
      let first = index + 2
      guard first + digits <= text.count else { return nil }
      index = first + digits
      return UInt32(String(String.UnicodeScalarView(text[first..<index])), radix: 16)
    }
    var ranges: [ClosedRange<UInt32>] = []
    while index < text.count, text[index] != "]" {
      guard let low = scalar(), low <= 0x10ffff else { return nil }
      if index + 1 < text.count, text[index] == "-", text[index + 1] != "]" {
        index += 1
        guard let high = scalar(), low <= high, high <= 0x10ffff else { return nil }
        ranges.append(low...high)
      } else {
        ranges.append(low...low)
      }
    }
    guard index < text.count else { return nil }
    index += 1
    return ranges
  }
}
