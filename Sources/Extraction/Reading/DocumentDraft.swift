import Graph

/// How a document is written.
enum DocumentFormat: Sendable {
  case plain, markdown, html, json, jsonLines

  /// The format that the ending of a path or address tells; plain text where it tells none.
  init(path: String) {
    self = .plain
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return }
    switch path[path.index(after: dot)...].lowercased() {
    case "md", "markdown": self = .markdown
    case "html", "htm", "xhtml": self = .html
    case "json": self = .json
    case "jsonl", "ndjson": self = .jsonLines
    default: break
    }
  }

  /// The format that a text without a name shows by how it begins.
  init(sniffing bytes: ArraySlice<UInt8>) {
    let opening = bytes.drop { [0xEF, 0xBB, 0xBF, 9, 10, 13, 32].contains($0) }.prefix(16)
    let lower = String(decoding: opening, as: UTF8.self).lowercased()
    if lower.hasPrefix("{") || lower.hasPrefix("[") {
      self = .json
    } else if lower.hasPrefix("<!doctype html") || lower.hasPrefix("<html") {
      self = .html
    } else {
      self = .plain
    }
  }
}

/// A document that was found and is not yet taken apart: enough to tell whether it is known.
struct DocumentDraft: Sendable {
  enum Content: Sendable {
    case bytes([UInt8], DocumentFormat)
    case json(JSONDocument)
  }

  /// The path, with `#` and a number for one of many in a file.
  let source: String
  let contentHash: String
  let content: Content
  /// Bytes of input up to the end of the document.
  var end = 0
}
