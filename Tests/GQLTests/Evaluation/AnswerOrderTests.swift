import GQL
import Graph
import TestSupport
import Testing

/// What a limit leaves of an answer is its beginning, however the answer is ordered.
@Suite struct AnswerOrderTests {
  @Test(arguments: [1, 2, 3, 4])
  func limitedAnswersAreTheBeginningOfAllAnswers(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let values = [
      "1", "2", "-7", "2.5", "2.0", "1e300", "true", "false", "2026-01-05", "\"a\"", "\"b\"",
      "\"B\"", "\"é\"", "<http://example.org/a>", "<http://example.org/b>",
      "9223372036854775807", "2026-01-05T09:30:00Z", "\"\"", "\"日本\"",
    ]
    func value() -> String { values.randomElement(using: &generator)! }
    let facts = (0..<400).map { _ in "p(\(value()), \(value()), \(value()))." }
    let engine = Engine(graph: nil)
    try engine.run(facts.joined(separator: "\n"), name: "facts") { _ in }
    for order in [
      "", "order by X", "order by X desc", "order by Z desc, X", "order by Y, Z desc, X desc",
      "order by Z, Z desc",
    ] {
      let all = try rows(engine, "?(X, Y, Z) :- p(X, Y, Z) \(order).")
      #expect(all.count > 200)
      for (limit, offset) in [(0, 0), (1, 0), (10, 0), (10, 7), (150, 3), (10_000, 5), (5, 9000)] {
        let some = try rows(
          engine, "?(X, Y, Z) :- p(X, Y, Z) \(order) limit \(limit) offset \(offset).")
        #expect(some == Array(all.dropFirst(offset).prefix(limit)), "\(order) \(limit) \(offset)")
      }
    }
    // Ordered by a column that is not shown.
    let hidden = try rows(engine, "?(X) :- p(X, _, Z) order by Z desc.")
    let first = try rows(engine, "?(X) :- p(X, _, Z) order by Z desc limit 4 offset 2.")
    #expect(first == Array(hidden.dropFirst(2).prefix(4)))
  }

  private func rows(_ engine: Engine, _ query: String) throws -> [[Term]] {
    var result: [[Term]] = []
    try engine.run(query, name: "query") { answers in
      result = try (0..<answers.rowCount).map { row in
        try answers.columns.indices.map { try answers.term(row: row, column: $0) }
      }
    }
    return result
  }
}
