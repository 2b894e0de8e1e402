import Base

/// Plain text to paragraphs: lines that were broken to fit a page are joined, items of lists, rows of tables, verse,
/// tables of contents and what stands at the edges of pages are told apart.
///
/// Each paragraph is a stretch of the text as it stands; what is not to be read within it (marks of quotation, a
/// hyphen at a line's end, a page's number in the middle of a sentence) is listed beside it. Linear in the text.
struct Paragraphs {
  private let text: [Unicode.Scalar]
  private let lines: [TextLine]
  private let wraps: HardWraps?
  private let edges: PageEdges
  private var hyphens: LineEndHyphens
  private var result: [RawDocument.Line] = []
  /// Lines of the paragraph that is open.
  private var open: [TextLine] = []
  /// Whether nothing but edges of pages stands between the last paragraph and what follows.
  private var isAtPageEdge = false
  private var inContents = false
  private var notes: NoteMarks

  /// The paragraphs of a text, those that form alone tells with their roles.
  static func read(_ text: String) -> [RawDocument.Line] {
    var paragraphs = Paragraphs(Array(text.unicodeScalars))
    paragraphs.read()
    return paragraphs.result
  }

  private init(_ text: [Unicode.Scalar]) {
    self.text = text
    lines = TextLine.lines(of: text)
    wraps = HardWraps(lines, in: text)
    edges = PageEdges(lines, in: text)
    hyphens = LineEndHyphens(text)
    notes = NoteMarks(text)
  }

  private mutating func read() {
    var place = 0
    while place < lines.count {
      var end = place
      while end < lines.count, !lines[end].isBlank, lines[end].quoting == lines[place].quoting,
        end == place || !lines[end].opensPage
      {
        end += 1
      }
      if end == place {
        if lines[place].opensPage { isAtPageEdge = true }
        place += 1
      } else {
        if lines[place].opensPage { isAtPageEdge = true }
        readBlock(place..<end)
        place = end
      }
    }
  }

  /// Columns of verse in a text whose width is not known.
  private static let widestVerse = 72

  // MARK: Blocks

  /// Reads lines between blank ones.
  private mutating func readBlock(_ block: Range<Int>) {
    if isTable(block) {
      for index in block where !lines[index].isRule(in: text) { append(lines[index], .table) }
      return
    }
    let wraps = self.wraps ?? HardWraps(lines[block], in: text)
    let base = block.map { lines[$0].indent }.min() ?? 0
    let first = result.count
    var joined = false
    for index in block {
      let line = lines[index]
      if edges.isEdge(index) {
        closeParagraph()
        append(line, .furniture)
        isAtPageEdge = true
      } else if line.isRule(in: text) {
        let isHeading = open.count == 1
        closeParagraph(isHeading ? .title : nil)
      } else if line.isContentsEntry(in: text) {
        closeParagraph()
        append(line, .contents)
      } else if let last = open.last, goesOn(last, line, wraps, base: base) {
        open.append(line)
        joined = true
      } else {
        closeParagraph()
        open = [line]
      }
    }
    closeParagraph(leadsToQuotation(block) ? .furniture : nil)
    if !joined { markVerse(from: first, block) }
    markContents(from: first)
  }

  private func goesOn(_ last: TextLine, _ line: TextLine, _ wraps: HardWraps?, base: Int) -> Bool {
    if line.listMark(in: text) != nil {
      // "… in March\n- and" goes on; an item begins behind an end, a lead or another item.
      let isItem =
        last.endsSentence(in: text) || open.first?.listMark(in: text) != nil
        || !(wraps?.continues(last, line, base: base, in: text) ?? false)
      if isItem { return false }
    }
    if let mark = open.first?.listMark(in: text), let item = open.first {
      // Lines of an item stand where its words begin.
      if line.indent >= item.indent + min(mark, 2) { return true }
    }
    return wraps?.continues(last, line, base: base, in: text) ?? false
  }

  /// Whether most lines have columns.
  private func isTable(_ block: Range<Int>) -> Bool {
    guard block.count >= 2 else { return false }
    let rows = block.count {
      lines[$0].columnGaps(in: text) > 0 && !lines[$0].isContentsEntry(in: text)
    }
    return rows >= 2 && rows * 10 >= block.count * 7
  }

  /// Whether the open paragraph names who wrote the lines with marks of quotation below it: "On … Bo Riis wrote:".
  private func leadsToQuotation(_ block: Range<Int>) -> Bool {
    guard let last = open.last, let next = lines[block.upperBound...].first(where: { !$0.isBlank }),
      next.quoting > last.quoting
    else { return false }
    return string(last.start..<last.end).hasSuffix(" wrote:")
  }

