import Documents

/// The ending of the files that the bytes are taken for.
#if FUZZ_HTML
  private let name = "a.html"
#elseif FUZZ_MARKDOWN
  private let name = "a.md"
#elseif FUZZ_FEED
  private let name = "a.rss"
#elseif FUZZ_MAIL
  private let name = "a.mbox"
#elseif FUZZ_TEXT
  private let name = "a.txt"
#elseif FUZZ_TABLE
  private let name = "a.csv"
#elseif FUZZ_WIKI
  private let name = "a.wiki"
#elseif FUZZ_RST
  private let name = "a.rst"
#elseif FUZZ_PACKAGE
  private let name = "a.zip"
#else
  private let name = "a.json"
#endif

/// The file that bytes are made into: for packages, an archive whose parts they are, by their first byte a document of
/// Word, of LibreOffice, or a book.
private func file(_ bytes: [UInt8]) -> [UInt8] {
  #if FUZZ_PACKAGE
    let content = Array(bytes.dropFirst())
    switch (bytes.first ?? 0) % 4 {
    case 0: return StoredZip.archive([("word/document.xml", content)])
    case 1:
      return StoredZip.archive([
        ("mimetype", Array("application/vnd.oasis.opendocument.text".utf8)),
        ("content.xml", content),
      ])
    case 2:
      let container = "<container><rootfile full-path=\"a.opf\"/></container>"
      let package = "<package><manifest><item id=\"a\" href=\"a.xml\"/></manifest>"
        + "<spine><itemref idref=\"a\"/></spine></package>"
      return StoredZip.archive([
        ("META-INF/container.xml", Array(container.utf8)), ("a.opf", Array(package.utf8)),
        ("a.xml", content),
      ])
    default: return content
    }
  #else
    return bytes
  #endif
}

/// Whether a stretch of the text stands in a line and is not read as a part of it, as a page's number in the middle of a
/// sentence is.
private func isPassedOver(_ stretch: Range<Int>, in line: SourceDocument.Line) -> Bool {
  line.skipped.contains {
    $0.lowerBound <= stretch.lowerBound - line.start && stretch.upperBound - line.start <= $0.upperBound
  }
}

/// Bytes become documents or are refused with a typed error; anything else is a finding. What a document says of
/// itself must hold: lines stand in order and have a text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDocument(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = file(Array(UnsafeBufferPointer(start: start, count: count)))
  do throws(ReadingError) {
    for document in try DocumentReader().documents(of: bytes, source: name) {
      // The line that reaches furthest, and where it ends.
      var furthest: SourceDocument.Line?
      var reach = 0
      for line in document.lines {
        let end = line.start + line.text.unicodeScalars.count
        precondition(!line.text.isEmpty)
        if let furthest, line.start < reach {
          precondition(isPassedOver(line.start..<end, in: furthest))
        } else {
          furthest = line
          reach = end
        }
        let normal = NormalizedText(line)
        precondition(normal.origin(of: normal.text.unicodeScalars.count) <= end - line.start)
        precondition(line.skipped.allSatisfy { $0.upperBound <= end - line.start })
      }
    }
  } catch {
    precondition(!error.description.isEmpty)
  }
  return 0
}
