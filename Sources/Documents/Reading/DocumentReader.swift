import Base

/// Reads files into documents: plain text, Markdown, HTML, JSON and JSON lines, told by what they hold and by
/// their endings.
public struct DocumentReader: Sendable {
  /// Whether every text is taken for English.
  private let assumesEnglish: Bool
  private let fields: RecordFields

  /// - Parameters:
  ///   - assumesEnglish: reads texts that seem to be in another language as if they were English.
  ///   - fields: those of records of JSON and of tables, where they are named.
  public init(assumesEnglish: Bool = false, fields: RecordFields = RecordFields()) {
    self.assumesEnglish = assumesEnglish
    self.fields = fields
  }

  /// The documents of a file; a file of JSON may hold many. `-` is standard input.
  ///
  /// - Parameter access: which files may be read.
  /// - Throws: the first of what is wrong with them.
  public func read(
    _ path: String, access: FileAccess = .everywhere
  ) throws(ReadingError) -> [SourceDocument] {
    try documents(of: DocumentDrafts(path: path, access: access, fields: fields))
  }

  /// The documents of content that came from `source`, whose ending helps to tell the format.
  ///
  /// - Throws: the first of what is wrong with them.
  public func documents(of bytes: [UInt8], source: String) throws(ReadingError) -> [SourceDocument]
  {
    let context = ReadingContext(fields: fields)
    return try documents(of: DocumentDrafts(bytes: bytes, source: source, context: context))
  }

  private func documents(of drafts: DocumentDrafts) throws(ReadingError) -> [SourceDocument] {
    var drafts = drafts
    var documents: [SourceDocument] = []
    while let draft = drafts.next() { documents.append(try document(of: draft.get())) }
    return documents
  }

  /// Takes a document apart, and gives each line its place and its role.
  package func document(of draft: DocumentDraft) throws(ReadingError) -> SourceDocument {
    let raw = try draft.read()
    guard !raw.lines.isEmpty || raw.details.title != nil else {
      throw raw.leftOut.isEmpty ? .empty : .noText("the file holds nothing but code or comments")
    }
    var details = raw.details
    var lines: [SourceDocument.Line] = []
    var start = 0
    if let title = details.title, !raw.lines.contains(where: { $0.text == title }) {
      lines.append(.init(start: 0, text: title, role: .title))
      start = title.unicodeScalars.count + 1
    }
    let textBegins = lines.count
    // What the markup leaves open, the form of the lines tells.
    let isOpen = raw.lines.contains { $0.role == nil }
    let isInCapitals = Capitals.fill(raw.lines)
    let words =
      isOpen ? raw.lines.map { isInCapitals ? Capitals.eased($0.words) : $0.words } : []
    let roles = isOpen ? LineClassifier(words).roles() : []
    for (index, line) in raw.lines.enumerated() {
      lines.append(
        .init(
          start: line.start ?? start, text: line.text, role: line.role ?? roles[index],
          skipped: line.skipped, speaker: line.speaker, page: line.page))
      start += line.text.unicodeScalars.count + 1
    }
    if details.title == nil { details.title = heading(of: lines) }
    let foreignLanguage = assumesEnglish ? nil : ForeignParagraphs.mark(in: &lines)
    if details.published == nil { details.published = date(of: lines[textBegins...], draft.kind) }
    details.address = DocumentAddress.naming(details.address)
    return SourceDocument(
      source: draft.source, kind: draft.kind, contentHash: draft.contentHash,
      details: details, lines: withoutDatelines(lines), leftOut: raw.leftOut,
      foreignLanguage: foreignLanguage, isInCapitals: isInCapitals)
  }

  /// Datelines as lines of their own.
  private func withoutDatelines(_ lines: [SourceDocument.Line]) -> [SourceDocument.Line] {
    lines.flatMap { line -> [SourceDocument.Line] in
      guard line.role == .body, let length = Dateline.length(in: line.text) else { return [line] }
      let scalars = line.text.unicodeScalars
      let opening = String(String.UnicodeScalarView(scalars.prefix(length))).trimmingSpaces()
      let rest = String(String.UnicodeScalarView(scalars.dropFirst(length)))
      let space = rest.unicodeScalars.prefix { $0.isWhiteSpace }.count
      guard rest.count > 1 else { return [line] }
      return [
        .init(start: line.start, text: opening, role: .byline, page: line.page),
        SourceDocument.Line(
          start: line.start + length + space, text: rest.trimmingSpaces(), role: .body,
          skipped: line.skipped.compactMap { skipped in
            let first = skipped.lowerBound - length - space
            return first >= 0 ? first..<first + skipped.count : nil
          }, speaker: line.speaker, page: line.page(at: length)),
      ]
    }
  }

  /// A heading above the text; one further down heads a part only.
  private func heading(of lines: [SourceDocument.Line]) -> String? {
    for line in lines {
      if line.role == .title { return NormalizedText(line).text }
      if line.role == .body { return nil }
    }
    return nil
  }

  /// The date of publication: a line of its own, a label, or a dateline. In a page it stands beside the text.
  private func date(
    of lines: ArraySlice<SourceDocument.Line>, _ kind: DocumentKind
  ) -> CalendarDate? {
    let lines = lines.filter { $0.role != .note }
    for line in lines where kind != .html || line.role == .byline || line.role == .body {
      if kind == .html, line.role == .body {
        if let date = DocumentDate.labelled(in: line.text) { return date }
        continue
      }
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
