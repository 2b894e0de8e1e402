import Base

extension DocumentFormat {
  /// Text that is nothing but text.
  static let plainText = DocumentFormat(
    kind: .plainText, endings: ["txt", "text"],
    reading: .whole(PlainTextReader.read))
}

/// Plain text to lines: each line of the file stands for itself, at its place in the file.
enum PlainTextReader {
  static func read(_ bytes: [UInt8]) throws(ReadingError) -> RawDocument {
    let text = try TextDecoder.decode(bytes)
    var document = RawDocument()
    var offset = 0
    var start = 0
    var line = String.UnicodeScalarView()
    func close() {
      let leading = line.prefix { $0.isWhiteSpace }.count
      let trimmed = String(line).trimmingSpaces()
      if !trimmed.isEmpty {
        document.lines.append(.init(text: trimmed, role: nil, start: start + leading))
      }
      line = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      offset += 1
      if scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}" {
        close()
        start = offset
      } else {
        line.append(scalar)
      }
    }
    close()
    return document
  }
}
