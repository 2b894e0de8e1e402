import Foundation
import Graph
import TestSupport
import Testing

@Suite struct ExportTests {
  /// Texts that break what does not guard itself.
  static let hostile = [
    "", "\"", "'", "\\", "\n", "\r\n", "\t", "a\u{0}b", "\u{1B}[31m",
    "\u{7F}\u{85}\u{2028}\u{FFFE}",
    "<script>alert(1)</script>", "</script><!--", "]]>", "&amp;", "<b>&\"'", "=1+1", "+1", "-1+1",
    "@SUM(A1)", "'=1", "''=1", "\t=1", ",;|", "a,b\nc", "javascript:alert(1)", "${x} `y` %d",
    "graph TD; a-->b", "#quot;", "_:b", "<x:y>", "http://x/y z", "é日本😀\u{200F}", "42", "1.5",
    "true",
    "2026-01-05", " leading and trailing ", String(repeating: "long \"label\" ", count: 8000),
  ]

  private func hostileGraph() throws -> ImportFixture {
    let fixture = try ImportFixture()
    var triples: [(subject: Term, predicate: String, object: Term)] = []
    for text in Self.hostile {
      triples.append((.entity(text, disambiguator: ""), "says", .string(text)))
      triples.append((.string(text), "sees", .entity(text, disambiguator: "")))
      triples.append(
        (.iri("x:s"), text.isEmpty ? "nothing" : text, .languageString(text, language: "en")))
      triples.append((.iri("x:s"), "is", .typed(text, datatype: "x:type")))
    }
    for term: Term in [
      .integer(5), .integer(1 << 40), .float(1.5), .float(-.infinity), .boolean(true),
      .date(CalendarDate("2026-01-05")!), .dateTime(DateTime("2026-01-05T09:30:00Z")!),
    ] {
      triples.append((.iri("x:s"), "is", term))
      triples.append((term, "is of", .iri("x:o")))
    }
    try fixture.graph.insert(triples)
    try fixture.importText(
      "<x:s> <x:p> _:a <x:g> .\n_:a <x:p> \"x\" _:g .\n<x:s> <x:p> <x:o> <x:g> .", as: "a.nq")
    return fixture
  }

