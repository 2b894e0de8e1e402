import GQL
import Graph
import TestSupport
import Testing

/// Atoms that meet by value, compared with what is known of the numbers beforehand.
@Suite struct ValueJoinTests {
  private typealias Row = (key: String, number: SpelledNumber)
  private static let prefix = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#>.\n"

  private func rows(_ count: Int, _ name: String, _ generator: inout SeededGenerator) -> [Row] {
    (0..<count).map { ("\(name)\($0)", SpelledNumber(below: 4000, using: &generator)) }
  }

  private func answers(_ engine: Engine, _ program: String) throws -> [[String]] {
    var result: [[String]] = []
    try engine.run(Self.prefix + program, name: "program") { answers in
      guard answers.kind == .query else { return }
      result.append(
        try (0..<answers.rowCount).map { row in
          try answers.columns.indices.map { try answers.text(row: row, column: $0) }
            .joined(separator: " ")
        })
    }
    return result
  }

  private static let questions = """
    ?(A, B) :- p(A, X), q(B, X).
    ?(A, B) :- p(A, X), q(B, Y), X = Y.
    ?(A) :- p(A, X), not q(_, X).
    ?(A) :- p(A, X), X in -2..2.
    ?(A, B, C) :- p(A, X), q(B, X), p(C, X), A != C.
    derived(B, Y) :- q(B, X), Y = X + 0.
    ?(A, B) :- p(A, X), derived(B, X).
    ?(A) :- p(A, 1).
    """

  private func expected(_ p: [Row], _ q: [Row]) -> [[String]] {
    let pairs = p.flatMap { a in
      q.filter { $0.number.thousandths == a.number.thousandths }.map { "\(a.key) \($0.key)" }
    }
    let alone = p.filter { a in !q.contains { $0.number.thousandths == a.number.thousandths } }
    let near = p.filter {
      $0.number.thousandths % 1000 == 0 && abs($0.number.thousandths) <= 2000
    }
    let triples = p.flatMap { a in
      q.filter { $0.number.thousandths == a.number.thousandths }.flatMap { b in
        p.filter { $0.number.thousandths == a.number.thousandths && $0.key != a.key }
          .map { "\(a.key) \(b.key) \($0.key)" }
      }
    }
    let ones = p.filter { $0.number.thousandths == 1000 }.map(\.key)
    return [pairs, pairs, alone.map(\.key), near.map(\.key), triples, pairs, ones]
      .map { $0.sorted() }
  }

  @Test func factsMeetByValue() throws {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<20 {
      let (p, q) = (rows(40, "a", &generator), rows(30, "b", &generator))
      let facts =
        p.map { "p(\($0.key), \($0.number.literal)).\n" }.joined()
        + q.map { "q(\($0.key), \($0.number.literal)).\n" }.joined()
      let found = try answers(Engine(graph: nil), facts + Self.questions)
      #expect(found.map { $0.sorted() } == expected(p, q))
    }
  }

  @Test func storedTriplesMeetByValue() throws {
    var generator = SeededGenerator(seed: 22)
    for _ in 0..<10 {
      let (p, q) = (rows(40, "a", &generator), rows(30, "b", &generator))
      let folder = try TemporaryFolder()
      func line(_ row: Row, _ predicate: String) -> String {
        "<u:\(row.key)> <u:\(predicate)> \"\(row.number.text)\""
          + "^^<http://www.w3.org/2001/XMLSchema#\(row.number.datatype)> .\n"
      }
      let text = p.map { line($0, "p") }.joined() + q.map { line($0, "q") }.joined()
      let graph = try KnowledgeGraph(path: folder.path("g.db"), access: .readWrite)
      try graph.importFiles([try folder.write(text, to: "t.nt")])
      let found = try answers(Engine(graph: graph), Self.questions).map { rows in
        rows.map { $0.replacing("u:", with: "") }.sorted()
      }
      #expect(found == expected(p, q))
      var lines: [String] = []
      try graph.export(.nTriples) { lines += $0.split(separator: "\n").map(String.init) }
      #expect(lines.sorted() == text.split(separator: "\n").map(String.init).sorted())
    }
  }
}
