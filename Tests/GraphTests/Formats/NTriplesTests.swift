import Foundation
import Graph
import TestSupport
import Testing

@Suite struct NTriplesTests {
  @Test(arguments: [
    // IRIs
    "<http://a/s> <http://a/p> <http://a/o> .",
    "<http://a/s><http://a/p><http://a/o>.",
    "\t <http://a/s>\t<http://a/p>   <http://a/o>\t. \t",
    "<scheme:!$%25&'()*+,-./0123456789:/@A~?#> <urn:x> <mailto:a@b> .",
    #"<http://a/\u00E9\U0001F600> <http://a/p> <http://a/é> ."#,
    "<a+b-c.9:x> <x:> <é:x:é> .".replacing("é:x:", with: "x:x:"),
    // blank nodes
    "_:a <http://a/p> _:b .", "_:9 <http://a/p> _:a.b.c .", "_:a<http://a/p>_:b.",
    "_:_ <http://a/p> _:é·‿ .", "_:a-b <http://a/p> _:a..b .",
    // literals
    #"<x:s> <x:p> "" ."#, #"<x:s> <x:p> "x"@en ."#, #"<x:s> <x:p> "x"@en-GB-x1-2 ."#,
    #"<x:s> <x:p> "\t\b\n\r\f\"\'\\" ."#, #"<x:s> <x:p> "\u0000\u00e9\U0010FFFF" ."#,
    "<x:s> <x:p> \"'\u{1}\u{b}\u{7f}\u{0}tab\tend\" .", #"<x:s> <x:p> "<x:y> . # no" ."#,
    #"<x:s> <x:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> ."#,
    #"<x:s> <x:p> "x"^^<x:type>."#, #"<x:s><x:p>"x"@en."#, "<x:s> <x:p> \"日本語 😀\" .",
    // comments
    "<x:s> <x:p> <x:o> . # comment", "<x:s> <x:p> <x:o> .# comment",
  ])
  func readsWhatTheGrammarAllows(line: String) throws {
    for end in ["", "\n", "\r\n", "\r", "\n\n# more\n"] {
      let fixture = try ImportFixture()
      let report = try fixture.importText("# first\n\n" + line + end, as: "a.nt")
      #expect(report.statements == 1)
      #expect(report.newTriples == 1)
      // What was read is read the same way once more.
      let again = try quads(try fixture.exported(.nTriples), as: "b.nt")
      #expect(try again == fixture.quads())
    }
  }

  @Test(arguments: [
    // IRIs
    "<http://a/ space> <x:p> <x:o> .", #"<http://a/\u00ZZ> <x:p> <x:o> ."#,
    #"<http://a/\U00ZZ0041> <x:p> <x:o> ."#, #"<http://a/\n> <x:p> <x:o> ."#,
    #"<http://a/\/> <x:p> <x:o> ."#, "<s> <x:p> <x:o> .", "<x:s> <p> <x:o> .",
    "<x:s> <x:p> <o> .", #"<x:s> <x:p> "x"^^<type> ."#, "<> <x:p> <x:o> .", "<:x> <x:p> <x:o> .",
    "<1x:x> <x:p> <x:o> .", #"<x:\u0020> <x:p> <x:o> ."#, #"<x:\u003E> <x:p> <x:o> ."#,
    "<x:a{b> <x:p> <x:o> .", "<x:a|b> <x:p> <x:o> .", "<x:a^b> <x:p> <x:o> .",
    "<x:a`b> <x:p> <x:o> .", "<x:a\"b> <x:p> <x:o> .", "<x:a<b> <x:p> <x:o> .",
    "<x:s> <x:p> <x:o", "<x:s\n> <x:p> <x:o> .", #"<x:\uD800> <x:p> <x:o> ."#,
    // shapes
    "<x:s> <x:p> <x:o>", "<x:s> <x:p> .", "<x:s> .", ".", "<x:s> <x:p> <x:o> <x:g> .",
    "<x:s> <x:p> <x:o> . <x:s> <x:p> <x:o> .", "<x:s> <x:p> <x:o>, <x:o> .",
    "<x:s> <x:p> <x:o>; <x:p> <x:o> .", "@prefix x: <x:> .", "@base <x:> .", "PREFIX x: <x:>",
    "x:s <x:p> <x:o> .", "[] <x:p> <x:o> .", "<x:s> a <x:o> .", "<x:s> <x:p> 1 .",
    "<x:s> <x:p> 1.5 .", "<x:s> <x:p> true .", "<x:s>\n<x:p> <x:o> .",
    "<x:s> _:p <x:o> .", #"<x:s> "p" <x:o> ."#, #""s" <x:p> <x:o> ."#,
    // literals
    #"<x:s> <x:p> "a"@1en ."#, #"<x:s> <x:p> "a"@ ."#, #"<x:s> <x:p> "a"@en- ."#,
    #"<x:s> <x:p> "a" @en ."#, #"<x:s> <x:p> "a"^^ <x:t> ."#, #"<x:s> <x:p> "a"^^x:t ."#,
    #"<x:s> <x:p> "a"^<x:t> ."#, #"<x:s> <x:p> "a\zb" ."#, #"<x:s> <x:p> "\u12" ."#,
    #"<x:s> <x:p> "\U00110000" ."#, #"<x:s> <x:p> "\uD83D\uDE00" ."#, #"<x:s> <x:p> "a ."#,
    "<x:s> <x:p> \"a\nb\" .", "<x:s> <x:p> \"a\rb\" .", "<x:s> <x:p> 'a' .",
    #"<x:s> <x:p> """a""" ."#, #"<x:s> <x:p> a" ."#, #"<x:s> <x:p> "a"@en^^<x:t> ."#,
    // blank nodes
    "_: <x:p> <x:o> .", "_:-a <x:p> <x:o> .", "_:.a <x:p> <x:o> .", "_a <x:p> <x:o> .",
    "_:a:b <x:p> <x:o> .", "_::a <x:p> <x:o> .", "_:× <x:p> <x:o> .",
  ])
  func refusesAllElseAndStoresNothing(line: String) throws {
    for (before, after) in [("", ""), ("<x:a> <x:p> <x:o> .\n", "\n<x:z> <x:p> <x:o> .\n")] {
      let fixture = try ImportFixture()
      #expect(try fixture.failure(of: before + line + after, as: "a.nt") != nil)
      #expect(try fixture.graph.statistics().triples == 0)
      #expect(try fixture.graph.statistics().terms == 0)
    }
  }

