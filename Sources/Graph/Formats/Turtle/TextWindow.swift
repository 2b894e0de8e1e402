/// A file whose statements may span lines: a window of its text, which moves on when the statements in it are read and
/// grows to hold one that is longer.
struct TextWindow {
  private let source: ByteSource
  /// The text, then ``room`` line feeds, which end whatever is being looked at.
  private var buffer = [UInt8](repeating: lineFeed, count: 1 << 18)
  /// Bytes of a character that the end of the window would cut.
  private var cut: [UInt8] = []
  private var masks = ByteMasks()
  /// The bytes that the text has.
  private(set) var end = 0
  /// Whether the file ends with this window.
  private(set) var isLast = false
  /// The lines before the window, and the characters before it in its first line.
  private var linesBefore = 0
  private var columnsBefore = 0

  /// What may be looked at after the text.
  static let room = 16
  /// The longest statement.
  static let limit = 1 << 30
  private static let lineFeed: UInt8 = 10
  private static let carriageReturn: UInt8 = 13

  init(_ source: ByteSource) { self.source = source }

  /// Whether the text of the window is known to be UTF-8.
  var isUTF8: Bool { masks.isUTF8 }

  /// Goes on in the file with what lies from `start` on and what follows, more of it than before.
  mutating func advance(to start: Int) throws(FormatError) {
    drop(start)
    if end + Self.room + cut.count >= buffer.count {
      guard buffer.count < Self.limit else {
        throw error(
          SyntaxError(offset: 0, problem: .other("this statement is longer than a gigabyte")))
      }
      buffer.append(contentsOf: repeatElement(Self.lineFeed, count: buffer.count))
    }
    var filled = end
    for byte in cut {
      buffer[filled] = byte
      filled += 1
    }
    cut = []
    while filled + Self.room < buffer.count {
      let count = try source.read(into: &buffer, filled..<buffer.count - Self.room)
      filled += count
      if count == 0 {
        isLast = true
        break
      }
    }
    end = isLast ? filled : wholeCharacters(filled)
    cut = Array(buffer[end..<filled])
    for place in end..<min(filled + Self.room, buffer.count) { buffer[place] = Self.lineFeed }
    // The masks are read apart from the window, whose text is lent to them.
    var masks = ByteMasks()
    swap(&masks, &self.masks)
    masks.read(buffer.span.extracting(0..<end + Self.room))
    self.masks = masks
  }

  /// Lends the text, the line feeds after it included, and its ``ByteMasks``.
  func withText<Result, Failure: Error>(
    _ body: (Span<UInt8>, Span<UInt64>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(buffer.span.extracting(0..<end + Self.room), masks.words.span)
  }

  /// The error for a problem in the window.
  func error(_ error: SyntaxError) -> FormatError {
    let bytes = buffer.span
    let offset = min(error.offset, end)
    var start = offset
    while start > 0, !Self.endsLine(bytes[start - 1]) { start -= 1 }
    let before = NTriplesTerm.text(start..<offset, in: bytes).unicodeScalars.count
    return .syntax(
      file: source.name, line: linesBefore + lines(before: start) + 1,
      column: before + (start == 0 ? columnsBefore : 0) + 1, problem: error.problem)
  }

  /// Forgets the text before `start`.
  private mutating func drop(_ start: Int) {
    guard start > 0 else { return }
    linesBefore += lines(before: start)
    var line = start
    while line > 0, !Self.endsLine(buffer[line - 1]) { line -= 1 }
    let columns = NTriplesTerm.text(line..<start, in: buffer.span).unicodeScalars.count
    columnsBefore = columns + (line == 0 ? columnsBefore : 0)
    buffer.withUnsafeMutableBytes { bytes in
      bytes.copyBytes(from: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
    }
    end -= start
  }

  /// How many lines end before a place: with a line feed, or with a carriage return that no line feed follows.
  private func lines(before place: Int) -> Int {
    var (feeds, returns) = ByteKernels().lineEnds(in: buffer.span.extracting(0..<place))
    guard returns > 0 else { return feeds }
    for place in 0..<place
    where buffer[place] == Self.carriageReturn && buffer[place + 1] == Self.lineFeed {
      returns -= 1
    }
    feeds += returns
    return feeds
  }

  private static func endsLine(_ byte: UInt8) -> Bool {
    byte == lineFeed || byte == carriageReturn
  }

  /// How many of the first bytes are whole characters, as far as that shows at their end.
  private func wholeCharacters(_ count: Int) -> Int {
    var start = count
    while start > 0, count - start < 4 {
      start -= 1
      let byte = buffer[start]
      guard byte & 0xC0 == 0x80 else {
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
        return start + length > count ? start : count
      }
    }
    return count
  }
}
