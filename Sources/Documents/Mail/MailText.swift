import Base

/// The text of a message with what it quotes and its signature told apart.
enum MailText {
  static func lines(of text: String) -> [RawDocument.Line] {
    var result: [RawDocument.Line] = []
    var block: [Substring] = []
    var role: TextRole?
    func flush() {
      let lines = PlainTextReader.document(of: block.joined(separator: "\n")).lines
      for var line in lines {
        // The decoded text is no stretch of the file's.
        line.start = nil
        if let role { line.role = role }
        result.append(line)
      }
      block = []
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var rest: TextRole?
    for (index, line) in lines.enumerated() {
      let isQuoted = line.first == ">"
      if rest == nil {
        if line == "-- " || line == "--" {
          rest = .signature
        } else if isOriginal(index, lines) {
          rest = .quoted
        }
      }
      var next = rest ?? (isQuoted || isAttribution(index, lines) ? .quoted : nil)
      if next == nil, role == .quoted, line.allSatisfy(\.isWhitespace) { next = .quoted }
      if next != role { flush() }
      role = next
      block.append(next == .quoted ? line.drop { $0 == ">" || $0 == " " } : line)
    }
    flush()
    return result
  }

  /// Lines of HTML: what follows an attribution is what it quotes.
  static func told(in lines: [RawDocument.Line]) -> [RawDocument.Line] {
    let texts = lines.map { $0.text[...] }
    guard
      let start = texts.indices.first(where: {
        isAttributionLine(texts[$0]) || isOriginal($0, texts)
      })
    else { return lines }
    return lines.enumerated().map { index, line in
      var line = line
      if index >= start { line.role = .quoted }
      return line
    }
  }

  /// Whether a line, or it and the next, says who wrote what is quoted below.
  private static func isAttribution(_ index: Int, _ lines: [Substring]) -> Bool {
    for reach in 0...1 {
      // The second of two lines, too.
      let first = index - reach
      guard first >= 0 else { continue }
      for count in (1 + reach)...2 where first + count <= lines.count {
        let words = lines[first..<(first + count)].joined(separator: " ")
        guard isAttributionLine(words[...]) else { continue }
        let below = lines[(first + count)...].prefix(3).first { !$0.allSatisfy(\.isWhitespace) }
        if below?.first == ">" { return true }
      }
    }
    return false
  }

  private static func isAttributionLine(_ line: Substring) -> Bool {
    let words = line.trimmingSpaces()
    guard words.utf8.count < 300, words.hasSuffix(":") else { return false }
    return words.hasSuffix("wrote:") || words.hasSuffix("writes:")
      || words.hasSuffix("said:") && words.contains("@")
  }

  /// Whether the message that is answered begins here, as Outlook has it: all below is quoted.
  private static func isOriginal(_ index: Int, _ lines: [Substring]) -> Bool {
    let line = lines[index].trimmingSpaces()
    if line.hasPrefix("-----"), line.contains("Original Message") { return true }
    guard line.hasPrefix("From:") else { return false }
    let names = lines[(index + 1)...].prefix(4).map { $0.trimmingSpaces().prefix { $0 != ":" } }
    return names.contains("To") && names.contains("Subject")
      && (names.contains("Sent") || names.contains("Date"))
      // The headers of what is forwarded stand below a line that says so.
      && !lines[max(0, index - 2)..<index].contains {
        $0.contains("Forwarded") || $0.contains("forwarded")
      }
  }
}
