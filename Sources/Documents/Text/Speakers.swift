import Base

/// Tells who speaks where a text is a conversation: transcripts, interviews and chats, whose paragraphs begin with
/// a name and a colon.
enum Speakers {
  /// The paragraphs with their speakers; a label becomes a paragraph of its own. Those of a text that is no
  /// conversation are given back as they are.
  static func told(in paragraphs: [RawDocument.Line]) -> [RawDocument.Line] {
    let labels = paragraphs.map { paragraph in
      paragraph.role == nil ? SpeakerLabel(paragraph.text) : nil
    }
    guard isConversation(paragraphs, labels) else { return paragraphs }
    let labelled = labels.count { $0 != nil }
    // Where nearly all is speech, a paragraph without a label goes on with the speaker before.
    let goesOn = labelled * 3 >= paragraphs.count { $0.role == nil }
    var told: [RawDocument.Line] = []
    var speaker: String?
    for (paragraph, label) in zip(paragraphs, labels) {
      var paragraph = paragraph
      if let label {
        speaker = label.name
        told.append(paragraph.removeFirst(label.length))
        if paragraph.text.isEmpty { continue }
        paragraph.speaker = label.name
        paragraph.role = .body
      } else if paragraph.role == nil, goesOn {
        paragraph.speaker = speaker
      }
      told.append(paragraph)
    }
    return told
  }

  /// Whether labels name speakers: two of them stand over sentences, and one comes again or they are half of the text.
  private static func isConversation(
    _ paragraphs: [RawDocument.Line], _ labels: [SpeakerLabel?]
  ) -> Bool {
    var times: [String: Int] = [:]
    var sentences = 0
    var logged = 0
    var count = 0
    for (paragraph, label) in zip(paragraphs, labels) {
      guard let label else { continue }
      count += 1
      times[label.name, default: 0] += 1
      if label.isLogged { logged += 1 }
      let said = paragraph.text.unicodeScalars.dropFirst(label.length)
      if let last = said.last(where: { !"\"”)]’'".unicodeScalars.contains($0) }) {
        if ".!?…—-".unicodeScalars.contains(last) { sentences += 1 }
      }
    }
    // In a chat few end their sentences.
    guard count >= 2, sentences * 2 >= count || logged * 2 >= count else { return false }
    let body = paragraphs.count { $0.role == nil }
    let returns = times.values.contains { $0 >= 2 }
    return returns && (times.count >= 2 || count >= 3) || count * 2 >= body && times.count >= 2
  }
}

extension RawDocument.Line {
  /// Takes so many scalars off the front, and gives them as a line of their own.
  fileprivate mutating func removeFirst(_ length: Int) -> RawDocument.Line {
    let scalars = text.unicodeScalars
    let label = String(String.UnicodeScalarView(scalars.prefix(length))).trimmingSpaces()
    var rest = length
    for scalar in scalars.dropFirst(length) {
      guard scalar.isWhiteSpace else { break }
      rest += 1
    }
    let line = RawDocument.Line(text: label, role: .speaker, start: start)
    text = String(String.UnicodeScalarView(scalars.dropFirst(rest)))
    start = start.map { $0 + rest }
    skipped = skipped.compactMap { range in
      range.lowerBound >= rest ? range.lowerBound - rest..<range.upperBound - rest : nil
    }
    return line
  }
}
