import Base
import Documents

/// Divides lines of extreme length, so that memory and time of one analysis have a bound: a book may be one line.
enum LinePieces {
  /// Scalars of the longest piece.
  static let longest = 100_000
  /// How far from its end a piece may be cut to end with a sentence.
  private static let reach = 10_000

  /// The line, or pieces of it that end with a sentence where one ends, or else with a word.
  static func divide(_ line: SourceDocument.Line) -> [SourceDocument.Line] {
    guard line.text.utf8.count > longest else { return [line] }
    let scalars = Array(line.text.unicodeScalars)
    var pieces: [SourceDocument.Line] = []
    var start = 0
    while start < scalars.count {
      let end = end(of: scalars, from: start)
      var piece = String.UnicodeScalarView()
      piece.append(contentsOf: scalars[start..<end])
      let skipped = line.skipped.filter { $0.overlaps(start..<end) }.map { skipped in
        skipped.clamped(to: start..<end).lowerBound - start..<skipped.clamped(to: start..<end)
          .upperBound - start
      }
      pieces.append(
        .init(
          start: line.start + start, text: String(piece), role: line.role, skipped: skipped,
          speaker: line.speaker, page: line.page(at: start)))
      start = end
      while start < scalars.count, scalars[start].isWhiteSpace { start += 1 }
    }
    return pieces
  }

  private static func end(of scalars: [Unicode.Scalar], from start: Int) -> Int {
    let limit = start + longest
    guard limit < scalars.count else { return scalars.count }
    let cuts = (limit - reach..<limit).reversed().filter { scalars[$0].isWhiteSpace }
    return cuts.first { isSentenceEnd(scalars[$0 - 1]) } ?? cuts.first ?? limit
  }

  private static func isSentenceEnd(_ scalar: Unicode.Scalar) -> Bool {
    [".", "!", "?", "\u{2026}", "\u{201D}", "\""].contains(scalar)
  }
}
