/// How the lines of a text were broken to fit a page, where they were: told by lines that go on in the middle of a
/// sentence.
///
/// Lines of a paragraph that was broken by hand or by an editor end where the next word would not have fitted,
/// and two in three go on in lower case; lines that are paragraphs do neither.
struct HardWraps: Sendable {
  /// The column up to which lines go.
  let width: Int
  /// A line that ends before this column with the next word added was ended on purpose.
  private let leastFill: Int

  /// Lines beyond this column are no page's.
  private static let widest = 160
  /// With fewer lines that go on, the least fill is but a sample.
  private static let manyPairs = 12

  /// Nil where the lines were not broken to fit.
  ///
  /// - Parameter lines: of the text, blank ones among them.
  init?(_ lines: some Sequence<TextLine>, in text: [Unicode.Scalar]) {
    var fills: [Int] = []
    var rights: [Int] = []
    var pairs = 0
    var previous: TextLine?
    for line in lines {
      defer { previous = line }
      guard let before = previous, !before.isBlank, !line.isBlank, before.quoting == line.quoting,
        before.right <= Self.widest
      else { continue }
      // Rows of a table and lines of a list say nothing.
      if before.columnGaps(in: text) > 0 || line.listMark(in: text) != nil { continue }
      pairs += 1
      guard line.beginsLowerCase(in: text), !before.endsSentence(in: text), before.right >= 20
      else { continue }
      fills.append(before.right + 1 + line.firstWord(in: text))
      rights.append(before.right)
    }
    guard !fills.isEmpty, fills.count * 4 >= pairs else { return nil }
    fills.sort()
    rights.sort()
    width = rights[rights.count * 19 / 20]
    // Short lines among many were ended for other reasons; nine in ten tell how ragged the margin is.
    leastFill =
      fills.count < Self.manyPairs ? fills[0] - 6 : fills[fills.count / 10] - 2
  }

  /// Whether the second of two lines goes on with what the first says.
  func continues(_ first: TextLine, _ second: TextLine, base: Int, in text: [Unicode.Scalar])
    -> Bool
  {
    if endsInWord(first, in: text) { return true }
    let isFull = first.right + 1 + second.firstWord(in: text) >= leastFill
    if second.beginsLowerCase(in: text) { return !first.endsSentence(in: text) || isFull }
    if !isFull { return first.right * 2 >= width && leavesOpen(first, in: text) }
    // A line set in begins a paragraph.
    return !(second.indent > base && second.indent > first.indent && first.endsSentence(in: text))
  }

  /// Whether a line ends with a word, or a number, and its hyphen.
  private func endsInWord(_ line: TextLine, in text: [Unicode.Scalar]) -> Bool {
    line.end - line.start > 3 && text[line.end - 1] == "-"
      && (text[line.end - 2].properties.isAlphabetic || text[line.end - 2].isASCIIDigit)
  }

  /// Whether a line ends in the middle of a phrase.
  private func leavesOpen(_ line: TextLine, in text: [Unicode.Scalar]) -> Bool {
    guard let last = line.lastMark(in: text) else { return false }
    if last == "," || last == ";" { return true }
    var place = line.end
    while place > line.start, !text[place - 1].isWhiteSpace { place -= 1 }
    guard line.end - place <= 6 else { return false }
    return Self.openers.contains(String(String.UnicodeScalarView(text[place..<line.end])))
  }

  private static let openers: Set<String> = [
    "the", "a", "an", "of", "and", "or", "to", "in", "on", "at", "by", "for", "from", "with",
    "that", "which", "who", "his", "her", "its", "their", "as", "but", "than", "Mr.", "Mrs.",
    "Ms.", "Dr.", "St.",
  ]
}
