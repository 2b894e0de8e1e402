import Base

/// The lines between `---` above a text of Markdown, as far as they tell of the document.
enum FrontMatter {
  /// The details, and the text without the front matter.
  static func read(_ text: String) -> (DocumentDetails, Substring) {
    var details = DocumentDetails()
    let whole = text[...]
    var lines = text.split(
      maxSplits: 200, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first?.trimmingSpaces() == "---",
      let end = lines.dropFirst().firstIndex(where: {
        let line = $0.trimmingSpaces()
        return line == "---" || line == "..."
      }), end < 200
    else { return (details, whole) }
    lines = Array(lines[1..<end])
    let rest = lines.last.map { text[$0.endIndex...] } ?? whole.dropFirst(4)
    var list: String?
    for line in lines {
      let trimmed = line.trimmingSpaces()
      if trimmed.hasPrefix("- "), let key = list {
        add(value(trimmed.dropFirst(2)), for: key, to: &details)
        continue
      }
      guard let colon = trimmed.firstIndex(of: ":") else { continue }
      let key = trimmed[..<colon].lowercased()
      list = key
      let written = trimmed[trimmed.index(after: colon)...].trimmingSpaces()
      let values =
        written.hasPrefix("[") && written.hasSuffix("]")
        ? written.dropFirst().dropLast().split(separator: ",").map { value($0) }
        : [value(written[...])]
      for value in values { add(value, for: key, to: &details) }
    }
    // The line that ends the front matter.
    let after = rest.drop { $0.isNewline }
    return (details, after.drop { !$0.isNewline })
  }

  private static func add(_ value: String, for key: String, to details: inout DocumentDetails) {
    guard !value.isEmpty else { return }
    switch key {
    case "title": details.title = value
    case "date", "published", "pubdate": details.published = DocumentDate.date(in: value)
    case "updated", "modified", "lastmod", "last_modified_at":
      details.modified = DocumentDate.date(in: value)
    case "author", "authors", "by": details.authors.append(value)
    case "section", "category": details.section = value
    case "lang", "language": details.language = value
    default: break
    }
  }

  private static func value(_ text: Substring) -> String {
    let trimmed = text.trimmingSpaces()
    guard trimmed.count > 1, let quote = trimmed.first, quote == "\"" || quote == "'",
      trimmed.last == quote
    else { return trimmed }
    return String(trimmed.dropFirst().dropLast())
  }
}
