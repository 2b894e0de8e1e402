import Graph
import Testing

@Suite struct TableTests {
  @Test func readsStatementsUnderTheirHeader() throws {
    let text = "subject,predicate,object\r\nAnn,knows,Bob\r\nBob,age,42\r\nBob,height,1.8\r\n"
    let fixture = try ImportFixture()
    #expect(try fixture.importText(text, as: "a.csv").statements == 3)
    let graph = fixture.graph
    let bob = try #require(try graph.value(of: .string("Bob")))
    let age = try #require(try graph.predicate(named: "age"))
    let found = try graph.triples(subject: bob, predicate: age, object: nil)
    #expect(found.objects == [try #require(Value(inline: 42)).rawValue])
    // The object of one statement is the subject of another.
    let knows = try #require(try graph.predicate(named: "knows"))
    #expect(try graph.triples(subject: nil, predicate: knows, object: bob).subjects.count == 1)
  }

  @Test func readsQuotedCells() throws {
    let text =
      "\u{FEFF}predicate,object,subject,graph\n"
      + "\"says \"\"no\"\"\",\"a,b\nc\",x,\np,\"=1\",x,\"g 1\""
    #expect(
      try quads(text, as: "a.csv") == [
        #"<graphsh:name/x> <graphsh:name/p> "=1" <graphsh:name/g%201> ."#,
        #"<graphsh:name/x> <graphsh:name/says%20%22no%22> "a,b\nc" ."#,
      ])
  }

  @Test func readsAPropertyAColumn() throws {
    let text = "name\tborn\tcity\tnote\nAnn\t1990-02-03\tOslo\t\nBob\t\t<http://x/y>\ttrue\n"
    var options = ImportOptions()
    options.idColumn = "name"
    let xsd = "http://www.w3.org/2001/XMLSchema#"
    #expect(
      try quads(text, as: "a.tsv", options: options) == [
        #"<graphsh:name/Ann> <graphsh:name/born> "1990-02-03"^^<\#(xsd)date> ."#,
        #"<graphsh:name/Ann> <graphsh:name/city> "Oslo" ."#,
        #"<graphsh:name/Bob> <graphsh:name/city> <http://x/y> ."#,
        #"<graphsh:name/Bob> <graphsh:name/note> "true"^^<\#(xsd)boolean> ."#,
      ])
    options.idColumn = "nme"
    #expect(throws: FormatError.self) { try quads(text, as: "a.tsv", options: options) }
  }

  @Test(arguments: [
    ("a.csv", "a,b,c\nx,y,z\n", 1), ("a.csv", "subject,predicate,object\nx,y\n", 2),
    ("a.csv", "subject,predicate,object\n\nx,,z\n", 3),
    ("a.csv", "subject,predicate,object\nx,\"y,z\n", 2),
    ("a.csv", "subject,predicate,object\nx,\"y\"w,z\n", 2),
    ("a.csv", "subject,predicate,object,kinds\na,b,c,entity string\n", 2),
    ("a.csv", "subject,predicate,object,kinds\na,b,c,entity string integer\n", 2),
    ("a.jsonl", "\n{\"subject\": \"a\", \"predicate\": \"b\"}\n", 2),
    ("a.jsonl", "{\"subject\": \"a\", \"predicate\": \"b\", \"object\": 01}\n", 1),
    ("a.jsonl", "{\"subject\": \"a\", \"predicate\": 1, \"object\": 1}\n", 1),
    ("a.jsonl", "{\"subject\": \"a\", \"predicate\": \"b\", \"object\": \"\\ud800\"}\n", 1),
    ("a.jsonl", "{\"subject\": \"a\", \"predicate\": \"b\", \"object\": {\"iri\": \"x\"}}\n", 1),
    ("a.jsonl", "{\"subject\": \"a\", \"predicate\": \"b\", \"object\": 1, \"negated\": true}", 1),
    (
      "a.jsonl", "{\"subject\": \"a\", \"predicate\": \"b\", \"object\": 1, \"modality\": \"can\"}",
      1
    ),
    ("a.jsonl", "[1]\n", 1), ("a.jsonl", "{\"subject\": \"a\",}\n", 1), ("a.jsonl", "{} {}\n", 1),
    ("a.jsonl", String(repeating: "[", count: 100_000), 1),
  ])
  func saysWhereATableIsWrongAndStoresNothing(name: String, text: String, line: Int) throws {
    let fixture = try ImportFixture()
    guard case .syntax(_, let found, _, _)? = try fixture.failure(of: text, as: name) else {
      Issue.record("\(text.prefix(80)) was read")
      return
    }
    #expect(found == line)
    #expect(try fixture.graph.statistics().terms == 0)
  }

  @Test func leavesOutBadRecordsIfAskedTo() throws {
    var options = ImportOptions()
    options.skipsErrors = true
    let fixture = try ImportFixture()
    let table = "subject,predicate,object\na,b,c\na,b\na,\"b\"x,c\nd,e,f\n"
    let report = try fixture.importText(table, as: "a.csv", options: options)
    #expect((report.statements, report.skipped) == (2, 2))
    let lines =
      "{\"subject\": \"a\"}\n{\"subject\": \"g\", \"predicate\": \"h\", \"object\": 1.5e3}\nx"
    let second = try fixture.importText(lines, as: "a.jsonl", options: options)
    #expect((second.statements, second.skipped) == (1, 2))
  }

  @Test func readsFactsAsJSONLines() throws {
    let text = #"""
      {"subject": "Ann", "predicate": "says", "object": "\"\u00e9\ud83d\ude00\n\"", "confidence": 0.9}
      {"object": {"value": "chat", "kind": "string@fr"}, "predicate": {"iri": "x:p"}, "subject": {"blank": "b"}}
      {"subject": {"iri": "x:s"}, "predicate": "p", "object": -7, "graph": "g", "modality": null}
      """#
    #expect(
      try quads(text, as: "a.jsonl").map { $0.replacing(/_:\w+/, with: "_:b") } == [
        #"<graphsh:name/Ann> <graphsh:name/says> "\"é😀\n\"" ."#,
        #"<x:s> <graphsh:name/p> "-7"^^<http://www.w3.org/2001/XMLSchema#integer> <graphsh:name/g> ."#,
        #"_:b <x:p> "chat"@fr ."#,
      ])
  }

  @Test func takesNamesThatTheGraphKnowsAsItsEntities() throws {
    for (name, text) in [
      ("a.csv", "subject,predicate,object\nMina Park,likes,Porto\nMina,likes,tea\n"),
      (
        "a.jsonl",
        """
        {"subject": "Mina Park", "predicate": "likes", "object": "Porto"}
        {"subject": "Mina", "predicate": "likes", "object": "tea"}
        """
      ),
    ] {
      let fixture = try ImportFixture()
      try fixture.importText(
        "<graphsh:entity/Mina%20Park> <x:p> <graphsh:entity/Porto> .", as: "a.nt")
      try fixture.importText(text, as: name)
      #expect(
        try fixture.quads()
          == [
            "<graphsh:entity/Mina%20Park> <graphsh:name/likes> <graphsh:entity/Porto> .",
            "<graphsh:entity/Mina%20Park> <x:p> <graphsh:entity/Porto> .",
            #"<graphsh:entity/Mina%20Park> <http://www.w3.org/2000/01/rdf-schema#label> "Mina Park" ."#,
            #"<graphsh:entity/Porto> <http://www.w3.org/2000/01/rdf-schema#label> "Porto" ."#,
            #"<graphsh:name/Mina> <graphsh:name/likes> "tea" ."#,
          ].sorted())
    }
  }
}
