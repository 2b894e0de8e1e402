import Base

/// One document as it came in: its text in lines, each with the part it plays, and what the file says of itself.
///
/// Offsets are Unicode scalars from the beginning of the document's text: the text of the file where it is plain,
/// else the lines below one another.
public struct SourceDocument: Sendable {
  /// A stretch of text that no sentence crosses.
  public struct Line: Sendable, Equatable {
    /// First scalar of the line in the document's text.
    public var start: Int
    /// The line without surrounding white space.
    public var text: String
    /// What part of the document it is.
    public var role: TextRole
    /// Stretches of the text's scalars, ascending, that stand in it and are not to be read: marks of quotation, a hyphen
    /// at the end of a line, a page's number in the middle of a sentence.
    public var skipped: [Range<Int>]
    /// Who says it, where the text is a conversation.
    public var speaker: String?
    /// The page that it begins on, from 1, where the document has pages; form feeds in the text begin further ones.
    public var page: Int?

    package init(
      start: Int, text: String, role: TextRole, skipped: [Range<Int>] = [], speaker: String? = nil,
      page: Int? = nil
    ) {
      self.start = start
      self.text = text
      self.role = role
      self.skipped = skipped
      self.speaker = speaker
      self.page = page
    }

    /// The page on which a scalar of the text stands. Linear in its place.
    public func page(at scalar: Int) -> Int? {
      page.map { $0 + text.unicodeScalars.prefix(scalar).count { $0 == "\u{0C}" } }
    }
  }

  /// Where it was read from: a path, with `#` and a number for one of several in a file.
  public var source: String
  /// What kind of file it was.
  public var kind: DocumentKind
  /// SHA-256 of the bytes, in hexadecimal.
  public var contentHash: String
  /// What the document says of itself.
  public var details: DocumentDetails
  /// Its text, line by line.
  public var lines: [Line]
  /// Characters of each role that were left out, such as a page's navigation.
  public var leftOut: [TextRole: Int]
  /// The language that it seems to be in, by its English name, where nothing of it is English.
  public var foreignLanguage: String?
  /// Whether the text is written in capitals throughout.
  public var isInCapitals: Bool

  /// The address that it says it has.
  public var address: String? { details.address }
  /// Its title, where it has one.
  public var title: String? { details.title }
  /// When it was published, where it says so.
  public var published: CalendarDate? { details.published }

  package init(
    source: String, kind: DocumentKind = .plainText, contentHash: String,
    details: DocumentDetails = DocumentDetails(), lines: [Line], leftOut: [TextRole: Int] = [:],
    foreignLanguage: String? = nil, isInCapitals: Bool = false
  ) {
    self.source = source
    self.kind = kind
    self.contentHash = contentHash
    self.details = details
    self.lines = lines
    self.leftOut = leftOut
    self.foreignLanguage = foreignLanguage
    self.isInCapitals = isInCapitals
  }

  /// How much of it was taken, and as what.
  public var report: ReadingReport {
    let taken = lines.reduce(into: [TextRole: Int]()) {
      $0[$1.role, default: 0] += $1.text.unicodeScalars.count
    }
    return ReadingReport(
      kind: kind, language: foreignLanguage ?? details.language,
      isForeign: foreignLanguage != nil, taken: taken, leftOut: leftOut)
  }
}
