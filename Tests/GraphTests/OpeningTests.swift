import CSQLite
import Foundation
import Graph
import TestSupport
import Testing

@Suite struct OpeningTests {
  private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

  /// Runs SQL on a file as any SQLite program would.
  private func execute(_ sql: String, on path: String) throws {
    var handle: OpaquePointer?
    defer { sqlite3_close(handle) }
    try #require(sqlite3_open(path, &handle) == SQLITE_OK)
    try #require(sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK)
  }

  @Test(arguments: [
    ("A few lines of prose.\nThat is all.", "a text file"),
    ("\u{1}\u{2}\u{0}binary", "a binary file"),
    ("SQLite format 3\0", "cut off"),
  ])
  func otherFilesAreRefusedAndLeftUntouched(content: String, what: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(content, to: "other.db")
    for access in [KnowledgeGraph.Access.readOnly, .readWrite] {
      let error = #expect(throws: StoreError.self) {
        try KnowledgeGraph(path: path, access: access)
      }
      #expect(error?.description.contains(what) == true, "\(error?.description ?? "")")
    }
    #expect(try bytes(path) == Data(content.utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["other.db"])
  }

  @Test func databaseOfAnotherProgramIsRefusedAndLeftUntouched() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("notes.db")
    try execute("CREATE TABLE note (text); INSERT INTO note VALUES ('mine');", on: path)
    let before = try bytes(path)
    #expect(
      throws: StoreError.notAGraph(path: path, what: "a database of another program")
    ) { try KnowledgeGraph(path: path, access: .readWrite) }
    #expect(try bytes(path) == before)
  }

  @Test func newerFileIsRefused() throws {
    let file = try GraphFile()
    _ = try file.open()
    try execute("PRAGMA user_version = 99", on: file.path)
    let error = #expect(throws: StoreError.self) { try file.open() }
    guard case .newerVersion(_, version: 99, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func olderFileIsMigratedWhenItIsWritten() throws {
    let file = try GraphFile()
    let first = try String(
      contentsOf: Repository.root.appending(path: "schema/001-graph.sql"), encoding: .utf8)
    try execute(first, on: file.path)
    try execute(
      """
      PRAGMA application_id = 0x67706873; PRAGMA user_version = 1; PRAGMA journal_mode = WAL;
      INSERT INTO document (source, sha256, read_at) VALUES ('old.txt', 'old', '2025-01-01');
      INSERT INTO sentence (document, number, role, start, end, text)
        VALUES (1, 1, 'body', 0, 12, 'Old and good');
      """, on: file.path)
    let error = #expect(throws: StoreError.self) { try file.open(.readOnly) }
    guard case .olderVersion(_, version: 1, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    let graph = try file.open()
    #expect(try graph.documents().map(\.source) == ["old.txt"])
    try graph.add(meetingRecord())
    #expect(try graph.search("good", limit: nil).count == 1)
    #expect(try graph.check().isEmpty)
    #expect(try file.open(.readOnly).documents().count == 2)
  }

  @Test(arguments: ["a b.db", "file:x.db", "file:x?mode=memory", "-", ":memory:x", "%41.db"])
  func everyNameIsAPath(name: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path(name)
    for path in [path, Self.relative(path)] {
      let before = try KnowledgeGraph(path: path, access: .readWrite).statistics().triples
      try KnowledgeGraph(path: path, access: .readWrite).insert([
        (.string("a\(before)"), "p", .string("b"))
      ])
      #expect(try KnowledgeGraph(path: path, access: .readOnly).statistics().triples == before + 1)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [name])
    #expect(throws: StoreError.self) { try KnowledgeGraph(path: "", access: .readWrite) }
  }

  /// A path from the working folder up and down again.
  private static func relative(_ path: String) -> String {
    let depth = FileManager.default.currentDirectoryPath.split(separator: "/").count
    return Array(repeating: "..", count: depth).joined(separator: "/") + path
  }

  @Test func whatIsNoOrdinaryFileIsRefusedAtOnce() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path("pipe")
    try #require(mkfifo(pipe, 0o600) == 0)
    for path in [pipe, "/dev/null"] {
      #expect(throws: StoreError.cannotOpen(path: path, reason: "it is no ordinary file")) {
        try KnowledgeGraph(path: path, access: .readWrite)
      }
    }
  }

  /// What a process leaves that dies in a transaction without a write-ahead log: the file, and the journal that undoes
  /// what the file already has.
  private func interrupted(_ path: String, _ sql: String) throws {
    var handle: OpaquePointer?
    defer { sqlite3_close(handle) }
    try #require(sqlite3_open(path, &handle) == SQLITE_OK)
    // Pages go to the file before the end.
    try #require(
      sqlite3_exec(handle, "PRAGMA cache_size = 1; BEGIN; " + sql, nil, nil, nil) == SQLITE_OK)
    let copies = [path, path + "-journal"].map { ($0, FileManager.default.contents(atPath: $0)) }
    sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
    for (name, content) in copies { try #require(content).write(to: URL(filePath: name)) }
  }

  @Test func strangersJournalIsNeverRolledBack() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("notes.db")
    try execute("CREATE TABLE note (text); INSERT INTO note VALUES (zeroblob(90000));", on: path)
    try interrupted(path, "UPDATE note SET text = randomblob(90000)")
    let before = try [path, path + "-journal"].map(bytes)
    for access in [KnowledgeGraph.Access.readOnly, .readWrite] {
      #expect(throws: StoreError.notAGraph(path: path, what: "a database of another program")) {
        try KnowledgeGraph(path: path, access: access)
      }
    }
    #expect(try [path, path + "-journal"].map(bytes) == before)
    // The same journal beside a graph.
    let file = try GraphFile()
    _ = try file.open().add(meetingRecord())
    let graph = try bytes(file.path)
    try before[1].write(to: URL(filePath: file.path + "-journal"))
    for access in [KnowledgeGraph.Access.readOnly, .readWrite] {
      let error = #expect(throws: StoreError.self) { try file.open(access) }
      #expect(error?.description.contains("another database") == true)
    }
    #expect(try [file.path, file.path + "-journal"].map(bytes) == [graph, before[1]])
  }

  @Test func graphThatWasBeingMadeIsMadeAgain() throws {
    let file = try GraphFile()
    let schema = try String(
      contentsOf: Repository.root.appending(path: "schema/001-graph.sql"), encoding: .utf8)
    try interrupted(file.path, schema + "PRAGMA application_id = 0x67706873;")
    #expect(try file.open().add(meetingRecord()).newStatements == 2)
    #expect(try file.open().check().isEmpty)
  }

  @Test(arguments: [-1, -2_147_483_648, 0, 3])
  func impossibleVersionIsDamage(version: Int) throws {
    let file = try GraphFile()
    _ = try file.open().add(meetingRecord())
    try execute("PRAGMA user_version = \(version)", on: file.path)
    let before = try bytes(file.path)
    let error = #expect(throws: StoreError.self) { try file.open(.readWrite) }
    #expect(error?.description.contains("is damaged") == true, "\(error?.description ?? "")")
    #expect(throws: StoreError.self) { try file.open(.readOnly) }
    #expect(try bytes(file.path) == before)
  }

  @Test(arguments: [
    "CREATE TRIGGER strange AFTER INSERT ON triple BEGIN DELETE FROM evidence; END",
    "DROP TRIGGER sentence_indexed; CREATE TRIGGER sentence_indexed AFTER INSERT ON sentence BEGIN DELETE FROM term; END",
    """
    ALTER TABLE document RENAME TO other; CREATE VIEW document (id, source, title) AS
    WITH RECURSIVE r (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x, 'a', 'b' FROM r
    """,
  ])
  func whatWouldRunIsRefused(sql: String) throws {
    let file = try GraphFile()
    _ = try file.open().add(meetingRecord())
    // Who has it open notices too.
    let open = try file.open()
    #expect(try open.documents().count == 1)
    try execute(sql, on: file.path)
    #expect(throws: StoreError.self) { try open.insert([(.string("a"), "p", .string("b"))]) }
    for access in [KnowledgeGraph.Access.readOnly, .readWrite] {
      let error = #expect(throws: StoreError.self) { try file.open(access) }
      #expect(error?.description.contains("is damaged") == true)
    }
  }

  @Test func graphThatIsRemovedWhileItIsOpenIsWrittenNoMore() throws {
    let file = try GraphFile()
    let graph = try file.open()
    try graph.add(meetingRecord())
    try FileManager.default.removeItem(atPath: file.path)
    let error = #expect(throws: StoreError.self) { try graph.add(meetingRecord(hash: "lost")) }
    #expect(error?.description.contains("removed or renamed") == true)
  }

  @Test func onlyAnEmptyGraphThatNobodyElseHasOpenIsRemoved() throws {
    let file = try GraphFile()
    do {
      let other = try file.open()
      KnowledgeGraph.removeIfEmpty(file.path)
      #expect(FileManager.default.fileExists(atPath: file.path))
      try other.insert([(.string("a"), "p", .string("b"))])
    }
    KnowledgeGraph.removeIfEmpty(file.path)
    #expect(try file.open(.readOnly).statistics().triples == 1)
    let empty = file.folder.path("empty.db")
    _ = try KnowledgeGraph(path: empty, access: .readWrite)
    KnowledgeGraph.removeIfEmpty(empty)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: file.folder.url.path) == ["graph.db"])
  }

  @Test func missingFileIsCreatedOnlyForWriting() throws {
    let file = try GraphFile()
    #expect(
      throws: StoreError.cannotOpen(path: file.path, reason: "no such file or directory")
    ) { try file.open(.readOnly) }
    #expect(!FileManager.default.fileExists(atPath: file.path))
    _ = try file.open(.readWrite)
    #expect(try file.open(.readOnly).statistics().triples == 0)
    #expect(throws: StoreError.self) {
      try KnowledgeGraph(path: file.folder.path("no/such/folder/x.db"), access: .readWrite)
    }
    #expect(
      throws: StoreError.cannotOpen(path: file.folder.url.path, reason: "it is a folder")
    ) { try KnowledgeGraph(path: file.folder.url.path, access: .readWrite) }
  }

  @Test func emptyFileBecomesAGraphOnlyWhenWritten() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("", to: "empty.db")
    #expect(throws: StoreError.self) { try KnowledgeGraph(path: path, access: .readOnly) }
    #expect(try bytes(path).isEmpty)
    let graph = try KnowledgeGraph(path: path, access: .readWrite)
    #expect(try graph.add(meetingRecord()).newStatements == 2)
  }

  @Test func readOnlyChangesNothingAndLeavesNothingBehind() throws {
    let file = try GraphFile()
    _ = try file.open().add(meetingRecord())
    let before = try bytes(file.path)
    do {
      let graph = try file.open(.readOnly)
      #expect(try graph.entities(named: "Porto").count == 1)
      #expect(throws: StoreError.readOnly(path: file.path)) {
        try graph.add(meetingRecord(hash: "another"))
      }
      #expect(throws: StoreError.readOnly(path: file.path)) {
        try graph.insert([(.string("a"), "p", .string("b"))])
      }
    }
    #expect(try bytes(file.path) == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: file.folder.url.path) == ["graph.db"])
  }

  @Test func fileInAFolderThatCannotBeWrittenIsReadable() throws {
    let file = try GraphFile()
    _ = try file.open().add(meetingRecord())
    let folder = file.folder.url.path
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file.path)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    }
    do {
      let graph = try file.open(.readOnly)
      #expect(try graph.entities(named: "Porto").count == 1)
    }
    // The superuser may write all the same.
    if getuid() != 0 {
      #expect(throws: StoreError.self) { try file.open(.readWrite) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["graph.db"])
    }
  }

  @Test func pathWithUnusualCharactersIsJustAPath() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("grâph ?mode=memory#%41&x.db")
    _ = try KnowledgeGraph(path: path, access: .readWrite).add(meetingRecord())
    #expect(FileManager.default.fileExists(atPath: path))
    #expect(try KnowledgeGraph(path: path, access: .readOnly).documents().count == 1)
  }
}
