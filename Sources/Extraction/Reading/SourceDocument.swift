import Graph

/// One document as it came in: its text in lines, each with the part it plays.
///
/// Offsets are Unicode scalars from the beginning of ``text``.
public struct SourceDocument: Sendable {
  /// A stretch of text that no sentence crosses.
  public struct Line: Sendable {
    /// First scalar of the line in the document's text.
    public var start: Int
    /// The line without surrounding white space.
    public var text: String
    public var role: SentenceRecord.Role

    public init(start: Int, text: String, role: SentenceRecord.Role) {
      self.start = start
      self.text = text
      self.role = role
    }
  }

  /// Path or URL.
  public var source: String
  public var title: String?
  /// When it was published, where it says so.
  public var date: CalendarDate?
  /// SHA-256 of the bytes, in hexadecimal.
  public var contentHash: String
  public var lines: [Line]

  public init(
    source: String, title: String?, date: CalendarDate?, contentHash: String, lines: [Line]
  ) {
    self.source = source
    self.title = title
    self.date = date
    self.contentHash = contentHash
    self.lines = lines
  }
}
