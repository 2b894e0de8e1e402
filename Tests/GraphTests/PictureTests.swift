import Foundation
import Graph
import TestSupport
import Testing

@Suite struct PictureTests {
  /// A ferry line, its captain, a strike, and two ports, told by three articles.
  private static func ferryGraph() throws -> KnowledgeGraph {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    let labels: [(String, [String])] = [
      ("Ines Falk", ["person"]), ("Baltic Ferries", ["company", "organization"]),
      ("Visby", ["city", "place"]), ("Sweden", ["country"]), ("Jonas Ek", ["person"]),
      ("Dockers' Union", ["organization"]), ("harbour strike", ["event"]),
      ("new ferry", ["concept"]), ("Tallinn", ["city", "place"]),
    ]
    let claims: [(Int, String, String, Int, Int)] = [
      (0, "head_of", "head of", 1, 3), (0, "visit", "visited", 2, 1), (1, "serve", "serves", 2, 2),
      (1, "serve", "serves", 8, 1), (2, "located_in", "in", 3, 1), (4, "leader_of", "leader", 5, 1),
      (5, "call", "called", 6, 2), (6, "hit", "hit", 1, 2), (1, "order", "ordered", 7, 1),
      (0, "meet", "met", 4, 2), (4, "meet", "met", 0, 2), (0, "criticise", "criticised", 4, 1),
    ]
    for number in 1...3 {
      var record = DocumentRecord(
        source: "ferry-\(number).txt", title: "Ferry \(number)",
        date: CalendarDate(year: 2026, month: 1, day: number + 4), contentHash: "ferry \(number)")
      record.entities = try labels.map { label, types in
        EntityRecord(
          existing: try graph.entities(named: label).first?.value, label: label, types: types,
          aliases: [label: 1])
      }
      for (from, predicate, surface, to, articles) in claims where number <= articles {
        let text = "\(labels[from].0) \(surface) \(labels[to].0), article \(number) says."
        record.sentences.append(
          SentenceRecord(start: 0, end: text.unicodeScalars.count, text: text, role: .body))
        record.mentions.append(
          MentionRecord(
            entity: from, sentence: record.sentences.count - 1, start: 0, end: 3, surface: "it"))
        record.statements.append(
          StatementRecord(
            subject: .entity(from), predicate: predicate, surface: surface, object: .entity(to),
            sentence: record.sentences.count - 1, start: 0, end: 9, confidence: 0.9,
            extractor: "test"))
      }
      try graph.add(record)
    }
    return graph
  }

  @Test func pictureShowsTypesRolesSourcesAndSentences() throws {
    let graph = try Self.ferryGraph()
    let subgraph = try graph.subgraph(SubgraphSelection())
    #expect(subgraph.nodes.count == 9 && subgraph.edges.count == 12)
    #expect(subgraph.documents == 3)
    let head = try #require(subgraph.edges.first { $0.name == "head_of" })
    #expect(head.sources == 3)
    let ines = try #require(subgraph.nodes.first { $0.label == "Ines Falk" })
    #expect(ines.role == "Head of Baltic Ferries")

    let dot = DotWriter().write(subgraph, title: "The ferry")
    #expect(dot.contains("12 facts, 3 articles, 5 – 7 January 2026"))
    #expect(dot.contains("head of (3 articles): Ines Falk head of Baltic Ferries, article"))
    #expect(dot.contains("<b>The ferry</b>"))
    #expect(dot.contains("dir=both"), "a meeting is one line with two heads")
    for legend in ["Person", "Organisation", "Country", "Place", "Event", "Concept"] {
      #expect(dot.contains("> \(legend) <"))
    }
    try expectGraphvizAccepts(dot)
  }

  @Test func neighbourhoodHoldsWhatIsWithinItsHops() throws {
    let graph = try Self.ferryGraph()
    var selection = SubgraphSelection()
    selection.around = [try graph.only("Visby")]
    let near = try graph.subgraph(selection)
    #expect(
      Set(near.nodes.map(\.label)) == ["Visby", "Ines Falk", "Baltic Ferries", "Sweden"])
    #expect(near.edges.contains { $0.name == "head_of" }, "edges among neighbours are shown too")
    #expect(near.nodes.filter(\.isFocus).map(\.label) == ["Visby"])
    selection.hops = 2
    #expect(try graph.subgraph(selection).nodes.count == 9 - 1)
    selection.predicates = [try #require(try graph.predicate(named: "visited"))]
    #expect(try graph.subgraph(selection).edges.map(\.name) == ["visit"])
  }

