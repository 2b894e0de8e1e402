import Graph
import Testing

/// Tables as programs and people write them: separators, blanks, comments, empty cells.
@Suite struct TableDialectTests {
  private static let expected = [
    "<graphsh:name/ann> <graphsh:name/knows> \"ben\" .",
    "<graphsh:name/ben> <graphsh:name/knows> \"cleo\" .",
  ]

  @Test(arguments: [
    "subject;predicate;object\nann;knows;ben\nben;knows;cleo\n",
    "subject\tpredicate\tobject\r\nann\tknows\tben\r\nben\tknows\tcleo",
    "subject|predicate|object\nann|knows|ben\nben|knows|cleo\n",
    "subject predicate  object\n ann knows\t ben\nben   knows cleo  \n",
    "\u{FEFF}\"subject\" , \"predicate\", \"object\"\n ann, knows , \"ben\"\nben, knows, cleo \n",
    "\u{FEFF}# a comment, with commas\n# another; one\n\nsubject,predicate,object\nann,knows,ben\n"
      + "# a comment below\nben,knows,cleo\n",
    "% of KONECT\n# subject\tpredicate\tobject\nann\tknows\tben\nben\tknows\tcleo\n",
  ])
  func tellsTheDialectFromTheBeginning(text: String) throws {
    for name in ["a.csv", "a.tsv"] {
      #expect(try quads(text, as: name) == Self.expected, "\(name)")
    }
  }

  @Test func keepsTheSeparatorOfTheFormatWhereItFits() throws {
    let text = "subject,predicate,object\na;b,says,x|y z\n#c;d,says,\"1;2\"\n"
    let fixture = try ImportFixture()
    #expect(try fixture.importText(text, as: "a.csv").notes.isEmpty)
    let graph = fixture.graph
    let says = try #require(try graph.predicate(named: "says"))
    for (subject, object) in [("a;b", "x|y z"), ("#c;d", "1;2")] {
      let value = try #require(try graph.value(of: .string(subject)))
      #expect(
        try graph.triples(subject: value, predicate: says, object: nil).objects
          == [try #require(try graph.value(of: .string(object))).rawValue])
    }
  }

  @Test func saysThatAnotherSeparatorWasFound() throws {
    let fixture = try ImportFixture()
    let text = "subject;predicate;object\na;costs;1,5\n"
    let report = try fixture.importText(text, as: "a.csv")
    guard case .separator(_, let separator)? = report.notes.first else {
      Issue.record("no note")
      return
    }
    #expect(separator == "semicolons")
    #expect(try fixture.quads().first?.contains("\"1,5\"") == true)
  }

  @Test func namesTheSeparatorWhereTheHeaderSaysNothing() throws {
    let fixture = try ImportFixture()
    let error = try #require(try fixture.failure(of: "a,b,c\nx,y,z\n", as: "a.csv"))
    #expect("\(error)".contains("commas") && "\(error)".contains("source and target"))
  }

  @Test func anEmptyCellIsNoFactInQuotesOrNot() throws {
    var options = ImportOptions()
    options.idColumn = "id"
    let text = "\"id\",\"name\",\"born\",\"place\"\n\"x\",\"Ann\",\"\",\n\"y\",\"\",\"\",\"\"\n"
    #expect(
      try quads(text, as: "a.csv", options: options) == [
        "<graphsh:name/x> <graphsh:name/name> \"Ann\" ."
      ])
  }

  /// Numbers are the same nodes in all columns and in all kinds of tables.
  @Test(arguments: [
    ("a.csv", "subject,predicate,object\n1,edge,2\n2,edge,3\n", nil),
    ("a.tsv", "subject\tpredicate\tobject\n1\tedge\t2\n2\tedge\t3\n", nil),
    ("a.csv", "source,target\n1,2\n2,3\n", nil), ("a.tsv", "1 2\n2 3\n", nil),
    ("a.csv", "id,edge\n1,2\n2,3\n", "id"),
    ("a.jsonl", "{\"n\":1,\"edge\":2}\n{\"n\":2,\"edge\":3}", "n"),
  ])
  func numberedNodesJoin(name: String, text: String, id: String?) throws {
    var options = ImportOptions()
    options.idColumn = id
    let fixture = try ImportFixture()
    try fixture.importText(text, as: name, options: options)
    let edge = try #require(try fixture.graph.predicate(named: "edge"))
    let two = try #require(Value(inline: 2))
    #expect(
      try fixture.graph.triples(subject: two, predicate: edge, object: nil).objects
        == [try #require(Value(inline: 3)).rawValue])
    #expect(
      try fixture.graph.triples(subject: nil, predicate: edge, object: two).objects.count == 1)
  }
}
