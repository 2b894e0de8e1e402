import CSQLite
import Testing

/// A graph file as any program sees it that uses SQLite.
final class Database {
  private let handle: OpaquePointer

  init(_ path: String) throws {
    var opened: OpaquePointer?
    let code = sqlite3_open(path, &opened)
    handle = try #require(opened)
    try #require(code == SQLITE_OK)
  }

  deinit { sqlite3_close(handle) }

  func execute(_ sql: String) throws {
    #expect(isDone(sql), "\(String(cString: sqlite3_errmsg(handle)))")
  }

  /// Whether SQLite does what is said; it may refuse.
  func isDone(_ sql: String) -> Bool { sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK }

  /// The first column of all rows, as text.
  func texts(_ sql: String) throws -> [String] {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    try #require(sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK)
    var rows: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      rows.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "")
    }
    return rows
  }

  /// The first column of all rows.
  func integers(_ sql: String) throws -> [Int] {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    try #require(sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK)
    var rows: [Int] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      rows.append(Int(sqlite3_column_int64(statement, 0)))
    }
    return rows
  }
}
