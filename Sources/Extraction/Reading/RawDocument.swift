import Graph

/// A document as its format tells it, before its lines are classified.
struct RawDocument {
  struct Line {
    var text: String
    /// The role that the markup tells, where it tells one.
    var role: SentenceRecord.Role?
  }
  var lines: [Line] = []
  var title: String?
  var date: CalendarDate?
  /// A source that the content names itself (a URL).
  var source: String?

  mutating func append(_ text: String, _ role: SentenceRecord.Role? = nil) {
    let trimmed = text.trimmingSpaces()
    if !trimmed.isEmpty { lines.append(Line(text: trimmed, role: role)) }
  }
}
