/// A file in pieces of whole lines, with the number of the line at which each begins.
struct LineBlocks {
  private let source: ByteSource
  /// A piece and its masks stay in the processor's second-level cache.
  private var buffer = [UInt8](repeating: 0, count: 1 << 18)
  /// How much of the buffer is the piece at hand, and how much is filled.
  private var end = 0
  private var filled = 0
  private var isAtEnd = false
  /// The number of the piece's first line, counted from 1.
  private(set) var firstLine = 1

  init(_ source: ByteSource) { self.source = source }

  var bytesRead: Int { source.bytesRead }

  /// Goes to the next piece; false at the end of the file.
  mutating func next() throws(FormatError) -> Bool {
    firstLine += Self.lines(in: buffer.span.extracting(0..<end))
    let rest = filled - end
    if end > 0, rest > 0 {
      buffer.withUnsafeMutableBytes { bytes in
        bytes.copyBytes(from: UnsafeRawBufferPointer(rebasing: bytes[end..<filled]))
      }
    }
    (end, filled) = (0, rest)
    while !isAtEnd {
      // One byte stays free for the line feed that closes a last line.
      if filled + 1 >= buffer.count {
        buffer.append(contentsOf: repeatElement(0, count: buffer.count))
      }
      let start = filled
      let count = try source.read(into: &buffer, filled..<buffer.count - 1)
      filled += count
      if count == 0 { isAtEnd = true }
      if filled + 1 < buffer.count, !isAtEnd { continue }
      var place = filled
      while place > start, buffer[place - 1] != 10 { place -= 1 }
      if place > start {
        end = place
        return true
      }
    }
    guard filled > 0 else { return false }
    if buffer[filled - 1] != 10 {
      buffer[filled] = 10
      filled += 1
    }
    end = filled
    return true
  }

  /// The piece at hand: whole lines, the last one closed by a line feed.
  func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(buffer.span.extracting(0..<end))
  }

  /// The error for a problem in the piece at hand.
  func error(_ error: SyntaxError) -> FormatError {
    let bytes = buffer.span.extracting(0..<end)
    let offset = min(error.offset, end)
    var start = offset
    while start > 0, bytes[start - 1] != 10, bytes[start - 1] != 13 { start -= 1 }
    let before = NTriplesTerm.text(start..<offset, in: bytes)
    return .syntax(
      file: source.name, line: firstLine + Self.lines(in: bytes.extracting(0..<start)),
      column: before.unicodeScalars.count + 1, problem: error.problem)
  }

  /// Ends of lines: line feeds, and carriage returns that no line feed follows.
  private static func lines(in bytes: Span<UInt8>) -> Int {
    var (feeds, returns) = ByteKernels().lineEnds(in: bytes)
    guard returns > 0 else { return feeds }
    for place in bytes.indices.dropLast()
    where bytes[place] == 13 && bytes[place + 1] == 10 { returns -= 1 }
    feeds += returns
    return feeds
  }
}
