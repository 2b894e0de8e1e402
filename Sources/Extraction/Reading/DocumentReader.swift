import Graph

/// Reads files of text into documents.
public struct DocumentReader: Sendable {
  public init() {}

  /// The documents of a file; a file of JSON lines may hold many. `-` is standard input.
  public func read(_ path: String) throws(ReadingError) -> [SourceDocument] {
    let bytes: [UInt8]
    do {
      bytes = path == "-" ? try FileBytes.readStandardInput() : try FileBytes.read(path)
    } catch {
      throw .file(error)
    }
    return try documents(of: bytes, source: path)
  }

  /// The documents of content that came from `source`, whose ending tells the format.
  public func documents(of bytes: [UInt8], source: String) throws(ReadingError) -> [SourceDocument]
  {
    let text = try TextDecoder.decode(bytes)
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw .empty
    }
    return [plain(text, source: source, hash: ContentHash.of(bytes))]
  }

  /// A document of plain text: each line stands for itself.
  private func plain(_ text: String, source: String, hash: String) -> SourceDocument {
    var lines: [SourceDocument.Line] = []
    var offset = 0
    var start = 0
    var line = String.UnicodeScalarView()
    func close(into lines: inout [SourceDocument.Line]) {
      let leading = line.prefix { $0.properties.isWhitespace }.count
      let trimmed = String(line).trimmingSpaces()
      if !trimmed.isEmpty {
        lines.append(.init(start: start + leading, text: trimmed, role: .body))
      }
      line = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      offset += 1
      if scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}" {
        close(into: &lines)
        start = offset
      } else {
        line.append(scalar)
      }
    }
    close(into: &lines)
    let roles = LineClassifier(lines.map(\.text)).roles()
    for index in lines.indices { lines[index].role = roles[index] }
    return SourceDocument(
      source: source, title: lines.first { $0.role == .title }?.text,
      date: date(of: lines), contentHash: hash, lines: lines)
  }

  /// The date of publication: a line of its own, a label, or a dateline.
  private func date(of lines: [SourceDocument.Line]) -> CalendarDate? {
    for line in lines {
      if let date = DocumentDate.only(in: line.text) ?? DocumentDate.labelled(in: line.text) {
        return date
      }
    }
    return nil
  }
}
