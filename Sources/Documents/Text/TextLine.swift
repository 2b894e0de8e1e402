import Base

/// A line of a text as it stands in the file: where its words begin and end, and what stands before them.
struct TextLine: Sendable {
  /// First scalar of the line in the text.
  let begin: Int
  /// First scalar of its words, after marks of quotation and white space.
  let start: Int
  /// The scalar after its last visible one; not after ``start`` where the line is blank.
  let end: Int
  /// Columns of white space before its words, behind the marks of quotation.
  let indent: Int
  /// How many marks `>` stand before its words.
  let quoting: Int
  /// Whether a form feed stands before it.
  let opensPage: Bool

  var isBlank: Bool { start >= end }
  /// The column in which the line ends, behind the marks of quotation.
  var right: Int { indent + end - start }

  /// The lines of a text. Linear in its length.
  static func lines(of text: [Unicode.Scalar]) -> [TextLine] {
    var lines: [TextLine] = []
    var begin = 0
    var opensPage = false
    while begin < text.count {
      var end = begin
      while end < text.count, !isEnd(text[end]) { end += 1 }
      lines.append(TextLine(in: text, from: begin, to: end, opensPage: opensPage))
      opensPage = end < text.count && text[end] == "\u{0C}"
      begin = end + 1
      if end + 1 < text.count, text[end] == "\r", text[end + 1] == "\n" { begin += 1 }
    }
    return lines
  }

  private static func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    (10...13).contains(scalar.value) || scalar.value == 0x85
      || scalar.value == 0x2028 || scalar.value == 0x2029
  }

  private init(in text: [Unicode.Scalar], from begin: Int, to lineEnd: Int, opensPage: Bool) {
    var start = begin
    var quoting = 0
    var indent = 0
    while start < lineEnd {
      if text[start] == ">", indent < 4 {
        quoting += 1
        indent = 0
        start += 1
        // One space belongs to the mark.
        if start < lineEnd, text[start] == " " { start += 1 }
      } else if text[start].isWhiteSpace {
        indent += text[start] == "\t" ? 8 - indent % 8 : 1
        start += 1
      } else {
        break
      }
    }
    var end = lineEnd
    while end > start, text[end - 1].isWhiteSpace { end -= 1 }
    self.begin = begin
    self.start = start
    self.end = end
    self.indent = indent
    self.quoting = quoting
    self.opensPage = opensPage
  }
}

/// What the form of a line tells, without its neighbours.
extension TextLine {
  /// Length of the first word, in scalars.
  func firstWord(in text: [Unicode.Scalar]) -> Int {
    var place = start
    while place < end, !text[place].isWhiteSpace { place += 1 }
    return place - start
  }

  /// The last scalar that is no closing quotation mark or bracket.
  func lastMark(in text: [Unicode.Scalar]) -> Unicode.Scalar? {
    var place = end
    while place > start {
      place -= 1
      if !Self.closing.contains(text[place]) { return text[place] }
    }
    return nil
  }

  private static let closing: Set<Unicode.Scalar> = ["”", "\"", "’", "'", ")", "]", "*", "_", "»"]

  /// Whether a sentence may end where the line does.
  func endsSentence(in text: [Unicode.Scalar]) -> Bool {
    guard let last = lastMark(in: text) else { return false }
    return last == "." || last == "!" || last == "?" || last == "…" || last == ":"
  }

  /// Whether the line begins with a lower-case letter, so that it hardly begins a sentence.
  func beginsLowerCase(in text: [Unicode.Scalar]) -> Bool {
    start < end && text[start].properties.isLowercase
  }

  /// The length of a list's mark with the space after it ("- ", "• ", "3. ", "(b) "); nil where there is none.
  func listMark(in text: [Unicode.Scalar]) -> Int? {
    guard end - start > 2 else { return nil }
    var place = start
    if Self.bullets.contains(text[place]) {
      place += 1
    } else {
      let isBracketed = text[place] == "("
      if isBracketed { place += 1 }
      let first = place
      while place < end, place - first < 3, text[place].isASCIIDigit { place += 1 }
      if place == first, place < end, text[place].isASCIILetter { place += 1 }
      guard place > first, place < end, text[place] == ")" || text[place] == "." && !isBracketed
      else { return nil }
      // "A. Smith" is a name.
      if text[place] == ".", text[first].properties.isUppercase { return nil }
      place += 1
    }
    let mark = place
    while place < end, text[place].isWhiteSpace { place += 1 }
    return place > mark && place < end ? place - start : nil
  }

  private static let bullets: Set<Unicode.Scalar> = [
    "-", "*", "•", "–", "·", "▪", "‣", "◦", "●", "■",
  ]

  /// Whether the line is nothing but a row of one mark, such as `-----`.
  func isRule(in text: [Unicode.Scalar]) -> Bool {
    guard end - start >= 3 else { return false }
    var mark: Unicode.Scalar?
    for place in start..<end where !text[place].isWhiteSpace {
      if text[place].properties.isAlphabetic || text[place].isASCIIDigit { return false }
      if let mark, mark != text[place] { return false }
      mark = text[place]
    }
    return true
  }

  /// How often columns are parted within the line: by three spaces, a tab or a bar.
  func columnGaps(in text: [Unicode.Scalar]) -> Int {
    var gaps = 0
    var spaces = 0
    for place in start..<end {
      switch text[place] {
      case " ", "\u{A0}": spaces += 1
      case "\t", "|":
        gaps += 1
        spaces = 0
      default:
        if spaces >= 3 { gaps += 1 }
        spaces = 0
      }
    }
    return gaps
  }

  /// Whether the line ends as an entry of a table of contents does: dots and a page's number.
  func isContentsEntry(in text: [Unicode.Scalar]) -> Bool {
    var place = end
    while place > start, text[place - 1].isASCIIDigit { place -= 1 }
    guard place < end, place > start else { return false }
    var dots = 0
    while place > start,
      text[place - 1].isWhiteSpace || text[place - 1] == "." || text[place - 1] == "…"
    {
      if text[place - 1] == "." { dots += 1 }
      if text[place - 1] == "…" { dots += 3 }
      place -= 1
    }
    return dots >= 3 && place > start
  }
}

extension Unicode.Scalar {
  var isASCIIDigit: Bool { (48...57).contains(value) }
  var isASCIILetter: Bool { (65...90).contains(value) || (97...122).contains(value) }
}
