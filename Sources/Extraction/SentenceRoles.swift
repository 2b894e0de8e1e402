import Documents
import Graph

extension SentenceRecord.Role {
  /// The role that the graph keeps for sentences of a part of a document.
  init(_ role: TextRole) {
    switch role {
    case .body: self = .body
    case .title: self = .title
    case .byline, .speaker, .salutation: self = .byline
    case .caption: self = .caption
    case .teaser: self = .teaser
    case .pullQuote, .biography, .comment, .notice, .table, .verse, .contents, .note, .foreign,
      .quoted,
      .signature, .attachment, .furniture:
      self = .furniture
    }
  }
}
