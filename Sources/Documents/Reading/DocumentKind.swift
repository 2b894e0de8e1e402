/// The kinds of file that documents come from.
public enum DocumentKind: String, Sendable, CaseIterable {
  case plainText = "plain text"
  case markdown = "Markdown"
  case html = "HTML"
  case json = "JSON"
  case jsonLines = "JSON lines"
  case feed = "feed"
  case mail = "mail"
}
