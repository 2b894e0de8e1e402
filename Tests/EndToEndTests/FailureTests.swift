import CSQLite
import Foundation
import TestSupport
import Testing

/// What goes wrong is said in a clear line and by the exit status, and the graph stays as it was.
@Suite struct FailureTests {
  private static let article = """
    Lin opens bridge

    Mayor Ana Lin opened a bridge in Porto on 3 May 2024. She thanked the builders.
    """

  /// A graph with one document in it.
  private func graph() throws -> ArticleGraph {
    let graph = try ArticleGraph()
    try graph.ingest([graph.folder.write(Self.article, to: "good.txt")])
    return graph
  }

  /// Runs a command that must fail, and checks that the graph has not changed.
  private func expectFailure(
    _ arguments: [String], status: Int32, in graph: ArticleGraph,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let before = try StoredRows(path: graph.path).tables()
    let result = try GraphshCommand.run(arguments + ["--db", graph.path], in: graph.folder.url)
    #expect(result.status == status, "\(result.errors)", sourceLocation: sourceLocation)
    #expect(result.output.isEmpty, sourceLocation: sourceLocation)
    #expect(!result.errors.isEmpty, sourceLocation: sourceLocation)
    #expect(
      try StoredRows(path: graph.path).tables() == before, sourceLocation: sourceLocation)
    return result.errors
  }

  @Test func missingFile() throws {
    let errors = try expectFailure(["ingest", "nowhere.txt"], status: 1, in: graph())
    #expect(errors.contains("nowhere.txt"))
    #expect(errors.lowercased().contains("no such file"))
  }

  @Test(arguments: [
    ("empty.txt", Data()),
    ("blank.txt", Data(" \n\n\t\n".utf8)),
    ("binary.txt", Data((0..<2000).map { UInt8(truncatingIfNeeded: $0 &* 151) })),
    ("picture.txt", Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13])),
    ("broken.json", Data("{\"text\": \"Ana Lin".utf8)),
  ])
  func unusableFile(name: String, content: Data) throws {
    let graph = try graph()
    try content.write(to: graph.folder.url.appending(path: name))
    let errors = try expectFailure(["ingest", name], status: 1, in: graph)
    #expect(errors.contains(name))
    #expect(errors.split(separator: "\n").count <= 3, "\(errors)")
  }

  @Test func unreadableFile() throws {
    let graph = try graph()
    // A loop of links cannot be read even by the superuser.
    let loop = graph.folder.url.appending(path: "loop.txt")
    try FileManager.default.createSymbolicLink(
      atPath: loop.path, withDestinationPath: "loop.txt")
    let errors = try expectFailure(["ingest", "loop.txt"], status: 1, in: graph)
    #expect(errors.contains("loop.txt"))
  }

  @Test func badFileDoesNotStopTheOthers() throws {
    let graph = try graph()
    try graph.folder.write("", to: "texts/a.txt")
    try graph.folder.write("Ana Lin closed the harbour of Porto.", to: "texts/b.txt")
    let result = try GraphshCommand.run(
      ["ingest", "texts", "nowhere.txt", "--db", graph.path], in: graph.folder.url)
    #expect(result.status == 1)
    #expect(result.errors.contains("a.txt"))
    #expect(result.errors.contains("nowhere.txt"))
    #expect(try StoredRows(path: graph.path).rows("SELECT source FROM document").count == 2)
  }

  @Test(arguments: [
    "opened(\"Ana Lin\", What", "opened(Ana Lin)?", "oppened(X, Y)?", "opened(X, Y, Z)?",
    "p(X) :- opened(Y, Z). p(X)?", "?(X) :- X > 1.", "\"opened", "opened(X, $name)?",
  ])
  func badQuery(query: String) throws {
    let errors = try expectFailure(["query", query], status: 1, in: graph())
    #expect(errors.contains("error:"))
    #expect(errors.contains("^"))
  }

  @Test(arguments: [
    ["query"], ["query", "p(X)?", "--format", "nonsense"], ["ingest"], ["nonsense", "--wrong"],
    ["query", "p(X)?", "--timeout", "soon"],
  ])
  func wrongUse(arguments: [String]) throws {
    _ = try expectFailure(arguments, status: 2, in: graph())
  }

  @Test func queryOfMissingGraphMakesNone() throws {
    let folder = try TemporaryFolder()
    let result = try GraphshCommand.run(
      ["query", "opened(X, Y)?", "--db", folder.path("nowhere.db")])
    #expect(result.status == 1)
    #expect(result.errors.contains("nowhere.db"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("nowhere.db")))
  }

  @Test func fileThatIsNoGraphIsLeftAlone() throws {
    let folder = try TemporaryFolder()
    let text = "This is a letter and not a graph. " + String(repeating: "Really. ", count: 100)
    let letter = try folder.write(text, to: "letter.db")
    let article = try folder.write(Self.article, to: "good.txt")
    let result = try GraphshCommand.run(["ingest", article, "--db", letter])
    #expect(result.status == 1)
    #expect(result.errors.contains("letter.db"))
    #expect(try String(contentsOfFile: letter, encoding: .utf8) == text)
  }

  @Test func lockedGraph() throws {
    let graph = try graph()
    let other = try graph.folder.write("Ana Lin closed the harbour of Porto.", to: "other.txt")
    var holder: OpaquePointer?
    defer { sqlite3_close(holder) }
    try #require(sqlite3_open(graph.path, &holder) == SQLITE_OK)
    try #require(sqlite3_exec(holder, "BEGIN IMMEDIATE", nil, nil, nil) == SQLITE_OK)
    let errors = try expectFailure(["ingest", other], status: 1, in: graph)
    #expect(errors.contains("articles.db is being written by process"))
    sqlite3_exec(holder, "ROLLBACK", nil, nil, nil)
    try graph.ingest([other])
  }

  @Test func readersGoOnWhileAnotherWrites() throws {
    let graph = try graph()
    var holder: OpaquePointer?
    defer { sqlite3_close(holder) }
    try #require(sqlite3_open(graph.path, &holder) == SQLITE_OK)
    try #require(sqlite3_exec(holder, "BEGIN IMMEDIATE", nil, nil, nil) == SQLITE_OK)
    #expect(try graph.rows("opened(\"Ana Lin\", What)?").count == 1)
  }
}
