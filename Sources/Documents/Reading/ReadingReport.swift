/// What was made of a document: how much of it was taken, and as what.
public struct ReadingReport: Sendable, Equatable {
  /// What it was read as.
  public var kind: DocumentKind
  /// The language that the document says it is in, or the name of the one that it seems to be in.
  public var language: String?
  /// Whether nothing of it is English, so that it is kept as text and gives no facts.
  public var isForeign: Bool
  /// Unicode scalars of each role among the lines.
  public var taken: [TextRole: Int]
  /// Unicode scalars of each role that are no line of the document.
  public var leftOut: [TextRole: Int]
}
