import Base

extension DocumentFormat {
  /// The markup of MediaWiki.
  static let wiki = DocumentFormat(
    kind: .wiki, endings: ["wiki", "mediawiki", "wikitext"],
    reading: .whole { bytes, _ throws(ReadingError) in
      WikiReader.read(try TextDecoder.decode(bytes))
    })
}

/// Texts in the markup of MediaWiki: headings are titles, links their words, rows of tables the role table, captions of
/// pictures captions; templates, references, comments and categories are left out. Linear in the text.
struct WikiReader {
  private var text: MarkedText
  /// The next bracket that closes, or where it is known that none stands before.
  private var nextBracket = -1

  static func read(_ text: String) -> RawDocument {
    var reader = WikiReader(text: MarkedText(text))
    reader.markEnclosed()
    reader.readLines()
    return reader.text.document
  }

  private init(text: MarkedText) { self.text = text }

  // MARK: What may go on over lines

  /// Elements whose content is no text.
  private static let silent: Set<String> = [
    "ref", "gallery", "math", "score", "syntaxhighlight", "source", "timeline", "templatestyles",
    "imagemap", "style", "script",
  ]

  /// Marks comments, templates and elements.
  private mutating func markEnclosed() {
    // Where templates that are still open begin.
    var open: [Int] = []
    var place = 0
    // What has no end is searched for only once.
    var endless: Set<String> = []
    while place < text.count {
      switch text.scalars[place] {
      case "{" where text.hasPrefix("{{", at: place, upTo: text.count):
        open.append(place)
        place += 2
      case "}" where text.hasPrefix("}}", at: place, upTo: text.count):
        if let start = open.popLast(), open.isEmpty { text.mark(start..<place + 2) }
        place += 2
      case "<": place = markElement(at: place, &endless)
      case "_" where text.hasPrefix("__", at: place, upTo: text.count):
        var end = place + 2
        while end < text.count, (65...90).contains(text.scalars[end].value) { end += 1 }
        if end > place + 2, text.hasPrefix("__", at: end, upTo: text.count) {
          text.mark(place..<end + 2)
        }
        place = max(end, place + 2)
      default: place += 1
      }
    }
  }

  /// Marks the tag, comment or silent element that begins at a place; gives the place behind it.
  private mutating func markElement(at start: Int, _ endless: inout Set<String>) -> Int {
    func end(_ closing: String, _ from: Int) -> Int? {
      guard !endless.contains(closing) else { return nil }
      guard let found = text.first(closing, from: from, upTo: text.count) else {
        endless.insert(closing)
        return nil
      }
      return found + closing.unicodeScalars.count
    }
    if text.hasPrefix("<!--", at: start, upTo: text.count) {
      let after = end("-->", start + 4) ?? text.count
      text.mark(start..<after)
      return after
    }
    var place = start + 1
    let isEnd = place < text.count && text.scalars[place] == "/"
    if isEnd { place += 1 }
    let first = place
    while place < text.count, text.scalars[place].isASCIILetter { place += 1 }
    guard place > first, place - first < 20, let after = end(">", place) else { return start + 1 }
    // A sign in a formula is no tag.
    guard after - start < 400 else { return start + 1 }
    text.mark(start..<after)
    let name = text.string(first..<place).lowercased()
    let isClosed = text.scalars[after - 2] == "/"
    guard !isEnd, !isClosed, Self.silent.contains(name) else { return after }
    guard let close = end("</\(text.string(first..<place))", after) else { return after }
    let behind = end(">", close) ?? close
    text.mark(after..<behind)
    return behind
  }

  // MARK: Lines

  private mutating func readLines() {
    var paragraph: Range<Int>?
    var isTable = false
    var start = 0
    while start < text.count {
      var end = start
      // A line end within what is left out ends no line.
      while end < text.count, !(text.scalars[end].isLineEnd && text.isRead(end)) { end += 1 }
      let line = text.trimmed(start..<end)
      let opening = text.scalars[start..<end].first { !$0.isWhiteSpace }
      start = end + 1
      func isOpened(by mark: String) -> Bool {
        text.hasPrefix(mark, at: line.lowerBound, upTo: line.upperBound)
      }
      let isBlock =
        line.isEmpty || isTable || isOpened(by: "{|")
        || opening.map { "=*#:;".unicodeScalars.contains($0) } ?? false || isOpened(by: "----")
        || isPicture(line)
      if !isBlock {
        paragraph = (paragraph?.lowerBound ?? line.lowerBound)..<line.upperBound
        continue
      }
      if let range = paragraph { add(range) }
      paragraph = nil
      if isTable || isOpened(by: "{|") {
        isTable = !isOpened(by: "|}")
        addRow(line)
      } else if isPicture(line) {
        addPicture(line)
      } else if !isOpened(by: "----"), !line.isEmpty {
        addMarked(line)
      }
    }
    if let range = paragraph { add(range) }
  }

  /// A heading or an item of a list.
  private mutating func addMarked(_ line: Range<Int>) {
    var (first, last) = (line.lowerBound, line.upperBound)
    if text.scalars[first] == "=" {
      while first < last, text.scalars[first] == "=", text.scalars[last - 1] == "=" {
        first += 1
        last -= 1
      }
      if first > line.lowerBound { return add(first..<max(first, last), .title) }
    }
    while first < last, "*#:;".unicodeScalars.contains(text.scalars[first]) { first += 1 }
    add(first..<last)
  }

