import Testing

/// What queries give over small graphs.
struct QueryTests {
  private static let people = """
    :ann :knows :bob, :cid ; :age 31 ; :name "Ann" . :bob :knows :cid ; :age 27 ; :name "Bob"@en .
    :cid :age 31.0 ; :name "Cid" . GRAPH :g { :ann :likes :tea . :dan :likes :tea }
    """

  @Test(
    arguments: [
      ("SELECT ?x { ?x :knows :cid } ORDER BY ?x", [":ann", ":bob"]),
      (
        "SELECT ?x ?n { ?x :age ?a OPTIONAL { ?x :knows ?n } } ORDER BY ?x ?n",
        [":ann :bob", ":ann :cid", ":bob :cid", ":cid -"]
      ),
      ("SELECT ?x { ?x :age 31 }", [":ann"]),
      ("SELECT ?x { ?x :age ?a FILTER (?a = 31) } ORDER BY ?x", [":ann", ":cid"]),
      ("SELECT ?x { ?x :age ?a MINUS { ?x :knows ?y } }", [":cid"]),
      ("SELECT ?x { ?x :age ?a FILTER NOT EXISTS { ?x :knows ?y } }", [":cid"]),
      ("SELECT ?y { :ann :knows+ ?y } ORDER BY ?y", [":bob", ":cid"]),
      ("SELECT ?y { :ann :knows* ?y } ORDER BY ?y", [":ann", ":bob", ":cid"]),
      // A path of length 0 is at nodes of the graph, and at what the path itself names.
      ("SELECT ?v { VALUES ?v { :nobody } ?v :knows? ?v }", []),
      ("SELECT ?y { VALUES ?x { :nobody :cid } ?x :knows* ?y }", [":cid"]),
      ("SELECT ?x { VALUES ?y { :nobody :cid } ?x :knows? ?y FILTER (?x = ?y) }", [":cid"]),
      ("SELECT ?v { VALUES ?v { :nobody } ?v :knows? :nobody }", [":nobody"]),
      ("SELECT ?y { :cid ^:knows/:age ?y } ORDER BY ?y", ["27^integer", "31^integer"]),
      (
        "SELECT ?k (COUNT(*) AS ?n) { ?x :knows ?k } GROUP BY ?k ORDER BY DESC(?n)",
        [":cid 2^integer", ":bob 1^integer"]
      ),
      ("SELECT ?x { ?x :knows ?k } GROUP BY ?x HAVING (COUNT(?k) > 1)", [":ann"]),
      ("SELECT (SUM(?a) AS ?s) { ?x :age ?a }", ["89.0^decimal"]),
      (
        "SELECT (GROUP_CONCAT(?n; SEPARATOR='+') AS ?s) { SELECT ?n { ?x :name ?n } ORDER BY STR(?n) }",
        ["Ann+Bob+Cid"]
      ),
      ("SELECT ?g ?x { GRAPH ?g { ?x :likes :tea } } ORDER BY ?x", [":g :ann", ":g :dan"]),
      ("SELECT ?x { ?x :likes :tea }", []),
      ("SELECT ?x FROM :g { ?x :likes :tea } ORDER BY ?x", [":ann", ":dan"]),
      ("SELECT ?x { VALUES (?x ?a) { (:ann UNDEF) (:bob 1) } ?x :age ?a }", [":ann"]),
      ("SELECT ?b { :bob :name ?n BIND (CONCAT(UCASE(?n), '!'@en) AS ?b) }", ["BOB!@en"]),
      ("SELECT (COALESCE(1/0, ?nothing, 'rest') AS ?c) {}", ["rest"]),
      ("SELECT (REPLACE('abcabc', '(b)(c)?', '[$1]') AS ?r) {}", ["a[b]a[b]"]),
      ("ASK { :ann :knows :bob }", ["true"]),
      ("ASK { :bob :knows :ann }", ["false"]),
      (
        "CONSTRUCT { ?y :knownBy ?x } WHERE { ?x :knows ?y FILTER (?x = :bob) }",
        [":cid :knownBy :bob"]
      ),
      ("SELECT ?x { ?x :knows ?y } ORDER BY ?x ?y OFFSET 1 LIMIT 1", [":ann"]),
      ("SELECT DISTINCT ?x { ?x :knows ?y } ORDER BY ?x", [":ann", ":bob"]),
    ] as [(String, [String])])
  func queriesGive(query: String, expected: [String]) throws {
    #expect(try SmallGraph(Self.people).lines(query) == expected, "\(query)")
  }

  @Test func updatesChangeOneGraphAndNotTheOthers() throws {
    let graph = try SmallGraph(":a :p :b . GRAPH :g { :a :p :b }")
    #expect(try graph.lines("DELETE DATA { :a :p :b }") == ["+0 -1"])
    #expect(try graph.lines("ASK { :a :p :b }") == ["false"])
    #expect(try graph.lines("ASK { GRAPH :g { :a :p :b } }") == ["true"])
    #expect(
      try graph.lines("INSERT { GRAPH :h { ?x :q ?y } } WHERE { GRAPH :g { ?x :p ?y } }") == [
        "+1 -0"
      ])
    #expect(try graph.lines("DROP GRAPH :g") == ["+0 -1"])
    #expect(try graph.lines("SELECT ?g { GRAPH ?g {} }") == [":h"])
  }
}
