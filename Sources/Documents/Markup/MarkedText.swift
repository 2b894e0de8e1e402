import Base

/// A text with marks in it that are not read: lines of a document are stretches of it, the marks in them skipped, so
/// that places stay those of the file.
struct MarkedText {
  let scalars: [Unicode.Scalar]
  /// Whether each scalar is a mark, or of something that is no text.
  private var isMark: [Bool]
  private(set) var lines: [RawDocument.Line] = []

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    isMark = [Bool](repeating: false, count: scalars.count)
  }

  var count: Int { scalars.count }

  mutating func mark(_ range: Range<Int>) {
    for place in range { isMark[place] = true }
  }

  func isRead(_ place: Int) -> Bool { !isMark[place] }

  /// Whether nothing of a stretch is read but white space.
  func isBlank(_ range: Range<Int>) -> Bool {
    range.allSatisfy { isMark[$0] || scalars[$0].isWhiteSpace }
  }

  /// A stretch without what is not read, and without white space, at either end.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isMark[start] || scalars[start].isWhiteSpace { start += 1 }
    while end > start, isMark[end - 1] || scalars[end - 1].isWhiteSpace { end -= 1 }
    return start..<end
  }

  func hasPrefix(_ text: String, at place: Int, upTo end: Int) -> Bool {
    var place = place
    for scalar in text.unicodeScalars {
      guard place < end, scalars[place] == scalar else { return false }
      place += 1
    }
    return true
  }

  /// The first place from one on where a text stands; nil where there is none before the end.
  func first(_ text: String, from start: Int, upTo end: Int) -> Int? {
    guard let opening = text.unicodeScalars.first else { return nil }
    return (start..<max(start, end)).first {
      scalars[$0] == opening && hasPrefix(text, at: $0, upTo: end)
    }
  }

  func string(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  /// What is read of a stretch.
  func words(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(range.lazy.filter { !isMark[$0] }.map { scalars[$0] }))
      .collapsingSpaces()
  }

  /// Makes a line of a stretch, if anything of it is read.
  mutating func add(_ range: Range<Int>, _ role: TextRole? = nil) {
    let range = trimmed(range)
    guard !range.isEmpty else { return }
    var skipped: [Range<Int>] = []
    for place in range where isMark[place] {
      let offset = place - range.lowerBound
      if let last = skipped.last, last.upperBound == offset {
        skipped[skipped.count - 1] = last.lowerBound..<offset + 1
      } else {
        skipped.append(offset..<offset + 1)
      }
    }
    lines.append(
      RawDocument.Line(
        text: string(range), role: role, start: range.lowerBound, skipped: skipped))
  }

  /// The document of the lines so far.
  var document: RawDocument {
    var document = RawDocument()
    document.lines = lines
    let visible = scalars.count { !$0.isWhiteSpace }
    let left =
      visible
      - lines.reduce(0) { sum, line in
        sum + line.words.unicodeScalars.count { !$0.isWhiteSpace }
      }
    if left > 0 { document.leftOut[.furniture] = left }
    return document
  }
}
