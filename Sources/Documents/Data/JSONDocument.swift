import Base

extension DocumentFormat {
  /// A value of JSON with one document or many.
  static let json = DocumentFormat(
    kind: .json, endings: ["json"], seemsLikely: JSONDocument.opens,
    reading: .many { bytes, source throws(ReadingError) in
      try JSONDocument.drafts(
        of: try TextDecoder.decode(bytes), source: source, end: bytes.count)
    })
}

/// A document that is an object of JSON, by the names that articles' fields commonly have.
struct JSONDocument: Sendable {
  let text: String
  let title: String?
  let date: CalendarDate?
  /// Where the document says itself that it comes from.
  let source: String?

  private static let textKeys = [
    "text", "body", "content", "articlebody", "article", "article_body", "full_text", "maintext",
    "main_text", "fulltext", "paragraphs", "story", "content_html", "content_text", "description",
    "summary",
  ]
  private static let titleKeys = ["title", "headline", "name"]
  private static let dateKeys = [
    "date", "published", "published_at", "publishedat", "datepublished", "date_published",
    "publication_date", "pub_date", "pubdate", "publish_date", "date_publish", "created_at",
  ]
  private static let sourceKeys = ["url", "link", "source_url", "uri"]
  private static let listKeys = ["articles", "documents", "items", "data"]

  /// The document that an object is; nil if it has no text.
  init?(_ value: JSONValue) {
    guard let text = value.text(of: Self.textKeys) else { return nil }
    self.text = text
    title = value.text(of: Self.titleKeys)
    date = value.text(of: Self.dateKeys).flatMap(Self.date)
    source = value.text(of: Self.sourceKeys)
  }

  /// A date as text, or seconds or milliseconds since 1970.
  private static func date(_ text: String) -> CalendarDate? {
    guard let number = Int(text), number > 100_000_000 else { return DocumentDate.date(in: text) }
    let seconds = number > 100_000_000_000 ? number / 1000 : number
    return CalendarDate(daysSinceEpoch: seconds / 86_400)
  }

  /// The documents of a text that is one value of JSON.
  static func drafts(of text: String, source: String, end: Int) throws(ReadingError)
    -> [DocumentDraft]
  {
    let items: [JSONValue]
    do {
      var parser = JSONParser(text)
      items = Self.items(of: try parser.parse())
    } catch {
      throw .json(line: error.line, problem: error.text)
    }
    var drafts: [DocumentDraft] = []
    for (index, item) in items.enumerated() {
      guard let document = JSONDocument(item) else { continue }
      drafts.append(
        document.draft(
          source: items.count == 1 ? source : "\(source)#\(index + 1)", kind: .json,
          end: end * (index + 1) / items.count))
    }
    guard !drafts.isEmpty else {
      throw .json(
        line: 1, problem: "there is no object with a text (\"text\", \"body\", \"content\")")
    }
    return drafts
  }

  /// The values that may be documents: those of a list, or the value itself.
  private static func items(of value: JSONValue) -> [JSONValue] {
    if case .array(let items) = value { return items }
    if case .array(let items)? = value.value(of: listKeys) { return items }
    return [value]
  }

  /// Whether bytes begin as a value of JSON that may hold documents does.
  static func opens(_ bytes: ArraySlice<UInt8>) -> Bool {
    let opening = bytes.drop { [0xEF, 0xBB, 0xBF, 9, 10, 13, 32].contains($0) }
    return opening.first == UInt8(ascii: "{") || opening.first == UInt8(ascii: "[")
  }

  func draft(source: String, kind: DocumentKind, end: Int) -> DocumentDraft {
    DocumentDraft(
      source: source, contentHash: contentHash, kind: kind, size: text.utf8.count, end: end
    ) { raw }
  }

  private var contentHash: String {
    let identity = [title ?? "", date?.description ?? "", source ?? "", text]
    return ContentHash.of(Array(identity.joined(separator: "\u{1F}").utf8))
  }

  /// The lines of the text, which may be HTML.
  private var raw: RawDocument {
    var raw =
      text.contains("<p>") || text.contains("<p ") ? HTMLReader.readFragment(text) : RawDocument()
    if raw.lines.isEmpty {
      raw.lines = PlainTextReader.document(of: text).lines
    }
    raw.details.title = title ?? raw.details.title
    raw.details.published = date ?? raw.details.published
    raw.details.address = source ?? raw.details.address
    return raw
  }
}
