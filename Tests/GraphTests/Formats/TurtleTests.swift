import Graph
import TestSupport
import Testing

@Suite struct TurtleTests {
  /// Turtle or TriG, and the sorted statements that it stands for; blank nodes are all called _:b there.
  static let readable: [(name: String, text: String, lines: [String])] = [
    (
      "a.ttl", "@prefix : <x:> . :s :p :o , \"v\"@en ; a :T ; . ",
      [
        "<x:s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <x:T> .",
        "<x:s> <x:p> \"v\"@en .", "<x:s> <x:p> <x:o> .",
      ]
    ),
    (
      "a.ttl", "PREFIX e: <x:>\nBASE <http://a/b/c?q>\n<s> <../p#f> <?o>, <//h/x>, <#g>, <> .",
      [
        "<http://a/b/s> <http://a/p#f> <http://a/b/c?o> .",
        "<http://a/b/s> <http://a/p#f> <http://a/b/c?q#g> .",
        "<http://a/b/s> <http://a/p#f> <http://a/b/c?q> .",
        "<http://a/b/s> <http://a/p#f> <http://h/x> .",
      ]
    ),
    (
      "a.ttl", "@prefix e: <x:> . e:a%20b e:p\\,q\\~ e:1.2 , e:c:d , e: .",
      [
        "<x:a%20b> <x:p,q~> <x:1.2> .", "<x:a%20b> <x:p,q~> <x:> .",
        "<x:a%20b> <x:p,q~> <x:c:d> .",
      ]
    ),
    (
      "a.ttl",
      "<x:s> <x:p> 1, -1.50, +2E0, true, 'a\"b', '''x'y\n\"\"z''', \"\"\"q\"\"w\\\"\"\"\" .",
      [
        #"<x:s> <x:p> "+2E0"^^<http://www.w3.org/2001/XMLSchema#double> ."#,
        #"<x:s> <x:p> "-1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> ."#,
        #"<x:s> <x:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> ."#,
        #"<x:s> <x:p> "a\"b" ."#, #"<x:s> <x:p> "q\"\"w\"" ."#,
        #"<x:s> <x:p> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> ."#,
        #"<x:s> <x:p> "x'y\n\"\"z" ."#,
      ]
    ),
    (
      "a.ttl", "[] <x:p> [ <x:q> <x:o> ; <x:r> () ] .",
      [
        "_:b <x:p> _:b .", "_:b <x:q> <x:o> .",
        "_:b <x:r> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .",
      ]
    ),
    (
      "a.ttl", "(<x:a>) <x:p> <x:o> . [ <x:q> 1 ] .",
      [
        "_:b <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> <x:a> .",
        "_:b <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> "
          + "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .",
        "_:b <x:p> <x:o> .", #"_:b <x:q> "1"^^<http://www.w3.org/2001/XMLSchema#integer> ."#,
      ]
    ),
    (
      "a.ttl", "@prefix é: <x:> . é:日本 <x:p> \"\\u00e9\\U0001F600\" .#end",
      ["<x:日本> <x:p> \"é😀\" ."]
    ),
    ("a.ttl", "# only a comment", []), ("a.ttl", "", []),
    (
      "a.ttl", "<x:s><x:p>1.<x:s><x:p>2.5.<x:s><x:p>3.e0.",
      [
        #"<x:s> <x:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> ."#,
        #"<x:s> <x:p> "2.5"^^<http://www.w3.org/2001/XMLSchema#decimal> ."#,
        #"<x:s> <x:p> "3.e0"^^<http://www.w3.org/2001/XMLSchema#double> ."#,
      ]
    ),
    (
      "a.trig",
      "@prefix : <x:> . :g { :s :p :o . :s :p 'x' } GRAPH _:h { :s :p :o } { :a :b :c } :d :e :f .",
      [
        "<x:a> <x:b> <x:c> .", "<x:d> <x:e> <x:f> .", "<x:s> <x:p> \"x\" <x:g> .",
        "<x:s> <x:p> <x:o> <x:g> .", "<x:s> <x:p> <x:o> _:b .",
      ]
    ),
  ]

  @Test(arguments: readable.indices)
  func readsWhatTheGrammarAllows(index: Int) throws {
    let (name, text, lines) = Self.readable[index]
    let read = try quads(text, as: name).map { $0.replacing(/_:\w+/, with: "_:b") }
    #expect(read.sorted() == lines.sorted())
  }

