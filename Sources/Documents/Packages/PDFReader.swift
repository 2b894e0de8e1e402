import Base

extension DocumentFormat {
  /// Pages as they are printed.
  static let pdf = DocumentFormat(
    kind: .pdf, endings: ["pdf"], hasSignature: { $0.starts(with: "%PDF-".utf8) },
    reading: .whole { bytes, context throws(ReadingError) in
      try PDFReader.read(bytes, isStopped: context.isStopped)
    })
}

/// The text of a PDF by `pdftotext`, its pages parted by form feeds, and by them into paragraphs.
enum PDFReader {
  static func read(
    _ bytes: [UInt8], isStopped: () -> Bool
  ) throws(ReadingError) -> RawDocument {
    let result = try ChildProcess.run(
      "pdftotext", ["-enc", "UTF-8", "-", "-"], input: bytes, package: "poppler-utils",
      isStopped: isStopped)
    let text = String(decoding: result.output, as: UTF8.self)
    guard result.status == 0 else {
      let said = result.errors.lowercased()
      if said.contains("password") { throw .program("is encrypted with a password") }
      let problem = result.errors.split(whereSeparator: \.isNewline).first.map { ": " + $0 } ?? ""
      throw .program("is a PDF that pdftotext cannot read\(problem)")
    }
    guard text.contains(where: { $0.isLetter }) else {
      throw .noText(
        "the PDF has no text layer; it must go through text recognition (OCR) first")
    }
    var raw = PlainTextReader.document(of: text)
    var page = 0
    let breaks = text.unicodeScalars.enumerated().filter { $0.element == "\u{0C}" }.map(\.offset)
    for index in raw.lines.indices {
      // Both ascend.
      while page < breaks.count, breaks[page] < raw.lines[index].start ?? 0 { page += 1 }
      raw.lines[index].page = page + 1
      raw.lines[index].start = nil
    }
    return raw
  }
}
