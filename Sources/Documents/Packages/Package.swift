import Base

/// A document that is an archive of parts.
struct Package: Sendable {
  let bytes: [UInt8]
  let source: String
  private let parts: [String: [UInt8]]

  init(bytes: [UInt8], source: String, members: [Archive.Member]) {
    self.bytes = bytes
    self.source = source
    parts = Dictionary(members.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
  }

  /// The part of a path.
  func part(_ name: String) -> [UInt8]? { parts[name] }

  func xml(_ name: String) -> XMLTree? {
    guard let tree = part(name).map(XMLTree.init), !tree.nodes.isEmpty else { return nil }
    return tree
  }

  func draft(
    _ kind: DocumentKind, _ read: @escaping @Sendable (Package) throws(ReadingError) -> RawDocument
  ) -> DocumentDraft {
    DocumentDraft(
      source: source, contentHash: ContentHash.of(bytes), kind: kind, size: bytes.count,
      end: bytes.count
    ) { () throws(ReadingError) in
      let raw = try read(self)
      if raw.lines.isEmpty {
        throw .noText("the document has no text; perhaps it is made of pictures")
      }
      return raw
    }
  }

  /// Title, authors, dates and language, as Dublin Core names them.
  static func details(_ tree: XMLTree?) -> DocumentDetails {
    var details = DocumentDetails()
    guard let tree else { return details }
    for place in tree.nodes.indices where !tree.nodes[place].name.isEmpty {
      let text = { tree.text(of: place).trimmingSpaces() }
      switch tree.nodes[place].name {
      case "title" where details.title == nil: details.title = text().isEmpty ? nil : text()
      case "creator", "initial-creator":
        if !text().isEmpty, !details.authors.contains(text()) { details.authors.append(text()) }
      case "created", "creation-date":
        details.published = details.published ?? DocumentDate.date(in: text())
      case "date" where details.published == nil: details.published = DocumentDate.date(in: text())
      case "modified": details.modified = DocumentDate.date(in: text())
      case "language" where !text().isEmpty: details.language = text()
      default: break
      }
    }
    return details
  }
}
