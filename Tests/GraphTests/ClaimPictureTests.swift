import Foundation
import Graph
import TestSupport
import Testing

/// What texts do not assert, in pictures; and what programs that draw get of each edge.
@Suite struct ClaimPictureTests {
  /// A harbour, two firms and three persons, of whom two articles say something.
  private static func graph() throws -> KnowledgeGraph {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    let labels: [(String, [String])] = [
      ("Ida Brook", ["person"]), ("Otto Lund", ["person"]), ("Harbour Board", ["organization"]),
      ("Kiel", ["city", "place"]), ("new crane", ["concept"]), ("summer fair", ["event"]),
    ]
    for number in 1...2 {
      var record = DocumentRecord(
        source: "crane-\(number).txt", title: "Crane \(number)",
        date: CalendarDate(year: 2026, month: 2, day: 10 + number), contentHash: "crane \(number)")
      record.entities = try labels.map { label, types in
        EntityRecord(
          existing: try graph.entities(named: label).first?.value, label: label, types: types,
          aliases: [label: 1])
      }
      func say(
        _ subject: Int, _ predicate: String, _ surface: String, _ object: Int,
        negated: Bool = false, modality: String? = nil, by speaker: Int? = nil
      ) {
        let text = "\(labels[subject].0) \(surface) \(labels[object].0)."
        record.sentences.append(
          SentenceRecord(start: 0, end: text.unicodeScalars.count, text: text, role: .body))
        var statement = StatementRecord(
          subject: .entity(subject), predicate: predicate, surface: surface,
          object: .entity(object), sentence: record.sentences.count - 1, start: 0, end: 9,
          confidence: 0.9, extractor: "test")
        statement.isNegated = negated
        statement.modality = modality
        statement.attributedTo = speaker.map { .entity($0) }
        record.statements.append(statement)
      }
      say(0, "meet", "met", 1)
      say(0, "visit", "visited", 3)
      say(1, "visit", "visit", 3, modality: "planned")
      say(0, "lead", "lead", 2, negated: true)
      say(1, "leave", "left", 2, by: 0)
      say(2, "order", "ordered", 4)
      say(2, "hold", "held", 5)
      try graph.add(record)
    }
    return graph
  }

  private static func picture(isOverview: Bool = true) throws -> Subgraph {
    var selection = SubgraphSelection()
    selection.isOverview = isOverview
    selection.includesClaims = true
    return try graph().subgraph(selection)
  }

  @Test func anOverviewShowsPersonsOrganisationsAndPlaces() throws {
    let part = try Self.picture()
    #expect(Set(part.nodes.map(\.label)) == ["Ida Brook", "Otto Lund", "Kiel", "Harbour Board"])
    #expect(part.omittedNodes == 2)
    #expect(try Self.picture(isOverview: false).nodes.count == 6)
  }

  @Test func whatIsNotAssertedIsDrawnAsSuch() throws {
    let dot = DotWriter().write(try Self.picture(isOverview: false))
    for (label, look) in [
      ("met", "penwidth=1.9"), ("visited", "penwidth=1.9"), ("visit (planned)", "style=dashed"),
      ("lead (denied)", "arrowhead=tee"), ("leave (said by Ida Brook)", "style=dashed"),
    ] {
      let line = dot.split(separator: "\n").first { $0.contains("label=\" \(label) ") }
      #expect(line?.contains(look) == true, "\(label): \(dot)")
    }
    #expect(dot.contains("4 facts, 3 claims that no text asserts, 2 articles"))
    #expect(dot.contains("planned, possible, denied or only said"))
  }

  @Test func withoutClaimsThereAreFactsOnly() throws {
    let part = try Self.graph().subgraph(SubgraphSelection())
    #expect(part.edges.allSatisfy { $0.stance == .asserted } && part.edges.count == 4)
    #expect(!DotWriter().write(part).contains("claims"))
  }

  @Test func filesForProgramsCarryWeightColourPlaceDaysAndDocuments() throws {
    let graph = try Self.graph()
    var gexf = ""
    try graph.export(.gexf) { gexf += $0 }
    #expect(gexf.contains("mode=\"dynamic\" timeformat=\"date\""))
    #expect(gexf.contains("weight=\"2\" start=\"2026-02-11\" end=\"2026-02-12\""))
    #expect(gexf.contains("value=\"crane-1.txt; crane-2.txt\""))
    #expect(gexf.contains("<viz:color hex=\"#2F6DA8\"/>"))
    let places = gexf.matches(of: /viz:position x="([-0-9.]+)" y="([-0-9.]+)"/).map(\.output.0)
    #expect(places.count == 6 && Set(places).count == 6)
    var graphML = ""
    try graph.export(.graphML) { graphML += $0 }
    for key in ["color", "x", "y", "weight", "documents", "first", "last"] {
      #expect(graphML.contains("attr.name=\"\(key)\""), "\(key)")
    }
    #expect(graphML.contains("<data key=\"edge-weight\">2</data>"))
    #expect(graphML.contains("<data key=\"edge-first\">2026-02-11</data>"))
  }

  /// Labels and nodes of a drawing that is crowded, as boxes: none lies on another.
  @Test(.enabled(if: Graphviz.isInstalled, "needs Graphviz"))
  func labelsLieOnNothing() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    let names = (0..<24).map { Term.entity("Person number \($0)", disambiguator: "") }
    var triples: [(Term, String, Term)] = []
    for place in 1..<24 {
      triples.append((names[0], "corresponded_with_\(place)", names[place]))
      triples.append((names[place], "wrote_about_\(place)", names[(place * 7) % 23 + 1]))
    }
    try graph.insert(triples)
    let dot = DotWriter().write(try graph.subgraph(SubgraphSelection()))
    let plain = try #require(try Graphviz.drawing(dot, as: "plain"))
    #expect(plain.status == 0, "\(plain.errors)")
    var boxes: [(name: Substring, x: Double, y: Double, width: Double, height: Double)] = []
    for line in plain.output.split(separator: "\n") where line.hasPrefix("node ") {
      let cells = line.split(separator: " ")
      let numbers = cells[2...5].compactMap { Double($0) }
      try #require(numbers.count == 4)
      boxes.append((cells[1], numbers[0], numbers[1], numbers[2], numbers[3]))
    }
    #expect(boxes.count > 60)
    for (place, a) in boxes.enumerated() {
      for b in boxes[(place + 1)...] {
        let isApart =
          abs(a.x - b.x) * 2 >= (a.width + b.width) * 0.98
          || abs(a.y - b.y) * 2 >= (a.height + b.height) * 0.98
        #expect(isApart, "\(a) lies on \(b)")
      }
    }
  }
}
