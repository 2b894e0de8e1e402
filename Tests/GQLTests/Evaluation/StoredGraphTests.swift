import GQL
import Graph
import TestSupport
import Testing

/// Programs over a graph in a file.
@Suite struct StoredGraphTests {
  private func insert(_ range: Range<Int>, into graph: KnowledgeGraph) throws {
    try graph.insert(range.map { (.string("s\($0)"), "likes", .string("o\($0 % 7)")) })
  }

  private func answers(_ engine: Engine, _ program: String) throws -> [[String]] {
    var result: [[String]] = []
    try engine.run(program, name: "program") { answers in
      result.append(
        try (0..<answers.rowCount).flatMap { row in
          try answers.columns.indices.map { try answers.text(row: row, column: $0) }
        })
    }
    return result
  }

  @Test func theQueriesOfAProgramSeeOneState() throws {
    let folder = try TemporaryFolder()
    let writer = try KnowledgeGraph(path: folder.path("g.db"), access: .readWrite)
    try insert(0..<10, into: writer)
    let engine = Engine(graph: try KnowledgeGraph(path: folder.path("g.db"), access: .readOnly))
    var counts: [String] = []
    func ask() throws {
      try engine.run(
        "?(count(X)) :- likes(X, _). ?(count()) :- likes(X, Y). ?(count()) :- triple(X, P, Y).",
        name: "program"
      ) { answers in
        counts.append(try answers.text(row: 0, column: 0))
        // Another process writes while the answers are read.
        try insert(counts.count * 10..<counts.count * 10 + 10, into: writer)
      }
    }
    try ask()
    #expect(counts == ["10", "10", "10"])
    try ask()
    #expect(counts.dropFirst(3) == ["40", "40", "40"])
  }

  @Test func rowsAreCountedTheSameWithAndWithoutReadingThem() throws {
    let folder = try TemporaryFolder()
    let graph = try KnowledgeGraph(path: folder.path("g.db"), access: .readWrite)
    let program = """
      ?(count()) :- likes(X, Y).
      ?(count()) :- triple(S, P, O).
      ?(count()) :- likes(X, _).
      ?(count()) :- likes(X, X).
      ?(count()) :- triple(S, P, "o3").
      """
    func expectSame(_ expected: [String], _ comment: Comment) throws {
      for optimizations: Engine.Optimizations in [.all, []] {
        var options = Engine.Options()
        options.optimizations = optimizations
        let found = try answers(Engine(graph: graph, options: options), program)
        #expect(found.map { $0.first ?? "-" } == expected, comment)
      }
    }
    try insert(0..<70, into: graph)
    try graph.insert([(.string("s"), "knows", .string("s"))])
    try expectSame(["70", "71", "70", "0", "10"], "rows")
    try graph.compact(blocksFrom: 1)
    try expectSame(["70", "71", "70", "0", "10"], "blocks")
    try insert(60..<90, into: graph)
    try expectSame(["90", "91", "90", "0", "13"], "blocks and changes")
    // Facts of a program beside those of the graph.
    let engine = Engine(graph: graph)
    #expect(
      try answers(engine, "likes(\"s1\", \"o1\"). likes(new, tea).\n?(count()) :- likes(X, Y).")
        == [["91"]])
  }

  /// A predicate of RDF is known by its IRI: what is inserted joins what was imported, and does not go under a name of
  /// its own.
  @Test func whatIsInsertedUnderAnImportedPredicateIsFoundThere() throws {
    let folder = try TemporaryFolder()
    let graph = try KnowledgeGraph(path: folder.path("g.db"), access: .readWrite)
    let imported = (0..<5).map {
      "<http://a.example/s\($0)> <http://a.example/name> \"n\($0)\" .\n"
    }
    try graph.importFiles([try folder.write(imported.joined(), to: "some.nt")])
    for layout in ["rows", "blocks"] {
      let engine = Engine(graph: graph)
      try engine.run("insert name(<http://a.example/\(layout)>, 7).", name: "change") { _ in }
      let found = try answers(
        engine,
        """
        ?(count(S)) :- name(S, _).
        ?(X) :- name(<http://a.example/\(layout)>, X).
        ?(count(P)) :- triple(_, P, _).
        """)
      #expect(found == [[layout == "rows" ? "6" : "7"], ["7"], ["1"]], "\(layout)")
      #expect(try graph.predicates().count == 1)
      try graph.compact(blocksFrom: 1)
    }
  }
}
