import GQL
import Graph
import TestSupport
import Testing

/// Names of imported data that graphsh has too, or that several vocabularies share.
@Suite struct ImportedNameTests {
  private func ask(_ text: String, as name: String = "t.ttl", _ program: String) throws -> Result {
    let folder = try TemporaryFolder()
    let graph = try KnowledgeGraph(path: folder.path("g.db"), access: .readWrite)
    var options = ImportOptions()
    options.idColumn = name.hasSuffix(".csv") ? "id" : nil
    try graph.importFiles([try folder.write(text, to: name)], options: options)
    var result = Result()
    try Engine(graph: graph).run(program, name: "program") { answers in
      result.notes += answers.notes.map(\.message)
      result.rows += try (0..<answers.rowCount).map { row in
        try answers.columns.indices.map { try answers.text(row: row, column: $0) }
          .joined(separator: " ")
      }
    }
    return result
  }

  private struct Result {
    var rows: [String] = []
    var notes: [String] = []
  }

  @Test(arguments: [
    ("type", "a", "u:b"), ("label", "<http://www.w3.org/2000/01/rdf-schema#label>", "B"),
    ("date", "<http://purl.org/dc/terms/date>", "B"), ("alias", "<u:x/alias>", "B"),
    ("document", "<u:x/document>", "B"), ("mention", "<u:x/mention>", "B"),
    ("statement", "<u:x/statement>", "B"), ("said", "<u:x#said>", "B"),
  ])
  func aRelationOfTheStoreGivesImportedTriplesToo(
    _ name: String, _ predicate: String, _ object: String
  ) throws {
    let node = object == "B" ? "\"B\"" : "<\(object)>"
    let found = try ask("<u:a> \(predicate) \(node) .", "\(name)(X, Y)?")
    #expect(found.rows == ["u:a \(object)"])
    #expect(found.notes.isEmpty)
  }

  @Test func aColumnCalledDateIsAsked() throws {
    let found = try ask(
      "id,date,contains\nn1,2020-01-01,n2\n", as: "t.csv",
      "date(X, D)? ?- 'contains'(X, Y). ?- contains(\"ab\", \"b\").")
    #expect(found.rows == ["n1 2020-01-01", "n1 n2"])
  }

  private let titles = """
    <u:1> <http://purl.org/dc/elements/1.1/title> "One" . <u:2> <http://purl.org/dc/terms/title> "Two" .
    <u:3> <http://schema.org/Title> "Three" .
    """

  @Test func aNameOfSeveralVocabulariesMeansAllAndSaysSo() throws {
    let found = try ask(titles, "title(X, T)?")
    #expect(found.rows == ["u:1 One", "u:2 Two"])
    #expect(
      found.notes == [
        "'title' is 2 predicates here: <http://purl.org/dc/elements/1.1/title>, "
          + "<http://purl.org/dc/terms/title>"
      ])
    let one = try ask(
      titles, "@prefix dct: <http://purl.org/dc/terms/>. dct:title(X, T)? ?- Title(X, T).")
    #expect(one.rows == ["u:2 Two", "u:3 Three"])
    #expect(one.notes.isEmpty)
  }

  @Test func aChangeWantsOnePredicate() throws {
    #expect(throws: DiagnosticsError.self) { try ask(titles, "insert title(\"x\", \"y\").") }
    let found = try ask(
      titles, "insert <http://purl.org/dc/terms/title>(\"x\", \"Y\"). ?- title(_, \"Y\").")
    #expect(found.notes.count == 1)
  }
}
