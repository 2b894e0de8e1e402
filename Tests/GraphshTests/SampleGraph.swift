import Graph
import TestSupport

/// A small graph of one made-up story, written without the language model.
enum SampleGraph {
  /// Entities: label, type, further names.
  private static let entities: [(String, String, [String])] = [
    ("Mara Holm", "person", ["Holm", "the mayor"]), ("Teo Brandt", "person", ["Brandt"]),
    ("Lindau", "place", []), ("North Ferry", "organization", ["the ferry company"]),
    ("Harbour Week", "event", []), ("harbour dues", "concept", []),
    ("Mara Jensen", "person", []),
  ]

  /// Sentences with the claims that they make: subject, predicate, form, object, whether denied, speaker.
  private static let sentences: [(String, [(Int, String, String, Int, Bool, Int?)])] = [
    (
      "Mara Holm met Teo Brandt in Lindau on Monday.",
      [(0, "meet", "met", 1, false, nil), (1, "meet", "met", 0, false, nil)]
    ),
    (
      "Brandt runs North Ferry and visited Harbour Week.",
      [(1, "run", "runs", 3, false, nil), (1, "visit", "visited", 4, false, nil)]
    ),
    ("Holm did not raise harbour dues.", [(0, "raise", "raise", 5, true, nil)]),
    (
      "Mara Jensen said North Ferry would leave Lindau; she has criticized \"the mayor\".",
      [(3, "leave", "leave", 2, false, 6), (6, "criticize", "criticized", 0, false, nil)]
    ),
    (
      "Harbour Week takes place in Lindau.", [(4, "take_place_in", "takes place in", 2, false, nil)]
    ),
  ]

  /// Writes the graph to a new file.
  static func write(to path: String) throws {
    let graph = try KnowledgeGraph(path: path, access: .readWrite)
    var document = DocumentRecord(
      source: "ferry.txt", title: "Mayor meets ferry owner",
      date: CalendarDate(year: 2024, month: 5, day: 6),
      contentHash: String(repeating: "5a", count: 32))
    document.entities = entities.map { label, type, names in
      var aliases = [label: 2]
      for name in names { aliases[name] = 1 }
      return EntityRecord(label: label, types: [type], aliases: aliases)
    }
    var place = 0
    for (number, (text, claims)) in sentences.enumerated() {
      let end = place + text.unicodeScalars.count
      document.sentences.append(
        SentenceRecord(start: place, end: end, text: text, role: .body))
      for (subject, predicate, form, object, isNegated, speaker) in claims {
        var statement = StatementRecord(
          subject: .entity(subject), predicate: predicate, surface: form, object: .entity(object),
          sentence: number, start: place, end: end, confidence: 0.9, extractor: "sample")
        statement.isNegated = isNegated
        statement.attributedTo = speaker.map { .entity($0) }
        document.statements.append(statement)
        for entity in [subject, object] {
          document.mentions.append(
            MentionRecord(
              entity: entity, sentence: number, start: place, end: end,
              surface: entities[entity].0))
        }
      }
      place = end + 1
    }
    try graph.add(document)
  }
}
