/// The numbers that lead from a text to its notes: "… in 1999.[12] The trust …", "… in 1999.¹².
///
/// They are no part of the sentence, and what begins with such a number further down is the note.
struct NoteMarks {
  private let text: [Unicode.Scalar]
  /// Numbers that led to a note so far, as they are written.
  private var seen: Set<String> = []

  private static let raised: Set<Unicode.Scalar> = [
    "¹", "²", "³", "⁰", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹",
  ]

  init(_ text: [Unicode.Scalar]) { self.text = text }

  /// The marks in the words of a line, behind a letter, a full stop or another mark.
  mutating func marks(in line: TextLine) -> [Range<Int>] {
    var marks: [Range<Int>] = []
    var place = line.start + 1
    while place < line.end {
      guard let end = mark(at: place), stands(at: place, behind: marks.last) else {
        place += 1
        continue
      }
      marks.append(place..<end)
      seen.insert(name(place..<end))
      place = end
    }
    return marks
  }

  /// Whether a note begins here: a number that led to one, and a space.
  func opensNote(at place: Int) -> Bool {
    guard let end = mark(at: place), end < text.count, text[end].isWhiteSpace else { return false }
    return seen.contains(name(place..<end))
  }

  /// The end of a number in brackets or in raised digits.
  private func mark(at place: Int) -> Int? {
    guard place < text.count else { return nil }
    var end = place
    while end < text.count, end - place < 3, Self.raised.contains(text[end]) { end += 1 }
    if end > place { return end }
    guard text[place] == "[" else { return nil }
    end += 1
    while end < text.count, end - place < 4, text[end].isASCIIDigit { end += 1 }
    return end > place + 1 && end < text.count && text[end] == "]" ? end + 1 : nil
  }

  private func stands(at place: Int, behind last: Range<Int>?) -> Bool {
    if last?.upperBound == place { return true }
    let before = text[place - 1]
    if before.properties.isAlphabetic {
      // "20 km²" is a measure.
      return text[place] == "["
        || place >= 4 && text[place - 4..<place].allSatisfy(\.properties.isAlphabetic)
    }
    return ".,;:!?\"”’)".unicodeScalars.contains(before)
  }

  private func name(_ mark: Range<Int>) -> String {
    String(String.UnicodeScalarView(text[mark]))
  }
}
