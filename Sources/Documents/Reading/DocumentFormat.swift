/// How one kind of file is told from others, and what reads it: a row of the table ``all``.
///
/// To add a reader: give ``DocumentKind`` a case; write one file that makes a ``RawDocument`` of bytes (or, where
/// a file holds many documents, drafts of them), in the folder of its subject; and declare the format there as
/// a constant, with the endings of its names and the bytes that it opens with. Then name the constant in
/// ``all``. Everything else (folders, standard input, roles of lines without one, hashes, failures by name)
/// follows from the table.
struct DocumentFormat: Sendable {
  /// What makes documents of a file.
  enum Reading: Sendable {
    /// A file is one document.
    case whole(@Sendable ([UInt8], ReadingContext) throws(ReadingError) -> RawDocument)
    /// A file may hold many; the source names the file.
    case many(
      @Sendable ([UInt8], _ source: String, ReadingContext) throws(ReadingError)
        -> [Result<DocumentDraft, ReadingError>])
    /// Each line of a file is an object of JSON; only the line at hand is in memory.
    case jsonLines
    /// Each row of a file is a document; only the one at hand is in memory.
    case table
    /// Messages below one another; only the one at hand is in memory.
    case mailbox
  }

  let kind: DocumentKind
  /// Endings of names, in lower case and without the dot.
  let endings: [String]
  /// Whether bytes open as only files of this kind do, whatever their name.
  var hasSignature: @Sendable (ArraySlice<UInt8>) -> Bool = { _ in false }
  /// Whether bytes without a name seem to be of this kind.
  var seemsLikely: @Sendable (ArraySlice<UInt8>) -> Bool = { _ in false }
  let reading: Reading

  /// Every format, those with a signature before those without.
  static let all: [DocumentFormat] = [
    .archive, .pdf, .html, .feed, .graphData, .mailbox, .mail, .markdown, .structuredText, .wiki,
    .json,
    .jsonLines, .table,
    .plainText,
  ]

  /// The format of a file: that of its signature, else of its name, else what it seems to be; plain text where
  /// nothing tells. `-` is no name.
  static func format(of bytes: ArraySlice<UInt8>, named name: String) -> DocumentFormat {
    let opening = bytes.prefix(signatureReach)
    if let signed = all.first(where: { $0.hasSignature(opening) }) { return signed }
    if let named = format(ofName: name) { return named }
    guard name == "-" else { return .plainText }
    return all.first { $0.seemsLikely(opening) } ?? .plainText
  }

  /// The format that the ending of a path or address tells.
  static func format(ofName name: String) -> DocumentFormat? {
    guard let dot = name.lastIndex(of: "."), !name[dot...].contains("/") else { return nil }
    let ending = name[name.index(after: dot)...].lowercased()
    return all.first { $0.endings.contains(ending) }
  }

  /// Bytes in which a signature must stand.
  private static let signatureReach = 1 << 12
}