  /// Lines that are each short of the margin, begin in upper case and mostly end no sentence are verse. Where no margin
  /// is known, four lines must be short, and some go on behind a comma.
  private mutating func markVerse(from first: Int, _ block: Range<Int>) {
    guard result.count - first == block.count else { return }
    let width = wraps?.width ?? Self.widestVerse
    guard width >= 40, block.count >= (wraps == nil ? 4 : 3) else { return }
    var ends = 0
    var goingOn = 0
    for index in block {
      let line = lines[index]
      if line.right * 20 > width * 17 || line.listMark(in: text) != nil { return }
      if line.beginsLowerCase(in: text) || line.end - line.start < (wraps == nil ? 16 : 8) {
        return
      }
      switch line.lastMark(in: text) {
      case ".": ends += 1
      case ",", ";", ":", "—": goingOn += 1
      default: break
      }
    }
    guard ends * 5 <= block.count * 2, wraps != nil || goingOn * 4 >= block.count else { return }
    for place in first..<result.count where result[place].role == nil {
      result[place].role = .verse
    }
  }

  /// What follows the heading of a table of contents is one while it has no sentence.
  private mutating func markContents(from first: Int) {
    for place in first..<result.count {
      let words = result[place].text
      if !inContents {
        let heading = words.lowercased()
        inContents =
          heading == "contents" || heading == "contents." || heading == "table of contents"
        if inContents { result[place].role = .contents }
        continue
      }
      let isEntry =
        result[place].role == .contents
        || words.utf8.count < 120 && (!words.hasSuffix(".") || Self.opensAsEntry(words))
      let spaces = words.utf8.count(where: { $0 == UInt8(ascii: " ") })
      if isEntry, spaces < 14 {
        result[place].role = .contents
      } else {
        inContents = false
      }
    }
  }

  /// Whether a line begins with a number or with the word that numbers chapters.
  private static func opensAsEntry(_ words: String) -> Bool {
    guard let first = words.split(whereSeparator: { " .:\n".contains($0) }).first?.lowercased()
    else { return false }
    return ["chapter", "part", "book", "section", "appendix"].contains(first)
      || first.allSatisfy { $0.isNumber || "ivxlc".contains($0) }
  }

  // MARK: Paragraphs

  private mutating func closeParagraph(_ role: TextRole? = nil) {
    guard let first = open.first, let last = open.last else { return }
    defer { open = [] }
    let start = first.start + (first.listMark(in: text) ?? 0)
    var skipped: [Range<Int>] = []
    for (line, next) in zip(open, open.dropFirst()) {
      if let joint = hyphens.joint(of: line, next) {
        skipped.append(joint)
      } else if next.quoting > 0 {
        // The line end stays, as the space between the words.
        skipped.append(line.end + 1..<next.start)
      }
    }
    let isNote = notes.opensNote(at: start)
    for line in open { skipped += notes.marks(in: line) }
    skipped.sort { $0.lowerBound < $1.lowerBound }
    if role == nil, isAtPageEdge, goesOnOverPage(first) {
      let between = joinedOverPage(to: first)
      result[between.paragraph].append(
        text, from: between.end, to: first.start, upTo: last.end, skipped)
    } else {
      result.append(
        RawDocument.Line(
          text: string(start..<last.end), role: role ?? (isNote ? .note : nil), start: start,
          skipped: skipped.map {
            $0.lowerBound - start..<$0.upperBound - start
          }))
    }
    isAtPageEdge = false
  }

  private mutating func append(_ line: TextLine, _ role: TextRole) {
    result.append(
      RawDocument.Line(text: string(line.start..<line.end), role: role, start: line.start))
  }

  private func string(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(text[range]))
  }

  /// Whether the paragraph before the edge of a page stopped in the middle of a sentence that this line goes on with.
  private func goesOnOverPage(_ line: TextLine) -> Bool {
    guard wraps != nil, line.beginsLowerCase(in: text), let last = lastParagraph,
      let start = result[last].start, let end = result[last].text.unicodeScalars.last
    else { return false }
    return start < line.start && !".!?…:\"”".unicodeScalars.contains(end)
      && result[last].text.utf8.count > 40
  }

  private var lastParagraph: Int? {
    var place = result.count - 1
    while place >= 0, place >= result.count - 4 {
      if result[place].role == nil { return place }
      guard result[place].role == .furniture else { return nil }
      place -= 1
    }
    return nil
  }

  private func joinedOverPage(to line: TextLine) -> (paragraph: Int, end: Int) {
    let paragraph = lastParagraph ?? result.count - 1
    let end = (result[paragraph].start ?? 0) + result[paragraph].text.unicodeScalars.count
    return (paragraph, end)
  }
}

extension RawDocument.Line {
  /// Goes on with a stretch of the text further down; what stands between is not read.
  fileprivate mutating func append(
    _ whole: [Unicode.Scalar], from end: Int, to start: Int, upTo last: Int, _ inner: [Range<Int>]
  ) {
    guard let begin = self.start else { return }
    // A space stays between the words.
    let isSpace = end < start && whole[end].isWhiteSpace
    skipped.append((isSpace ? end + 1 : end) - begin..<start - begin)
    skipped += inner.map { $0.lowerBound - begin..<$0.upperBound - begin }
    text = String(String.UnicodeScalarView(whole[begin..<last]))
  }
}
