/// A stretch of a page's text that no block element, line break or sign divides.
struct PageBlock: Sendable {
  enum Kind: Equatable, Sendable {
    case text
    case paragraph
    case heading(Int)
    case listItem
    /// The cells of a row, parted by bars.
    case tableRow
    /// Text that keeps its lines and spaces.
    case preformatted
  }

  var text: String
  var kind: Kind
  /// The innermost block element around it.
  var node: Int
  /// Its first text.
  var firstText: Int
  /// Unicode scalars.
  var length: Int
  /// Those of them that are links.
  var linkLength: Int
  var commas: Int
  /// The role that the signs of elements around it give; nil for text that may be the article's.
  var role: TextRole?
  var isHidden = false

  var linkDensity: Double { length == 0 ? 0 : Double(linkLength) / Double(length) }
  var isHeading: Bool { if case .heading = kind { true } else { false } }

  /// Whether it reads as running text: sentences that are no list of links.
  var isProse: Bool {
    guard !isHeading, kind != .tableRow, linkDensity < 0.5 else { return false }
    let ends = endsSentence
    if length >= 80 { return linkDensity < 0.35 && (ends || commas > 0 || length > 160) }
    return length >= 25 && ends && linkDensity < 0.3
  }

  /// Whether a full stop or the like ends it, perhaps before a quotation mark.
  var endsSentence: Bool {
    let last = text.unicodeScalars.reversed().prefix(4).first { !Self.closing.contains($0) }
    return last.map { Self.ending.contains($0) } ?? false
  }

  private static let closing: Set<Unicode.Scalar> = ["”", "\"", "’", "'", ")", "]", "»"]
  private static let ending: Set<Unicode.Scalar> = [".", "!", "?", "…", ":", "。", "！", "？"]
}
