import Documents

/// Documents as they were read, for people to look at.
enum ReadingText {
  /// What a document says of itself, how much of it was taken, and its lines, each after its role.
  static func write(_ document: SourceDocument, to stream: OutputStream) throws(OutputError) {
    let details = document.details
    let fields: [(String, String?)] = [
      ("source", document.source), ("kind", document.kind.rawValue), ("title", details.title),
      ("authors", details.authors.isEmpty ? nil : details.authors.joined(separator: ", ")),
      ("recipients", details.recipients.isEmpty ? nil : details.recipients.joined(separator: ", ")),
      ("published", details.published?.description), ("modified", details.modified?.description),
      ("section", details.section), ("publication", details.publication),
      ("language", document.report.language), ("taken", characters(document.report.taken)),
      ("left out", characters(document.leftOut)),
    ]
    for (name, value) in fields {
      if let value { try stream.writeLine(padded(name) + oneLine(value)) }
    }
    try stream.writeLine()
    for line in document.lines {
      try stream.writeLine(padded(line.role.rawValue) + oneLine(NormalizedText(line).text))
    }
  }

  /// `HTML, en, 3,412 characters of body and 45 of title; left out: 812 of furniture`.
  static func summary(of report: ReadingReport) -> String {
    var text = [report.kind.rawValue, report.language].compactMap { $0 }.joined(separator: ", ")
    if let taken = characters(report.taken) { text += "; taken: " + taken }
    if let leftOut = characters(report.leftOut) { text += "; left out: " + leftOut }
    return text
  }

  private static func characters(_ counts: [TextRole: Int]) -> String? {
    let parts = TextRole.allCases.compactMap { role -> String? in
      guard let count = counts[role], count > 0 else { return nil }
      return "\(role.rawValue) \(Words.grouped(count))"
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ") + " characters"
  }

  private static func padded(_ name: String) -> String {
    name + String(repeating: " ", count: max(1, 13 - name.count))
  }

  private static func oneLine(_ text: String) -> String { DisplayText.visible(text) }
}
