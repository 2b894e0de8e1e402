import Base
import CCmark

extension DocumentFormat {
  /// Markdown.
  static let markdown = DocumentFormat(
    kind: .markdown, endings: ["md", "markdown"],
    reading: .whole { bytes, _ throws(ReadingError) in
      MarkdownReader.read(try TextDecoder.decode(bytes))
    })
}

/// Markdown to lines: a paragraph is a line, marks are taken off, links are their words; headings are titles, images
/// captions, rows of tables furniture; no code, no comments. Front matter gives the details.
enum MarkdownReader {
  static func read(_ text: String) -> RawDocument {
    var document = RawDocument()
    let (details, rest) = FrontMatter.read(text)
    document.details = details
    var content = Array(rest.utf8)
    let tree = content.withUnsafeMutableBytes { buffer -> OpaquePointer? in
      guard let base = buffer.baseAddress else { return nil }
      return cmark_parse_document(
        base.assumingMemoryBound(to: CChar.self), buffer.count, CMARK_OPT_DEFAULT)
    }
    guard let tree else { return document }
    defer { cmark_node_free(tree) }
    walk(tree, into: &document)
    return document
  }

  private static func walk(_ tree: OpaquePointer, into document: inout RawDocument) {
    guard let steps = cmark_iter_new(tree) else { return }
    defer { cmark_iter_free(steps) }
    var line = MarkdownLine()
    while true {
      let event = cmark_iter_next(steps)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(steps) else { return }
      let isEntered = event == CMARK_EVENT_ENTER
      switch cmark_node_get_type(node) {
      case CMARK_NODE_PARAGRAPH:
        if isEntered { line = MarkdownLine() } else { line.end(into: &document) }
      case CMARK_NODE_HEADING:
        if isEntered {
          line = MarkdownLine()
        } else {
          document.append(line.text.collapsingSpaces(), .title)
        }
      case CMARK_NODE_TEXT, CMARK_NODE_CODE: line.append(literal(node))
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: line.append("\n")
      case CMARK_NODE_IMAGE: line.isInImage = isEntered
      case CMARK_NODE_CODE_BLOCK:
        document.leftOut[.furniture, default: 0] += literal(node).unicodeScalars.count
      case CMARK_NODE_HTML_BLOCK:
        // A page's markup in Markdown: its text counts, comments do not.
        for part in HTMLReader.readFragment(literal(node)).lines { document.lines.append(part) }
      default: break
      }
    }
  }

  private static func literal(_ node: OpaquePointer) -> String {
    cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
  }
}

/// A paragraph of Markdown as its parts come.
private struct MarkdownLine {
  /// The words, with the line breaks of the source.
  private(set) var text = ""
  /// What images of it show.
  private var captions = ""
  var isInImage = false

  mutating func append(_ part: String) {
    if isInImage { captions += part } else { text += part }
  }

  func end(into document: inout RawDocument) {
    let rows = text.split(whereSeparator: \.isNewline).map { $0.trimmingSpaces() }
    if rows.first?.hasPrefix("|") ?? false || rows.count > 1 && isRule(rows[1]) {
      for row in rows where !isRule(row) { document.append(cells(of: row), .furniture) }
      return
    }
    document.append(text.collapsingSpaces())
    // An image among words shows what they say.
    if text.trimmingSpaces().isEmpty { document.append(captions.collapsingSpaces(), .caption) }
  }

  /// Whether a row only parts the heading of a table from the rest.
  private func isRule(_ row: String) -> Bool {
    row.utf8.contains(UInt8(ascii: "|")) && row.utf8.contains(UInt8(ascii: "-"))
      && row.utf8.allSatisfy { "|-: ".utf8.contains($0) }
  }

  private func cells(of row: String) -> String {
    row.split(separator: "|").map { $0.trimmingSpaces() }.filter { !$0.isEmpty }
      .joined(separator: " | ")
  }
}
