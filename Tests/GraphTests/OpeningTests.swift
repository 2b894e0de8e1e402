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
