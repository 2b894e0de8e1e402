import Base

/// The title of an article out of the title of its page.
enum PageTitle {
  private static let separators = [
    " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " / ", " • ", " >> ",
  ]

  /// The title without the name of the site, which the page tells or its headings show.
  static func withoutSite(_ title: String, site: String?, headings: [String]) -> String {
    let plain = title.collapsingSpaces()
    // The heading is a part of the page's title.
    for heading in headings where heading.utf8.count >= 8 && plain.utf8.count > heading.utf8.count {
      if plain.hasPrefix(heading) || plain.hasSuffix(heading) { return heading }
    }
    if headings.contains(plain) { return plain }
    guard let cut = lastSeparator(in: plain) else { return plain }
    let head = plain[..<cut.lowerBound].trimmingSpaces()
    let tail = plain[cut.upperBound...].trimmingSpaces()
    if let site, !site.isEmpty {
      if isName(tail, of: site) { return withoutSite(head, site: site, headings: []) }
      if isName(head, of: site) { return tail }
    }
    let isShort = tail.split(separator: " ").count <= 4
    let isBar = plain[cut].contains("|") || plain[cut].contains("»") || plain[cut].contains("::")
    return isBar && isShort && head.split(separator: " ").count >= 2 ? head : plain
  }

  private static func isName(_ part: String, of site: String) -> Bool {
    let (part, site) = (part.lowercased(), site.lowercased())
    return part == site || part.hasPrefix(site) || site.hasPrefix(part) && part.count > 3
  }

  private static func lastSeparator(in title: String) -> Range<String.Index>? {
    var last: Range<String.Index>?
    for separator in separators {
      var from = title.startIndex
      while let found = title[from...].firstRange(of: separator) {
        if last.map({ found.lowerBound > $0.lowerBound }) ?? true { last = found }
        from = found.upperBound
      }
    }
    return last
  }
}
