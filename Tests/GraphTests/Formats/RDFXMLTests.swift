import Graph
import TestSupport
import Testing

@Suite struct RDFXMLTests {
  /// What stands in `rdf:RDF`, and the statements of it in Turtle.
  static let readable: [(xml: String, turtle: String)] = [
    (#"<e:T rdf:about="s"><e:p>x &amp; y</e:p></e:T>"#, "<s> a e:T ; e:p 'x & y' ."),
    (
      ##"<rdf:Description rdf:ID="s" e:p="x" rdf:type="http://a/T"><e:q rdf:resource="#o"/></rdf:Description>"##,
      "<#s> e:p 'x' ; a <http://a/T> ; e:q <#o> ."
    ),
    (
      #"<e:T rdf:nodeID="n"><e:p rdf:nodeID="m"/><e:p rdf:nodeID="n"/></e:T>"#,
      "_:n a e:T ; e:p _:m , _:n ."
    ),
    (
      #"<e:T rdf:about="s" xml:lang="en"><e:p>x</e:p><e:p xml:lang="de-AT">y</e:p><e:p xml:lang="">z</e:p><e:p rdf:datatype="http://a/t">1</e:p></e:T>"#,
      "<s> a e:T ; e:p 'x'@en , 'y'@de-AT , 'z' , '1'^^<http://a/t> ."
    ),
    (
      #"<e:T rdf:about="s"><e:p><e:U rdf:about="o"><e:q/></e:U></e:p><e:r rdf:parseType="Resource"><e:q>1</e:q></e:r></e:T>"#,
      "<s> a e:T ; e:p <o> ; e:r [ e:q '1' ] . <o> a e:U ; e:q '' ."
    ),
    (
      #"<e:T rdf:about="s"><e:p rdf:parseType="Collection"><e:U rdf:about="a"/><rdf:Description rdf:about="b"/></e:p><e:q rdf:parseType="Collection"/></e:T>"#,
      "<s> a e:T ; e:p ( <a> <b> ) ; e:q () . <a> a e:U ."
    ),
    (
      #"<rdf:Seq rdf:about="s"><rdf:li>x</rdf:li><rdf:_7>y</rdf:_7><rdf:li rdf:resource="o"/></rdf:Seq>"#,
      "<s> a rdf:Seq ; rdf:_1 'x' ; rdf:_7 'y' ; rdf:_2 <o> ."
    ),
    (
      #"<rdf:Description rdf:about="s"><e:p rdf:ID="i">x</e:p><e:q e:r="y"/></rdf:Description>"#,
      """
      <s> e:p 'x' ; e:q [ e:r 'y' ] .
      <#i> a rdf:Statement ; rdf:subject <s> ; rdf:predicate e:p ; rdf:object 'x' .
      """
    ),
    (
      #"<e:T rdf:about="s" xml:base="http://b/c/d#x"><e:p rdf:resource=""/><e:p rdf:resource="../e"/></e:T>"#,
      "<http://b/c/s> a e:T ; e:p <http://b/c/d> , <http://b/e> ."
    ),
    (
      "<e:T rdf:about=\"s\"><e:p rdf:parseType=\"Literal\">a<b f=\"&quot;\" c='d'>é&lt;</b><e:x/><!--n--></e:p></e:T>",
      """
      <s> a e:T ; e:p 'a<b c="d" f="&quot;">é&lt;</b><e:x xmlns:e="http://e/"></e:x><!--n-->'^^rdf:XMLLiteral .
      """
    ),
    (#"<e:T about="s"><e:p resource="o"/></e:T>"#, "<s> a e:T ; e:p <o> ."),
    ("<e:T rdf:about=\"s\"><e:p><![CDATA[<x>]]> y</e:p></e:T>", "<s> a e:T ; e:p '<x> y' ."),
  ]

  static let head =
    #"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">"#
  private static let prefixes =
    "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX e: <http://e/>\n"

  private static func options(skipsErrors: Bool = false) -> ImportOptions {
    var options = ImportOptions()
    options.base = "http://a/b"
    options.skipsErrors = skipsErrors
    return options
  }

  @Test(arguments: readable.indices)
  func readsWhatTheGrammarAllows(index: Int) throws {
    let (xml, turtle) = Self.readable[index]
    func described(_ text: String, _ name: String) throws -> [String] {
      try quads(text, as: name, options: Self.options())
        .map { $0.replacing(/_:\w+/, with: "_:b") }.sorted()
    }
    #expect(
      try described(Self.head + xml + "</rdf:RDF>", "a.rdf")
        == described(Self.prefixes + turtle, "a.ttl"))
  }

  @Test func readsEntitiesOfTheFileAndOtherEncodings() throws {
    let text = """
      <?xml version="1.0" encoding="ISO-8859-1"?>
      <!DOCTYPE rdf:RDF [ <!ENTITY e "http://e/"> <!ENTITY n "&e;n"> ]>
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="&e;">
      <rdf:Description rdf:about="&n;1"><e:p>caf\u{E9} &n;</e:p></rdf:Description></rdf:RDF>
      """
    let fixture = try ImportFixture()
    try fixture.importBytes(text.unicodeScalars.map { UInt8($0.value) }, as: "a.owl")
    #expect(try fixture.quads() == ["<http://e/n1> <http://e/p> \"café http://e/n\" ."])
  }

  @Test(arguments: [
    // Nothing of another file comes in.
    #"<!DOCTYPE r [<!ENTITY x SYSTEM "/etc/hostname">]>"# + head
      + #"<rdf:Description rdf:about="s"><e:p>&x;</e:p></rdf:Description></rdf:RDF>"#,
    #"<!DOCTYPE r SYSTEM "a.dtd">"# + head
      + #"<rdf:Description rdf:about="s"><e:p>&x;</e:p></rdf:Description></rdf:RDF>"#,
    // Entities do not grow beyond measure, and elements stand in each other only so deep.
    "<!DOCTYPE r [<!ENTITY a0 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>"
      + (1...12).map { n in
        "<!ENTITY a\(n) '" + String(repeating: "&a\(n - 1);", count: 10) + "'>"
      }.joined() + "]>" + head
      + #"<rdf:Description rdf:about="s"><e:p>&a12;</e:p></rdf:Description></rdf:RDF>"#,
    head + String(repeating: "<e:T><e:p>", count: 5000) + "x",
    // What is no RDF/XML.
    head + "x</rdf:RDF>", head + "<e:T><e:p>x<e:U/></e:p></e:T></rdf:RDF>",
    head + "<e:T><e:p><e:U/><e:U/></e:p></e:T></rdf:RDF>",
    head + #"<e:T rdf:about="s" rdf:ID="i"/></rdf:RDF>"#,
    head + #"<e:T rdf:about="a b"/></rdf:RDF>"#,
    head + #"<e:T rdf:ID="i"/><e:T rdf:ID="i"/></rdf:RDF>"#, head + #"<e:T e="x"/></rdf:RDF>"#,
    head + #"<e:T xml:lang="en_US"><e:p>x</e:p></e:T></rdf:RDF>"#, head + "<T/></rdf:RDF>",
    head + "<e:T rdf:about=\"s\">", head + "<f:T/></rdf:RDF>", "<html><body/></html>", "",
    "subject,predicate,object\n",
  ])
  func refusesAllElseAndStoresNothing(text: String) throws {
    let fixture = try ImportFixture()
    let error = try #require(try fixture.failure(of: text, as: "a.rdf"))
    #expect("\(error)".contains(/a\.rdf:\d+:\d+: ./), "\(error)")
    #expect(try fixture.graph.statistics().terms == 0)
  }

  @Test func takesXMLOfAnotherKindForNone() throws {
    let feed = #"<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>"#
    let error = try #require(try ImportFixture().failure(of: feed, as: "a.xml"))
    #expect("\(error)".contains("not RDF/XML: its root element is feed"))
    let rdf = Self.head + "<e:T rdf:about=\"x:s\"/></rdf:RDF>"
    #expect(try quads(rdf, as: "a.xml") == quads(Self.prefixes + "<x:s> a e:T .", as: "a.ttl"))
  }

  @Test func leavesOutWholeDescriptions() throws {
    let text =
      Self.head + """

        <e:T rdf:about="a"><e:p>1</e:p></e:T>
        <e:T rdf:about="b"><e:p>1</e:p><e:p xml:lang="_"><e:U><e:q/></e:U></e:p><e:p xml:lang="_">x</e:p></e:T>
        <e:T rdf:about="c"><e:p>1</e:p></e:T>
        <e:T rdf:about="d"><e:p rdf:parseType="Collection"><e:U/>y</e:p></e:T> z
        <e:T rdf:about="e"><e:p>1</e:p></e:T>
        <e:T rdf:about="f"><e:p>1</e:p></e:U>
        <e:T rdf:about="g"><e:p>1</e:p></e:T></rdf:RDF>
        """
    let fixture = try ImportFixture()
    let report = try fixture.importText(
      text, as: "a.rdf", options: Self.options(skipsErrors: true))
    let lines = report.errors.map { if case .syntax(_, let line, _, _) = $0 { line } else { -1 } }
    #expect(lines == [3, 5, 6, 7])
    let good = "ace".map { "<http://a/\($0)> a e:T ; e:p '1' . " }.joined()
    #expect(try fixture.quads() == quads(Self.prefixes + good, as: "a.ttl"))
  }
}
