import Base

extension DocumentFormat {
  /// Archives of documents, and documents that are archives of their parts.
  static let archive = DocumentFormat(
    kind: .archive, endings: ["zip", "tar", "tgz", "gz", "docx", "odt", "epub"],
    hasSignature: Archive.opens, reading: .many(ArchiveReader.drafts))
}

/// The documents in an archive, as those of a folder; or the one that it is.
enum ArchiveReader {
  static func drafts(
    of bytes: [UInt8], source: String, context: ReadingContext
  ) throws(ReadingError) -> [Result<DocumentDraft, ReadingError>] {
    guard Archive.opens(bytes.prefix(512)) else {
      // Word encrypts into a container of its old format, which begins so.
      if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
        throw .archive(
          "it is encrypted, or of a format of Word before 2007; save it without a password as .docx"
        )
      }
      throw .archive("it does not begin as an archive does")
    }
    let archive = try Archive(bytes) { name in
      isPart(name) || isDocument(name) || isRaw(bytes, name)
    }
    let members = archive.members
    let package = Package(bytes: bytes, source: source, members: members)
    if package.part("word/document.xml") != nil {
      return [.success(package.draft(.word, WordDocument.read))]
    }
    if package.part("content.xml") != nil, package.part("mimetype") != nil {
      return [.success(package.draft(.openDocument, OpenDocument.read))]
    }
    if package.part("META-INF/container.xml") != nil { return try Book(package).drafts() }
    // An archive can hold itself.
    guard !context.isInside else { throw .archive("it is an archive within an archive") }
    var drafts: [Result<DocumentDraft, ReadingError>] = archive.failures.map { .failure($0) }
    for member in members where isDocument(member.name) || isRaw(bytes, member.name) {
      let name = isRaw(bytes, member.name) ? withoutEnding(source) : member.name
      if Archive.opens(member.bytes.prefix(512)), !isPackage(name) {
        drafts.append(.failure(.part(name, .archive("it is an archive within an archive"))))
        continue
      }
      let inner = DocumentDrafts(
        bytes: member.bytes, source: "\(source)#\(name)", context: context.inside)
      drafts += inner.parts(named: name, end: bytes.count)
    }
    if drafts.isEmpty { throw .noText("there is no document among the files of the archive") }
    return drafts
  }

  /// Whether a file is a part of a document that is an archive.
  private static func isPart(_ name: String) -> Bool {
    name == "mimetype" || name.hasSuffix(".xml") || name.hasSuffix(".opf")
  }

  private static func isDocument(_ name: String) -> Bool {
    !name.split(separator: "/").contains {
      $0.hasPrefix(".") && $0 != "." && $0 != ".." || $0 == "__MACOSX"
    }
      && DocumentFormat.format(ofName: name) != nil
  }

  /// Whether a name is that of a document that is an archive of its parts.
  static func isPackage(_ name: String) -> Bool {
    [".docx", ".odt", ".epub"].contains { name.lowercased().hasSuffix($0) }
  }

  /// Whether a file has no name of its own, since gzip holds only it.
  private static func isRaw(_ bytes: [UInt8], _ name: String) -> Bool {
    bytes.starts(with: [0x1F, 0x8B]) && name == "data"
  }

  private static func withoutEnding(_ source: String) -> String {
    let name = String(source.split(separator: "/").last ?? "-")
    return name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name
  }
}
