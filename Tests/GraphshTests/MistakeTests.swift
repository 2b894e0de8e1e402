import Foundation
import Graph
import TestSupport
import Testing

/// Every line of docs/mistakes.md, typed in the shell.
@Suite struct MistakeTests {
  private static let page = Repository.root.appending(path: "docs/mistakes.md")

  /// What is typed, and what the answer has in it, from the table of the page.
  private static func mistakes() throws -> [(typed: String, answer: String)] {
    try String(contentsOf: page, encoding: .utf8).split(separator: "\n").compactMap { line in
      guard line.hasPrefix("| `") else { return nil }
      let cells = line.replacing("\\|", with: "\u{1}").split(separator: "|").map {
        $0.trimmingCharacters(in: .whitespaces).trimmingCharacters(in: ["`"])
          .replacing("\u{1}", with: "|")
      }
      return cells.count == 2 ? (cells[0], cells[1]) : nil
    }
  }

  @Test func eachIsAnsweredByWhatToDo() throws {
    let folder = try TemporaryFolder()
    try NeighboursGraph.write(to: folder.path("graph.db"))
    let shell = try PseudoTerminal([folder.path("graph.db")], columns: 200, folder: folder)
    try shell.expect("graph> ")
    let mistakes = try Self.mistakes()
    #expect(mistakes.count >= 48)
    for (typed, answer) in mistakes {
      shell.type(typed + "\n")
      // The echo is no answer.
      try shell.expect(typed + "\n")
      do { try shell.expect(answer) } catch { Issue.record("\(typed): \(error)") }
      try shell.expect("> ")
      shell.type("\u{3}")
      try shell.expect("^C\ngraph> ")
    }
  }
}

/// A graph of a few people, two of whom share a name, with what a text denies and a date.
enum NeighboursGraph {
  private static let entities: [(String, String, [String: Int])] = [
    ("Mara Holm", "person", ["Mara Holm": 2, "Holm": 3]),
    ("Teo Brandt", "person", ["Teo Brandt": 1, "Brandt": 2]),
    ("Ida Falk", "person", ["Ida Falk": 2, "Falk": 2]),
    ("Jon Falk", "person", ["Jon Falk": 2]), ("Lindau", "place", ["Lindau": 3]),
    ("harbour dues", "concept", ["harbour dues": 1]),
  ]

  private static let claims: [(Int, String, String, Int, Bool)] = [
    (0, "meet", "met", 1, false), (1, "meet", "met", 0, false), (2, "meet", "met", 3, false),
    (0, "visit", "visited", 4, false), (2, "visit", "visited", 4, false),
    (0, "raise", "raise", 5, true),
  ]

  static func write(to path: String) throws {
    let graph = try KnowledgeGraph(path: path, access: .readWrite)
    var document = DocumentRecord(
      source: "lindau.txt", title: "A week in Lindau",
      date: CalendarDate(year: 2024, month: 5, day: 6),
      contentHash: String(repeating: "3c", count: 32))
    document.entities = entities.map { EntityRecord(label: $0.0, types: [$0.1], aliases: $0.2) }
    for (number, (subject, predicate, form, object, isNegated)) in claims.enumerated() {
      let text = "\(entities[subject].0) \(form) \(entities[object].0) in May, as number \(number)."
      let start = number * 100
      let end = start + text.unicodeScalars.count
      document.sentences.append(SentenceRecord(start: start, end: end, text: text, role: .body))
      var statement = StatementRecord(
        subject: .entity(subject), predicate: predicate, surface: form, object: .entity(object),
        sentence: number, start: start, end: end, confidence: 0.9, extractor: "sample")
      statement.isNegated = isNegated
      if number == 0 { statement.date = CalendarDate(year: 2024, month: 5, day: 2) }
      document.statements.append(statement)
      for entity in [subject, object] {
        document.mentions.append(
          MentionRecord(
            entity: entity, sentence: number, start: start, end: end,
            surface: entities[entity].0))
      }
    }
    try graph.add(document)
  }
}
