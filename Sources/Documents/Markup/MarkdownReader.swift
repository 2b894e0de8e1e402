import Base

extension DocumentFormat {
  /// Markdown.
  static let markdown = DocumentFormat(
    kind: .markdown, endings: ["md", "markdown"],
    reading: .whole { bytes throws(ReadingError) in
      MarkdownReader.read(try TextDecoder.decode(bytes))
    })
}

/// Markdown to lines: paragraphs joined, marks of emphasis and links taken off, headings as titles,
/// images as captions, rows of tables as furniture; no code, no comments. Front matter between `---` gives title and date.
enum MarkdownReader {
  static func read(_ text: String) -> RawDocument {
    var document = RawDocument()
    var lines = withoutComments(text).split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.trimmingSpaces()
    }
    readFrontMatter(&lines, into: &document)
    var paragraph = ""
    var inCode = false
    func close(_ paragraph: inout String, into document: inout RawDocument) {
      document.append(plain(paragraph))
      paragraph = ""
    }
    for line in lines {
      if line.hasPrefix("```") || line.hasPrefix("~~~") {
        close(&paragraph, into: &document)
        inCode.toggle()
      } else if inCode {
        continue
      } else if isRule(line), !paragraph.isEmpty, line.first == "=" || line.first == "-" {
        // A heading, underlined.
        document.append(plain(paragraph), .title)
        paragraph = ""
      } else if line.isEmpty || isRule(line) {
        close(&paragraph, into: &document)
      } else if line.hasPrefix("|") {
        close(&paragraph, into: &document)
        document.append(plain(line), .furniture)
      } else if line.hasPrefix("#") {
        close(&paragraph, into: &document)
        document.append(plain(String(line.drop { $0 == "#" })), .title)
      } else if line.hasPrefix("![") {
        close(&paragraph, into: &document)
        document.append(plain(String(line.dropFirst())), .caption)
      } else if let item = listItem(line) {
        close(&paragraph, into: &document)
        paragraph = item
      } else {
        let quoted = line.hasPrefix(">") ? line.drop { $0 == ">" || $0 == " " } : line[...]
        paragraph += (paragraph.isEmpty ? "" : " ") + quoted
      }
    }
    close(&paragraph, into: &document)
    return document
  }

  /// The text without `<!-- … -->`, but for their line breaks.
  private static func withoutComments(_ text: String) -> String {
    guard text.contains("<!--") else { return text }
    var result = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "<!--") {
      result += rest[..<open.lowerBound]
      let close = rest[open.upperBound...].firstRange(of: "-->")
      let comment = rest[open.upperBound..<(close?.lowerBound ?? rest.endIndex)]
      result += comment.filter { $0 == "\n" }
      rest = rest[(close?.upperBound ?? rest.endIndex)...]
    }
    return result + rest
  }

  private static func readFrontMatter(_ lines: inout [String], into document: inout RawDocument) {
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else { return }
    for line in lines[1..<end] {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let key = line[..<colon].lowercased()
      let value = line[line.index(after: colon)...].trimmingSpaces()
        .trimming(while: { $0 == "\"" || $0 == "'" })
      if key == "title" { document.details.title = value }
      if key == "date" || key == "published" {
        document.details.published = DocumentDate.date(in: value)
      }
    }
    lines.removeFirst(end + 1)
  }

  private static func isRule(_ line: String) -> Bool {
    line.count >= 3
      && (line.allSatisfy { $0 == "-" } || line.allSatisfy { $0 == "*" }
        || line.allSatisfy { $0 == "=" } || line.allSatisfy { $0 == "_" })
  }

  private static func listItem(_ line: String) -> String? {
    for mark in ["- ", "* ", "+ "] where line.hasPrefix(mark) { return String(line.dropFirst(2)) }
    let digits = line.prefix { $0.isNumber }
    let rest = line.dropFirst(digits.count)
    return !digits.isEmpty && digits.count < 3 && rest.hasPrefix(". ")
      ? String(rest.dropFirst(2)) : nil
  }

  /// Text without marks: emphasis and code gone, links as their words.
  private static func plain(_ text: String) -> String {
    var result = ""
    let characters = Array(text)
    var place = 0
    while place < characters.count {
      let character = characters[place]
      switch character {
      case "*", "`": break
      case "_":
        let previous = place > 0 ? characters[place - 1] : " "
        let next = place + 1 < characters.count ? characters[place + 1] : " "
        if previous.isLetter && next.isLetter { result.append(character) }
      case "\\" where place + 1 < characters.count:
        place += 1
        result.append(characters[place])
      case "!" where place + 1 < characters.count && characters[place + 1] == "[": break
      case "[":
        if let link = link(at: place, characters) {
          result += plain(link.text)
          place = link.end
        } else {
          result.append(character)
        }
      default: result.append(character)
      }
      place += 1
    }
    return result
  }

  /// `[words](address)` beginning at `first`, with the place of its last character.
  private static func link(at first: Int, _ characters: [Character]) -> (text: String, end: Int)? {
    guard let close = characters[first...].firstIndex(of: "]"), close + 1 < characters.count,
      characters[close + 1] == "(" || characters[close + 1] == "[",
      let end = characters[(close + 1)...].firstIndex(of: characters[close + 1] == "(" ? ")" : "]")
    else { return nil }
    return (String(characters[(first + 1)..<close]), end)
  }
}

extension String {
  /// Without the characters at either end that fit.
  func trimming(while fits: (Character) -> Bool) -> String {
    var part = self[...]
    while let first = part.first, fits(first) { part.removeFirst() }
    while let last = part.last, fits(last) { part.removeLast() }
    return String(part)
  }
}
