import Base

/// What a page says of its article beside the text: by `<meta>`, `<link>`, `<title>`, `<time>`, JSON-LD and microdata.
struct PageMetadata {
  private let tree: PageTree
  private let linked: LinkedData
  /// The first value of each name of `<meta>`, and all of names of authors.
  private var meta: [String: String] = [:]
  private var authors: [String] = []
  private var canonical: String?
  private var pageTitle: String?
  private var language: String?
  private var times: [(node: Int, date: CalendarDate, isPublished: Bool)] = []
  private var modified: CalendarDate?
  private var relAuthors: [String] = []
  private var headings: [Int] = []

  private static let mostAuthors = 60

  private static let authorNames: Set<String> = [
    "author", "article:author", "byl", "dc.creator", "dcterms.creator", "dc:creator",
    "parsely-author",
    "sailthru.author", "citation_author", "og:article:author", "twitter:data1author", "authors",
  ]

  init(_ tree: PageTree, _ linked: LinkedData) {
    self.tree = tree
    self.linked = linked
    for node in 0..<tree.count {
      guard let tag = tree.tag(node) else { continue }
      switch tag {
      case .meta: readMeta(node)
      case .link: readLink(node)
      case .title where pageTitle == nil: pageTitle = tree.text(of: node)
      case .html:
        language = tree.value(.lang, of: node) ?? tree.value(.xmlLang, of: node)
      case .time: readTime(node)
      case .h1, .h2, .h3: headings.append(node)
      default:
        if tree.hasAttributes(node) { readMicrodata(node) }
      }
    }
  }

  // MARK: Values

  /// What the page says.
  var details: DocumentDetails {
    var details = DocumentDetails()
    details.title = title
    details.authors = PersonNames.names(
      in: firstWithNames([linked.details.authors, authors, relAuthors]))
    details.published =
      linked.details.published ?? date(of: Self.publishedNames)
      ?? times.first { $0.isPublished }?.date ?? times.first?.date
    details.modified = linked.details.modified ?? date(of: Self.modifiedNames) ?? modified
    details.section =
      first(of: ["article:section", "og:article:section", "section", "parsely-section", "cg"])
      ?? linked.details.section
    details.publication =
      first(of: ["og:site_name", "application-name", "twitter:site_name"])
      ?? linked.details.publication
    details.language =
      nonEmpty(language) ?? first(of: ["content-language", "language", "dc.language"])
      ?? linked.details.language ?? first(of: ["og:locale"]).map { $0.replacing("_", with: "-") }
    details.address = address
    return details
  }

  var description: String? { first(of: ["og:description", "description", "twitter:description"]) }

  private static let publishedNames = [
    "article:published_time", "og:article:published_time", "datepublished", "article:published",
    "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued", "dcterms.created",
    "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "citation_date",
    "citation_publication_date", "article.published", "published_time", "displaydate",
    "date.release",
    "og:pubdate", "og:published_time", "rnews:datepublished", "originalpublicationdate", "created",
    "article_date_original", "article.created", "timestamp",
  ]
  private static let modifiedNames = [
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified",
    "lastmod", "last-modified", "dcterms.modified", "dc.date.modified", "article.updated",
    "updated_time", "article:updated_time",
  ]

  private func date(of names: [String]) -> CalendarDate? {
    names.lazy.compactMap { meta[$0] }.compactMap(DocumentDate.date).first
  }

  private func first(of names: [String]) -> String? {
    names.lazy.compactMap { meta[$0] }.map(PlainWords.text).first { !$0.isEmpty }
  }