  @Test func namesGraphsInNQuadsOnly() throws {
    let text = """
      <x:s> <x:p> "o"@en <x:g> .
      <x:s> <x:p> "o"@en .
      <x:s> <x:p> <x:o> _:g .
      <x:s><x:p><x:o><x:g>.

      """
    #expect(
      try quads(text, as: "a.nq").map { $0.replacing(/_:\w+/, with: "_:g") } == [
        #"<x:s> <x:p> "o"@en ."#, #"<x:s> <x:p> "o"@en <x:g> ."#, "<x:s> <x:p> <x:o> <x:g> .",
        "<x:s> <x:p> <x:o> _:g .",
      ])
    for bad in [
      #"<x:s> <x:p> <x:o> "g" ."#, "<x:s> <x:p> <x:o> <g> .", "<x:s> <x:p> <x:o> <x:g> <x:h> .",
      "<x:s> <x:p> <x:o> 1 .", #"<x:s> <x:p> "o" "g"@en ."#,
    ] {
      #expect(try ImportFixture().failure(of: bad, as: "a.nq") != nil, "\(bad)")
    }
  }

  @Test func saysWhereTheErrorIs() throws {
    let text = "# é\r\n<x:s> <x:p> <x:o> .\r\n<x:s> <x:p> \"é\\q\" .\r\n"
    let error = try ImportFixture().failure(of: text, as: "a.nt")
    guard case .syntax(let file, let line, let column, let problem) = try #require(error) else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(file.hasSuffix("a.nt"))
    #expect((line, column, problem) == (3, 15, .badEscape))
    #expect("\(error!)".hasSuffix("a.nt:3:15: this escape sequence cannot be used here"))
  }

  @Test func refusesWhatIsNotUTF8() throws {
    for bytes: [UInt8] in [
      [0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
    ] {
      for (before, after) in [
        ("<x:s> <x:p> \"", "\" .\n"), ("<x:s", "> <x:p> <x:o> .\n"), ("_:a", " <x:p> <x:o> .\n"),
      ] {
        let fixture = try ImportFixture()
        #expect(throws: FormatError.self) {
          try fixture.importBytes(Array(before.utf8) + bytes + Array(after.utf8), as: "a.nt")
        }
        #expect(try fixture.graph.statistics().terms == 0)
      }
    }
  }

  @Test func leavesOutBadLinesIfAskedTo() throws {
    let text = """
      <x:s> <x:p> <x:a> .
      <x:s> <x:p> "open .
      <x:s> <x:p> <x:b> . <x:s>
      <x:s> <x:p> <x:c> .
      <s> <x:p> <x:d> .
      """
    var options = ImportOptions()
    options.skipsErrors = true
    let fixture = try ImportFixture()
    let report = try fixture.importText(text, as: "a.nt", options: options)
    #expect(report.statements == 2)
    #expect(report.skipped == 3)
    let lines = report.errors.map { error in
      if case .syntax(_, let line, _, _) = error { line } else { 0 }
    }
    #expect(lines == [2, 3, 5])
    #expect(try fixture.quads() == ["<x:s> <x:p> <x:a> .", "<x:s> <x:p> <x:c> ."])
  }

  @Test func keepsBlankNodesOfFilesApart() throws {
    let fixture = try ImportFixture()
    let text = "_:a <x:p> _:b .\n_:b <x:p> _:a .\n"
    let paths = try ["a.nt", "b.nt"].map { try fixture.folder.write(text, to: $0) }
    try fixture.graph.importFiles(paths)
    try fixture.graph.importFiles([paths[0]])
    #expect(try fixture.graph.statistics().triples == 6)
    #expect(try fixture.graph.statistics().terms == 7)
  }

  @Test func putsStatementsIntoTheGraphThatIsAskedFor() throws {
    var options = ImportOptions()
    options.graph = "http://g/1"
    let text = "<x:s> <x:p> <x:o> .\n<x:s> <x:p> <x:o> <x:g> .\n"
    #expect(
      try quads(text, as: "a.nq", options: options) == [
        "<x:s> <x:p> <x:o> <http://g/1> .", "<x:s> <x:p> <x:o> <x:g> .",
      ])
    options.graph = "my notes"
    #expect(
      try quads("<x:s> <x:p> <x:o> .", as: "a.nt", options: options) == [
        "<x:s> <x:p> <x:o> <graphsh:name/my%20notes> ."
      ])
  }

  @Test func leavesNoTermBehindThatNothingUses() throws {
    var options = ImportOptions()
    options.skipsErrors = true
    options.graph = "notes"
    let fixture = try ImportFixture()
    let text = "<x:a> <graphsh:name/p> <graphsh:name/o> .\n<x:b> <x:q> <x:c"
    try fixture.importText(text, as: "a.nt", options: options)
    // x:a, p, the IRI of o, and notes.
    #expect(try fixture.graph.statistics().terms == 4)
    #expect(
      try fixture.quads() == [
        "<x:a> <graphsh:name/p> <graphsh:name/o> <graphsh:name/notes> ."
      ])
  }

  @Test(arguments: ["a.nt", "a.ttl"])
  func refusesTextsInNoLanguage(_ name: String) throws {
    let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    let text = "<x:s> <x:p> \"y\" .\n<x:s> <x:p> \"x\"^^<\(rdf)langString> .\n"
    let failure = try ImportFixture().failure(of: text, as: name)
    guard case .syntax(_, 2, _, let problem) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(problem == .missingLanguage)
  }

  @Test func keepsSpellingsOfLiteralsThatAreNotCanonical() throws {
    let xsd = "http://www.w3.org/2001/XMLSchema#"
    let literals = [
      #""042"^^<\#(xsd)integer>"#, #""42"^^<\#(xsd)integer>"#, #""+42"^^<\#(xsd)integer>"#,
      #""99999999999999999999"^^<\#(xsd)integer>"#, #""3000000000"^^<\#(xsd)integer>"#,
      #""1"^^<\#(xsd)boolean>"#, #""true"^^<\#(xsd)boolean>"#, #""1.50"^^<\#(xsd)decimal>"#,
      #""1E3"^^<\#(xsd)double>"#, #""1000.0"^^<\#(xsd)double>"#, #""INF"^^<\#(xsd)double>"#,
      #""NaN"^^<\#(xsd)double>"#, #""-0.0"^^<\#(xsd)double>"#, #""2026-01-05"^^<\#(xsd)date>"#,
      #""2026-01-05Z"^^<\#(xsd)date>"#, #""2026-02-30"^^<\#(xsd)date>"#,
      #""2026-01-05T09:30:00+01:00"^^<\#(xsd)dateTime>"#, #""x"^^<\#(xsd)integer>"#,
      #""x"@EN"#, #""x"@en"#,
    ]
    let lines = literals.map { "<x:s> <x:p> \($0) ." }.sorted()
    #expect(try quads(lines.joined(separator: "\n"), as: "a.nt") == lines)
    // xsd:string is what a plain literal is of.
    #expect(
      try quads(#"<x:s> <x:p> "x"^^<\#(xsd)string> ."#, as: "a.nt") == [#"<x:s> <x:p> "x" ."#])
  }

  @Test func readsTwoSpellingsOfATermAsOne() throws {
    let text = #"""
      <x:\u0061> <x:p> "a\tb" .
      <x:a> <x:p> "a	b" .
      <x:a> <x:\U00000070> "\u0061\u0009b" .
      """#
    #expect(try quads(text, as: "a.nt") == [#"<x:a> <x:p> "a\tb" ."#])
  }

  @Test func joinsWithWhatTheGraphHolds() throws {
    let fixture = try ImportFixture()
    try fixture.importText("<x:a> <x:p> <x:b> .\n<x:a> <x:p> \"b\" .", as: "a.nt")
    let report = try fixture.importText(
      "<x:a> <x:p> <x:b> .\n<x:b> <x:p> <x:a> <x:g> .\n<x:a> <x:p> \"b\" <x:g> .", as: "b.nq")
    #expect(report.statements == 3)
    #expect(report.newTriples == 1)
    #expect(
      try fixture.quads() == [
        #"<x:a> <x:p> "b" ."#, #"<x:a> <x:p> "b" <x:g> ."#, "<x:a> <x:p> <x:b> .",
        "<x:b> <x:p> <x:a> <x:g> .",
      ])
  }

  @Test func makesPredicatesKnownByTheLastPartOfTheirIRI() throws {
    let fixture = try ImportFixture()
    try fixture.importText("<x:a> <http://a/vocabulary#worksFor> <x:b> .", as: "a.nt")
    let predicate = try #require(try fixture.graph.predicate(named: "worksFor"))
    #expect(try fixture.graph.term(predicate) == .iri("http://a/vocabulary#worksFor"))
    #expect(
      try fixture.graph.triples(subject: nil, predicate: predicate, object: nil).subjects.count == 1
    )
  }

  @Test func deletesTriplesFromTheirGraphs() throws {
    let fixture = try ImportFixture()
    try fixture.importText("<x:a> <x:p> <x:b> <x:g> .\n<x:a> <x:p> <x:c> <x:g> .", as: "a.nq")
    let value = { (name: String) in try #require(try fixture.graph.value(of: .iri(name))) }
    try fixture.graph.delete([(try value("x:a"), try value("x:p"), try value("x:b"))])
    #expect(try fixture.quads() == ["<x:a> <x:p> <x:c> <x:g> ."])
  }

  @Test func readsGzipAndLinesLongerThanItsBuffer() throws {
    let long = String(repeating: "long ", count: 600_000)
    let lines = (0..<50_000).map { "<x:s\($0)> <x:p> \"\($0)\" ." } + ["<x:s> <x:p> \"\(long)\" ."]
    let text = lines.joined(separator: "\n")
    let fixture = try ImportFixture()
    let path = try fixture.folder.write(text, to: "a.nt")
    _ = try GraphshCommand.run(
      URL(filePath: "/bin/sh"),
      ["-c", "gzip -k '\(path)'; cat '\(path).gz' '\(path).gz' > '\(path).twice'"])
    #expect(try fixture.graph.importFiles([path + ".gz"]).statements == 50_001)
    #expect(try fixture.quads() == lines.sorted())
    var options = ImportOptions()
    options.format = .nTriples
    // Two members after one another.
    let whole = try Data(contentsOf: URL(filePath: path + ".gz"))
    var broken = Array(whole)
    broken[broken.count / 2] ^= 0x10
    #expect(throws: FormatError.self) { try fixture.importBytes(broken, as: "c.nt.gz") }
    #expect(throws: FormatError.self) {
      try fixture.importBytes(Array(whole.dropLast(9)), as: "d.nt.gz")
    }
    #expect(try fixture.graph.importFiles([path], options: options).newTriples == 0)
  }

  @Test func saysWhatItCannotRead() throws {
    let fixture = try ImportFixture()
    let unnamed = try fixture.folder.write("<a:a> <a:b> <a:c> .\n", to: "what.xyz")
    let folder = fixture.folder.url.path
    for (path, message) in [
      ("missing.nt", "cannot read missing.nt: no such file or directory"),
      ("missing", "cannot read missing: no such file or directory"),
      (folder, "cannot read \(folder): is a folder"),
      (
        unnamed,
        "cannot tell the format of \(unnamed) from its ending: name it (nt, nq, ttl, trig, rdf, csv, tsv, jsonl, parquet)"
      ),
    ] {
      do {
        try fixture.graph.importFiles([path])
        Issue.record("\(path) was read")
      } catch {
        #expect("\(error)" == message)
      }
    }
  }
}
