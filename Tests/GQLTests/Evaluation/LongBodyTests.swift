import GQL
import Testing

/// Bodies of many literals are planned in time, or refused with a sentence.
@Suite struct LongBodyTests {
  @Test func aLongChainAndALongTestHaveAnswers() throws {
    let count = 600
    var lines = (0..<count).map { "p\($0)(1). e\($0)(\($0), \($0 + 1))." }
    lines.append("q(X) :- " + (0..<count).map { "p\($0)(X)" }.joined(separator: ", ") + ".")
    lines.append(
      "r(X0) :- " + (0..<count).map { "e\($0)(X\($0), X\($0 + 1))" }.joined(separator: ", ") + ".")
    var options = Engine.Options()
    options.timeout = .seconds(60)
    var rows: [Int] = []
    try Engine(graph: nil, options: options)
      .run(lines.joined(separator: "\n") + "\n?- q(X).\n?- r(X).", name: "long") {
        rows.append($0.rowCount)
      }
    #expect(rows == [1, 1])
  }

  @Test func aBodyBeyondTheLimitIsRefused() throws {
    let body = (0..<2001).map { "p\($0)(X)" }.joined(separator: ", ")
    let facts = (0..<2001).map { "p\($0)(1)." }.joined(separator: "\n")
    let error = try #require(throws: DiagnosticsError.self) {
      try Engine(graph: nil).run("\(facts)\nq(X) :- \(body).\n?- q(X).", name: "long") { _ in }
    }
    #expect(
      error.diagnostics.first?.message
        == "the rule has 2001 literals where at most 2000 can be planned")
  }
}
