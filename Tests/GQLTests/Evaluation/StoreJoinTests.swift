import GQL
import Graph
import TestSupport
import Testing

/// Joins that begin with few values look stored triples up instead of reading all of them: the answers are the same as
/// without, in rows, in blocks, and in blocks with what came and went since.
@Suite struct StoreJoinTests {
  private static let base = "http://g.example/"

  private static func node(_ number: Int) -> String { "<\(base)n\(number)>" }

  /// `e` and `f` lead anywhere, `g` to few; `age` has integers.
  private static func triples(seed: UInt64, count: Int) -> String {
    var generator = SeededGenerator(seed: seed)
    var text = ""
    func add(_ subject: Int, _ predicate: String, _ object: String) {
      text += "\(node(subject)) <\(base)\(predicate)> \(object) .\n"
    }
    let nodes = count / 4
    for _ in 0..<count {
      let (from, to) = (
        Int.random(in: 0..<nodes, using: &generator), Int.random(in: 0..<nodes, using: &generator)
      )
      // Some nodes have many neighbours, some are their own.
      add(from % 7 == 0 ? 7 : from, "e", node(to % 50 == 0 ? from : to))
      add(to, "f", node(from))
      add(from, "g", node(from + 1 + to % 3 * (nodes / 40)))
      add(
        from, "age",
        "\"\(to % 5000)\"^^<http://www.w3.org/2001/XMLSchema#integer>")
    }
    return text
  }

  private static let queries: [String] = [
    "?(A, B, C) :- from(A), e(A, B), f(B, C).",
    "?(A, B, C) :- from(A), e(B, A), f(C, B).",
    "?(A, C) :- from(A), e(A, B), f(B, C), not g(A, C).",
    "?(A) :- from(A), not e(A, _).",
    "?(A, B) :- from(A), e(A, B), not f(B, A).",
    "?(A, B) :- from(A), from(B), e(A, B).",
    "?(A) :- from(A), e(A, A).",
    "?(A, B) :- from(A), e(A, B), e(B, A).",
    "?(A, B, C) :- from(A), e(A, B), f(B, C), e(C, A).",
    "?(A, P, B) :- from(A), triple(A, P, B).",
    "?(A, P, B) :- from(A), triple(B, P, A).",
    "?(A, P, B, C) :- from(A), g(A, B), triple(A, P, C), triple(B, P, C).",
    "?(A, count(B)) :- from(A), e(A, B).",
    "?(count()) :- from(A), e(A, B), e(B, C).",
    "?(sum(V)) :- from(A), e(A, B), age(B, V).",
    "?(B, V) :- e(\(node(11)), B), age(B, V), V > 100.",
    "?(A, V) :- V in 1..4000, age(A, V), g(A, \(node(12))).",
    "?(V) :- V in [3, 4, 5.0, 17], age(_, V).",
    "?(A) :- from(A), (e(A, \(node(3))) ; f(A, B), g(B, _)).",
    "own(X, Y) :- from(X), e(X, Y).\nown(X, Z) :- own(X, Y), Y != X, g(Y, Z).\n?(X, count(Y)) :- own(X, Y).",
    "t(X, Y) :- g(X, Y).\nt(X, Y) :- t(X, Z), g(Z, Y).\n?(Y) :- t(\(node(5)), Y).\n?(X) :- t(X, \(node(90))).",
    "t(X, Y) :- e(X, Y).\nt(X, Y) :- e(X, Z), t(Z, Y).\n?(Y) :- t(\(node(5)), Y).\n?(X) :- t(X, \(node(90))).",
    "t(X, Y) :- g(X, Y).\nt(X, Y) :- t(X, Z), t(Z, Y).\n?(Y) :- t(\(node(5)), Y).",
    "r(X) :- from(X).\nr(Y) :- r(X), g(X, Y), not f(X, Y).\n?(X) :- r(X).",
    "?(Y) :- e+(\(node(8)), Y).\n?(X) :- (e/f)(X, \(node(9))).\n?(Y) :- (g|^f)+(\(node(8)), Y).",
    "e(\(node(1)), \(node(2))).\n?(A, B, C) :- from(A), e(A, B), f(B, C).",
    "d(X, 0) :- from(X).\nd(Y, min(C)) :- d(X, C0), g(X, Y), C = C0 + 1, C < 30.\n?(X, C) :- d(X, C).",
  ]

  /// Values that a join begins with.
  private static let start = [1, 7, 14, 33, 100, 2000].map { "from(\(node($0))).\n" }.joined()

  private func answers(
    _ graph: KnowledgeGraph, _ query: String, _ optimizations: Engine.Optimizations
  ) throws -> [[String]] {
    var options = Engine.Options()
    options.optimizations = optimizations
    var result: [[String]] = []
    try Engine(graph: graph, options: options).run(Self.start + query, name: "query") { answers in
      result.append(
        try (0..<answers.rowCount).map { row in
          try answers.columns.indices.map { try answers.text(row: row, column: $0) }
            .joined(separator: " ")
        })
    }
    return result
  }

