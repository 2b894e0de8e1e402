import Graph

/// A small graph of one document, made without the language model: three sentences with a fact each, and a long chain of
/// facts that no text says.
public enum FjordGraph {
  /// Writes it into a new file.
  ///
  /// - Parameter label: the name of one of the persons
  public static func write(to path: String, label: String = "Signe Dahl") throws {
    let graph = try KnowledgeGraph(path: path, access: .readWrite)
    var document = DocumentRecord(
      source: "fjord.txt", title: "A ferry for the fjord",
      date: CalendarDate(year: 2025, month: 3, day: 4),
      contentHash: String(repeating: "7c", count: 32))
    let sentences = [
      "Signe Dahl 🚢 met Ivo Brenn in Molde.", "Dahl founded Fjord Lines.",
      "Brenn leads Fjord Lines.",
    ]
    var place = 0
    for text in sentences {
      let end = place + text.unicodeScalars.count
      document.sentences.append(
        SentenceRecord(start: place, end: end, text: text, role: .body))
      place = end + 1
    }
    document.entities = [
      EntityRecord(label: label, types: ["person"], aliases: [label: 1, "Dahl": 1]),
      EntityRecord(label: "Ivo Brenn", types: ["person"], aliases: ["Ivo Brenn": 1, "Brenn": 1]),
      EntityRecord(
        label: "Fjord Lines", types: ["organization"], aliases: ["Fjord Lines": 2]),
      EntityRecord(label: "Molde", types: ["place"], aliases: ["Molde": 1]),
    ]
    let starts = document.sentences.map(\.start)
    for (entity, sentence, from, length) in [
      (0, 0, 0, 10), (1, 0, 17, 9), (3, 0, 30, 5), (0, 1, 0, 4), (2, 1, 13, 11), (1, 2, 0, 5),
      (2, 2, 12, 11),
    ] {
      let scalars = Array(sentences[sentence].unicodeScalars)[from..<(from + length)]
      var surface = ""
      surface.unicodeScalars.append(contentsOf: scalars)
      document.mentions.append(
        MentionRecord(
          entity: entity, sentence: sentence, start: starts[sentence] + from,
          end: starts[sentence] + from + length, surface: surface))
    }
    for (sentence, subject, predicate, form, object) in [
      (0, 0, "meet", "met", 1), (1, 0, "found", "founded", 2), (2, 1, "lead", "leads", 2),
    ] {
      document.statements.append(
        StatementRecord(
          subject: .entity(subject), predicate: predicate, surface: form, object: .entity(object),
          sentence: sentence, start: starts[sentence],
          end: starts[sentence] + sentences[sentence].unicodeScalars.count, confidence: 0.9,
          extractor: "sample"))
    }
    try graph.add(document)
    // A long chain, whose closure takes long.
    try graph.insert(
      (0..<400).map {
        (.string("n\($0)"), "next", .string("n\(($0 * 7 + 1) % 400)"))
      })
  }
}