  @Test(arguments: [
    "<x:s> <x:p> <x:o>", "<x:s> <x:p> .", "<x:s> <x:p> <x:o> ; ; <x:q> .. ", "a:s <x:p> <x:o> .",
    "@prefix a: <x:> a:s <x:p> a:o .", "PREFIX a: <x:> . a:s <x:p> a:o .", "@prefix <x:> .",
    "<x:s> <x:p> \"a\nb\" .", "<x:s> <x:p> \"a\\qb\" .", "<x:s> <x:p> \"a .", "\"s\" <x:p> <x:o> .",
    "<x:s> _:p <x:o> .", "<x:s> <x:p> [ <x:q> <x:o> .", "<x:s> <x:p> ( <x:o> .",
    "<x:s> <x:p> 1.e .",
    "<x:s> <x:p> <x:a b> .", #"<x:s> <x:p> <x:\u0020> ."#, #"<x:s> <x:p> <x:\u003E> ."#,
    #"<x:s> <x:p> <x:\u005C> ."#, "<x:s> <x:p> TRUE .", "<x:s> a: <x:o> .", "<x:s> true <x:o> .",
    "<x:g> { <x:s> <x:p> <x:o> }", "<x:s> <x:p> \"x\"@ .", "<x:s> <x:p> \"x\"@e- .",
    "<x:s> <x:p> \"x\"@e--f .", "<x:s> <x:p> \"x\"^^\"y\" .",
    "<x:s> <x:p> '''a'' .", "@base <x:> <x:s> <x:p> <x:o> .", "<x:s> <x:p> _:a. b .",
    "@prefix e: <x:> . e:a%2 <x:p> <x:o> .", "@prefix e: <x:> . e:a\\x <x:p> <x:o> .",
    "<x:s> is <x:o> of <x:p> .", "{ <x:s> <x:p> <x:o> } => { } .", "<x:s> = <x:o> .",
  ])
  func refusesAllElseAndStoresNothing(text: String) throws {
    for before in ["", "<x:a> <x:p> _:b .\n"] {
      let fixture = try ImportFixture()
      #expect(try fixture.failure(of: before + text, as: "a.ttl") != nil)
      #expect(try fixture.graph.statistics().terms == 0)
    }
  }

  @Test func saysWhereTheErrorIs() throws {
    let text = "@prefix e: <x:> .\ne:a e:p e:b .\n\ne:c e:p\n  f:d .\n"
    let error = try #require(try ImportFixture().failure(of: text, as: "a.ttl"))
    #expect("\(error)".hasSuffix("a.ttl:5:3: the prefix f: is not declared"))
  }

  @Test func takesRelativeIRIsFromTheFileOrTheBaseThatIsGiven() throws {
    let fixture = try ImportFixture()
    try fixture.importText("<#a> <x:p> <b> .", as: "a.ttl")
    let lines = try fixture.quads()
    #expect(lines.count == 1)
    #expect(lines[0].hasPrefix("<file:///"))
    #expect(lines[0].contains("/a.ttl#a> <x:p> <file:///"))
    var options = ImportOptions()
    options.base = "http://example.org/x/y"
    #expect(
      try quads("<#a> <x:p> <b> .", as: "a.ttl", options: options) == [
        "<http://example.org/x/y#a> <x:p> <http://example.org/x/b> ."
      ])
  }

  @Test func keepsLabelsApartFromNodesWithout() throws {
    let text = """
      _:B1 <x:p> _:b1 . _:b2 <x:p> [] . [] <x:p> _:B2 . _:L <x:p>_:9. <x:a><x:p>_:x. _:x<x:p>1.
      <x:_:a> <x:p> "_:b1 [[", '''_:"'_:''', <x:#_:b> . # _:b1 [
      """
    let fixture = try ImportFixture()
    try fixture.importText(text, as: "a.ttl")
    let lines = try fixture.quads()
    #expect(lines.count == 9)
    #expect(lines.filter { $0.hasPrefix("_:") }.count == 5)
    #expect(lines.contains(#"<x:_:a> <x:p> "_:b1 [[" ."#))
    #expect(lines.contains(#"<x:_:a> <x:p> "_:\"'_:" ."#))
    #expect(lines.contains("<x:_:a> <x:p> <x:#_:b> ."))
    // B1, b1, b2, two without label, B2, L, 9, x.
    let terms = try fixture.graph.statistics().terms
    #expect(terms == 9 + 6, "\(lines)")
  }

  @Test func refusesBracketsThatAreTooDeep() throws {
    for depth in [900, 100_000] {
      let text =
        "<x:s> <x:p> " + String(repeating: "[ <x:p> ", count: depth) + "1"
        + String(repeating: "]", count: depth) + " ."
      let error = try ImportFixture().failure(of: text, as: "a.ttl")
      #expect((error == nil) == (depth == 900))
    }
  }
}
