import CSQLite
import Foundation

/// Reads a graph file as any SQLite client does, past the library under test.
struct StoredRows {
  struct Failed: Error { let message: String }

  let path: String

  /// All rows of a query, each as its columns' text joined by tabs.
  func rows(_ sql: String) throws -> [String] {
    var database: OpaquePointer?
    defer { sqlite3_close(database) }
    guard sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else {
      throw Failed(message: "cannot open \(path)")
    }
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else {
      throw Failed(message: String(cString: sqlite3_errmsg(database)))
    }
    var rows: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      let columns = (0..<sqlite3_column_count(statement)).map { column in
        sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "NULL"
      }
      rows.append(columns.joined(separator: "\t"))
    }
    return rows
  }

  /// Every table with all of its rows, ids included.
  func tables() throws -> [String: [String]] {
    let names = try rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try rows("SELECT * FROM \"\($0)\"").sorted()) })
  }
}
