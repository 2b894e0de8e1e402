import Base

extension DocumentFormat {
  /// reStructuredText.
  static let structuredText = DocumentFormat(
    kind: .structuredText, endings: ["rst", "rest"],
    reading: .whole { bytes, _ throws(ReadingError) in
      StructuredTextReader.read(try TextDecoder.decode(bytes))
    })
}

/// Texts in reStructuredText (docutils): headings are titles, links their words, rows of tables the role table, captions
/// of figures captions, fields at the head the details; code, comments and other directives are left out. Linear in
/// the text.
struct StructuredTextReader {
  private var text: MarkedText
  private let lines: [TextLine]
  private var details = DocumentDetails()
  private var place = 0
  /// Whether the text before says that an indented block is code.
  private var awaitsCode = false

  static func read(_ text: String) -> RawDocument {
    var reader = StructuredTextReader(text)
    while reader.place < reader.lines.count { reader.readBlock() }
    var document = reader.text.document
    document.details = reader.details
    return document
  }

  private init(_ text: String) {
    self.text = MarkedText(text)
    lines = TextLine.lines(of: self.text.scalars)
  }

  // MARK: Blocks

  private mutating func readBlock() {
    let line = lines[place]
    if line.isBlank {
      place += 1
    } else if awaitsCode, line.indent > 0 {
      awaitsCode = false
      skipIndented(beyond: 0)
    } else if starts(with: "..", line), isAlone("..", line) {
      readExplicit(line)
    } else if isHeading(at: place) {
      add(lines[place], .title)
      place += 2
    } else if line.isRule(in: text.scalars), place + 2 < lines.count, isHeading(at: place + 1) {
      // A rule above the heading as well.
      add(lines[place + 1], .title)
      place += 3
    } else if isSimpleTable(line) {
      readSimpleTable()
    } else if starts(with: "+-", line) || starts(with: "+=", line) {
      readGrid()
    } else if line.isRule(in: text.scalars) {
      place += 1
    } else if let end = fieldEnd(line) {
      readField(line, end)
    } else {
      readParagraph()
    }
  }

  private func starts(with mark: String, _ line: TextLine) -> Bool {
    text.hasPrefix(mark, at: line.start, upTo: line.end)
  }

  /// Whether a mark at the beginning of a line is followed by space or nothing.
  private func isAlone(_ mark: String, _ line: TextLine) -> Bool {
    let end = line.start + mark.unicodeScalars.count
    return end >= line.end || text.scalars[end].isWhiteSpace
  }

  /// Whether a rule that is long enough underlines a line.
  private func isHeading(at index: Int) -> Bool {
    guard index + 1 < lines.count, !lines[index].isBlank, !lines[index + 1].isBlank else {
      return false
    }
    let (line, rule) = (lines[index], lines[index + 1])
    return rule.isRule(in: text.scalars) && !line.isRule(in: text.scalars) && rule.indent == 0
      && !(rule.start..<rule.end).contains { text.scalars[$0].isWhiteSpace }
      && rule.end - rule.start + 2 >= line.end - line.start
      && (index == 0 || lines[index - 1].isBlank || lines[index - 1].isRule(in: text.scalars))
  }

  /// Passes over what is set in.
  private mutating func skipIndented(beyond indent: Int) {
    while place < lines.count, lines[place].isBlank || lines[place].indent > indent { place += 1 }
  }

  /// Directives, comments, footnotes and targets.
  private mutating func readExplicit(_ line: TextLine) {
    let content = text.string(min(line.start + 3, line.end)..<line.end)
    let name = content.prefix { $0 != ":" && $0 != " " }.lowercased()
    let isDirective = content.dropFirst(name.count).hasPrefix("::")
    place += 1
    if isDirective, Self.admonitions.contains(name) {
      // What stands behind the mark is text, as is what is set in below.
      let colon = text.first("::", from: line.start, upTo: line.end) ?? line.end
      add(colon + 2..<line.end)
      skipOptions(line)
      return
    }
    if isDirective, name == "figure" {
      skipOptions(line)
      guard place < lines.count, lines[place].isBlank else { return }
      place += 1
      guard place < lines.count, lines[place].indent > line.indent else { return }
      readParagraph(.caption)
    }
    if content.first == "[", let close = content.firstIndex(of: "]") {
      // A footnote.
      let mark = content[...close].unicodeScalars.count
      add(min(line.start + 3 + mark, line.end)..<line.end)
      return
    }
    skipIndented(beyond: line.indent)
  }

