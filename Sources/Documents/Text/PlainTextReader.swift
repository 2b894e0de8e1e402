import Base

extension DocumentFormat {
  /// Text that is nothing but text.
  static let plainText = DocumentFormat(
    kind: .plainText, endings: ["txt", "text"],
    reading: .whole(PlainTextReader.read))
}

/// Plain text to paragraphs, each at its place in the file.
enum PlainTextReader {
  static func read(_ bytes: [UInt8], _ context: ReadingContext) throws(ReadingError) -> RawDocument
  {
    document(of: try TextDecoder.decode(bytes))
  }

  /// The paragraphs of a text with their speakers; also for texts that other formats hold.
  static func document(of text: String) -> RawDocument {
    var document = RawDocument()
    document.lines = Speakers.told(in: EBookNotices.marked(in: Paragraphs.read(text)))
    return document
  }
}
