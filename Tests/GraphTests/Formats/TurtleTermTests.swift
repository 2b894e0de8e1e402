import Graph
import TestSupport
import Testing

/// Strings, IRIs and names of Turtle, beside the same terms as N-Triples spells them.
@Suite struct TurtleTermTests {
  private static let q3 = "\"\"\""

  /// What stands between the quotes of a string in Turtle, the quotes, and the string in N-Triples.
  static let strings: [(quotes: String, inside: String, inNTriples: String)] = [
    (q3, #"say "\n""# + " now", #"say \"\n\" now"#),
    (q3, #"a "\" b"#, #"a \"\" b"#),
    (q3, #"a ""\" b"#, #"a \"\"\" b"#),
    (q3, #"\\"x"\\"#, #"\\\"x\"\\"#),
    (q3, #""\t"\\ ' "#, #"\"\t\"\\ ' "#),
    (q3, "line\nline\r\nline", #"line\nline\r\nline"#),
    (q3, #"\u00e9"\U0001F600"# + " ", #"é\"😀 "#),
    (q3, "", ""),
    ("'''", #"it's ""quoted""" \' \""#, #"it's \"\"quoted\"\"\" ' \""#),
    ("'''", #"''\'"#, "'''"),
    ("'", #"a"b\'c\\"#, #"a\"b'c\\"#),
    ("\"", #"a'b\"c\u0041"#, #"a'b\"cA"#),
  ]

  @Test(arguments: strings.indices)
  func readsEscapesAmongQuotes(index: Int) throws {
    let (quotes, inside, inNTriples) = Self.strings[index]
    for suffix in ["", "@en-GB", "^^<x:t>"] {
      let written = quotes + inside + quotes + suffix
      #expect(
        try quads("<x:s> <x:p> \(written) .", as: "a.ttl")
          == quads("<x:s> <x:p> \"\(inNTriples)\"\(suffix) .", as: "a.nt"))
    }
  }

  /// The examples of RFC 3986, section 5.4, and what else has no scheme.
  static let references: [(base: String, reference: String, iri: String)] =
    [
      ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
      ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"),
      ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"),
      ("g?y#s", "http://a/b/c/g?y#s"), (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"),
      ("g;x?y#s", "http://a/b/c/g;x?y#s"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"),
      ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../", "http://a/b/"),
      ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"),
      ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("../../../../g", "http://a/g"),
      ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."),
      (".g", "http://a/b/c/.g"), ("g..", "http://a/b/c/g.."), ("..g", "http://a/b/c/..g"),
      ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"),
      ("g/../h", "http://a/b/c/h"), ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
      ("g;x=1/../y", "http://a/b/c/y"), ("g?y/./x", "http://a/b/c/g?y/./x"),
      ("g#s/../x", "http://a/b/c/g#s/../x"), ("//g/./x/../y", "http://g/y"),
    ].map { ("http://a/b/c/d;p?q", $0.0, $0.1) } + [
      ("http://a#x", "g", "http://a/g"), ("http://a/b#", "", "http://a/b"),
      ("http://a/b#", "#c", "http://a/b#c"), ("http://a?q", "../g", "http://a/g"),
      ("urn:a:b", "#c", "urn:a:b#c"), ("file:///a/b/c", "../d", "file:///a/d"),
      ("http://a/b/", "c:d", "c:d"), ("http://a/é/b", "ü", "http://a/é/ü"),
    ]

  @Test(arguments: references.indices)
  func resolvesReferences(index: Int) throws {
    let (base, reference, iri) = Self.references[index]
    let expected = try quads("<x:s> <x:p> <\(iri)> .", as: "a.nt")
    #expect(
      try quads("@base <\(base)> . <x:s> <x:p> <\(reference)> .", as: "a.ttl") == expected)
    // A namespace is a reference too.
    #expect(
      try quads("BASE <\(base)> PREFIX e: <\(reference)> <x:s> <x:p> e: .", as: "a.ttl")
        == expected)
  }

  @Test func refusesABaseThatIsNone() throws {
    var options = ImportOptions()
    options.base = "here"
    #expect(throws: FormatError.badBase("here")) {
      try quads("<a> <b> <c> .", as: "a.ttl", options: options)
    }
  }

  @Test(arguments: [
    "<x:s> <x:p> <<( <x:a> <x:b> <x:c> )>> .", "<< <x:a> <x:b> <x:c> >> <x:p> <x:o> .",
    "<x:s> <x:p> <x:o> ~ <x:r> .", "<x:s> <x:p> <x:o> {| <x:q> <x:r> |} .",
    "<x:s> <x:p> \"a\"@en--ltr .", "VERSION \"1.2\"", "@version \"1.2\" .",
  ])
  func namesWhatCameWithNewerRDF(text: String) throws {
    let error = try #require(try ImportFixture().failure(of: text, as: "a.ttl"))
    #expect("\(error)".hasSuffix("RDF 1.2 is not read"), "\(error)")
  }

  @Test(arguments: [
    ("<x:s> <x:p> \"a\"@en_US .", 1, 16), ("<x:s> <x:p>\n\"é\" \"b\" .", 2, 5),
    ("<x:s>\r\n<x:p>\r<x:o> ]", 3, 7), ("@prefix e: <x:> .\n\ne:a e:b e:c{d} .", 3, 12),
    ("<x:s> <x:p> \"a\\qb\" .", 1, 15), ("<x:s> <x:p> (1 2 .", 1, 18),
  ])
  func saysWhereAnErrorIs(text: String, line: Int, column: Int) throws {
    guard
      case .syntax(_, let foundLine, let foundColumn, _)? =
        try ImportFixture().failure(of: text, as: "a.ttl")
    else {
      Issue.record("read: \(text)")
      return
    }
    #expect((foundLine, foundColumn) == (line, column))
  }

  @Test(arguments: ["a.nt", "a.nq", "a.ttl", "a.trig", "a.rdf", "a.csv", "a.jsonl"])
  func leavesOutAByteOrderMark(name: String) throws {
    let texts = [
      "rdf": """
      <?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
      <rdf:Description rdf:about="x:s" xmlns:x="x:" x:p="o"/></rdf:RDF>
      """,
      "csv": "\"subject\",predicate,object\n<x:s>,<x:p>,o\n",
      "jsonl": #"{"subject": {"iri": "x:s"}, "predicate": {"iri": "x:p"}, "object": "o"}"#,
    ]
    let text = texts[String(name.dropFirst(2))] ?? "<x:s> <x:p> \"o\" ."
    let fixture = try ImportFixture()
    try fixture.importBytes([0xEF, 0xBB, 0xBF] + text.utf8, as: name)
    #expect(try fixture.quads() == ["<x:s> <x:p> \"o\" ."])
  }

  @Test func saysWhatAFileIsThatItDoesNotRead() throws {
    let json = try #require(try ImportFixture().failure(of: "{}", as: "a.jsonld"))
    #expect("\(json)".contains("JSON-LD, which is not read: turn it into N-Quads"))
  }
}
