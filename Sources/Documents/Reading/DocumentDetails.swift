import Base

/// What a document says of itself beside its text.
public struct DocumentDetails: Sendable, Equatable {
  /// Its title.
  public var title: String?
  /// Who wrote it, in the order it names them.
  public var authors: [String] = []
  /// To whom it was sent, where it is a message.
  public var recipients: [String] = []
  /// When it was published.
  public var published: CalendarDate?
  /// When it was last changed.
  public var modified: CalendarDate?
  /// The part of the publication that it stands in.
  public var section: String?
  /// The publication, such as the name of the site.
  public var publication: String?
  /// The language it says it is in, as a tag of BCP 47 (`en-GB`).
  public var language: String?
  /// The address that the document gives as its own.
  public var address: String?

  package init(title: String? = nil, published: CalendarDate? = nil) {
    self.title = title
    self.published = published
  }
}
