import GQL
import Graph
import TestSupport
import Testing

/// Queries of one atom, which are lowered on a way of their own, answer as they do on the way of all others.
@Suite struct PlainQueryTests {
  private static let atoms = [
    "e(\"a\", X)", "e(a, X)", "e(X, \"b\")", "e(X, Y)", "e(\"a\", \"b\")", "e(\"b\", \"a\")",
    "e(\"nobody\", X)", "triple(\"a\", P, X)", "triple(S, e, X)", "age(X, 7)", "age(X, 7.0)",
    "own(X, 2)", "own(1, 2)", "contains(X, \"b\")", "fact(I, \"a\", e, X)",
    "starts_with(\"ab\", \"a\")",
    "declared(\"a\", X)",
  ]
  private static let program = """
    own(1, 2). own(2, 2).
    contains(X, Y) :- e(X, Y).
    @declare declared(from: string, to: integer).
    declared("a", 3).
    """

  private static func answers(_ engine: Engine, _ text: String) throws -> [[String]] {
    var rows: [[String]] = []
    try engine.run(text, name: "<query>") { answers in
      if let truth = answers.truth { rows.append(["\(truth)"]) }
      for row in 0..<answers.rowCount {
        rows.append(
          try answers.columns.indices.map {
            "\(answers.columns[$0]) = \(try answers.term(row: row, column: $0))"
          })
      }
    }
    return rows
  }

  @Test(arguments: atoms)
  func answersAreThoseOfTheGeneralWay(atom: String) throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    try graph.insert([
      (.string("a"), "e", .string("b")), (.string("a"), "e", .string("c")),
      (.entity("a", disambiguator: ""), "e", .string("d")), (.string("c"), "age", .integer(7)),
    ])
    let engine = Engine(graph: graph)
    #expect(try Self.answers(engine, Self.program).isEmpty)
    let plain = try Self.answers(engine, "\(atom)?")
    #expect(plain == (try Self.answers(engine, "\(atom), 1 = 1?")))
    #expect(!plain.isEmpty || atom.contains("nobody") || atom.contains("7"))
    // Columns of one's own, in another order, with an order and a limit.
    let variables = ["P", "S", "Y", "I", "X"].filter { atom.contains($0) }
    guard !variables.isEmpty else { return }
    let columns = variables.joined(separator: ", ")
    for tail in ["", " order by X desc", " limit 1", " offset 1"] where atom.contains("X") {
      #expect(
        try Self.answers(engine, "?(\(columns)) :- \(atom)\(tail).")
          == Self.answers(engine, "?(\(columns)) :- \(atom), 1 = 1\(tail)."))
    }
  }

  @Test(arguments: [
    "unknown(\"a\", X)", "e(\"a\")", "e(\"a\", X, Y)", "declared(1, X)", "search(\"a\", X)",
    "length(\"a\", X)", "count(X)",
  ])
  func mistakesAreThoseOfTheGeneralWay(atom: String) throws {
    func message(_ text: String) throws -> [String] {
      let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
      try graph.insert([(.string("a"), "e", .string("b"))])
      let engine = Engine(graph: graph)
      _ = try Self.answers(engine, Self.program)
      do {
        _ = try Self.answers(engine, text)
        return []
      } catch let error as DiagnosticsError {
        return error.diagnostics.map(\.message)
      }
    }
    let found = try message("\(atom)?")
    #expect(!found.isEmpty)
    #expect(found == (try message("\(atom), 1 = 1?")))
  }
}
