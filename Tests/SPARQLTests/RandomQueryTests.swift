import Graph
import SPARQL
import Testing

/// Random patterns over small graphs have the solutions that the definitions give them, each as often.
struct RandomQueryTests {
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func solutionsAreThoseOfTheDefinitions(seed: UInt64) throws {
    var random = RandomPatterns(seed: seed)
    for _ in 0..<25 {
      let triples = random.graph()
      let graph = try Self.graph(triples)
      for _ in 0..<6 {
        let pattern = random.pattern(depth: 3)
        let expected = pattern.solutions(in: triples)
        // Products of products are not what this is about.
        guard expected.count < 3000 else { continue }
        let query = "SELECT * \(pattern.text)"
        let found = try Self.solutions(of: query, in: graph)
        #expect(Self.counts(found) == Self.counts(expected), "\(query) over \(triples)")
      }
    }
  }

  private static func graph(_ triples: Set<ReferencePattern.Triple>) throws -> KnowledgeGraph {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    let data = triples.map { "<x:\($0.subject)> <x:\($0.predicate)> <x:\($0.object)>" }
    _ = try SPARQLEngine(graph: graph).run(
      "INSERT DATA { \(data.joined(separator: " . ")) }")
    return graph
  }

  private static func solutions(
    of query: String, in graph: KnowledgeGraph
  ) throws -> [ReferencePattern.Solution] {
    guard case .solutions(let table) = try SPARQLEngine(graph: graph).run(query) else { return [] }
    return try (0..<table.count).map { number in
      var solution: ReferencePattern.Solution = [:]
      for (name, term) in zip(table.variables, try table.row(number)) {
        if case .iri(let iri)? = term { solution[name] = String(iri.dropFirst(2)) }
      }
      return solution
    }
  }

  private static func counts(
    _ solutions: [ReferencePattern.Solution]
  ) -> [ReferencePattern.Solution: Int] {
    solutions.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
