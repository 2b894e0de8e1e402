import Base

/// The chapters of a book (EPUB 2 and 3) in the order of reading, each a document.
struct Book {
  private let package: Package
  private let contents: XMLTree
  /// The folder of the book's table of parts, with its slash.
  private let folder: String

  init(_ package: Package) throws(ReadingError) {
    self.package = package
    guard let container = package.xml("META-INF/container.xml"),
      let file = container.nodes.first(where: { $0.name == "rootfile" }),
      let path = file.attribute("full-path"), let contents = package.xml(path)
    else { throw .archive("it is a book without a table of its parts") }
    self.contents = contents
    folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  func drafts() throws(ReadingError) -> [Result<DocumentDraft, ReadingError>] {
    if let encryption = package.part("META-INF/encryption.xml"),
      String(decoding: encryption, as: UTF8.self).contains(".xhtml")
    {
      throw .archive("the book is encrypted")
    }
    let metadata = contents.child("metadata", of: 0)
    var book = DocumentDetails()
    if let metadata {
      var details = Package.details(contents)
      details.title = contents.child("title", of: metadata)
        .map { contents.text(of: $0).trimmingSpaces() }
      book = details
    }
    let paths = chapters()
    var drafts: [Result<DocumentDraft, ReadingError>] = []
    for (index, path) in paths.enumerated() {
      guard let bytes = package.part(path) else {
        drafts.append(.failure(.part(path, .archive("the chapter is not in the book"))))
        continue
      }
      do throws(ReadingError) {
        var raw = HTMLReader.readFragment(
          String(decoding: try PageEncoding.utf8(bytes), as: UTF8.self))
        // Covers and title pages have no text of their own.
        guard raw.lines.contains(where: { $0.role == nil || $0.role == .body }) else { continue }
        raw.details = book
        raw.details.publication = book.title
        raw.details.title = raw.lines.first { $0.role == .title }?.text ?? book.title
        let chapter = raw
        drafts.append(
          .success(
            DocumentDraft(
              source: "\(package.source)#\(index + 1)", contentHash: ContentHash.of(bytes),
              kind: .book, size: bytes.count,
              end: package.bytes.count * (index + 1) / paths.count
            ) { chapter }))
      } catch {
        drafts.append(.failure(.part(path, error)))
      }
    }
    if drafts.isEmpty { throw .noText("no chapter of the book has text") }
    return drafts
  }

  /// The paths of the chapters in the archive.
  private func chapters() -> [String] {
    var files: [String: String] = [:]
    for node in contents.nodes where node.name == "item" {
      guard let id = node.attribute("id"), let path = node.attribute("href") else { continue }
      if node.attribute("properties")?.contains("nav") ?? false { continue }
      files[id] = folder + Self.decoded(path)
    }
    return contents.nodes.filter { $0.name == "itemref" }
      .compactMap { $0.attribute("idref").flatMap { files[$0] } }
  }

  /// A path without its percent signs.
  private static func decoded(_ path: String) -> String {
    guard path.contains("%") else { return path }
    let bytes = Array(path.utf8)
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
        let byte = UInt8(
          String(decoding: bytes[(place + 1)...(place + 2)], as: UTF8.self), radix: 16)
      {
        result.append(byte)
        place += 3
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