  @Test func theLimitKeepsTheMostTellingNodesAndSaysWhatItLeftOut() throws {
    let graph = try Self.ferryGraph()
    var selection = SubgraphSelection()
    selection.limit = 5
    let part = try graph.subgraph(selection)
    #expect(part.nodes.count <= 5 && part.nodes.count + part.omittedNodes == 9)
    #expect(part.nodes.first?.label == "Ines Falk")
    #expect(!part.nodes.contains { $0.label == "new ferry" }, "concepts on one edge go first")
    #expect(DotWriter().write(part).contains("of 9 nodes"))
  }

  @Test func overviewLeavesOutWhatHangsOnOneEdge() throws {
    let graph = try Self.ferryGraph()
    let ferries = Term.entity("Baltic Ferries", disambiguator: "")
    try graph.insert((0..<70).map { (ferries, "state", .string("clause \($0)")) })
    var selection = SubgraphSelection()
    #expect(try graph.subgraph(selection).nodes.count == 79)
    let springs = DotWriter().write(try graph.subgraph(selection))
    #expect(springs.contains("layout=neato"), "a star is no ranking")
    selection.isOverview = true
    let overview = try graph.subgraph(selection)
    // Neither the event nor the concept: persons, organisations, countries and places.
    #expect(overview.nodes.count == 7 && overview.omittedNodes == 72)
    #expect(!DotWriter().write(overview).contains("layout="))
    try graph.insert(
      (0..<70).map { (ferries, "own", Term.entity("ship \($0)", disambiguator: "")) })
    #expect(try graph.subgraph(selection).nodes.count == 7 + 70, "whoever has a name stays")
  }

  @Test func typesChooseNodes() throws {
    let graph = try Self.ferryGraph()
    var selection = SubgraphSelection()
    selection.types = [try #require(try graph.value(of: .string("person")))]
    #expect(Set(try graph.subgraph(selection).nodes.map(\.label)) == ["Ines Falk", "Jonas Ek"])
  }

  @Test func derivedEdgesAreDashedAndExplained() throws {
    let graph = try Self.ferryGraph()
    let (ines, visby) = (try graph.only("Ines Falk"), try graph.only("Visby"))
    let subgraph = try graph.subgraph(of: [
      DerivedEdge(subject: ines, name: "visit", object: visby, rule: nil),
      DerivedEdge(subject: ines, name: "knows", object: visby, rule: "knows(X,Y) :- visit(X,Y)."),
    ])
    #expect(subgraph.edges[0].sources == 1)
    let dot = DotWriter().write(subgraph)
    #expect(dot.contains("1 stated and 1 derived facts"))
    #expect(dot.contains("style=dashed") && dot.contains("knows: derived by rule"))
    try expectGraphvizAccepts(dot)
  }

  @Test(arguments: [
    "quote \" and back\\slash\\", "<b>bold</b> & <script>alert(1)</script>", "line\nbreak\ttab",
    "nul\u{0} bell\u{7} del\u{7F}", "\u{202E}desrever", "&amp; &#60; already", "\\N \\G \\l",
    String(repeating: "long ", count: 20_000), "日本語 عربى 🙂", "]; evil [label=x", "\u{FFFE}\u{FFFF}",
    "", " ",
  ])
  func hostileTextStaysText(text: String) throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    var record = DocumentRecord(source: text, title: text, date: nil, contentHash: "x")
    record.sentences = [SentenceRecord(start: 0, end: 1, text: text, role: .body)]
    record.entities = [EntityRecord(label: text, types: [text], aliases: [text: 1])]
    record.statements = [
      StatementRecord(
        subject: .entity(0), predicate: text, surface: text, object: .literal(.string(text + "!")),
        sentence: 0, start: 0, end: 1, confidence: 1, extractor: "test")
    ]
    try graph.add(record)
    var selection = SubgraphSelection()
    selection.around = [try #require(try graph.value(of: .entity(text, disambiguator: "")))]
    let dot = DotWriter().write(try graph.subgraph(selection), title: text, notes: [text])
    #expect(!dot.contains("<script>") && !dot.unicodeScalars.contains("\u{202E}"))
    try expectGraphvizAccepts(dot)
  }

  /// Runs the text through `dot`, which must accept it without a word, where Graphviz is installed.
  private func expectGraphvizAccepts(_ dot: String) throws {
    guard let drawn = try Graphviz.drawing(dot, as: "svg") else { return }
    #expect(drawn.status == 0 && drawn.errors.isEmpty, "dot says: \(drawn.errors)")
    #expect(!drawn.output.contains("<script"))
  }
}
