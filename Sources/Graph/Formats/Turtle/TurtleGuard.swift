/// Makes Turtle and TriG safe for serd on its way there.
///
/// serd gives nodes without a label names such as `b1` and renames a `_:b1` of the file to `_:B1`, which joins it with a
/// `_:B1` that the file may have as well: so every label of the file gets a letter in front that none of serd's names
/// begins with. serd descends one call for each bracket: so their depth is limited. And it forgets the datatype of a
/// number that a full stop follows at once: so a space comes between them.
///
/// This takes only as much of the grammar as finds labels and brackets (RDF 1.1 Turtle, section 6.5).
struct TurtleGuard {
  private enum State {
    case plain, underscore, label, name, nameEscape, number, numberDot, language, comment, iri
    case string(quote: UInt8, isLong: Bool)
    case stringEscape(quote: UInt8, isLong: Bool)
    /// One or two quotes were seen: the string may be empty, short or long.
    case opening(quote: UInt8, count: Int)
    /// Quotes were seen in a long string: the third one closes it.
    case closing(quote: UInt8, count: Int)
  }

  static let labelPrefix = UInt8(ascii: "L")
  /// Brackets within brackets.
  static let depthLimit = 1000

  private var state = State.plain
  private var depth = 0
  private let classes = ByteClasses.shared

  /// Whether the text goes deeper than ``depthLimit``.
  private(set) var isTooDeep = false
  /// Whether there was a brace where the format has none: serd would end there in silence.
  private(set) var hasForbiddenBrace = false
  private let allowsBraces: Bool

  init(allowsBraces: Bool) { self.allowsBraces = allowsBraces }

  /// Appends what serd should see of a byte.
  mutating func pass(_ byte: UInt8, to output: inout [UInt8]) {
    output.append(byte)
    switch state {
    case .plain: begin(byte)
    case .underscore:
      if byte == UInt8(ascii: ":") {
        output.append(Self.labelPrefix)
        state = .label
      } else {
        resume(byte, .name)
      }
    case .label: resume(byte, .label)
    case .name: resume(byte, .name)
    case .nameEscape: state = .name
    case .number:
      if byte == UInt8(ascii: ".") {
        output.removeLast()
        state = .numberDot
      } else {
        resume(byte, .number)
      }
    case .numberDot:
      output.removeLast()
      let isDecimal = classes.digit.contains(byte) || byte | 0x20 == UInt8(ascii: "e")
      if !isDecimal { output.append(32) }
      output += [UInt8(ascii: "."), byte]
      if isDecimal { state = .number } else { begin(byte) }
    case .language: resume(byte, .language)
    case .comment: if byte == 10 || byte == 13 { state = .plain }
    case .iri: if byte == UInt8(ascii: ">") || byte == 10 { state = .plain }
    case .string(let quote, let isLong):
      if byte == UInt8(ascii: "\\") {
        state = .stringEscape(quote: quote, isLong: isLong)
      } else if byte == quote {
        state = isLong ? .closing(quote: quote, count: 1) : .plain
      } else if !isLong, byte == 10 {
        state = .plain
      }
    case .stringEscape(let quote, let isLong): state = .string(quote: quote, isLong: isLong)
    case .opening(let quote, 1) where byte == quote: state = .opening(quote: quote, count: 2)
    case .opening(let quote, 2) where byte == quote: state = .string(quote: quote, isLong: true)
    case .opening(_, 2): begin(byte)
    case .opening(let quote, _):
      state = .string(quote: quote, isLong: false)
      output.removeLast()
      pass(byte, to: &output)
    case .closing(let quote, let count):
      if byte == quote {
        state = count == 2 ? .plain : .closing(quote: quote, count: count + 1)
      } else {
        state = .string(quote: quote, isLong: true)
        output.removeLast()
        pass(byte, to: &output)
      }
    }
  }

  /// Appends what was kept back at the end of the text.
  mutating func finish(_ output: inout [UInt8]) {
    if case .numberDot = state { output += [32, UInt8(ascii: ".")] }
    state = .plain
  }

  /// A byte at which a token may begin.
  private mutating func begin(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "#"): state = .comment
    case UInt8(ascii: "<"): state = .iri
    case UInt8(ascii: "\""), UInt8(ascii: "'"): state = .opening(quote: byte, count: 1)
    case UInt8(ascii: "_"): state = .underscore
    case UInt8(ascii: "@"): state = .language
    case UInt8(ascii: "["), UInt8(ascii: "("):
      depth += 1
      if depth > Self.depthLimit { isTooDeep = true }
      state = .plain
    case UInt8(ascii: "]"), UInt8(ascii: ")"):
      depth = max(0, depth - 1)
      state = .plain
    case UInt8(ascii: "{"), UInt8(ascii: "}"):
      if !allowsBraces { hasForbiddenBrace = true }
      state = .plain
    case _ where classes.digit.contains(byte): state = .number
    case UInt8(ascii: ":"), UInt8(ascii: "%"): state = .name
    case _ where classes.letter.contains(byte) || byte >= 0x80: state = .name
    default: state = .plain
    }
  }

  /// A byte after others of a token, which it continues or ends.
  private mutating func resume(_ byte: UInt8, _ token: State) {
    let continues: Bool
    switch token {
    case .label: continues = !classes.endsLabel.contains(byte)
    case .number:
      continues =
        classes.digit.contains(byte) || "eE.+-".utf8.contains(byte)
    case .language:
      continues =
        classes.letterOrDigit.contains(byte) || byte == UInt8(ascii: "-")
    default:
      if byte == UInt8(ascii: "\\") {
        state = .nameEscape
        return
      }
      continues =
        !classes.endsLabel.contains(byte) || byte == UInt8(ascii: ":")
        || byte == UInt8(ascii: "%")
    }
    if continues { state = token } else { begin(byte) }
  }
}
