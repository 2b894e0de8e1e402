import CSQLite
import Graph
import TestSupport
import Testing

/// What a plain SQLite client reads from a graph file.
@Suite struct StrangerTests {
  private func rows(_ sql: String, _ path: String) throws -> [[String?]] {
    var handle: OpaquePointer?
    defer { sqlite3_close(handle) }
    try #require(sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, nil) == SQLITE_OK)
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    try #require(
      sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK,
      "\(String(cString: sqlite3_errmsg(handle)))")
    var result: [[String?]] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      result.append(
        (0..<sqlite3_column_count(statement)).map { column in
          sqlite3_column_text(statement, column).map { String(cString: $0) }
        })
    }
    return result
  }

  @Test func viewsAreReadableWithoutGraphsh() throws {
    let file = try GraphFile()
    let graph = try file.open()
    try graph.add(meetingRecord())
    try graph.insert([(.string("seven"), "above", .integer(3))])
    #expect(
      Set(try rows("SELECT * FROM facts", file.path)) == [
        [
          "Mina Park", "meet", "Oskar Lund", "meeting.txt",
          "Mina Park met Oskar Lund in Porto today.", "0.9",
        ],
        ["seven", "above", "3", nil, nil, nil],
      ])
    #expect(
      try rows("SELECT * FROM entities WHERE type LIKE '%person%' ORDER BY name", file.path) == [
        ["Mina Park", "person", "2", "Park"], ["Oskar Lund", "person", "1", "Lund"],
      ])
    #expect(
      try rows(
        """
        SELECT subject, predicate, object, negated, attributed_to, sentence FROM statements
        WHERE negated
        """, file.path) == [
          [
            "Mina Park", "visit", "Oslo", "1", "Oskar Lund", "Park did not visit Oslo, Lund said.",
          ]
        ])
    #expect(try rows("PRAGMA integrity_check", file.path) == [["ok"]])
    #expect(try rows("PRAGMA foreign_key_check", file.path).isEmpty)
    #expect(try rows("PRAGMA journal_mode", file.path) == [["wal"]])
  }
}
