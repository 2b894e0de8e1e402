import Asking

/// A page as Markdown: headings, lists, and sentences as quotations.
enum PageMarkdown {
  static func text(of page: Page) -> String {
    var text = "# \(escaped(page.title))\n"
    for note in page.notes { text += "\n\(escaped(note))\n" }
    for section in page.sections {
      text += "\n## \(escaped(section.heading))\n"
      var group: String?
      for (place, entry) in section.entries.enumerated() {
        if entry.group != group, let new = entry.group {
          text += "\n### \(escaped(new))\n\n"
        } else if place == 0 {
          text += "\n"
        }
        group = entry.group
        text += self.text(of: entry)
      }
      if section.omitted > 0 { text += "\n… and \(Words.grouped(section.omitted)) more\n" }
    }
    return text
  }

  private static func text(of entry: PageEntry) -> String {
    let details = entry.details.joined(separator: "; ")
    let quotes = entry.quotes.map { "“\(escaped($0.text))” *\(escaped($0.origin))*" }
    if entry.text.isEmpty { return quotes.map { "- \($0)\n" }.joined() }
    return "- **\(escaped(entry.text))**" + (details.isEmpty ? "" : " (\(escaped(details)))") + "\n"
      + quotes.map { "  - \($0)\n" }.joined()
  }

  private static func escaped(_ text: String) -> String { MarkdownWriter.field(text) }
}
