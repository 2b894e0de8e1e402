import Foundation
import TestSupport
import Testing

/// Pictures of a graph.
@Suite struct ExportTests {
  let folder: TemporaryFolder
  private var graph: String { folder.path("ferry.db") }

  init() throws {
    folder = try TemporaryFolder()
    try SampleGraph.write(to: graph)
  }

  private func export(_ arguments: String...) throws -> GraphshCommand.Result {
    try GraphshCommand.run(["export", "--db", graph] + arguments)
  }

  @Test func dotHoldsEveryEntityAndFact() throws {
    let dot = try export("--format", "dot")
    #expect(dot.status == 0)
    #expect(dot.output.contains("digraph graphsh {"))
    for name in ["Mara Holm", "Teo Brandt", "Lindau", "North Ferry", "met", "runs"] {
      #expect(dot.output.contains(name))
    }
    #expect(!dot.output.contains("label=\" raise"))
  }

  @Test func partAroundAnEntity() throws {
    let near = try export("--around", "North Ferry").output
    #expect(near.contains("Teo Brandt"))
    #expect(!near.contains("Mara Holm"))
    #expect(try export("--around", "North Ferry", "--hops", "2").output.contains("Mara Holm"))
  }

  @Test(arguments: ["http://a.example/n1", "<http://a.example/n1>", "Ada Lovelace"])
  func partAroundANodeOfAnImportedGraph(name: String) throws {
    let folder = try TemporaryFolder()
    let graph = folder.path("g.db")
    let file = try folder.write(
      """
      <http://a.example/n1> <http://a.example/p> <http://a.example/n2> .
      <http://a.example/n2> <http://a.example/p> <http://a.example/n3> .
      <http://a.example/n3> <http://a.example/p> <http://a.example/n4> .
      """, to: "some.nt")
    let table = try folder.write("name,p\nAda Lovelace,<http://a.example/n2>\n", to: "t.csv")
    for arguments in [[file], [table, "--id", "name"]] {
      let result = try GraphshCommand.run(["import", "--db", graph, "-q"] + arguments)
      #expect(result.status == 0, "\(result.errors)")
    }
    let part = try GraphshCommand.run(
      ["export", "--db", graph, "--format", "csv", "--around", name, "--hops", "2"])
    #expect(part.output.contains("n2") && part.output.contains("n3"), "\(part.errors)")
    #expect(!part.output.contains("n4"))
  }

  @Test func aQueryMayComputeTheEndsOfItsEdges() throws {
    for format in ["dot", "json", "csv"] {
      let result = try export(
        "--format", format, "--query",
        "?(X, Name, Long) :- meet(X, Y), label(Y, Name), Long = length(Name) * 1.5 ?")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("13.5") && result.output.contains("Mara Holm"))
    }
    let sentence = try export(
      "--query", "?(X, Y) :- label(E, X), Y = X + \" & <friends>\" ?")
    #expect(sentence.status == 0, "\(sentence.errors)")
    #expect(sentence.output.contains("Lindau &amp; &lt;friends&gt;"))
  }

  @Test func partsByPredicateAndType() throws {
    let meetings = try export("--predicates", "met").output
    #expect(meetings.contains("Teo Brandt"))
    #expect(!meetings.contains("North Ferry"))
    let places = try export("--types", "event,place").output
    #expect(places.contains("Harbour Week"))
    #expect(!places.contains("Teo Brandt"))
  }

  @Test(arguments: [
    (["--around", "Nobody Known"], "no entity goes by the name Nobody Known"),
    (["--predicates", "mett"], "no predicate mett: did you mean meet?"),
    (["--types", "persom"], "no type persom: did you mean person?"),
  ])
  func unknownNamesAreOneLine(arguments: [String], message: String) throws {
    let result = try GraphshCommand.run(["export", "--db", graph] + arguments)
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("graphsh: " + message))
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test func svgNeedsGraphvizAndSaysSo() throws {
    let result = try GraphshCommand.run(
      ["export", "--db", graph, "--format", "svg"], environment: ["PATH": "/nowhere"])
    #expect(result.status == 1)
    #expect(result.errors.contains("Graphviz"))
    #expect(result.errors.contains("--layout own"))
    let own = try GraphshCommand.run(
      ["export", "--db", graph, "--format", "svg", "--layout", "own"],
      environment: ["PATH": "/nowhere"])
    #expect(own.status == 0, "\(own.errors)")
    #expect(own.output.hasPrefix("<svg"))
    #expect(own.output.contains("Teo Brandt"))
    let other = try GraphshCommand.run(["export", "--db", graph, "-f", "pdf", "--layout", "own"])
    #expect(other.status == 2)
    #expect(other.errors.contains("--format svg"))
  }

  @Test(.enabled(if: Graphviz.isInstalled, "Graphviz is not installed"))
  func svgIsDrawnByGraphviz() throws {
    let result = try export("--format", "svg")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("<svg"))
    #expect(result.output.contains("Teo Brandt"))
  }

  /// What an exported page holds.
  private struct PageData: Decodable {
    struct Node: Decodable {
      var id: Int
      var name: String
      var x: Double
      var y: Double
    }
    struct Edge: Decodable {
      var s: Int
      var t: Int
      var evidence: [[Double]]?
    }
    struct Sentence: Decodable {
      var id: Int
      var text: String
    }
    var title: String
    var nodes: [Node]
    var edges: [Edge]
    var sentences: [Sentence]
  }

  @Test func htmlIsOnePageWithItsGraphAndTheSentencesOfEachFact() throws {
    let result = try export("--format", "html", "--title", "Bridges </script>")
    #expect(result.status == 0, "\(result.errors)")
    let page = result.output
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(!page.contains("Bridges </script>"))
    #expect(page.contains("default-src 'none'"))
    let start = try #require(page.range(of: "type=\"application/json\">")).upperBound
    let end = try #require(page.range(of: "</script>", range: start..<page.endIndex)).lowerBound
    let data = try JSONDecoder().decode(PageData.self, from: Data(page[start..<end].utf8))
    #expect(data.title == "Bridges </script>")
    #expect(data.nodes.contains { $0.name == "Teo Brandt" })
    #expect(Set(data.nodes.map { "\($0.x) \($0.y)" }).count == data.nodes.count)
    let ids = Set(data.nodes.map(\.id))
    let sentences = Dictionary(uniqueKeysWithValues: data.sentences.map { ($0.id, $0.text) })
    #expect(!data.edges.isEmpty)
    for edge in data.edges {
      #expect(ids.contains(edge.s) && ids.contains(edge.t))
      for place in edge.evidence ?? [] {
        let text = try #require(sentences[Int(place[0])])
        #expect(place[1] < place[2] && Int(place[2]) <= text.utf16.count)
      }
    }
    #expect(data.edges.contains { $0.evidence?.isEmpty == false })
  }
}
