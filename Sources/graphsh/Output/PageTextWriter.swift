import Asking

/// A page as plain text: headings at the margin, entries under them.
struct PageTextWriter {
  let stream: OutputStream

  func write(_ page: Page) throws(OutputError) {
    try line(page.title)
    for note in page.notes { try line("  " + note) }
    for section in page.sections {
      try stream.writeLine()
      try line(section.heading)
      var group: String?
      for entry in section.entries {
        if entry.group != group, let new = entry.group { try line("  " + new) }
        group = entry.group
        try write(entry, indent: group == nil ? "  " : "    ")
      }
      if section.omitted > 0 { try line("  … and \(Words.grouped(section.omitted)) more") }
    }
  }

  private func write(_ entry: PageEntry, indent: String) throws(OutputError) {
    if !entry.text.isEmpty {
      let details = entry.details.joined(separator: "; ")
      try line(indent + entry.text + (details.isEmpty ? "" : " (\(details))"))
    }
    let isUnderText = !entry.text.isEmpty
    for quote in entry.quotes {
      try line("\(indent)\(isUnderText ? "  " : "")\"\(quote.text)\" (\(quote.origin))")
    }
  }

  private func line(_ text: String) throws(OutputError) {
    try stream.writeLine(DisplayText.visible(text))
  }
}
