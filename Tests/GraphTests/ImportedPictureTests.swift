import Graph
import TestSupport
import Testing

/// Pictures of what was imported, which no text states.
@Suite struct ImportedPictureTests {
  private static let people = """
    @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix : <http://data.example.org/id/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    :P1 a foaf:Person ; rdfs:label "Anna Berg"@de, "Ann Hill"@en ; :height 1.7 ; foaf:knows :P2, :P3 .
    :P2 a foaf:Person ; foaf:name "Bo <Lind>" ; :note "one", "two", "three", "four", "five" .
    """

  private func line(_ start: String, in dot: String) throws -> Substring {
    try #require(dot.split(separator: "\n").first { $0.contains("label=<\(start)") })
  }

  @Test func nodesAreCalledByTheirLabelsAndHoldTheirValues() throws {
    let fixture = try ImportFixture()
    try fixture.importText(Self.people, as: "a.ttl")
    let dot = DotWriter().write(try fixture.graph.subgraph(SubgraphSelection()))
    let ann = try line("Ann Hill<", in: dot)
    #expect(ann.contains("P1") && ann.contains("height: 1.7"))
    #expect(ann.contains("tooltip=\"Ann Hill — Thing\\nhttp://data.example.org/id/P1\\n"))
    let bo = try line("Bo &lt;Lind&gt;<", in: dot)
    #expect(bo.contains("note: ") && bo.contains("… 1 more"))
    _ = try line("P3>", in: dot)
    _ = try line("foaf:Person>", in: dot)
    #expect(dot.contains("\" knows \"") && !dot.contains("label=<http"))
    #expect(!dot.contains("label=<five>") && !dot.contains("Value"))
    if let drawn = try Graphviz.drawing(dot, as: "svg") {
      #expect(drawn.status == 0 && drawn.errors.isEmpty)
    }
    let mermaid = try fixture.exported(.mermaid)
    #expect(mermaid.contains("[\"Ann Hill · height: 1.7 · "))
  }

  @Test func theLegendSaysWhereFactsComeFrom() throws {
    let fixture = try ImportFixture()
    try fixture.importText(Self.people, as: "a.ttl")
    let dot = DotWriter().write(try fixture.graph.subgraph(SubgraphSelection()))
    #expect(dot.contains("→ imported or added<") && !dot.contains("stated in text"))
  }

  /// In a table, texts and numbers may be nodes; what only tells a value is drawn inside.
  @Test func numberedNodesStayNodes() throws {
    let fixture = try ImportFixture()
    try fixture.importText("source,target\n1,2\n2,3\nann,ben\n", as: "a.csv")
    var options = ImportOptions()
    options.idColumn = "id"
    try fixture.importText("id,name,born\n1,Cleo,1990-01-02\n", as: "b.csv", options: options)
    let dot = DotWriter().write(try fixture.graph.subgraph(SubgraphSelection()))
    #expect(try line("Cleo<", in: dot).contains("born: 1990-01-02"))
    for name in ["2", "3", "ann", "ben"] { _ = try line("\(name)>", in: dot) }
    #expect(!dot.contains("label=<1990"))
  }

  /// A flowchart holds values as the drawing does, and Gephi shows names.
  @Test func otherPicturesCallNodesSo() throws {
    let fixture = try ImportFixture()
    try fixture.importText(
      """
      @prefix dct: <http://purl.org/dc/terms/> . @prefix : <http://data.example.org/id/> .
      :W1 dct:title "The <Mill>" ; :year 1901 ; :painter :P9 .
      """, as: "a.ttl")
    let chart = try fixture.exported(.mermaid)
    #expect(chart.contains("[\"The #60;Mill#62; · year: 1901\"]"))
    #expect(chart.contains("-->|\"painter\"|") && chart.contains("[\"P9\"]"))
    #expect(!chart.contains("[\"1901\"]") && !chart.contains("http"))
    let gexf = try fixture.exported(.gexf)
    #expect(gexf.contains("label=\"The &lt;Mill&gt;\"") && gexf.contains("label=\"painter\""))
    #expect(gexf.contains("for=\"term\" value=\"http://data.example.org/id/W1\""))
    #expect(
      try fixture.exported(.graphML).contains("<data key=\"node-title\">The &lt;Mill&gt;</data>"))
  }
}
