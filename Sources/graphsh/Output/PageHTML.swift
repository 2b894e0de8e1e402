import Asking

/// A page as one file of HTML that needs nothing else and asks for nothing.
enum PageHTML {
  static func text(of page: Page) -> String {
    var text = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escaped(page.title))</title>
      <style>
      body { max-width: 46em; margin: 2em auto; padding: 0 1em; font: 16px/1.5 system-ui, sans-serif; }
      h2 { margin: 1.6em 0 0.3em; } h3 { margin: 1em 0 0.2em; }
      ul { margin: 0; padding-left: 1.2em; } small, .more { color: #666; }
      blockquote { margin: 0.2em 0 0.5em; padding-left: 0.8em; border-left: 3px solid #ccc; }
      </style>
      </head>
      <body>
      <h1>\(escaped(page.title))</h1>

      """
    for note in page.notes { text += "<p>\(escaped(note))</p>\n" }
    for section in page.sections { text += self.text(of: section) }
    return text + "</body>\n</html>\n"
  }

  private static func text(of section: PageSection) -> String {
    var text = "<h2>\(escaped(section.heading))</h2>\n"
    var isInList = false
    var group: String?
    for entry in section.entries {
      if entry.group != group || !isInList {
        if isInList { text += "</ul>\n" }
        if let new = entry.group { text += "<h3>\(escaped(new))</h3>\n" }
        text += "<ul>\n"
        (isInList, group) = (true, entry.group)
      }
      text += self.text(of: entry)
    }
    if isInList { text += "</ul>\n" }
    if section.omitted > 0 {
      text += "<p class=\"more\">… and \(Words.grouped(section.omitted)) more</p>\n"
    }
    return text
  }

  private static func text(of entry: PageEntry) -> String {
    var text = "<li>\(escaped(entry.text))"
    let details = entry.details.joined(separator: "; ")
    if !details.isEmpty { text += " <small>(\(escaped(details)))</small>" }
    for quote in entry.quotes {
      text +=
        "<blockquote>\(escaped(quote.text)) <small>\(escaped(quote.origin))</small></blockquote>"
    }
    return text + "</li>\n"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in DisplayText.visible(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
