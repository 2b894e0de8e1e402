import Foundation
import TestSupport
import Testing

/// Queries in the languages of other databases are told for what they are, with the same question in GQL.
@Suite struct ForeignQueryTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let made = try GraphshCommand.run(
      [
        "query", "--db", "g.db",
        """
        insert met("Ann", "Bo"). insert met("Bo", "Cy"). insert person("Ann"). insert person("Bo").
        """,
      ], in: folder.url)
    #expect(made.status == 0, "\(made.errors)")
    try folder.write(
      "<http://x.example/ann> <http://x.example/knows> <http://x.example/bo> .\n", to: "g.nt")
    let imported = try GraphshCommand.run(["import", "--db", "g.db", "g.nt"], in: folder.url)
    #expect(imported.status == 0, "\(imported.errors)")
  }

  private func run(_ query: String) throws -> GraphshCommand.Result {
    try GraphshCommand.run(["query", "--db", "g.db", "-f", "tsv", query], in: folder.url)
  }

  /// Each is translated, and the translation is a query that has these answers.
  @Test(arguments: [
    (
      "SELECT * FROM facts WHERE subject = 'Ann' AND predicate = 'met';", "SQL",
      "met(\"Ann\", O)?", "O\nBo\n"
    ),
    ("select count(*) from met", "SQL", "?(N = count()) :- met(X, Y).", "N\n2\n"),
    (
      "select object from facts where predicate = 'met' limit 1", "SQL",
      "?(O) :- met(S, O) limit 1.", "O\nBo\n"
    ),
    ("MATCH (a)-[:MET]->(b) RETURN b;", "Cypher", "?(B) :- met(A, B).", "B\nBo\nCy\n"),
    (
      "MATCH (a:Person {name: 'Ann'})-[:MET*]->(b) RETURN b.name", "Cypher",
      "?(B) :- person(\"Ann\"), met+(\"Ann\", B).", "B\nBo\nCy\n"
    ),
    (
      "match (a)<-[:MET]-(b:Person) where a.name = \"Cy\" return count(b)", "Cypher",
      "?(N = count(B)) :- person(B), met(B, A), A = \"Cy\".", "N\n1\n"
    ),
  ])
  func simpleQueriesAreTranslated(
    _ query: String, _ language: String, _ translation: String, _ answers: String
  ) throws {
    let said = try run(query)
    #expect(said.status == 1)
    #expect(said.output.isEmpty)
    #expect(said.errors.contains("this is \(language)"), "\(said.errors)")
    #expect(said.errors.hasSuffix("\n  \(translation)\n"), "\(said.errors)")
    let asked = try run(translation)
    #expect(asked.output == answers, "\(asked.errors)")
  }

  @Test(arguments: [
    "SELECT f.subject FROM facts f JOIN facts g ON f.object = g.subject", "DROP TABLE facts",
    "INSERT INTO facts VALUES ('a', 'b', 'c')", "MATCH (a)--(b) RETURN a",
    "CREATE (a:Person {name: 'Ann'})-[:MET]->(b)", "CREATE TABLE t (a int)",
    "SELECT 'unclosed FROM facts",
  ])
  func othersAreSaidToBeNoGQL(_ query: String) throws {
    let said = try run(query)
    #expect(said.status == 1)
    #expect(said.errors.contains("graphsh is queried in GQL, such as met("), "\(said.errors)")
  }

  /// SPARQL is no foreign language any more.
  @Test(arguments: [
    (
      "PREFIX x: <http://x.example/> SELECT ?who WHERE { ?who x:knows x:bo . }",
      "?who\n<http://x.example/ann>\n"
    ),
    (
      "SELECT ?a ?b { ?a <http://x.example/knows> ?b } LIMIT 3",
      "?a\t?b\n<http://x.example/ann>\t<http://x.example/bo>\n"
    ),
    ("ASK { ?x ?p ?y OPTIONAL { ?y ?q ?z } }", "true\n"),
  ])
  func sparqlIsRun(_ query: String, _ answers: String) throws {
    let said = try run(query)
    #expect(said.status == 0, "\(said.errors)")
    #expect(said.output == answers)
  }

  @Test func predicatesWithTheNamesOfKeywordsAreGQL() throws {
    let said = try run("select(a, b). match(b, c). select(X, Y), match(Y, Z)?")
    #expect(said.output == "X\tY\tZ\na\tb\tc\n", "\(said.errors)")
    // A mistake in a program stays what it is.
    #expect(try run("select(a, b). select(X, Y, Z)?").errors.contains("takes 2 arguments"))
  }
}
