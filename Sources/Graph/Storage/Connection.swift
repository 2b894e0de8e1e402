import CSQLite
import Glibc

/// One connection to one SQLite file: opened, configured, and the source of prepared statements.
///
/// Not thread-safe: each thread opens its own.
final class Connection {
  let path: String
  let mode: Mode
  let handle: OpaquePointer
  private var prepared: [String: Statement] = [:]
  /// Called when a transaction has begun, and before a statement outside of one: time to notice what others wrote.
  var willRead: () throws(StoreError) -> Void = {}
  /// Called when a transaction was rolled back.
  var didRollBack: () -> Void = {}
  private var isNoticing = false

  /// How a file is opened.
  enum Mode {
    /// A missing file is created.
    case readWrite
    /// Nothing can be changed. If the file lies where this process may write, it is opened so, because only then can
    /// SQLite remove the log's files when the last connection closes.
    case readOnly
    /// Nothing can be changed, by nobody: for a file on a read-only medium, where the log's files cannot be made.
    case immutable
  }

  /// Opens the file.
  init(path: String, mode: Mode, busyTimeout: Int32) throws(StoreError) {
    var opened: OpaquePointer?
    let flags: Int32
    var name = path
    switch mode {
    case .readWrite: flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    case .readOnly:
      flags = Self.isWritable(path) ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY
    case .immutable:
      flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      name = "file:" + Self.percentEncoded(path) + "?immutable=1"
    }
    let code = sqlite3_open_v2(name, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else {
      let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(opened)
      throw .cannotOpen(path: path, reason: message)
    }
    self.path = path
    self.mode = mode
    handle = opened
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, busyTimeout)
    if mode != .readWrite { try execute("PRAGMA query_only = ON") }
  }

  deinit {
    prepared.removeAll()
    // Without this, the last connection would move what a crashed writer left in the log into the main file.
    if mode == .readOnly, FileBytes.size(path + "-wal") ?? 0 > 0 {
      _ = csqlite_keep_log_on_close(handle)
    }
    sqlite3_close_v2(handle)
  }

  /// The prepared form of `sql`, ready to be bound and stepped; kept for the next use.
  func statement(_ sql: String) throws(StoreError) -> Statement {
    if !isInTransaction { try notice() }
    if let known = prepared[sql] {
      known.reset()
      return known
    }
    let new = try Statement(self, sql)
    prepared[sql] = new
    return new
  }

  /// Lets the owner notice what others wrote.
  func notice() throws(StoreError) {
    guard !isNoticing else { return }
    isNoticing = true
    defer { isNoticing = false }
    try willRead()
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

  /// Whether the file can be read; false if the log's files can neither be found nor made, and no log is needed.
  func isReadable() throws(StoreError) -> Bool {
    let code = sqlite3_exec(handle, "SELECT count(*) FROM sqlite_schema", nil, nil, nil)
    if code & 0xff == SQLITE_CANTOPEN, FileBytes.size(path + "-wal") ?? 0 == 0 { return false }
    guard code == SQLITE_OK else { throw failure(code, sql: nil) }
    return true
  }

  /// Rows that the last statement changed.
  var changes: Int { Int(sqlite3_changes64(handle)) }

  /// Rows that this connection has changed since it was opened.
  var totalChanges: Int { Int(sqlite3_total_changes64(handle)) }

  var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

  /// Whether a transaction is open.
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  private static func isWritable(_ path: String) -> Bool {
    access(path, W_OK) == 0 && access(FileBytes.folder(of: path), W_OK) == 0
  }

  /// A path as it stands in a URI.
  private static func percentEncoded(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "%"), 0x80...:
        result += "%" + String(byte, radix: 16, uppercase: true)
      default: result.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return result
  }

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
    case SQLITE_IOERR:
      // WRITE, FSYNC, TRUNCATE and SHMSIZE (the shared memory beside the file grows, too).
      let isWrite = [3, 4, 6, 19].contains(sqlite3_extended_errcode(handle) >> 8)
      return .inputOutput(
        path: path,
        reason: isWrite
          ? "a write failed (a limit on the size of files, a quota, or the disk itself)" : message)
    case SQLITE_CANTOPEN: return .cannotOpen(path: path, reason: message)
    default:
      return .sqlite(
        SQLiteError(code: sqlite3_extended_errcode(handle), message: message, sql: sql))
    }
  }
}
