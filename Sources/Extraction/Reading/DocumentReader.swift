import Graph

/// Reads files into documents: plain text, Markdown, HTML, JSON and JSON lines, told by their endings.
public struct DocumentReader: Sendable {
  public init() {}

  /// The documents of a file; a file of JSON may hold many. `-` is standard input.
  ///
  /// - Throws: the first of what is wrong with them.
  public func read(_ path: String) throws(ReadingError) -> [SourceDocument] {
    try documents(of: DocumentDrafts(path: path))
  }

  /// The documents of content that came from `source`, whose ending tells the format.
  ///
  /// - Throws: the first of what is wrong with them.
  public func documents(of bytes: [UInt8], source: String) throws(ReadingError) -> [SourceDocument]
  {
    try documents(of: DocumentDrafts(bytes: bytes, source: source))
  }

  private func documents(of drafts: DocumentDrafts) throws(ReadingError) -> [SourceDocument] {
    var drafts = drafts
    var documents: [SourceDocument] = []
    while let draft = drafts.next() { documents.append(try document(of: draft.get())) }
    return documents
  }

  /// Takes a document apart.
  func document(of draft: DocumentDraft) throws(ReadingError) -> SourceDocument {
    switch draft.content {
    case .json(let json): return document(json.raw, draft.source, draft.contentHash)
    case .bytes(let bytes, let format):
      let text = try TextDecoder.decode(bytes)
      guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
        throw .empty
      }
      switch format {
      case .markdown: return document(MarkdownReader.read(text), draft.source, draft.contentHash)
      case .html: return document(HTMLReader.read(text), draft.source, draft.contentHash)
      case .plain, .json, .jsonLines: return plain(text, draft.source, draft.contentHash)
      }
    }
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
      date: raw.date ?? date(of: body), contentHash: hash, lines: withoutDatelines(lines))
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
      lines: withoutDatelines(lines))
  }

  /// Datelines as lines of their own.
  private func withoutDatelines(_ lines: [SourceDocument.Line]) -> [SourceDocument.Line] {
    lines.flatMap { line -> [SourceDocument.Line] in
      guard line.role == .body, let length = Dateline.length(in: line.text) else { return [line] }
      let scalars = line.text.unicodeScalars
      let opening = String(String.UnicodeScalarView(scalars.prefix(length))).trimmingSpaces()
      let rest = String(String.UnicodeScalarView(scalars.dropFirst(length)))
      let space = rest.unicodeScalars.prefix { $0.properties.isWhitespace }.count
      guard rest.count > 1 else { return [line] }
      return [
        .init(start: line.start, text: opening, role: .byline),
        .init(start: line.start + length + space, text: rest.trimmingSpaces(), role: .body),
      ]
    }
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
