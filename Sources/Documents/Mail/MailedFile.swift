import Base

/// A document of Word, LibreOffice or print, or a book, that is attached to a message.
struct MailedFile: Sendable {
  private let bytes: [UInt8]
  private let name: String?
  /// When the message was sent.
  private let published: CalendarDate?

  /// Nil where the bytes are of no such document.
  init?(_ bytes: [UInt8], name: String?, published: CalendarDate?) {
    let isPrinted = DocumentFormat.pdf.hasSignature(bytes[...])
    let isPackage = name.map(ArchiveReader.isPackage) ?? false
    guard isPrinted || isPackage && Archive.opens(bytes.prefix(512)) else { return nil }
    self.bytes = bytes
    self.name = name
    self.published = published
  }

  /// The document, or the chapters of the book. What they do not say of themselves, the message says.
  func drafts(
    source: String, end: Int, _ context: ReadingContext
  ) -> [Result<DocumentDraft, ReadingError>] {
    DocumentDrafts(bytes: bytes, source: source, context: context.inside)
      .parts(named: name ?? source, end: end)
      .map { result in
        result.map { draft in
          DocumentDraft(
            source: draft.source, contentHash: draft.contentHash, kind: draft.kind,
            size: draft.size,
            end: draft.end
          ) { () throws(ReadingError) in
            var raw = try draft.read()
            raw.details.title = raw.details.title ?? name
            raw.details.published = raw.details.published ?? published
            return raw
          }
        }
      }
  }
}
