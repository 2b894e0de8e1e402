import Base

/// A document that is one of several in a file and not a stretch of its bytes: an object of JSON, an entry of a feed,
/// a message.
struct ItemDocument: Sendable {
  /// How the text is written.
  enum Markup: Sendable {
    case plain, html
    /// HTML if it has tags of it.
    case unknown
  }

  var text: String
  var markup = Markup.unknown
  var details = DocumentDetails()

  func draft(source: String, kind: DocumentKind, end: Int) -> DocumentDraft {
    DocumentDraft(
      source: source, contentHash: contentHash, kind: kind, size: text.utf8.count, end: end
    ) { raw }
  }

  private var contentHash: String {
    let identity = [
      details.title ?? "", details.published?.description ?? "", details.address ?? "", text,
    ]
    return ContentHash.of(Array(identity.joined(separator: "\u{1F}").utf8))
  }

  /// The lines of the text. An item is never without a text because signs speak against it: it has nothing else.
  private var raw: RawDocument {
    var raw = hasTags ? HTMLReader.readFragment(text) : RawDocument()
    if !raw.lines.contains(where: { $0.role == nil || $0.role == .body }) {
      let words = hasTags ? PlainWords.text(of: text) : plainText
      raw.lines = PlainTextReader.document(of: words).lines.map { line in
        var line = line
        // The item's text is no stretch of the file's.
        line.start = nil
        return line
      }
    }
    let found = raw.details
    raw.details = details
    raw.details.title = details.title ?? found.title
    raw.details.published = details.published ?? found.published
    return raw
  }

  /// The text without references to characters, where it is HTML without tags.
  private var plainText: String {
    guard markup == .html, text.contains("&") else { return text }
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { PlainWords.text(of: String($0)) }.joined(separator: "\n")
  }

  /// Whether there are tags of HTML in it.
  private var hasTags: Bool {
    switch markup {
    case .plain: return false
    case .unknown: return text.contains("<p>") || text.contains("<p ") || text.contains("</")
    case .html: break
    }
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if previous == "<", scalar == "/" || scalar == "!" || scalar.properties.isAlphabetic {
        return true
      }
      previous = scalar
    }
    return false
  }
}
