import Graph
import SPARQL

/// A graph in memory and what requests to it give, as text.
struct SmallGraph {
  let graph: KnowledgeGraph

  /// - Parameter data: triples as INSERT DATA has them, `:` standing for `http://e.example/`.
  init(_ data: String) throws {
    graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    _ = try SPARQLEngine(graph: graph).run(Self.prologue + "INSERT DATA { \(data) }")
  }

  private static let prologue = """
    PREFIX : <http://e.example/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n
    """

  /// The answer as lines: cells with blanks between them, `-` for what is unbound.
  func lines(_ request: String) throws -> [String] {
    switch try SPARQLEngine(graph: graph).run(Self.prologue + request) {
    case .boolean(let truth): return [truth ? "true" : "false"]
    case .solutions(let table):
      return try (0..<table.count).map { number in
        try table.row(number).map { $0.map(Self.text) ?? "-" }.joined(separator: " ")
      }
    case .triples(let triples):
      return triples.map {
        [$0.subject, $0.predicate, $0.object].map(Self.text).joined(separator: " ")
      }
    case .updated(let report): return ["+\(report.inserted) -\(report.deleted)"]
    }
  }

  private static func text(_ term: Term) -> String {
    NTriplesText.object(term)
      .replacing("<http://e.example/", with: ":").replacing(
        "\"^^<http://www.w3.org/2001/XMLSchema#", with: "^"
      )
      .replacing(">", with: "").replacing("\"", with: "")
  }
}
