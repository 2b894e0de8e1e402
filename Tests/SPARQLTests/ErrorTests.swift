import GQL
import Graph
import SPARQL
import Testing

/// Mistakes are refused with their place and what helps.
struct ErrorTests {
  @Test(arguments: [
    ("SELECT ?x { ?x foaf:name ?n }", "<query>:1:16", "PREFIX foaf: <http://xmlns.com/foaf/0.1/>"),
    ("SELECT ?x { ?x ?p ?o FILER (?o > 1) }", "<query>:1:22", "FILTER"),
    ("SELECT ?x { ?x ?p \"open }", "<query>:1:19", "not closed"),
    ("SELECT ?x { ?x ?p ?o } GROUP BY ?o", "<query>:1:8", "GROUP BY"),
    ("SELECT (STRLEN(?x, 2) AS ?n) { ?x ?p ?o }", "<query>:1:9", "1 argument"),
    (
      "SELECT * { SERVICE <http://e.example/> { ?s ?p ?o } }", "<query>:1:12",
      "asks no other server"
    ),
  ])
  func mistakesHaveAPlaceAndAHint(query: String, place: String, words: String) throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    let error = try #require(throws: DiagnosticsError.self) {
      _ = try SPARQLEngine(graph: graph).run(query)
    }
    let text = error.rendered()
    #expect(text.hasPrefix(place), "\(text)")
    #expect(text.contains(words), "\(text)")
  }

  @Test func aQueryStopsAtItsMemoryLimit() throws {
    let triples = (0..<400).map { "<x:\($0)> <x:p> <x:o\($0)>" }.joined(separator: " . ")
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    _ = try SPARQLEngine(graph: graph).run("INSERT DATA { \(triples) }")
    var options = Engine.Options()
    options.memoryLimit = 32 << 20
    #expect(throws: EngineError.memoryLimit(bytes: 32 << 20)) {
      _ = try SPARQLEngine(graph: graph, options: options).run(
        "SELECT * { ?a <x:p> ?b . ?c <x:p> ?d . ?e <x:p> ?f }")
    }
  }

  @Test func whatIsDeeplyNestedIsRefused() {
    let query = "SELECT * " + String(repeating: "{", count: 5000)
    #expect(throws: DiagnosticsError.self) { try SPARQLEngine.check(query) }
  }

  @Test func aFailingUpdateChangesNothing() throws {
    let graph = try SmallGraph(":a :p :b")
    #expect(throws: SPARQLError.self) {
      _ = try graph.lines("DELETE DATA { :a :p :b } ; DROP GRAPH :none")
    }
    #expect(try graph.lines("ASK { :a :p :b }") == ["true"])
  }
}

/// SPARQL is told from GQL by how a text begins.
struct RecognitionTests {
  @Test(arguments: [
    "SELECT * { ?s ?p ?o }", "select distinct ?x { ?x ?p 1 }", "SELECT (1 AS ?x) {}",
    "ask { ?s ?p ?o }",
    "PREFIX : <x:> SELECT ?s { ?s :p ?o }", "# note\nASK { ?s ?p ?o }",
    "INSERT DATA { <x:a> <x:p> 1 }",
    "SELECT ?s { ?s ?p \"open }",
    "DELETE WHERE { ?s ?p ?o }", "CLEAR DEFAULT", "DESCRIBE <x:a>",
  ])
  func whatIsSPARQLIsRecognised(text: String) { #expect(SPARQLEngine.recognises(text)) }

  @Test(arguments: [
    "select(X)?", "insert data(1).", "delete where(X) :- p(X).", "met(\"Lee\", Who)?",
    "SELECT name FROM people",
    "describe(X, Y)?", "insert met(\"a\", \"b\").",
    "prefix(\"a\", \"b\").", "base(X)?", "SELECT * FROM facts", "SELECT DISTINCT name FROM facts",
    "DROP TABLE facts",
  ])
  func whatIsGQLIsNot(text: String) { #expect(!SPARQLEngine.recognises(text)) }
}