  /// A row of a table, or a part of one: its cells without the marks and attributes before them.
  private mutating func addRow(_ line: Range<Int>) {
    for mark in ["{|", "|}", "|-"]
    where text.hasPrefix(mark, at: line.lowerBound, upTo: line.upperBound) {
      return
    }
    var first = line.lowerBound
    var role = TextRole.table
    if text.hasPrefix("|+", at: first, upTo: line.upperBound) {
      role = .caption
      first += 2
    } else if let scalar = text.scalars[line].first, scalar == "|" || scalar == "!" {
      first += 1
    }
    let range = first..<max(first, line.upperBound)
    // `align="right" | 12`
    if let bar = text.first("|", from: range.lowerBound, upTo: range.upperBound),
      !text.hasPrefix("||", at: bar, upTo: range.upperBound),
      text.first("[[", from: range.lowerBound, upTo: bar) == nil,
      text.first("=", from: range.lowerBound, upTo: bar) != nil
    {
      text.mark(range.lowerBound..<bar + 1)
    }
    add(range, role)
  }

  private func isPicture(_ line: Range<Int>) -> Bool {
    ["[[File:", "[[Image:", "[[file:", "[[image:"].contains {
      text.hasPrefix($0, at: line.lowerBound, upTo: line.upperBound)
    }
  }

  /// A picture that stands by itself, with its caption, and what follows on its line.
  private mutating func addPicture(_ line: Range<Int>) {
    let (end, caption) = markLink(line.lowerBound, line)
    if let caption { add(caption, .caption) }
    add(end..<line.upperBound)
  }

  private mutating func add(_ range: Range<Int>, _ role: TextRole? = nil) {
    markInline(range)
    text.add(range, role)
  }

  // MARK: Within lines

  /// Pages that are files or categories, by the beginning of their names in small letters.
  private static let spaces: Set<String> = ["file", "image", "category", "media", "template"]

  /// Marks emphasis and links.
  private mutating func markInline(_ range: Range<Int>) {
    var place = range.lowerBound
    while place < range.upperBound {
      if text.isRead(place) {
        switch text.scalars[place] {
        case "'":
          var end = place
          while end < range.upperBound, text.scalars[end] == "'" { end += 1 }
          if end - place > 1 { text.mark(place..<end) }
          place = end
          continue
        case "[" where text.hasPrefix("[[", at: place, upTo: range.upperBound):
          let link = markLink(place, range)
          // Within a text it says nothing.
          if let caption = link.caption { text.mark(caption) }
          place = link.end
          continue
        case "[": markAddress(place, range)
        default: break
        }
      }
      place += 1
    }
  }

  /// Marks all of a link within the wiki but its words; gives the place from which to go on, and the caption of a
  /// picture.
  private mutating func markLink(
    _ start: Int, _ range: Range<Int>
  ) -> (end: Int, caption: Range<Int>?) {
    // Links may stand within the caption of a picture.
    var depth = 0
    var bar: Int?
    var place = start
    while place < range.upperBound {
      if text.hasPrefix("[[", at: place, upTo: range.upperBound) {
        depth += 1
        place += 2
      } else if text.hasPrefix("]]", at: place, upTo: range.upperBound) {
        depth -= 1
        place += 2
        if depth == 0 { break }
      } else {
        if text.scalars[place] == "|", depth == 1 { bar = place }
        place += 1
      }
      if depth > 8 || place - start > 4000 { return (start + 2, nil) }
    }
    guard depth == 0 else { return (start + 2, nil) }
    let name = text.string(start + 2..<min(start + 14, place - 2)).prefix { $0 != ":" }.lowercased()
    if Self.spaces.contains(name) {
      guard let bar, name == "file" || name == "image" else {
        text.mark(start..<place)
        return (place, nil)
      }
      text.mark(start..<bar + 1)
      text.mark(place - 2..<place)
      return (place, bar + 1..<place - 2)
    }
    text.mark(start..<(bar.map { $0 + 1 } ?? start + 2))
    text.mark(place - 2..<place)
    return (place, nil)
  }

  private static let longestAddress = 2000

  /// Marks the address of `[https://a.example words]`.
  private mutating func markAddress(_ start: Int, _ range: Range<Int>) {
    guard
      text.hasPrefix("[http", at: start, upTo: range.upperBound)
        || text.hasPrefix("[//", at: start, upTo: range.upperBound)
    else { return }
    if nextBracket < start {
      nextBracket = text.first("]", from: start, upTo: range.upperBound) ?? range.upperBound - 1
    }
    let close = nextBracket
    guard text.scalars[close] == "]", close < range.upperBound, close - start < Self.longestAddress
    else { return }
    let space = (start..<close).first { text.scalars[$0].isWhiteSpace }
    text.mark(start..<(space ?? close))
    text.mark(close..<close + 1)
  }
}

extension Unicode.Scalar {
  fileprivate var isLineEnd: Bool { self == "\n" || self == "\r" }
}
