import Base

extension DocumentFormat {
  /// Entries of RSS and Atom.
  static let feed = DocumentFormat(
    kind: .feed, endings: ["rss", "atom"], hasSignature: FeedSignature.opens,
    reading: .many { bytes, source, _ throws(ReadingError) in
      try FeedReader.drafts(of: bytes, source: source)
    })
}

/// Entries of a feed, each a document: RSS 0.9x, 1.0 and 2.0, and Atom (RFC 4287).
struct FeedReader {
  private let tree: XMLTree
  private let feed: Int
  private let publication: String?
  private let language: String?

  static func drafts(
    of bytes: [UInt8], source: String
  ) throws(ReadingError) -> [Result<DocumentDraft, ReadingError>] {
    let tree = XMLTree(bytes)
    guard !tree.nodes.isEmpty else {
      throw tree.problem ?? .markup(line: 1, problem: "there is no element")
    }
    let items = FeedReader(tree).items()
    var drafts: [Result<DocumentDraft, ReadingError>] = []
    for (index, item) in items.enumerated() {
      drafts.append(
        .success(
          item.draft(
            source: items.count == 1 ? source : "\(source)#\(index + 1)", kind: .feed,
            end: bytes.count * (index + 1) / items.count)))
    }
    if let problem = tree.problem { drafts.append(.failure(problem)) }
    if drafts.isEmpty { throw .noText("the feed has no entries") }
    return drafts
  }

  private init(_ tree: XMLTree) {
    self.tree = tree
    feed = tree.child("channel", of: 0) ?? 0
    publication = tree.child("title", of: feed).map { PlainWords.text(of: tree.text(of: $0)) }
    language =
      tree.child("language", of: feed).map { tree.text(of: $0).trimmingSpaces() }
      ?? tree.nodes[0].attribute("lang")
  }

  /// Entries stand in the channel, beside it (RSS 1.0), or in the root (Atom).
  private func items() -> [ItemDocument] {
    let places = feed == 0 ? [0] : [feed, 0]
    return places.flatMap { tree.children(of: $0) }
      .filter { ["item", "entry"].contains(tree.nodes[$0].name) }.compactMap(item)
  }

  private func item(_ node: Int) -> ItemDocument? {
    var item = ItemDocument(text: "")
    var content: ItemDocument?
    var names: [String] = []
    for child in tree.children(of: node) {
      let element = tree.nodes[child]
      // Pictures and films have titles and descriptions of their own.
      if element.namespace.contains("search.yahoo.com/mrss") { continue }
      let text = tree.text(of: child).trimmingSpaces()
      switch element.name {
      case "title": item.details.title = item.details.title ?? shown(text)
      case "link": item.details.address = link(element, text) ?? item.details.address
      case "guid" where item.details.address == nil:
        if element.attribute("isPermaLink") != "false" { item.details.address = address(text) }
      case "pubDate", "published", "issued", "date":
        item.details.published = item.details.published ?? DocumentDate.date(in: text)
      case "updated", "modified":
        item.details.modified = item.details.modified ?? DocumentDate.date(in: text)
      case "author", "creator":
        names.append(
          tree.child("name", of: child).map { tree.text(of: $0) } ?? Self.name(inAddress: text))
      case "encoded", "content": content = body(child)
      case "description", "summary":
        if !text.isEmpty { item = body(child, details: item.details) }
      default: break
      }
    }
    if let content, !content.text.trimmingSpaces().isEmpty {
      (item.text, item.markup) = (content.text, content.markup)
    }
    item.details.published = item.details.published ?? item.details.modified
    if names.isEmpty, let author = tree.child("author", of: feed),
      let name = tree.child("name", of: author)
    {
      names = [tree.text(of: name)]
    }
    item.details.authors = PersonNames.names(in: names)
    item.details.publication = publication
    item.details.language = language
    return item.text.isEmpty && item.details.title == nil ? nil : item
  }

  private func body(_ node: Int, details: DocumentDetails = .init()) -> ItemDocument {
    let type = tree.nodes[node].attribute("type") ?? "html"
    if type == "xhtml" || tree.children(of: node).count > 0 {
      return ItemDocument(text: tree.markup(in: node), markup: .html, details: details)
    }
    let isPlain = type == "text" || type == "text/plain"
    return ItemDocument(
      text: tree.text(of: node), markup: isPlain ? .plain : .html, details: details)
  }

  private func shown(_ text: String) -> String? {
    let title = PlainWords.text(of: text)
    return title.isEmpty ? nil : title
  }

  private func link(_ element: XMLTree.Node, _ text: String) -> String? {
    guard let target = element.attribute("href") else { return address(text) }
    return ["alternate", nil].contains(element.attribute("rel")) ? address(target) : nil
  }

  private func address(_ text: String) -> String? { text.contains("://") ? text : nil }

  /// The name in `jane@paper.example (Jane Roe)`.
  private static func name(inAddress text: String) -> String {
    guard text.contains("@"), let open = text.firstIndex(of: "("), text.last == ")" else {
      return text
    }
    return String(text[text.index(after: open)...].dropLast())
  }
}