  private func expectSame(_ graph: KnowledgeGraph, _ state: Comment) throws {
    var rows = 0
    for query in Self.queries {
      let plain = try answers(graph, query, .all.subtracting([.storeJoins, .lookUps]))
      rows += plain.reduce(0) { $0 + $1.count }
      let found = try answers(graph, query, .all)
      #expect(found == plain, "\(query) in \(state)")
      let alone = try answers(graph, query, [.storeJoins, .joinOrder])
      #expect(alone == plain, "\(query) in \(state), with little else")
    }
    #expect(rows > 1000, "the queries must have answers")
  }

  @Test(arguments: [1, 2])
  func answersAreTheSameWithAndWithoutReadingAll(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let graph = try KnowledgeGraph(path: folder.path("g.db"), access: .readWrite)
    try graph.importFiles([
      try folder.write(Self.triples(seed: seed, count: 5000), to: "some.nt")
    ])
    try expectSame(graph, "rows")
    try graph.compact(blocksFrom: 1)
    try expectSame(graph, "blocks")
    // Some more, and some away, among them what was just added.
    try graph.importFiles([
      try folder.write(Self.triples(seed: seed + 10, count: 120), to: "more.nt")
    ])
    let engine = Engine(graph: graph)
    try engine.run(
      Self.start + "delete e(A, B) :- from(A), e(A, B), f(B, _).\n"
        + "delete g(A, B) :- g(A, B), age(A, V), V < 40.", name: "changes"
    ) { _ in }
    try expectSame(graph, "blocks and changes")
  }

  @Test func fewValuesAreLookedUp() throws {
    let folder = try TemporaryFolder()
    let graph = try KnowledgeGraph(path: folder.path("g.db"), access: .readWrite)
    try graph.importFiles([try folder.write(Self.triples(seed: 3, count: 9000), to: "some.nt")])
    for layout in ["rows", "blocks"] {
      for query in [
        "?(C) :- e(\(Self.node(1)), B), f(B, C), g(C, _).", "?(Y) :- g+(\(Self.node(8995)), Y).",
        "?(B) :- e(\(Self.node(1)), A), triple(A, _, B).",
      ] {
        let plan = try Engine(graph: graph).plan(query).description
        #expect(plan.contains("look-ups in the store"), "\(layout): \(plan)")
      }
      // Of a predicate that is scanned, all is read.
      let plan = try Engine(graph: graph).plan("?(C) :- e(A, B), f(B, C), e(C, A).").description
      #expect(!plan.contains("look-ups in the store"), "\(layout): \(plan)")
      try graph.compact(blocksFrom: 1)
    }
  }

  @Test func aStratumThatIsBegunAnewIsListedOnce() throws {
    let folder = try TemporaryFolder()
    let graph = try KnowledgeGraph(path: folder.path("g.db"), access: .readWrite)
    var generator = SeededGenerator(seed: 12)
    // Few enough a round that look-ups become many before the relation has grown much.
    var lines = ""
    for _ in 0..<9000 {
      for name in ["e", "f"] {
        let (from, to) = (
          Int.random(in: 0..<4000, using: &generator), Int.random(in: 0..<4000, using: &generator)
        )
        lines += "<http://x/n\(from)> <http://x/\(name)> <http://x/n\(to)> .\n"
      }
    }
    try graph.importFiles([try folder.write(lines, to: "some.nt")])
    let engine = Engine(graph: graph)
    try engine.run(
      "r(<http://x/n1>).\nr(Y) :- r(X), e(X, Y).\nr(Y) :- r(X), f(X, Y).", name: "rules"
    ) { _ in }
    let plan = try engine.plan("r(Y)?")
    #expect(plan.strata.map(\.predicates) == [["r"], ["query"]], "\(plan)")
    #expect(plan.strata[0].methods.contains("many look-ups: read whole instead"), "\(plan)")
  }

  @Test func whatIsLookedUpFollowsTheGraph() throws {
    let folder = try TemporaryFolder()
    let graph = try KnowledgeGraph(path: folder.path("g.db"), access: .readWrite)
    try graph.importFiles([try folder.write(Self.triples(seed: 4, count: 9000), to: "some.nt")])
    for layout in ["rows", "blocks"] {
      let engine = Engine(graph: graph)
      var counts: [String] = []
      try engine.run(
        """
        here(\(Self.node(21))).
        ?(count(B)) :- here(A), e(A, B).
        insert e(\(Self.node(21)), "somewhere \(layout)").
        ?(count(B)) :- here(A), e(A, B).
        delete e(A, B) :- here(A), e(A, B).
        ?(count(B)) :- here(A), e(A, B).
        """, name: "program"
      ) { answers in
        if answers.kind == .query { counts.append(try answers.text(row: 0, column: 0)) }
      }
      let before = try #require(counts.first.flatMap { Int($0) })
      #expect(counts == [before, before + 1, 0].map { String($0) }, "\(layout)")
      try graph.compact(blocksFrom: 1)
    }
  }
}
