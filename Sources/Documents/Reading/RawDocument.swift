import Base

/// A document as the reader of its format gives it, before its lines are classified.
struct RawDocument: Sendable {
  struct Line: Sendable {
    var text: String
    /// The role that the markup tells, where it tells one.
    var role: TextRole?
    /// First scalar in the text of the file, where lines keep their places in it.
    var start: Int?
    /// Stretches of the text's scalars, ascending, that are not to be read.
    var skipped: [Range<Int>] = []
    /// Who says it, where the text is a conversation.
    var speaker: String?
    /// The page that it begins on, where the document has pages.
    var page: Int?

    /// The text as it is read, in one line.
    var words: String { NormalizedText(text, skipped: skipped).text }
  }
  var lines: [Line] = []
  var details = DocumentDetails()
  /// Characters of each role that are not among the lines.
  var leftOut: [TextRole: Int] = [:]

  mutating func append(_ text: String, _ role: TextRole? = nil) {
    let trimmed = text.trimmingSpaces()
    if !trimmed.isEmpty { lines.append(Line(text: trimmed, role: role)) }
  }
}
