import Base

/// A document of Word, LibreOffice or print, or a book, that is attached to a message.
struct MailedFile: Sendable {
  /// As the message carries it; what of it is never read is never decoded.
  private let content: ArraySlice<UInt8>
  private let encoding: String?
  private let name: String?
  /// When the message was sent.
  private let published: CalendarDate?

  /// Encoded bytes that have those by which documents are known.
  private static let opening = 2048

  /// Nil where the beginning is of no such document.
  init?(
    encoded content: ArraySlice<UInt8>, _ encoding: String?, name: String?, published: CalendarDate?
  ) {
    let opening = TransferEncoding.decoded(content.prefix(Self.opening), encoding)
    let isPrinted = DocumentFormat.pdf.hasSignature(opening[...])
    let isPackage = name.map(ArchiveReader.isPackage) ?? false
    guard isPrinted || isPackage && Archive.opens(opening.prefix(512)) else { return nil }
    self.content = content
    self.encoding = encoding
    self.name = name
    self.published = published
  }

  /// The document, or the chapters of the book. What they do not say of themselves, the message says.
  func drafts(
    source: String, end: Int, _ context: ReadingContext
  ) -> [Result<DocumentDraft, ReadingError>] {
    DocumentDrafts(
      bytes: TransferEncoding.decoded(content, encoding), source: source, context: context.inside
    )
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
