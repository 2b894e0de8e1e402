/// Finds where reading can go on after a statement of Turtle or TriG that cannot be read.
///
/// A full stop with white space after it ends a statement, unless it stands in a string, an IRI or a comment. Where
/// brackets are open it has to end the line as well. A string or an IRI that is not closed reaches to the end of the
/// line. Nothing that stood in a statement, or in the braces of a graph whose name cannot be read, is taken for a
/// statement of its own.
struct TurtleRecovery {
  let lexer: TurtleLexer
  let readsGraphs: Bool
  /// Whether the statement stands in the braces of a graph.
  let isInGraph: Bool

  private static let dot = UInt8(ascii: ".")

  /// The place after the statement that begins at `start`; nil where it may go on after the window.
  func end(of start: Int, after error: SyntaxError, in bytes: Span<UInt8>) -> Int? {
    var place = start
    var brackets = 0
    var braces = 0
    // No brace is closed before the white space here.
    var openUpTo = 0
    while place < lexer.end {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "#"): place = lineEnd(place, in: bytes)
      case UInt8(ascii: "\\"): place += 2
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"):
        if let end = closing(place, in: bytes) {
          place = end
          continue
        }
        place = lineEnd(place, in: bytes)
        guard place < lexer.end else { break }
        if braces == 0, place > error.offset, endsWithDot(start..<place, in: bytes) { return place }
      case UInt8(ascii: "("), UInt8(ascii: "["):
        brackets += 1
        place += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"):
        brackets = max(0, brackets - 1)
        place += 1
      case UInt8(ascii: "{"):
        if place >= openUpTo, let end = bracesInName(place, &openUpTo, in: bytes) {
          place = end
        } else if !readsGraphs, place > start, belongsToName(bytes[place - 1]) {
          place += 1
        } else {
          if !isInGraph { braces += 1 }
          place += 1
        }
      case UInt8(ascii: "}"):
        if isInGraph { return place }
        place += 1
        if braces == 1 || place == start + 1 { return place }
        braces = max(0, braces - 1)
      case Self.dot:
        place += 1
        guard braces == 0, place > error.offset, place < lexer.end else { break }
        if Self.isSpace(bytes[place]), brackets == 0 || endsLine(place, in: bytes) { return place }
      default: place += 1
      }
    }
    return lexer.isLast ? lexer.end : nil
  }

  /// The place after what is closed on its line, or after a long string; nil where it is not closed.
  private func closing(_ from: Int, in bytes: Span<UInt8>) -> Int? {
    let opening = bytes[from]
    let isIRI = opening == UInt8(ascii: "<")
    let closing = isIRI ? UInt8(ascii: ">") : opening
    let isLong = !isIRI && bytes[from + 1] == opening && bytes[from + 2] == opening
    var place = from + (isLong ? 3 : 1)
    while place < lexer.end {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\\"), !isIRI {
        place += 2
      } else if byte == closing {
        if !isLong { return place + 1 }
        if bytes[place + 1] == closing, bytes[place + 2] == closing { return place + 3 }
        place += 1
      } else if !isLong, byte == 10 || byte == 13 {
        return nil
      } else {
        place += 1
      }
    }
    return isLong ? lexer.end : nil
  }

  private func lineEnd(_ from: Int, in bytes: Span<UInt8>) -> Int {
    var place = from
    while place < lexer.end, bytes[place] != 10, bytes[place] != 13 { place += 1 }
    return place
  }

  private func endsWithDot(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var place = range.upperBound
    while place > range.lowerBound, Self.isSpace(bytes[place - 1]) { place -= 1 }
    return place > range.lowerBound && bytes[place - 1] == Self.dot
  }

  /// Whether only white space or a comment comes before the end of the line.
  private func endsLine(_ from: Int, in bytes: Span<UInt8>) -> Bool {
    var place = from
    while place < lexer.end, bytes[place] == 32 || bytes[place] == 9 { place += 1 }
    return place == lexer.end || Self.isSpace(bytes[place]) || bytes[place] == UInt8(ascii: "#")
  }

  /// The place after braces that hold no white space, as in `e:x{y}`; nil for others, and then the place of the white
  /// space.
  private func bracesInName(
    _ from: Int, _ space: inout Int, in bytes: Span<UInt8>
  ) -> Int? {
    var place = from + 1
    while place < lexer.end, !Self.isSpace(bytes[place]) {
      if bytes[place] == UInt8(ascii: "}") { return place + 1 }
      place += 1
    }
    space = place
    return nil
  }

  private func belongsToName(_ byte: UInt8) -> Bool {
    !ByteClasses.shared.endsLocalName.contains(byte)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 32 || byte == 9 || byte == 10 || byte == 13
  }
}
