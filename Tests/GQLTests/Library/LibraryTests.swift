import Foundation
import GQL
import Graph
import TestSupport
import Testing

/// The engine as other programs use it: prepared queries, typed answers, rows as an asynchronous sequence.
@Suite struct LibraryTests {
  @Test func theExampleOfTheDocumentationPrintsWhatItSays() throws {
    var lines: [String] = []
    func print(_ items: Any...) {
      lines.append(items.map { "\($0)" }.joined(separator: " "))
    }
    // example
    let engine = Engine(graph: nil)
    try engine.run(
      """
      parent(ada, ben). parent(ben, cleo). parent(ben, dora).
      born(ada, 1951). born(ben, 1979). born(cleo, 2004). born(dora, 2007).
      ancestor(X, Y) :- parent+(X, Y).
      """, name: "family.gql"
    ) { _ in }

    let query = try engine.prepare(
      "?(Who, Age = $now - Year) :- ancestor($of, Who), born(Who, Year).")
    let answers = try query.answers(["of": .string("ada"), "now": .integer(2026)])
    for number in 0..<answers.rowCount {
      let row = try answers.row(number)
      let who = try row.value("Who", as: String.self)
      let age = try row.value("Age", as: Int.self)
      print("\(who) is \(age)")
    }

    for proof in try engine.why("ancestor(ada, dora)?") { print(proof) }
    print(try engine.whyNot("ancestor(cleo, _)?").attempts.count, "rules fail")
    // end
    #expect(try Self.blocks()[0] == Self.source(after: "// example", before: "// end"))
    #expect(lines.joined(separator: "\n") == (try Self.blocks()[1]))
  }