  @Test(arguments: [GraphExportFormat.nQuads, .triG, .csv, .tsv, .jsonLines])
  func givesTheSameGraphBack(format: GraphExportFormat) throws {
    let fixture = try hostileGraph()
    let again = try ImportFixture()
    try again.importText(try fixture.exported(format), as: "b." + format.rawValue)
    let blank = { (lines: [String]) in lines.map { $0.replacing(/_:b[0-9]+/, with: "_:b") }.sorted()
    }
    #expect(try blank(again.quads()) == blank(try fixture.quads()))
    #expect(
      try again.graph.statistics().entities
        == fixture.graph.statistics().entities)
  }

  @Test(arguments: [GraphExportFormat.nTriples, .turtle])
  func givesTheSameTriplesBack(format: GraphExportFormat) throws {
    let fixture = try hostileGraph()
    let again = try ImportFixture()
    try again.importText(try fixture.exported(format), as: "b." + format.rawValue)
    let blank = { (text: String) in
      text.split(separator: "\n").map { $0.replacing(/_:b[0-9]+/, with: "_:b") }.sorted()
    }
    #expect(try blank(again.exported(.nTriples)) == blank(try fixture.exported(.nTriples)))
  }

  @Test func keepsTypesAndNamesOfEntities() throws {
    let fixture = try ImportFixture()
    try fixture.graph.add(meetingRecord())
    for format in [GraphExportFormat.nTriples, .turtle, .triG] {
      let again = try ImportFixture()
      try again.importText(try fixture.exported(format), as: "a." + format.rawValue)
      let park = try #require(try again.graph.entities(named: "Park").first)
      #expect(park.label == "Mina Park")
      #expect(park.types == ["person"])
      #expect(try again.quads() == fixture.quads())
    }
  }

  @Test func describesEveryClaimWithItsEvidence() throws {
    let fixture = try ImportFixture()
    try fixture.graph.add(meetingRecord())
    var text = ""
    try fixture.graph.export(.nTriples, withEvidence: true) { text += $0 }
    for line in [
      #"<graphsh:statement/2> <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> <graphsh:entity/Oslo> ."#,
      #"<graphsh:statement/2> <graphsh:vocabulary/negated> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> ."#,
      #"<graphsh:statement/2> <graphsh:vocabulary/attributedTo> <graphsh:entity/Oskar%20Lund> ."#,
      #"<graphsh:statement/1> <graphsh:vocabulary/qualifier/in> <graphsh:entity/Porto> ."#,
      #"<graphsh:evidence/1/1> <graphsh:vocabulary/sentence> "Mina Park met Oskar Lund in Porto today." ."#,
      #"<graphsh:document/1> <http://purl.org/dc/terms/source> "meeting.txt" ."#,
    ] { #expect(text.contains(line + "\n")) }
    // What nobody asserts is described, not stated.
    #expect(!text.contains("<graphsh:entity/Mina%20Park> <graphsh:name/visit>"))
    let again = try ImportFixture()
    try again.importText(text, as: "a.nt")
    #expect(
      try again.exported(.nTriples).split(separator: "\n").sorted()
        == text.split(separator: "\n").sorted())
  }

  @Test func writesJSONThatReadersTake() throws {
    let fixture = try hostileGraph()
    for format in [GraphExportFormat.nodeLink, .cytoscape] {
      let data = Data(try fixture.exported(format).utf8)
      let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      let graph = object["elements"] as? [String: Any] ?? object
      let nodes = try #require(graph["nodes"] as? [[String: Any]])
      let edges = try #require((graph["links"] ?? graph["edges"]) as? [[String: Any]])
      #expect(edges.count == (try fixture.graph.statistics().triples))
      let labels = Set(
        nodes.compactMap { (($0["data"] as? [String: Any]) ?? $0)["label"] as? String })
      for text in Self.hostile { #expect(labels.contains(text), "\(text.prefix(40))") }
    }
  }

  @Test(arguments: [GraphExportFormat.graphML, .gexf])
  func writesXMLThatReadersTake(format: GraphExportFormat) throws {
    let fixture = try hostileGraph()
    let path = try fixture.folder.write(try fixture.exported(format), to: "graph.xml")
    // Python's reader is the judge: it prints the number of edges and whether a hostile label came through.
    let program = """
      import sys, xml.etree.ElementTree as tree
      elements = list(tree.parse(sys.argv[1]).iter())
      texts = [text for element in elements for text in [element.text, *element.attrib.values()]]
      print(sum(element.tag.endswith('}edge') for element in elements),
        '<script>alert(1)</script>' in texts)
      """
    let result = try GraphshCommand.run(
      URL(filePath: "/usr/bin/env"), ["python3", "-c", program, path])
    #expect(result.output == "\(try fixture.graph.statistics().triples) True\n", "\(result.errors)")
  }

  @Test func writesTablesThatAreNoFormulas() throws {
    let fixture = try hostileGraph()
    for format in [GraphExportFormat.csv, .nodeTable, .edgeTable] {
      let text = try fixture.exported(format)
      for line in text.split(separator: "\r\n").dropFirst() {
        for cell in line.split(separator: ",") {
          let start = cell.drop { $0 == "\"" }.first
          let isNumber = Double(cell) != nil
          #expect(isNumber || !"=+-@\t".contains(start ?? "x"), "\(cell.prefix(40))")
        }
      }
    }
  }

  @Test func writesFlowchartsWithoutMarkup() throws {
    let text = try hostileGraph().exported(.mermaid)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "flowchart LR")
    for line in lines.dropFirst() where !line.isEmpty {
      let isNode = line.wholeMatch(of: #/  n\d+\["[^"<>`\\&\[\]{}|]+"\]/#) != nil
      let isEdge = line.wholeMatch(of: #/  n\d+ -->\|"[^"<>`\\&\[\]{}|]+"\| n\d+/#) != nil
      #expect(isNode || isEdge, "\(line.prefix(80))")
    }
  }

  @Test func givesRandomGraphsBack() throws {
    var random = SeededGenerator(seed: 7)
    for round in 0..<6 {
      let fixture = try ImportFixture()
      var lines: Set<String> = []
      for _ in 0..<Int.random(in: 1...80, using: &random) {
        lines.insert(Self.randomQuad(&random))
      }
      try fixture.importText(lines.joined(separator: "\n"), as: "a.nq")
      #expect(try fixture.quads() == lines.sorted())
      for format in [GraphExportFormat.nQuads, .triG, .csv, .tsv, .jsonLines] {
        let again = try ImportFixture()
        try again.importText(try fixture.exported(format), as: "b." + format.rawValue)
        #expect(try again.quads() == lines.sorted(), "round \(round), \(format)")
      }
    }
  }

  private static func randomQuad(_ random: inout SeededGenerator) -> String {
    func text() -> String {
      let alphabet = Array("aé😀 ,;'=+-@#<>&0.\u{1F600}")
      let escapes = ["\\\"", "\\\\", "\\n", "\\r", "\\t", "\\u0000", "\\u001F"]
      return (0..<Int.random(in: 0...6, using: &random)).map { _ in
        Int.random(in: 0..<4, using: &random) == 0
          ? escapes.randomElement(using: &random)! : String(alphabet.randomElement(using: &random)!)
      }.joined()
    }
    func iri() -> String { "<x:\(Int.random(in: 0..<9, using: &random))%20é>" }
    let xsd = "http://www.w3.org/2001/XMLSchema#"
    let object =
      switch Int.random(in: 0..<8, using: &random) {
      case 0: "\"\(text())\""
      case 1: "\"\(text())\"@\(["en", "de-AT", "EN"].randomElement(using: &random)!)"
      case 2: "\"\(text())\"^^\(iri())"
      case 3: "\"\(Int.random(in: -9...9, using: &random))\"^^<\(xsd)integer>"
      case 4: "\"0\(Int.random(in: 0...9, using: &random))\"^^<\(xsd)integer>"
      case 5: "\"\(["true", "1", "false"].randomElement(using: &random)!)\"^^<\(xsd)boolean>"
      case 6: "\"\(["1.5", "1E5", "1e+16", "INF"].randomElement(using: &random)!)\"^^<\(xsd)double>"
      default: iri()
      }
    let graph = Bool.random(using: &random) ? " " + iri() : ""
    return "\(iri()) \(iri()) \(object)\(graph) ."
  }
}