  private func nonEmpty(_ text: String?) -> String? {
    text.map { $0.trimmingSpaces() }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private func firstWithNames(_ lists: [[String]]) -> [String] {
    lists.first { !PersonNames.names(in: $0).isEmpty } ?? []
  }

  /// The heading of the article: the longest that the page's title begins or ends with, else the first of the highest.
  var heading: Int? {
    let told = [first(of: ["og:title"]), linked.details.title, pageTitle].compactMap {
      $0?.collapsingSpaces()
    }
    let texts = headings.prefix(60).map { PlainWords.text(of: tree.text(of: $0)) }
    for title in told {
      var longest: Int?
      // What is much shorter may be the site's name.
      for (place, text) in texts.enumerated() where text.utf8.count * 5 >= title.utf8.count * 2 {
        guard title.hasPrefix(text) || title.hasSuffix(text) else { continue }
        if longest.map({ texts[$0].utf8.count < text.utf8.count }) ?? true { longest = place }
      }
      if let longest { return headings[longest] }
    }
    return headings.prefix(60).indices.first {
      tree.tag(headings[$0]) == .h1 && texts[$0].utf8.count >= 8 && !isLinked(headings[$0])
    }.map { headings[$0] }
  }

  /// Whether a heading leads elsewhere, as the name of a site leads home.
  private func isLinked(_ heading: Int) -> Bool {
    (heading..<tree.end(heading)).contains { tree.tag($0) == .a }
  }

  private var title: String? {
    let heading = heading.map { PlainWords.text(of: tree.text(of: $0)) }
    let told =
      first(of: ["og:title", "twitter:title", "dc.title", "title", "headline"])
      ?? linked.details.title
    let site = first(of: ["og:site_name"]) ?? linked.details.publication
    let candidates = [heading, linked.details.title].compactMap { $0 }
    let plain = nonEmpty(pageTitle.map(PlainWords.text))
    if told == nil, let heading, let plain, !plain.contains(heading) { return heading }
    let whole = nonEmpty(told) ?? plain
    return whole.map { PageTitle.withoutSite($0, site: site, headings: candidates) }
      ?? nonEmpty(heading)
  }

  /// The address that the page gives as its own: one with a path, for a home page is not where a text stands.
  private var address: String? {
    [canonical, meta["og:url"], linked.details.address].compactMap { $0?.trimmingSpaces() }
      .first(where: Self.leadsToAPage)
  }

  private static func leadsToAPage(_ address: String) -> Bool {
    let lower = address.lowercased()
    guard lower.hasPrefix("http://") || lower.hasPrefix("https://"),
      !address.contains(where: \.isWhitespace), let slashes = address.firstRange(of: "//")
    else { return false }
    let rest = address[slashes.upperBound...]
    guard let slash = rest.firstIndex(of: "/") else { return false }
    let path = rest[slash...].prefix { $0 != "#" }
    let home: Set<Substring> = [
      "/", "/index.html", "/index.htm", "/index.php", "/home", "/default.aspx", "/index.asp",
    ]
    return !home.contains(path)
  }

  // MARK: Reading

  private mutating func readMeta(_ node: Int) {
    guard let content = tree.value(.content, of: node), !content.isEmpty else { return }
    for attribute in [PageTree.AttributeName.property, .name, .itemprop, .httpEquiv] {
      guard let names = tree.value(attribute, of: node)?.lowercased() else { continue }
      for name in names.split(separator: " ").map(String.init) {
        if Self.authorNames.contains(name), authors.count < Self.mostAuthors {
          authors.append(content)
        }
        if meta[name] == nil { meta[name] = content }
      }
    }
  }

  private mutating func readLink(_ node: Int) {
    guard canonical == nil, tree.value(.rel, of: node)?.lowercased() == "canonical" else { return }
    canonical = tree.value(.href, of: node)
  }

  private mutating func readTime(_ node: Int) {
    guard let moment = tree.value(.datetime, of: node), let date = DocumentDate.date(in: moment)
    else { return }
    let names = [
      tree.value(.itemprop, of: node), tree.value(.className, of: node),
    ].compactMap { $0?.lowercased() }.joined(separator: " ")
    if names.contains("modified") || names.contains("updated") {
      modified = modified ?? date
    } else {
      let isPublished =
        names.contains("publish") || names.contains("entry-date") || names.contains("created")
      times.append((node, date, isPublished))
    }
  }

  private mutating func readMicrodata(_ node: Int) {
    // A name or a date is no large part of the page.
    guard tree.end(node) - node < 40, relAuthors.count < Self.mostAuthors else { return }
    if tree.value(.rel, of: node)?.lowercased() == "author" {
      relAuthors.append(tree.text(of: node))
    }
    guard let name = tree.value(.itemprop, of: node)?.lowercased(),
      ["author", "datepublished", "datemodified"].contains(name)
    else { return }
    let text = tree.value(.content, of: node) ?? tree.text(of: node)
    guard text.utf8.count < 200 else { return }
    if name == "author" {
      relAuthors.append(text)
    } else if meta[name] == nil {
      meta[name] = text
    }
  }
}
