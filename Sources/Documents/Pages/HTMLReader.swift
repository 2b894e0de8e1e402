import Base

extension DocumentFormat {
  /// Pages of the web.
  static let html = DocumentFormat(
    kind: .html, endings: ["html", "htm", "xhtml", "shtml", "xht"],
    hasSignature: PageSignature.opens,
    reading: .whole { bytes, _ throws(ReadingError) in try HTMLReader.read(bytes) })
}

/// Pages of the web to the text of their article, with its parts told apart, and what they say of it.
enum HTMLReader {
  /// - Throws: ``ReadingError/noText(_:)`` where a page has no article.
  static func read(_ bytes: [UInt8]) throws(ReadingError) -> RawDocument {
    guard bytes.count <= PageParser.largest else {
      throw .tooLarge(bytes: bytes.count, most: PageParser.largest)
    }
    let page = PageStructure(try PageEncoding.utf8(bytes))
    let metadata = PageMetadata(page.tree, page.linked)
    let heading = metadata.heading
    let article = article(of: page, heading: heading)
    var document = RawDocument()
    document.details = metadata.details
    if let body = page.linked.body, let lines = linkedLines(body, beside: article) {
      document.lines = lines
    } else {
      take(article, into: &document)
    }
    if !document.lines.contains(where: { $0.role == .body }) {
      guard let description = metadata.description, description.utf8.count >= 60 else {
        throw .noText(reason(article, page))
      }
      document.lines.append(.init(text: description, role: .body))
    }
    if document.details.authors.isEmpty {
      document.details.authors = PersonNames.signed(
        in: document.lines.filter { $0.role == .byline }.map(\.text))
    }
    return document
  }

  /// The text of a part of a page, such as an entry of a feed: all of it but what signs tell apart.
  static func readFragment(_ text: String) -> RawDocument {
    let page = PageStructure(Array(text.utf8))
    var document = RawDocument()
    for belief in SignBelief.allCases {
      document = RawDocument()
      take(PageArticle(page, belief, heading: nil, isWhole: true), into: &document)
      if document.lines.contains(where: { $0.role == .body }) { break }
    }
    return document
  }

  // MARK: Choice

  /// What is shorter may be a part of the article only, in scalars.
  private static let doubtful = 400
  /// The least prose that is believed where all signs speak against it.
  private static let leastAgainstSigns = 140

  /// The article by the strictest reading that finds one.
  private static func article(of page: PageStructure, heading: Int?) -> PageArticle {
    let strict = PageArticle(page, .strict, heading: heading)
    if strict.hasProse, strict.bodyLength >= doubtful { return strict }
    var best = strict
    let lenient = PageArticle(page, .lenient, heading: heading)
    if lenient.bodyLength > 2 * best.bodyLength + 100 || !best.hasProse && lenient.hasProse {
      best = lenient
    }
    for belief in [SignBelief.strict, .lenient] where !best.hasProse {
      let whole = PageArticle(page, belief, heading: heading, isWhole: true)
      if whole.bodyLength > best.bodyLength { best = whole }
    }
    for belief in [SignBelief.shown, .all] where best.bodyLength == 0 {
      let shown = PageArticle(page, belief, heading: heading)
      if shown.hasProse, shown.bodyLength >= leastAgainstSigns { best = shown }
    }
    return best
  }

  /// The lines of the text that the page gives in JSON-LD, where that is much longer than what it shows.
  private static func linkedLines(
    _ body: String, beside article: PageArticle
  ) -> [RawDocument.Line]? {
    guard body.utf8.count >= 250, body.unicodeScalars.count > article.bodyLength * 8 / 5 else {
      return nil
    }
    if body.contains("<p") || body.contains("<br") { return readFragment(body).lines }
    return body.split(whereSeparator: \.isNewline).map { PlainWords.text(of: String($0)) }
      .filter { !$0.isEmpty }.map { .init(text: $0, role: .body) }
  }

  // MARK: Lines

  private static func take(_ article: PageArticle, into document: inout RawDocument) {
    document.leftOut = article.outside
    for line in article.lines {
      switch line.role {
      case .comment, .notice: break
      case .furniture where line.block.kind != .tableRow: break
      default:
        document.append(line.block.text, line.role)
        continue
      }
      document.leftOut[line.role, default: 0] += line.block.length
    }
  }

  private static func reason(_ article: PageArticle, _ page: PageStructure) -> String {
    let shown = page.blocks.reduce(0) { $0 + $1.length }
    if shown == 0 { return "the page shows no text; perhaps a script puts it there" }
    let links = page.blocks.reduce(0) { $0 + $1.linkLength }
    let part = links * 2 > shown ? "most of them links" : "none of them running text"
    return "the page shows \(shown) characters, \(part)"
  }
}
