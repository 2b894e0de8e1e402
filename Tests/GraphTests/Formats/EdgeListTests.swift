import Graph
import Testing

@Suite struct EdgeListTests {
  @Test(arguments: [
    "Source,Target\nann,ben\nben,cleo\n", "to,FROM\nben,ann\ncleo,ben\n",
    ":START_ID(Person),:END_ID(Person)\nann,ben\nben,cleo\n", "src;dst\nann;ben\nben;cleo\n",
    "source,target,Type\nann,ben,Directed\nben,cleo,\n",
  ])
  func isReadAsEdges(text: String) throws {
    let fixture = try ImportFixture()
    let report = try fixture.importText(text, as: "a.csv")
    #expect(
      try fixture.quads() == [
        "<graphsh:name/ann> <graphsh:name/edge> \"ben\" .",
        "<graphsh:name/ben> <graphsh:name/edge> \"cleo\" .",
      ])
    #expect(
      report.notes.contains {
        if case .edgeList = $0 { true } else { false }
      })
  }

  @Test func aColumnNamesTheEdges() throws {
    let text = "from,to,Relation\nann,ben,likes\nben,cleo,\n"
    #expect(
      try quads(text, as: "a.csv") == [
        "<graphsh:name/ann> <graphsh:name/likes> \"ben\" .",
        "<graphsh:name/ben> <graphsh:name/edge> \"cleo\" .",
      ])
  }

  /// Equal weights of different edges, and of two edges between the same nodes, are counted each.
  @Test func furtherColumnsBelongToTheirEdge() throws {
    let fixture = try ImportFixture()
    let text = "Source,Target,Weight\nann,ben,5\nann,cleo,5\nann,ben,5\nben,cleo,\n"
    try fixture.importText(text, as: "a.csv")
    let graph = fixture.graph
    let weight = try #require(try graph.predicate(named: "Weight"))
    let rows = try graph.triples(subject: nil, predicate: weight, object: nil)
    #expect(Set(rows.subjects).count == 3)
    let target = try #require(try graph.predicate(named: "Target"))
    let ben = try #require(try graph.value(of: .string("ben")))
    #expect(try graph.triples(subject: nil, predicate: target, object: ben).subjects.count == 2)
    let edge = try #require(try graph.predicate(named: "edge"))
    #expect(try graph.triples(subject: nil, predicate: edge, object: nil).subjects.count == 3)
  }

  @Test func saysThatRowsShareTheirID() throws {
    var options = ImportOptions()
    options.idColumn = "Source"
    let fixture = try ImportFixture()
    let text = "Source,Target,Weight\nann,ben,5\nann,cleo,5\nben,cleo,2\n"
    let report = try fixture.importText(text, as: "a.csv", options: options)
    guard case .repeatedIDs(_, "Source", 1, "ann", true)? = report.notes.first else {
      Issue.record("\(report.notes)")
      return
    }
  }

  @Test(arguments: [("source,target\nann,\n", 2), ("# c\nsource,target\n\nann,b\n,b\n", 5)])
  func anEdgeHasTwoEnds(text: String, line: Int) throws {
    let fixture = try ImportFixture()
    guard case .syntax(_, line, _, _)? = try fixture.failure(of: text, as: "a.csv") else {
      Issue.record("it was read")
      return
    }
  }
}