  private static let admonitions: Set<String> = [
    "note", "warning", "tip", "important", "attention", "caution", "danger", "error", "hint",
    "admonition", "topic", "sidebar", "versionadded", "versionchanged", "deprecated", "epigraph",
    "highlights", "container", "rubric", "only", "seealso",
  ]

  /// Passes over the options of a directive.
  private mutating func skipOptions(_ line: TextLine) {
    while place < lines.count, !lines[place].isBlank, lines[place].indent > line.indent,
      starts(with: ":", lines[place])
    {
      place += 1
    }
  }

  // MARK: Fields

  /// The place behind the name of a field: `:Author:`.
  private func fieldEnd(_ line: TextLine) -> Int? {
    guard starts(with: ":", line), line.end - line.start > 2 else { return nil }
    guard let colon = text.first(":", from: line.start + 1, upTo: min(line.end, line.start + 60)),
      colon > line.start + 1, colon + 1 >= line.end || text.scalars[colon + 1].isWhiteSpace
    else { return nil }
    return colon + 1
  }

  private mutating func readField(_ line: TextLine, _ end: Int) {
    let name = text.string(line.start + 1..<end - 1).lowercased()
    let value = text.string(end..<line.end).trimmingSpaces()
    switch name {
    case "author": details.authors.append(value)
    case "authors":
      details.authors += value.split { ",;".contains($0) }.map { $0.trimmingSpaces() }
    case "date": details.published = DocumentDate.date(in: value)
    case "modified": details.modified = DocumentDate.date(in: value)
    case "title": details.title = value
    case "lang", "language": details.language = value
    case "category": details.section = value
    default: break
    }
    place += 1
    skipIndented(beyond: line.indent)
  }

  // MARK: Tables

  private func isSimpleTable(_ line: TextLine) -> Bool {
    starts(with: "==", line) && line.isRule(in: text.scalars)
      && (line.start..<line.end).contains { text.scalars[$0].isWhiteSpace }
  }

  /// A table between lines of `===  ===`.
  private mutating func readSimpleTable() {
    var rules = 1
    place += 1
    while place < lines.count, rules < 3 {
      let line = lines[place]
      let isRule = isSimpleTable(line)
      let isLast = isRule && (place + 1 >= lines.count || lines[place + 1].isBlank)
      if isRule { rules += 1 } else { add(line, .table) }
      place += 1
      if isLast { return }
    }
  }

  /// A table with its lines drawn.
  private mutating func readGrid() {
    while place < lines.count, !lines[place].isBlank,
      starts(with: "+", lines[place]) || starts(with: "|", lines[place])
    {
      let line = lines[place]
      if starts(with: "|", line) { add(line.start + 1..<max(line.start + 1, line.end - 1), .table) }
      place += 1
    }
  }

  // MARK: Paragraphs

  private mutating func readParagraph(_ role: TextRole? = nil) {
    let first = lines[place]
    let mark = first.listMark(in: text.scalars) ?? hashMark(first) ?? 0
    // The lines of an item stand where its words begin.
    let indent = mark > 0 ? first.indent + 1 : first.indent
    var last = place
    while last + 1 < lines.count {
      let next = lines[last + 1]
      guard !next.isBlank, next.indent >= indent, !next.isRule(in: text.scalars),
        next.listMark(in: text.scalars) == nil, hashMark(next) == nil
      else { break }
      // What is set in below a term explains it.
      if mark == 0, next.indent > indent, last == place { break }
      if mark == 0, next.indent != lines[last].indent, last > place { break }
      last += 1
    }
    let end = lines[last].end
    place = last + 1
    awaitsCode = text.hasPrefix("::", at: max(first.start, end - 2), upTo: end)
    if awaitsCode {
      // One colon stays where words stand before it.
      let words = end - 2 > first.start && !text.scalars[end - 3].isWhiteSpace
      text.mark((words ? end - 1 : end - 2)..<end)
    }
    add(first.start + mark..<end, role)
  }

  /// The length of the mark of an item that is numbered by itself: `#. `.
  private func hashMark(_ line: TextLine) -> Int? { starts(with: "#. ", line) ? 3 : nil }

  private mutating func add(_ line: TextLine, _ role: TextRole) { add(line.start..<line.end, role) }

  private mutating func add(_ range: Range<Int>, _ role: TextRole? = nil) {
    StructuredTextMarks.mark(in: range, of: &text)
    text.add(range, role)
  }
}
