import Graph

/// Reads files into documents: plain text, Markdown, HTML, JSON and JSON lines, told by their endings.
public struct DocumentReader: Sendable {
  public init() {}

  private static let textKeys = [
    "text", "body", "content", "articlebody", "article", "article_body", "full_text", "maintext",
    "main_text", "description", "summary",
  ]
  private static let titleKeys = ["title", "headline", "name"]
  private static let dateKeys = [
    "date", "published", "published_at", "publishedat", "datepublished", "date_published",
    "publication_date", "pub_date", "pubdate", "publish_date", "date_publish", "created_at",
  ]
  private static let sourceKeys = ["url", "link", "source_url", "uri"]

  /// The documents of a file; a file of JSON may hold many. `-` is standard input.
  public func read(_ path: String) throws(ReadingError) -> [SourceDocument] {
    let bytes: [UInt8]
    do {
      bytes = path == "-" ? try FileBytes.readStandardInput() : try FileBytes.read(path)
    } catch {
      throw .file(error)
    }
    return try documents(of: bytes, source: path)
  }

  /// The documents of content that came from `source`, whose ending tells the format.
  public func documents(of bytes: [UInt8], source: String) throws(ReadingError) -> [SourceDocument]
  {
    let text = try TextDecoder.decode(bytes)
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw .empty
    }
    let hash = ContentHash.of(bytes)
    switch ending(of: source) {
    case "md", "markdown": return [document(MarkdownReader.read(text), source, hash)]
    case "html", "htm", "xhtml": return [document(HTMLReader.read(text), source, hash)]
    case "jsonl", "ndjson": return try jsonLines(text, source)
    case "json": return try json(text, source, hash)
    default: return [plain(text, source, hash)]
    }
  }

  private func ending(of source: String) -> String {
    guard let dot = source.lastIndex(of: "."), !source[dot...].contains("/") else { return "" }
    return source[source.index(after: dot)...].lowercased()
  }

  // MARK: JSON

  private func jsonLines(_ text: String, _ source: String) throws(ReadingError) -> [SourceDocument]
  {
    var documents: [SourceDocument] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.trimmingSpaces().isEmpty {
      let value: JSONValue
      do {
        var parser = JSONParser(line)
        value = try parser.parse()
      } catch {
        throw .json(line: index + 1, problem: error.text)
      }
      guard let document = document(of: value, "\(source)#\(index + 1)") else {
        throw .json(
          line: index + 1, problem: "the object has no text (\"text\", \"body\", \"content\")")
      }
      documents.append(document)
    }
    return documents
  }

  private func json(_ text: String, _ source: String, _ hash: String) throws(ReadingError)
    -> [SourceDocument]
  {
    let value: JSONValue
    do {
      var parser = JSONParser(text)
      value = try parser.parse()
    } catch {
      throw .json(line: error.line, problem: error.text)
    }
    let items: [JSONValue]
    if case .array(let values) = value {
      items = values
    } else if case .array(let values)? = value.value(of: ["articles", "documents", "items", "data"])
    {
      items = values
    } else {
      items = [value]
    }
    var documents: [SourceDocument] = []
    for (index, item) in items.enumerated() {
      let name = items.count == 1 ? source : "\(source)#\(index + 1)"
      if let document = document(of: item, name) { documents.append(document) }
    }
    if documents.isEmpty {
      throw .json(
        line: 1, problem: "there is no object with a text (\"text\", \"body\", \"content\")")
    }
    return documents
  }

  private func document(of value: JSONValue, _ source: String) -> SourceDocument? {
    guard let text = value.text(of: Self.textKeys) else { return nil }
    var raw = text.contains("<p>") || text.contains("<p ") ? HTMLReader.read(text) : RawDocument()
    if raw.lines.isEmpty {
      for line in text.split(whereSeparator: \.isNewline) { raw.append(String(line)) }
    }
    raw.title = value.text(of: Self.titleKeys) ?? raw.title
    raw.date = value.text(of: Self.dateKeys).flatMap(DocumentDate.date) ?? raw.date
    raw.source = value.text(of: Self.sourceKeys) ?? raw.source
    let identity = [raw.title ?? "", raw.date?.description ?? "", raw.source ?? "", text]
    return document(raw, source, ContentHash.of(Array(identity.joined(separator: "\u{1F}").utf8)))
  }

  // MARK: Lines

  /// A document whose text is its lines, one below the other.
  private func document(_ raw: RawDocument, _ source: String, _ hash: String) -> SourceDocument {
    var lines: [SourceDocument.Line] = []
    var start = 0
    if let title = raw.title, !raw.lines.contains(where: { $0.text == title }) {
      lines.append(.init(start: 0, text: title, role: .title))
      start = title.unicodeScalars.count + 1
    }
    let isTitleAdded = !lines.isEmpty
    let roles = LineClassifier(raw.lines.map(\.text)).roles()
    for (line, role) in zip(raw.lines, roles) {
      lines.append(.init(start: start, text: line.text, role: line.role ?? role))
      start += line.text.unicodeScalars.count + 1
    }
    let body = isTitleAdded ? Array(lines.dropFirst()) : lines
    return SourceDocument(
      source: raw.source ?? source, title: raw.title ?? lines.first { $0.role == .title }?.text,
      date: raw.date ?? date(of: body), contentHash: hash, lines: lines)
  }

  /// A document of plain text: each line stands for itself.
  private func plain(_ text: String, _ source: String, _ hash: String) -> SourceDocument {
    var lines: [SourceDocument.Line] = []
    var offset = 0
    var start = 0
    var line = String.UnicodeScalarView()
    func close(into lines: inout [SourceDocument.Line]) {
      let leading = line.prefix { $0.properties.isWhitespace }.count
      let trimmed = String(line).trimmingSpaces()
      if !trimmed.isEmpty {
        lines.append(.init(start: start + leading, text: trimmed, role: .body))
      }
      line = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      offset += 1
      if scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}" {
        close(into: &lines)
        start = offset
      } else {
        line.append(scalar)
      }
    }
    close(into: &lines)
    let roles = LineClassifier(lines.map(\.text)).roles()
    for index in lines.indices { lines[index].role = roles[index] }
    return SourceDocument(
      source: source, title: title(of: lines), date: date(of: lines), contentHash: hash,
      lines: lines)
  }

  /// A heading above the text; one further down heads a part only.
  private func title(of lines: [SourceDocument.Line]) -> String? {
    for line in lines {
      if line.role == .title { return line.text }
      if line.role == .body { return nil }
    }
    return nil
  }

  /// The date of publication: a line of its own, a label, or a dateline.
  private func date(of lines: [SourceDocument.Line]) -> CalendarDate? {
    for line in lines {
      if let date = DocumentDate.only(in: line.text) ?? DocumentDate.labelled(in: line.text) {
        return date
      }
    }
    // A short line at the head with a byline and a date: "The Ledger | Trade | 9 January 2026".
    for line in lines.prefix(5) where line.text.count < 90 && line.role != .caption {
      if let date = DocumentDate.date(in: line.text) { return date }
    }
    return nil
  }
}