  @Test func theAsynchronousExampleAddsUp() async throws {
    var lines: [String] = []
    func print(_ item: Int) { lines.append("\(item)") }
    // asynchronous example
    let engine = try AsyncEngine(graphAt: nil)
    try await engine.run("edge(1, 2). edge(2, 3). edge(3, 1). reach(X, Y) :- edge+(X, Y).")
    var sum = 0
    for try await row in engine.rows("reach($start, Y)?", parameters: ["start": .integer(1)]) {
      sum += try row.value("Y", as: Int.self)
    }
    print(sum)
    // asynchronous end
    #expect(
      try Self.blocks()[2]
        == Self.source(after: "// asynchronous example", before: "// asynchronous end"))
    #expect(lines == ["6"])
  }

  @Test func aPreparedQueryKnowsItsParametersAndIsChecked() throws {
    let engine = Engine(graph: nil)
    try engine.run("p(1, a). p(2, b).", name: "p") { _ in }
    let query = try engine.prepare("p($n, X), X != $not, $n > 0?")
    #expect(query.parameters == ["n", "not"])
    #expect(try query.answers(["n": .integer(2), "not": .string("a")]).rowCount == 1)
    #expect(try query.answers(["n": .integer(2), "not": .string("b")]).rowCount == 0)
    #expect(throws: DiagnosticsError.self) { try query.answers(["n": .integer(2)]) }
    #expect(throws: DiagnosticsError.self) { try engine.prepare("p(X?") }
    for text in ["p(3, c).", "p(X, Y)? p(Y, X)?", "q(X) :- p(X, _).", ""] {
      #expect(throws: EngineError.notOneQuery) { try engine.prepare(text) }
    }
    // A value is never read as program text.
    #expect(try query.answers(["n": .string("1, X) ; p(X"), "not": .string("z")]).rowCount == 0)
  }

  /// What the analyser makes for a query has the number of what it made for one before: the answers do not notice.
  @Test func queriesOfOneSessionAreAnsweredAsByAnEngineOfTheirOwn() throws {
    let rules = """
      e(a, b). e(b, c). e(c, a). e(c, d). mark(b). mark(d).
      reach(X, Y) :- e+(X, Y), not (mark(X), mark(Y)).
      best(X, max(Y)) :- reach(X, Y).
      """
    let queries = [
      "reach(X, d)?", "?(N = count()) :- reach(X, Y), not (e(X, Y) ; mark(Y)).", "best(X, Y)?",
      "?- e(X, Y), not (e(Y, Z), not mark(Z)).", "?(X) :- e*(X, c), not mark(X).",
      "?- not (reach(d, _) ; best(d, _)).", "?(X, min(Y)) :- (e|mark2)+(X, Y). mark2(d, a).",
      "(e+)(X, X), best(X, Y)?", "late(X) :- reach(a, X). late(X)?",
    ]
    func answers(_ engine: Engine, _ query: String) throws -> [[String]] {
      var rows: [[String]] = []
      try engine.run(query, name: "query") { answers in
        if let truth = answers.truth { rows.append(["\(truth)"]) }
        for row in 0..<answers.rowCount {
          rows.append(
            try answers.columns.indices.map { try answers.text(row: row, column: $0) })
        }
      }
      return rows
    }
    let session = Engine(graph: nil)
    try session.run(rules, name: "rules") { _ in }
    var generator = SeededGenerator(seed: 14)
    for _ in 0..<200 {
      let query = queries[Int.random(in: queries.indices, using: &generator)]
      let fresh = Engine(graph: nil)
      try fresh.run(rules, name: "rules") { _ in }
      #expect(try answers(session, query) == answers(fresh, query), "\(query)")
    }
  }

  @Test func aPreparedQueryFollowsItsValuesItsProgramsAndItsGraph() throws {
    let folder = try TemporaryFolder()
    let graph = try KnowledgeGraph(path: folder.path("graph.db"), access: .readWrite)
    let engine = Engine(graph: graph)
    try engine.run(
      """
      insert met(lee, xi). insert met(xi, kim). insert age(lee, 61). insert age(xi, 72).
      """, name: "facts"
    ) { _ in }
    let texts = [
      "met($a, X)?", "age(X, $a)?", "?(X, Y = $a) :- met(X, _).", "met(X, Y), X != $a?",
      "met(X, Y) order by X limit $n ?", "met(X, Y), matches(str(X), $p)?", "tie($a, X)?",
      "met+($a, X)?", "?(count()) :- met(X, Y), not (tie(X, $a) ; age(Y, $a)).",
    ]
    try engine.run("tie(X, Y) :- met(X, Y). tie(X, Y) :- met(Y, X).", name: "rules") { _ in }
    let queries = try texts.map(engine.prepare)
    let values: [Term] = [
      .string("lee"), .string("xi"), .string("nobody"), .integer(61), .float(72), .string("kim"),
      .boolean(true), .string("lee"),
    ]
    func compare() throws {
      for (number, value) in values.enumerated() {
        let given = [
          "a": value, "n": .integer(Int64(number % 3)), "p": .string(["le", "x", "k"][number % 3]),
        ]
        for query in queries {
          let prepared = Self.answer { try query.answers(given) }
          let fresh = Self.answer { try engine.prepare(query.text).answers(given) }
          #expect(prepared == fresh, "\(query.text) with \(value)")
        }
      }
    }
    try compare()
    try engine.run("insert met(kim, lee).", name: "change") { _ in }
    try compare()
    try engine.run("tie(lee, lee). met(\"a\", \"b\").", name: "more facts") { _ in }
    try compare()
    try engine.run("@declare tie(from: entity, to: entity).", name: "declaration") { _ in }
    try compare()
    #expect(throws: DiagnosticsError.self) {
      try engine.transaction {
        try engine.run("tie(X, X) :- met(X, _). insert met(lee, kim).", name: "undone") { _ in }
        try compare()
        try engine.run("nothing(X)?", name: "mistake") { _ in }
      }
    }
    try compare()
  }

  /// Rows and notes of answers, or what went wrong.
  private static func answer(_ body: () throws -> Answers) -> String {
    do {
      let answers = try body()
      let rows = try (0..<answers.rowCount).map { try answers.row($0).terms.map { "\($0)" } }
      return
        "\(answers.columns) \(rows) \(answers.notes.map(\.message)) \(answers.truth.map { "\($0)" } ?? "")"
    } catch let error as DiagnosticsError {
      return "\(error.diagnostics.map(\.message))"
    } catch {
      return "\(error)"
    }
  }

  @Test func theLastAnswerCanBeAskedAndFollowsTheGraph() throws {
    let folder = try TemporaryFolder()
    let graph = try KnowledgeGraph(path: folder.path("graph.db"), access: .readWrite)
    let engine = Engine(graph: graph)
    func rows(_ query: String) throws -> [[Term]] {
      let answers = try engine.prepare(query).answers()
      return try (0..<answers.rowCount).map { try answers.row($0).terms }
    }
    try engine.run("insert met(lee, xi). insert met(xi, kim).", name: "facts") { _ in }
    let met = try engine.prepare("?(X, N) :- met(X, _), N in [1, \"one\"].").answers()
    for _ in 0..<2 {
      try engine.keep(met)
      #expect(try rows("_(X, N)?").count == 4)
      #expect(try rows("?(Y) :- _(X, 1), met(X, Y).").count == 2)
    }
    // The words of the rows are others after a change; another answer takes the place of the one before.
    try engine.run("insert met(\"one\", lee).", name: "change") { _ in }
    #expect(try rows("_(X, \"one\")?").count == 2)
    try engine.keep(met)
    #expect(try rows("_(X, N)?").count == 4)
    try engine.keep(try engine.prepare("?(X) :- X in 1..3.").answers())
    #expect(try rows("_(X)?").count == 3)
  }

  @Test func keepingTheLastAnswerHasTheLimitsOfARun() throws {
    let engine = Engine(graph: nil)
    let many = try engine.prepare("?(X, Y) :- X in 1..1000, Y in 1..1000.").answers()
    engine.options.memoryLimit = 4 << 20
    #expect(throws: EngineError.memoryLimit(bytes: 4 << 20)) { try engine.keep(many) }
    engine.options.memoryLimit = nil
    engine.options.timeout = .nanoseconds(1)
    #expect(throws: EngineError.self) { try engine.keep(many) }
    engine.options.timeout = nil
    try engine.keep(many)
    #expect(
      try engine.prepare("?(count()) :- _(X, Y).").answers().text(row: 0, column: 0) == "1000000")
  }

  @Test(arguments: [
    ("met", "met"), ("head of", "head_of"), ("it's", "'it\\'s'"), ("a\r\nb", "'a\\r\\nb'"),
    ("not", "'not'"), ("a\tb\\", "'a\\tb\\\\'"),
  ])
  func aPredicateIsWrittenAsItCanBeRead(name: String, written: String) throws {
    #expect(WrittenName.predicate(name) == written)
    let engine = Engine(graph: nil)
    try engine.run("\(written)(1). p(\(WrittenName.string(name))).", name: "p") { _ in }
    #expect(try engine.prepare("\(written)(X)?").answers().rowCount == 1)
    #expect(try engine.prepare("p(X)?").answers().text(row: 0, column: 0) == name)
  }

  @Test func cellsAreReadAsWhatTheyAre() throws {
    let engine = Engine(graph: nil)
    let query = try engine.prepare(
      """
      ?(I = 1, F = 2.5, S = "x", B = true, D = 2026-01-05, T = 2026-01-05T09:30:00Z)?
      """)
    let row = try query.answers().row(0)
    #expect(try row.value("I") == 1)
    #expect(try row.value("I") == 1.0)
    #expect(try row.value("F") == 2.5)
    #expect(try row.value("S") == "x")
    #expect(try row.value("B") == true)
    #expect(try row.value("D", as: CalendarDate.self).description == "2026-01-05")
    #expect(try row.value("T", as: DateTime.self).description.hasPrefix("2026-01-05T09:30:00"))
    #expect(try row.value("S", as: Term.self) == .string("x"))
    #expect(throws: AnswerError.noColumn("Z", columns: row.columns)) {
      try row.value("Z", as: Int.self)
    }
    #expect(
      throws: AnswerError.otherKind(column: "S", expected: "Int", found: .string("x"))
    ) { try row.value("S", as: Int.self) }
  }

  @Test func rowsComeInOrderAndInBlocks() async throws {
    let engine = try AsyncEngine(graphAt: nil)
    try await engine.run("n(1..2000).")
    var seen: [Int] = []
    for try await row in engine.rows("n(X)?") { seen.append(try row.value("X")) }
    #expect(seen == Array(1...2000))
    var first = 0
    for try await row in engine.rows("n(X) order by X desc ?") {
      first = try row.value("X")
      break
    }
    #expect(first == 2000)
    await #expect(throws: DiagnosticsError.self) {
      for try await _ in engine.rows("m(X)?") {}
    }
  }

  @Test func cancellingATaskEndsItsQueryAndNoOther() async throws {
    let engine = try AsyncEngine(graphAt: nil)
    try await engine.run("e(1..500). n(0). n(X) :- n(Y), X = Y + 1.")
    let endless = Task { try await engine.run("?(count()) :- n(X).") }
    let waiting = Task { try await engine.run("?(count()) :- e(A), e(B), e(C), e(D).") }
    let good = Task { try await engine.run("?(count()) :- e(X).") }
    try await Task.sleep(for: .milliseconds(200))
    waiting.cancel()
    try await Task.sleep(for: .milliseconds(50))
    endless.cancel()
    await #expect(throws: EngineError.cancelled) { try await endless.value }
    await #expect(throws: EngineError.cancelled) { try await waiting.value }
    #expect(try await good.value.first?.first?.texts == ["500"])
  }

  // MARK: The page

  /// The code blocks of the page, without their fences.
  private static func blocks() throws -> [String] {
    let page = Repository.root.appending(path: "Sources/GQL/GQL.docc/GQL.md")
    let parts = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```")
    return stride(from: 1, to: parts.count, by: 2).map { place in
      parts[place].drop { $0 != "\n" }.trimmingCharacters(in: .newlines)
    }
  }

  /// Lines of this file, without their indentation.
  private static func source(after begin: String, before end: String) throws -> String {
    let lines = try String(contentsOfFile: #filePath, encoding: .utf8)
      .components(separatedBy: "\n")
    func place(of mark: String) throws -> Int {
      try #require(lines.firstIndex { $0.trimmingCharacters(in: .whitespaces) == mark })
    }
    return try lines[(place(of: begin) + 1)..<place(of: end)]
      .map { String($0.dropFirst(4)) }.joined(separator: "\n")
  }
}
