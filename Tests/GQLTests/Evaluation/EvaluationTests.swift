import Foundation
import GQL
import Graph
import Synchronization
import TestSupport
import Testing

/// What programs without a graph mean, statement by statement.
@Suite struct EvaluationTests {
  private func answers(
    _ program: String, _ change: (inout Engine.Options) -> Void = { _ in }
  ) throws -> (rows: [[String]], notes: [String]) {
    var options = Engine.Options()
    change(&options)
    let engine = Engine(graph: nil, options: options)
    var rows: [[String]] = []
    var notes: [String] = []
    try engine.run(program, name: "test") { answers in
      for row in 0..<answers.rowCount {
        rows.append(try answers.columns.indices.map { try answers.text(row: row, column: $0) })
      }
      if let truth = answers.truth { rows.append([truth ? "true" : "false"]) }
      notes += answers.notes.map(\.message)
    }
    return (rows, notes)
  }

  private func rows(_ program: String) throws -> [[String]] { try answers(program).rows }

  @Test func numbersOfOneSizeAreEqualWhateverTheirForm() throws {
    #expect(try rows("p(1). p(2). p(2.5). ?- p(X), X = 1.0.") == [["1"]])
    #expect(try rows("p(1.0). p(2). ?- X = 1, p(X).") == [["1.0"]])
    #expect(try rows("?- 1 = 1.0.") == [["true"]])
    #expect(try rows("?- 9007199254740993 = 9007199254740992.0.") == [["false"]])
  }

  @Test func answersStandInOneOrder() throws {
    let program = "p(b). p(10). p(9). p(a). p(2.5). ?- p(X)."
    #expect(try rows(program) == [["2.5"], ["9"], ["10"], ["a"], ["b"]])
    #expect(
      try rows("p(1, a). p(2, b). p(3, b). ?- p(X, Y) order by Y desc, X limit 2.")
        == [["2", "b"], ["3", "b"]])
  }

  @Test func aggregatesRunOverDistinctBindings() throws {
    let facts = "pay(ann, 10). pay(bob, 10). pay(eve, 5). "
    #expect(
      try rows(facts + "?(sum(A), count(), min(A), max(A), avg(A)) :- pay(P, A).")
        == [["25", "3", "5", "10", "8.333333333333334"]])
    #expect(try rows(facts + "?(A, count(P)) :- pay(P, A).") == [["5", "1"], ["10", "2"]])
    #expect(try rows(facts + "?(count(P)) :- pay(P, A), A > 100.") == [["0"]])
    #expect(try rows(facts + "?(max(A)) :- pay(P, A), A > 100.") == [])
  }

  @Test func recursiveMinimumKeepsTheBest() throws {
    let roads = "road(a, b, 4). road(a, c, 1). road(c, b, 2). road(b, a, 1). "
    let rules = "dist(a, 0). dist(Y, min(D)) :- dist(X, D0), road(X, Y, W), D = D0 + W. "
    #expect(try rows(roads + rules + "?- dist(X, D).") == [["a", "0"], ["b", "3"], ["c", "1"]])
  }

  @Test func integersNeverWrap() throws {
    #expect(throws: DiagnosticsError.self) {
      try rows("p(9223372036854775807). ?(Y) :- p(X), Y = X + 1.")
    }
    #expect(throws: DiagnosticsError.self) {
      try rows("p(9223372036854775807). p(1). ?(sum(X)) :- p(X).")
    }
    #expect(
      try rows("p(9223372036854775807). ?(Y) :- p(X), Y = X - 1.")
        == [["9223372036854775806"]])
  }

  @Test func rowsThatDoNotFitArePassedOverAndCounted() throws {
    let result = try answers("p(a). p(b). p(3). ?- p(X), X > 2.")
    #expect(result.rows == [["3"]])
    #expect(result.notes.count == 1)
    #expect(result.notes[0].hasPrefix("2 rows were skipped"))
    #expect(try rows("p(0). p(2). ?(Y) :- p(X), Y = 10 / X.") == [["5"]])
  }

  @Test func endlessProgramsMeetTheirLimits() throws {
    let program = "n(0). n(X) :- n(Y), X = Y + 1. ?(count()) :- n(X)."
    #expect(throws: EngineError.timeout(seconds: 0.2)) {
      try answers(program) { $0.timeout = .milliseconds(200) }
    }
    #expect(throws: EngineError.memoryLimit(bytes: 1 << 24)) {
      try answers(program) { $0.memoryLimit = 1 << 24 }
    }
  }

  @Test func cancellingStopsAJoin() throws {
    let facts = (0..<400).map { "e(\($0)). " }.joined()
    let engine = Engine(graph: nil)
    let cancellation = engine.cancellation
    // A thread of its own: a task would wait for the pool that the query keeps busy.
    let asked = Mutex<ContinuousClock.Instant?>(nil)
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.3)
      asked.withLock { $0 = .now }
      cancellation.cancel()
    }
    #expect(throws: EngineError.cancelled) {
      try engine.run(facts + "?(count()) :- e(A), e(B), e(C), e(D).", name: "test") { _ in }
    }
    let stopped = ContinuousClock.now
    let request = try #require(asked.withLock { $0 })
    #expect(stopped - request < TestLength.hang)
    var rows = 0
    try engine.run("?- e(X).", name: "test") { rows = $0.rowCount }
    #expect(rows == 400, "the session goes on")
  }

  @Test func theSmallestProofComesFirst() throws {
    let engine = Engine(graph: nil)
    try engine.run(
      """
      edge(a, b). edge(b, c). edge(c, d). edge(a, d).
      path(X, Y) :- edge(X, Y).
      path(X, Y) :- path(X, Z), edge(Z, Y).
      lonely(X) :- edge(X, _), not edge(_, X).
      """, name: "paths.gql"
    ) { _ in }
    let direct = try engine.why("path(a, d)?")
    #expect(direct.count == 1)
    #expect(direct.first?.size == 2)
    #expect(direct.first?.children.first?.fact == "edge(\"a\", \"d\")")
    let long = try engine.why("path(a, c)?")
    #expect(long.first?.size == 4)
    let absence = try engine.why("lonely(a)?")
    #expect(absence.first?.description.contains("nothing says otherwise") == true)
    #expect(try engine.why("path(d, a)?").isEmpty)
  }

  @Test func importedRowsThatStandTwiceCountOnce() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("1\t2\n2\t3\n1\t2\n007\tx\n", to: "e.tsv")
    let rows = try rows("@import e \"\(path)\". ?(count()) :- e(X, Y). ?- e(X, x).")
    #expect(rows == [["3"], ["007"]])
  }

  @Test func aRowWithTooFewCellsIsNamed() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("1,2\n3\n", to: "e.csv")
    #expect(
      throws: EngineError.importRow(
        path: path, line: 2, reason: "1 cell where 2 are expected")
    ) { try rows("@import e \"\(path)\". ?- e(X, Y).") }
  }
}
