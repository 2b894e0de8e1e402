/// The kinds of file that documents come from.
public enum DocumentKind: String, Sendable, CaseIterable {
  case plainText = "plain text"
  case markdown = "Markdown"
  case structuredText = "reStructuredText"
  case wiki = "wiki text"
  case html = "HTML"
  case json = "JSON"
  case jsonLines = "JSON lines"
  case table = "table"
  case feed = "feed"
  case mail = "mail"
  case word = "Word"
  case openDocument = "OpenDocument"
  case book = "EPUB"
  case archive = "archive"
  case pdf = "PDF"
  case graphData = "RDF"
}
