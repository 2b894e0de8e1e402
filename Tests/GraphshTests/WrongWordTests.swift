import Foundation
import TestSupport
import Testing

/// Command lines that are not as the parser wants them: what is understood, and what is said of the others.
@Suite struct WrongWordTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: [String]) throws -> GraphshCommand.Result {
    try GraphshCommand.run(arguments, in: folder.url)
  }

  @Test(arguments: [
    (["qeury", "p(X)?"], "did you mean 'graphsh query'?"),
    (["documnets"], "did you mean 'graphsh documents'?"),
    (["relation"], "did you mean 'graphsh relations'?"),
    (["load", "a.txt"], "'graphsh ingest' (texts) or 'graphsh import'"),
    (["version"], "did you mean 'graphsh --version'?"),
    (["sails(X, Y)?"], "to run a query, write graphsh query"),
    (["Who sailed to Riga?"], "graphsh ask"),
    (["stats", "--mode", "csv"], "did you mean '--format'?"),
    (["stats", "--fromat", "csv"], "did you mean '--format'?"),
    (["export", "--hopps", "2"], "did you mean '--hops'?"),
    (["query", "p(X)?", "--database", "g.db"], "did you mean '--db'?"),
    (["query", "g.db", "p(X)?"], "name the graph with --db g.db"),
  ])
  func wrongWordsAreToldWhatTheyMayMean(arguments: [String], said: String) throws {
    let result = try run(arguments)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(said), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test func aFileOfTheNameOfACommandsNeighbourIsAGraph() throws {
    #expect(try run(["--db", "querry", "-c", "insert sails(anna, riga)."]).status == 0)
    let result = try run(["querry", "-c", "sails(X, Y)?"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == "X\tY\nanna\triga\n")
  }

  @Test func aNameOfAGraphIsNoWrongCommand() throws {
    for (graph, option) in [
      ("village", "-c"), ("my graph.db", "-c"), ("my graph.sqlite", "-c"), ("./my graph", "-c"),
      ("town (1).db", "-c"),
    ] {
      let made = try run([graph, option, "insert sails(anna, riga)."])
      #expect(made.errors == "inserted 1 fact\n", "\(graph)")
      #expect(FileManager.default.fileExists(atPath: folder.path(graph)))
    }
    let wrong = try run(["village2", "sails(X, Y)?"])
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("a graph of that name is ./village2"), "\(wrong.errors)")
    for query in ["insert sails(anna, oslo).", "sails(X, 1.5)", "who sailed to Riga and/or Oslo"] {
      #expect(try run([query]).errors.contains("is neither a command nor a graph"), "\(query)")
    }
  }

  @Test func aQuestionIsQuotedForTheSystemsShell() throws {
    let result = try run(["query", "What did Anna's brother say?"])
    #expect(
      result.errors.contains(#"graphsh ask 'What did Anna'\''s brother say?'"#), "\(result.errors)")
  }

  @Test func theGraphMayStandBeforeTheCommand() throws {
    #expect(try run(["--db", "g.db", "-c", "insert sails(anna, riga)."]).status == 0)
    for arguments in [
      ["g.db", "query", "sails(X, riga)?"], ["--quiet", "g.db", "query", "sails(X, riga)?"],
    ] {
      let result = try run(arguments)
      #expect(result.output == "X\nanna\n", "\(result.errors)")
    }
    #expect(try run(["missing.db", "stats"]).errors.contains("missing.db: no such graph"))
  }

  @Test(arguments: ["sails.gql", "sails.dl"]) func aProgramNeedsNoCommand(name: String) throws {
    try folder.write("sails(anna, riga). sails(X, Y)?", to: name)
    for arguments in [[name], ["run", name], ["--safe", name]] {
      let result = try run(arguments)
      #expect(result.output == "X\tY\nanna\triga\n", "\(result.errors)")
    }
  }

  @Test(arguments: [
    ("n=7", "7", "integer"), ("n:string=7", "\"7\"", "string"), ("n:float=7", "7.0", "float"),
    ("n:date=2026-03-01", "\"2026-03-01\"", "date"), ("$n=true", "true", "boolean"),
    ("n:string=a=b", "\"a=b\"", "string"),
  ])
  func parametersHaveTypes(assignment: String, value: String, type: String) throws {
    let result = try run(["query", "X = $n?", "--param", assignment, "-f", "json"])
    #expect(result.output == "[\n  {\"X\": \(value)}\n]\n", "\(type): \(result.errors)")
  }

  @Test(arguments: [
    ("n", "name=value"), ("n:number=7", "the types are string, integer"),
    ("n:integer=x", "is not of type integer"),
    ("n:date=2026-02-31", "is not of type date"),
  ])
  func wrongParametersAreExplained(assignment: String, said: String) throws {
    let result = try run(["query", "X = $n?", "--param", assignment])
    #expect(result.status == 2)
    #expect(result.errors.contains(said), "\(result.errors)")
  }
}
