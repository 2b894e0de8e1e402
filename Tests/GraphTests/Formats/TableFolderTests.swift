import CSQLite
import Foundation
import Graph
import TestSupport
import Testing

/// Exports of all tables in Parquet, and imports of them.
@Suite struct TableFolderTests {
  private let folder: TemporaryFolder
  private var tables: String { folder.path("tables") }

  init() throws { folder = try TemporaryFolder() }

  /// A graph of a document, a named graph, literals of many kinds, and a merge that can be taken back.
  private func write(_ name: String = "graph.db") throws -> KnowledgeGraph {
    let graph = try KnowledgeGraph(path: folder.path(name), access: .readWrite)
    try graph.add(meetingRecord())
    let file = try folder.write(
      """
      <http://x/a> <http://x/p> "chat"@fr <http://x/g> .
      <http://x/a> <http://x/p> "1815"^^<http://www.w3.org/2001/XMLSchema#gYear> .
      <http://x/a> <http://x/p> "99999999999"^^<http://www.w3.org/2001/XMLSchema#integer> .
      _:b <http://x/p> "tab\\tquote\\"" .
      _:b <http://x/p> "2.5"^^<http://www.w3.org/2001/XMLSchema#double> .
      """, to: "more.nq")
    try graph.importFiles([file])
    _ = try graph.merge(try graph.only("Oslo"), into: try graph.only("Porto"))
    return graph
  }

  /// Every row of every table, as SQLite writes it.
  private func rows(of path: String) throws -> [String] {
    var handle: OpaquePointer?
    #expect(sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, nil) == SQLITE_OK)
    defer { sqlite3_close_v2(handle) }
    func lines(_ sql: String) -> [String] {
      var statement: OpaquePointer?
      sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
      defer { sqlite3_finalize(statement) }
      var lines: [String] = []
      while sqlite3_step(statement) == SQLITE_ROW {
        lines.append(
          (0..<sqlite3_column_count(statement)).map { column in
            let text = sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "NULL"
            return "\(sqlite3_column_type(statement, column)):\(text)"
          }.joined(separator: "|"))
      }
      return lines
    }
    let names = lines(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sentence_text%'")
    return names.map { String($0.dropFirst(2)) }.sorted().flatMap { name in
      lines("SELECT * FROM \"\(name)\"").map { "\(name): \($0)" }.sorted()
    }
  }

  @Test func aRoundTripLosesNothing() throws {
    let graph = try write()
    try graph.exportTables(to: tables)
    let copy = try KnowledgeGraph(path: folder.path("copy.db"), access: .readWrite)
    let report = try copy.importFiles([tables])
    #expect(report.newTriples > 5)
    #expect(try rows(of: folder.path("copy.db")) == rows(of: folder.path("graph.db")))
    #expect(try copy.check() == [])
    // Full text is found, and a change can still be taken back.
    let found = try copy.search("Porto", limit: nil)
    #expect(!found.isEmpty)
  }

  @Test func tablesOfManyFilesAreReadTogether() throws {
    let graph = try write()
    try graph.exportTables(to: tables, rowsPerFile: 3)
    #expect(
      FileManager.default.fileExists(atPath: tables + "/term/part-00002.parquet"))
    let copy = try KnowledgeGraph(path: folder.path("copy.db"), access: .readWrite)
    try copy.importFiles([tables + "/"])
    #expect(try rows(of: folder.path("copy.db")) == rows(of: folder.path("graph.db")))
  }

  @Test func aGraphInBlocksKeepsItsTermsAndTriples() throws {
    let graph = try write()
    try graph.compact(blocksFrom: 1)
    try graph.exportTables(to: tables)
    let copy = try KnowledgeGraph(path: folder.path("copy.db"), access: .readWrite)
    try copy.importFiles([tables])
    func quads(_ graph: KnowledgeGraph) throws -> [String] {
      var text = ""
      try graph.export(.nQuads) { text += $0 }
      return text.split(separator: "\n").map(String.init).sorted()
    }
    #expect(try quads(copy) == quads(graph))
  }

  @Test func aWholeGraphComesIntoAnEmptyOneOnly() throws {
    let graph = try write()
    try graph.exportTables(to: tables)
    #expect(throws: FormatError.graphNotEmpty(folder: tables)) {
      try graph.importFiles([tables])
    }
    #expect(throws: StoreError.alreadyExists(path: tables)) {
      try graph.exportTables(to: tables)
    }
  }

  @Test func whatIsMissingOrDamagedIsAnErrorAndLeavesTheGraphEmpty() throws {
    try write().exportTables(to: tables)
    let copy = try KnowledgeGraph(path: folder.path("copy.db"), access: .readWrite)
    let before = try rows(of: folder.path("copy.db"))
    let term = URL(filePath: tables + "/term/part-00000.parquet")
    let content = try Data(contentsOf: term)
    var damaged = content
    damaged[100] ^= 0xFF
    try damaged.write(to: term)
    #expect(throws: FormatError.self) { try copy.importFiles([tables]) }
    // A whole file in the wrong place.
    try Data(contentsOf: URL(filePath: tables + "/triple/part-00000.parquet")).write(to: term)
    #expect(throws: FormatError.self) { try copy.importFiles([tables]) }
    try content.write(to: term)
    // Statements whose sentences are gone.
    try FileManager.default.removeItem(atPath: tables + "/mention")
    #expect(throws: FormatError.missingTable(folder: tables, name: "mention")) {
      try copy.importFiles([tables])
    }
    #expect(try rows(of: folder.path("copy.db")) == before)
  }

  @Test func anExportThatIsStoppedLeavesNothing() throws {
    let graph = try write()
    try graph.insert((0..<5000).map { (.integer($0), "next", .integer($0 + 1)) })
    #expect(throws: ExportStopped.self) {
      try graph.exportTables(to: tables, isStopped: { true })
    }
    #expect(!FileManager.default.fileExists(atPath: tables))
  }
}
