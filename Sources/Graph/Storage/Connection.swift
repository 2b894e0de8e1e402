import CSQLite

/// One connection to one SQLite file: opened, configured, and the source of prepared statements.
///
/// Not thread-safe: each thread opens its own.
final class Connection {
  let path: String
  let handle: OpaquePointer
  private var prepared: [String: Statement] = [:]

  /// Opens the file; with `readOnly` nothing of it can be changed, without it a missing file is created.
  init(path: String, readOnly: Bool, busyTimeout: Int32) throws(StoreError) {
    var opened: OpaquePointer?
    let flags =
      SQLITE_OPEN_NOMUTEX
      | (readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    guard code == SQLITE_OK, let opened else {
      let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(opened)
      throw .cannotOpen(path: path, reason: message)
    }
    self.path = path
    handle = opened
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, busyTimeout)
  }

  deinit {
    prepared.removeAll()
    sqlite3_close_v2(handle)
  }

  /// The prepared form of `sql`, ready to be bound and stepped; kept for the next use.
  func statement(_ sql: String) throws(StoreError) -> Statement {
    if let known = prepared[sql] {
      known.reset()
      return known
    }
    let new = try Statement(self, sql)
    prepared[sql] = new
    return new
  }

  /// Runs statements that give no rows and take no values.
  func execute(_ sql: String) throws(StoreError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code, sql: nil) }
  }

  /// Runs one statement with values.
  func execute(_ sql: String, _ values: any Bindable...) throws(StoreError) {
    let statement = try statement(sql)
    for (place, value) in values.enumerated() {
      try statement.bind(Int32(place + 1), value)
    }
    try statement.run()
  }

  /// The first column of the first row as an integer; nil if there is no row or it is null.
  func integer(_ sql: String, _ values: any Bindable...) throws(StoreError) -> Int64? {
    let statement = try statement(sql)
    for (place, value) in values.enumerated() {
      try statement.bind(Int32(place + 1), value)
    }
    defer { statement.reset() }
    return try statement.step() && !statement.isNull(0) ? statement.integer(0) : nil
  }

  /// The first column of the first row as text; nil if there is no row or it is null.
  func text(_ sql: String, _ values: any Bindable...) throws(StoreError) -> String? {
    let statement = try statement(sql)
    for (place, value) in values.enumerated() {
      try statement.bind(Int32(place + 1), value)
    }
    defer { statement.reset() }
    return try statement.step() ? statement.optionalText(0) : nil
  }

  /// Rows that the last statement changed.
  var changes: Int { Int(sqlite3_changes64(handle)) }

  /// Rows that this connection has changed since it was opened.
  var totalChanges: Int { Int(sqlite3_total_changes64(handle)) }

  var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

  /// Whether a transaction is open.
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// The error for a result code of this connection.
  func failure(_ code: Int32, sql: String?) -> StoreError {
    let message = String(cString: sqlite3_errmsg(handle))
    switch code & 0xff {
    case SQLITE_BUSY, SQLITE_LOCKED:
      return .locked(path: path, holder: LockHolder.writer(of: path))
    case SQLITE_CORRUPT: return .corrupt(path: path, detail: message)
    case SQLITE_NOTADB: return .notAGraph(path: path, what: "no SQLite database")
    case SQLITE_READONLY: return .readOnly(path: path)
    case SQLITE_FULL: return .diskFull(path: path)
    case SQLITE_CANTOPEN: return .cannotOpen(path: path, reason: message)
    default:
      return .sqlite(
        SQLiteError(code: sqlite3_extended_errcode(handle), message: message, sql: sql))
    }
  }
}
