import Base

extension DocumentFormat {
  /// A value of JSON with one document or many.
  static let json = DocumentFormat(
    kind: .json, endings: ["json"], seemsLikely: JSONDocument.opens,
    reading: .many { bytes, source, context throws(ReadingError) in
      try JSONDocument.drafts(
        of: try TextDecoder.decode(bytes), source: source, end: bytes.count, context.fields)
    })
}

/// Documents that are objects of JSON, by the names that articles' fields commonly have.
///
/// Beside objects of one's own: JSON Feed, articles of schema.org, and what the services of newspapers, search
/// engines and content systems answer, where the article lies a level or two further down.
enum JSONDocument {
  private static let articleKeys = [
    "text", "body", "content", "articlebody", "article", "article_body", "content_html",
    "content_text", "page_content", "full_text", "maintext", "main_text", "fulltext", "bodytext",
    "body_text", "paragraphs", "story",
  ]
  private static let shortKeys = ["description", "summary", "abstract"]
  private static let titleKeys = ["title", "headline", "webtitle", "name"]
  private static let dateKeys = [
    "date", "published", "published_at", "publishedat", "datepublished", "date_published",
    "webpublicationdate", "publication_date", "pub_date", "pubdate", "publish_date",
    "date_publish", "created_at", "datecreated",
  ]
  private static let modifiedKeys = ["date_modified", "datemodified", "modified", "updated_at"]
  private static let sourceKeys = ["url", "link", "weburl", "source_url", "uri"]
  private static let authorKeys = ["authors", "author", "byline", "creator"]
  private static let listKeys = [
    "articles", "documents", "items", "data", "results", "docs", "hits", "posts", "entries",
    "records", "@graph",
  ]
  /// Objects around a list.
  private static let coverKeys = ["response", "result", "data", "hits", "feed"]
  /// Objects that hold fields of the article.
  private static let partKeys = ["fields", "metadata", "_source", "attributes"]

  /// Whether a name, in small letters, is that of a field that holds a text.
  static func isTextKey(_ name: String) -> Bool {
    articleKeys.contains(name) || shortKeys.contains(name)
  }

  /// The document that an object is; nil if it has no text.
  ///
  /// - Throws: ``MissingField`` where the field that was named for the text is not there.
  static func item(
    _ value: JSONValue, _ fields: RecordFields
  ) throws(MissingField) -> ItemDocument? {
    let parts = [value] + partKeys.compactMap { value.value(of: [$0]) }
    func text(_ keys: [String]) -> String? {
      parts.lazy.compactMap { $0.text(of: keys) }.first
    }
    // What schema.org describes is a site or a person too.
    let isOther = value.value(of: ["@type"]).map { !isArticle($0) } ?? false
    func named(_ field: String?) -> String? { field.flatMap { value.value(at: $0)?.text } }
    if let field = fields.text, value.value(at: field) == nil {
      throw MissingField(name: field, fields: value.keys)
    }
    let found =
      fields.text == nil
      ? text(articleKeys) ?? (isOther ? nil : text(shortKeys)) : named(fields.text)
    guard let article = found else { return nil }
    var document = ItemDocument(text: article)
    if article == value.text(of: ["content_html"]) { document.markup = .html }
    document.details.title =
      (fields.title == nil ? text(titleKeys) : named(fields.title)).map(PlainWords.text)
    document.details.published =
      (fields.date == nil ? text(dateKeys) : named(fields.date)).flatMap(date)
    document.details.modified = text(modifiedKeys).flatMap(date)
    document.details.address = text(sourceKeys)
    document.details.language = text(["language", "inlanguage", "lang"])
    let authors = parts.lazy.compactMap { $0.value(of: authorKeys) }.first
    document.details.authors = authors.map { PersonNames.names(in: names(in: $0)) } ?? []
    return document
  }

  private static func isArticle(_ type: JSONValue) -> Bool {
    switch type {
    case .string(let name):
      ["article", "posting", "report", "review"].contains { name.lowercased().hasSuffix($0) }
    case .array(let types): types.contains(where: isArticle)
    default: false
    }
  }

  /// Names that stand for themselves, in objects or in lists.
  private static func names(in value: JSONValue) -> [String] {
    switch value {
    case .string(let name): [name]
    case .object: value.text(of: ["name"]).map { [$0] } ?? []
    case .array(let values): values.prefix(40).compactMap { $0.name }
    default: []
    }
  }

  /// A date as text, or seconds or milliseconds since 1970.
  private static func date(_ text: String) -> CalendarDate? {
    guard let number = Int(text), number > 100_000_000 else { return DocumentDate.date(in: text) }
    let seconds = number > 100_000_000_000 ? number / 1000 : number
    return CalendarDate(daysSinceEpoch: seconds / 86_400)
  }

  /// The documents of a text that is one value of JSON.
  static func drafts(
    of text: String, source: String, end: Int, _ fields: RecordFields
  ) throws(ReadingError) -> [Result<DocumentDraft, ReadingError>] {
    let items: [JSONValue]
    do {
      var parser = JSONParser(text)
      items = Self.items(of: try parser.parse())
    } catch {
      throw .json(line: error.line, problem: error.text)
    }
    var drafts: [Result<DocumentDraft, ReadingError>] = []
    var watch = FieldWatch(fields)
    for (index, item) in items.enumerated() {
      let found: ItemDocument?
      do throws(MissingField) { found = try Self.item(item, fields) } catch {
        let problem = ReadingError.json(line: 1, problem: error.problem)
        if items.count == 1 { throw problem }
        drafts.append(.failure(.part("record \(index + 1)", problem)))
        continue
      }
      watch.look(at: item)
      guard let document = found else { continue }
      drafts.append(
        .success(
          document.draft(
            source: items.count == 1 ? source : "\(source)#\(index + 1)", kind: .json,
            end: end * (index + 1) / items.count)))
    }
    guard !drafts.isEmpty else {
      throw .json(
        line: 1,
        problem: fields.text.map { "there is no object with a text in the field \"\($0)\"" }
          ?? "there is no object with a text (\"text\", \"body\", \"content\"); name the field with --text"
      )
    }
    drafts += watch.problems.map { .failure(.json(line: 1, problem: $0)) }
    return drafts
  }

  /// The values that may be documents: those of a list, or the value itself.
  private static func items(of value: JSONValue) -> [JSONValue] {
    var cover = value
    for _ in 0..<3 {
      if case .array(let items) = cover { return items }
      for key in listKeys {
        if case .array(let items)? = cover.value(of: [key]) { return items }
      }
      guard let next = coverKeys.lazy.compactMap({ cover.value(of: [$0]) }).first else { break }
      cover = next
    }
    return [value]
  }

  /// Whether bytes begin as a value of JSON that may hold documents does.
  static func opens(_ bytes: ArraySlice<UInt8>) -> Bool {
    let opening = bytes.drop { [0xEF, 0xBB, 0xBF, 9, 10, 13, 32].contains($0) }
    return opening.first == UInt8(ascii: "{") || opening.first == UInt8(ascii: "[")
  }
}
