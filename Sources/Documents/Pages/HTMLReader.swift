import Base

extension DocumentFormat {
  /// Pages of the web.
  static let html = DocumentFormat(
    kind: .html, endings: ["html", "htm", "xhtml", "shtml", "xht"],
    hasSignature: PageSignature.opens,
    reading: .whole { bytes throws(ReadingError) in
      HTMLReader.read(try TextDecoder.decode(bytes))
    })
}

/// HTML to lines: block elements end lines, what is no text of the article (scripts, navigation, forms,
/// asides, footers) is left out, headings and captions are told by their elements.
///
/// Reads what browsers read: unclosed and unknown elements are no error.
struct HTMLReader {
  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var document = RawDocument()
  private var line = ""
  private var role: TextRole?
  private var roleElement: String?
  /// The element whose content is left out, and how deep it is nested in itself.
  private var skipped: (name: String, depth: Int)?
  private var bodyLines: [(line: RawDocument.Line, isArticle: Bool)] = []
  private var articleDepth = 0
  private var pageTitle = ""
  private var inTitle = false

  private static let dropped: Set<String> = [
    "script", "style", "nav", "footer", "aside", "form", "svg", "noscript", "template", "button",
    "select", "iframe", "object", "video", "audio", "canvas", "menu", "dialog",
  ]
  private static let inline: Set<String> = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "i", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "font", "ins",
    "del", "img", "label",
  ]
  private static let void: Set<String> = [
    "br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track",
    "wbr",
  ]

  private init(_ text: String) { scalars = Array(text.unicodeScalars) }

  static func read(_ text: String) -> RawDocument {
    var reader = HTMLReader(text)
    reader.run()
    return reader.document
  }

  private mutating func run() {
    while place < scalars.count {
      if scalars[place] == "<" {
        readMarkup()
      } else {
        readText()
      }
    }
    endLine()
    let article = bodyLines.filter(\.isArticle)
    let chosen = article.contains { $0.line.text.count > 80 } ? article : bodyLines
    document.lines = chosen.map(\.line)
    if document.details.title == nil {
      document.details.title =
        document.lines.first { $0.role == .title }?.text
        ?? (pageTitle.trimmingSpaces().isEmpty ? nil : pageTitle.trimmingSpaces())
    }
  }

  // MARK: Text

  private mutating func readText() {
    let first = place
    while place < scalars.count, scalars[place] != "<" { place += 1 }
    guard skipped == nil else { return }
    let text = HTMLEntities.decoded(scalars[first..<place])
    if inTitle {
      pageTitle += text
      return
    }
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        if !line.isEmpty, line.unicodeScalars.last != " " { line += " " }
      } else {
        line.unicodeScalars.append(scalar)
      }
    }
  }

  private mutating func endLine() {
    let text = line.trimmingSpaces()
    line = ""
    guard !text.isEmpty else { return }
    bodyLines.append((RawDocument.Line(text: text, role: role), articleDepth > 0))
  }

  // MARK: Markup

  private mutating func readMarkup() {
    if matches("<!--") {
      skip(past: "-->")
      return
    }
    guard place + 1 < scalars.count else {
      place += 1
      return
    }
    let next = scalars[place + 1]
    if next == "!" || next == "?" {
      skip(past: ">")
      return
    }
    let isClosing = next == "/"
    var name = ""
    var index = place + (isClosing ? 2 : 1)
    while index < scalars.count,
      scalars[index].properties.isAlphabetic || ("0"..."9").contains(scalars[index])
    {
      name.unicodeScalars.append(scalars[index])
      index += 1
    }
    guard !name.isEmpty else {
      // A "<" of the text.
      if skipped == nil { line += "<" }
      place += 1
      return
    }
    name = name.lowercased()
    let attributes = readAttributes(from: index)
    if isClosing { close(name) } else { open(name, attributes) }
  }

  private func matches(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    return place + wanted.count <= scalars.count
      && scalars[place..<(place + wanted.count)].elementsEqual(wanted)
  }

  private mutating func skip(past end: String) {
    while place < scalars.count, !matches(end) { place += 1 }
    place = min(scalars.count, place + end.unicodeScalars.count)
  }

  private mutating func open(_ name: String, _ attributes: [String: String]) {
    if let open = skipped {
      if open.name == name, !Self.void.contains(name) { skipped = (name, open.depth + 1) }
      return
    }
    if name == "meta" { return readMeta(attributes) }
    if name == "title" {
      inTitle = true
      return
    }
    if Self.dropped.contains(name) {
      endLine()
      skipped = (name, 1)
      if name == "script" || name == "style" { skipRaw(name) }
      return
    }
    if name == "time", document.details.published == nil, let moment = attributes["datetime"] {
      document.details.published = DocumentDate.date(in: moment)
    }
    if Self.inline.contains(name) { return }
    endLine()
    if name == "article" || name == "main" { articleDepth += 1 }
    if role == nil, let told = Self.role(of: name, attributes) {
      role = told
      roleElement = name
    }
  }

  private static func role(of name: String, _ attributes: [String: String]) -> TextRole? {
    switch name {
    case "h1", "h2", "h3", "h4", "h5", "h6": return .title
    case "figcaption", "caption": return .caption
    default: break
    }
    let words = ((attributes["class"] ?? "") + " " + (attributes["id"] ?? "")).lowercased()
    if words.contains("byline") || words.contains("author") { return .byline }
    if words.contains("caption") || words.contains("credit") { return .caption }
    for sign in [
      "related", "share", "social", "comment", "newsletter", "promo", "advert", "cookie",
    ]
    where words.contains(sign) {
      return .furniture
    }
    return nil
  }

  private mutating func close(_ name: String) {
    if let open = skipped {
      guard open.name == name else { return }
      skipped = open.depth > 1 ? (name, open.depth - 1) : nil
      return
    }
    if name == "title" {
      inTitle = false
      return
    }
    if Self.inline.contains(name) { return }
    endLine()
    if name == "article" || name == "main" { articleDepth = max(0, articleDepth - 1) }
    if name == roleElement {
      role = nil
      roleElement = nil
    }
  }

  /// The content of scripts and styles is no markup.
  private mutating func skipRaw(_ name: String) {
    let end = "</" + name
    while place < scalars.count {
      let close = scalars[place...].prefix(end.unicodeScalars.count)
      if String(String.UnicodeScalarView(close)).lowercased() == end { return }
      place += 1
    }
  }

  private mutating func readMeta(_ attributes: [String: String]) {
    let name = (attributes["property"] ?? attributes["name"] ?? attributes["itemprop"] ?? "")
      .lowercased()
    guard let content = attributes["content"] else { return }
    switch name {
    case "og:title": document.details.title = content
    case "article:published_time", "date", "datepublished", "pubdate", "dc.date", "publish-date":
      if document.details.published == nil {
        document.details.published = DocumentDate.date(in: content)
      }
    case "og:url": document.details.address = content
    default: break
    }
  }

  private mutating func readAttributes(from first: Int) -> [String: String] {
    var attributes: [String: String] = [:]
    place = first
    while place < scalars.count, scalars[place] != ">" {
      if scalars[place].properties.isWhitespace || scalars[place] == "/" {
        place += 1
        continue
      }
      var name = ""
      while place < scalars.count, !scalars[place].properties.isWhitespace,
        !["=", ">", "/"].contains(scalars[place])
      {
        name.unicodeScalars.append(scalars[place])
        place += 1
      }
      var value = ""
      if place < scalars.count, scalars[place] == "=" {
        place += 1
        value = readAttributeValue()
      } else if name.isEmpty {
        place += 1
      }
      attributes[name.lowercased()] = value
    }
    place = min(scalars.count, place + 1)
    return attributes
  }

  private mutating func readAttributeValue() -> String {
    guard place < scalars.count else { return "" }
    let quote = scalars[place]
    let isQuoted = quote == "\"" || quote == "'"
    if isQuoted { place += 1 }
    let first = place
    while place < scalars.count,
      isQuoted
        ? scalars[place] != quote
        : !(scalars[place].properties.isWhitespace || scalars[place] == ">")
    {
      place += 1
    }
    let value = HTMLEntities.decoded(scalars[first..<place])
    if isQuoted { place = min(scalars.count, place + 1) }
    return value
  }
}
