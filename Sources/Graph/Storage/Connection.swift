import CSQLite
import Glibc

/// One connection to one SQLite file: opened, configured, and the source of prepared statements.
///
/// Not thread-safe: each thread opens its own.
final class Connection {
  let path: String
  private(set) var mode: ConnectionMode
  private(set) var handle: OpaquePointer
  /// How often the file was opened, the first time included.
  private(set) var openings = 1
  /// How often what was written was taken back.
  private(set) var rollbacks = 0
  /// Whether a transaction is open that its user ends, and nothing is under way in it.
  var isHeld = false
  private let busyTimeout: Int32
  private var prepared: [String: Statement] = [:]
  /// The state of the file when it was opened, where nothing keeps others from writing to it.
  private(set) var stamp: FileStamp?
  /// The file, as ``OpenFiles`` knows it.
  private var identity: FileIdentity?
  /// Called when a transaction has begun, and before a statement outside of one: time to notice what others wrote.
  var willRead: () throws(StoreError) -> Void = {}
  /// Called when a transaction was rolled back.
  var didRollBack: () -> Void = {}
  private var isNoticing = false

  /// Opens the file. It is no URI, whatever its name; `:memory:` is a database without a file.
  init(path: String, mode: ConnectionMode, busyTimeout: Int32) throws(StoreError) {
    self.path = path
    self.mode = mode
    self.busyTimeout = busyTimeout
    stamp = mode.isGuarded ? nil : FileStamp(path)
    (handle, identity) = try Self.openNoted(path, mode, busyTimeout)
  }

  deinit {
    prepared.removeAll()
    close()
    OpenFiles.leave(identity)
  }

  /// Opens the file anew, as it is now. Rows that are being read are still those of before.
  func reopen(_ mode: ConnectionMode) throws(StoreError) {
    let stamp = mode.isGuarded ? nil : FileStamp(path)
    let opened = try Self.openNoted(path, mode, busyTimeout)
    prepared.removeAll()
    close()
    OpenFiles.leave(identity)
    (self.mode, self.stamp) = (mode, stamp)
    (handle, identity) = opened
    openings += 1
  }

  /// Opens the file, noted as open before anything can lock it.
  private static func openNoted(
    _ path: String, _ mode: ConnectionMode, _ busyTimeout: Int32
  ) throws(StoreError) -> (OpaquePointer, FileIdentity?) {
    let identity = OpenFiles.enter(path)
    do throws(StoreError) {
      let handle = try open(path, mode, busyTimeout)
      return (handle, identity ?? OpenFiles.enter(path))
    } catch {
      OpenFiles.leave(identity)
      throw error
    }
  }

  private static func open(
    _ path: String, _ mode: ConnectionMode, _ busyTimeout: Int32
  ) throws(StoreError) -> OpaquePointer {
    var opened: OpaquePointer?
    let name = path == ":memory:" ? path : mode.name(of: path)
    let code = sqlite3_open_v2(name, &opened, mode.flags | SQLITE_OPEN_NOMUTEX, mode.system)
    guard code == SQLITE_OK, let opened else {
      let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(opened)
      throw .cannotOpen(path: path, reason: message)
    }
    sqlite3_extended_result_codes(opened, 1)
    sqlite3_busy_timeout(opened, busyTimeout)
    csqlite_distrust_schema(opened)
    // Alone, it needs no shared memory for the log, and must not merge it when it is closed.
    if mode == .unlocked {
      sqlite3_exec(opened, "PRAGMA locking_mode = EXCLUSIVE", nil, nil, nil)
      _ = csqlite_keep_log_on_close(opened)
    }
    if mode != .readWrite { sqlite3_exec(opened, "PRAGMA query_only = ON", nil, nil, nil) }
    return opened
  }

  private func close() {
    // Without this, the last connection would move what a crashed writer left in the log into the main file.
    if mode == .readOnly, FileBytes.size(FilePath.resolved(path) + "-wal") ?? 0 > 0 {
      _ = csqlite_keep_log_on_close(handle)
    }
    sqlite3_close_v2(handle)
  }

  /// Throws if somebody has written to a file that this connection reads without locks, so that what it reads may be of
  /// two states.
  func requireUnchanged() throws(StoreError) {
    if let stamp, FileStamp(path) != stamp {
      throw .locked(path: path, holder: LockHolder.writer(of: path))
    }
  }

  /// Whether a file that this connection reads without locks has another state than when it was opened.
  var isOutdated: Bool {
    guard let stamp else { return false }
    return FileStamp(path) != stamp || ConnectionMode.forReading(path) != mode
  }

  /// Whether the file was removed, renamed or replaced since it was opened: what is written to it would be lost.
  var hasMoved: Bool {
    var result: Int32 = 0
    let code = sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &result)
    return code == SQLITE_OK && result != 0
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

  /// Notes that what was written was taken back, so that nobody goes on with what was read of it.
  func noteRollback() {
    rollbacks += 1
    didRollBack()
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

  /// Whether the file can be read; false if the log's files are not as they are to be in this mode.
  func isReadable() throws(StoreError) -> Bool {
    let code = sqlite3_exec(handle, "SELECT count(*) FROM sqlite_schema", nil, nil, nil)
    if code & 0xff == SQLITE_CANTOPEN { return false }
    guard code == SQLITE_OK else { throw failure(code, sql: nil) }
    return true
  }

  /// Does `body`; `isStopped` is asked now and then while a statement runs in it, and ends that.
  func interrupted<Result>(
    by isStopped: () -> Bool, _ body: () throws -> Result
  ) rethrows -> Result {
    try withoutActuallyEscaping(isStopped) { isStopped in
      let question = Unmanaged.passRetained(Question(isStopped))
      defer {
        sqlite3_progress_handler(handle, 0, nil, nil)
        question.release()
      }
      sqlite3_progress_handler(
        handle, Self.stepsBetweenQuestions,
        { argument in
          guard let argument else { return 0 }
          return Unmanaged<Question>.fromOpaque(argument).takeUnretainedValue().ask() ? 1 : 0
        }, question.toOpaque())
      return try body()
    }
  }

  /// Of SQLite's machine: some tenths of a millisecond.
  private static let stepsBetweenQuestions: Int32 = 20_000

  private final class Question {
    let ask: () -> Bool
    init(_ ask: @escaping () -> Bool) { self.ask = ask }
  }

  /// Rows that the last statement changed.
  var changes: Int { Int(sqlite3_changes64(handle)) }

  /// Rows that this connection has changed since it was opened.
  var totalChanges: Int { Int(sqlite3_total_changes64(handle)) }

  var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

  /// Whether a transaction is open.
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// The error for something in the file that cannot be.
  func damage(_ detail: String) -> StoreError { .corrupt(path: path, detail: detail) }

  /// The error for a result code of this connection.
  func failure(_ code: Int32, sql: String?) -> StoreError {
    let message = String(cString: sqlite3_errmsg(handle))
    switch code & 0xff {
    case SQLITE_BUSY, SQLITE_LOCKED:
      return .locked(path: path, holder: LockHolder.writer(of: path))
    case SQLITE_CORRUPT: return .corrupt(path: path, detail: message)
    case SQLITE_NOTADB: return .notAGraph(path: path, what: "not an SQLite database")
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
    // Sums of numbers that no graph holds.
    case SQLITE_ERROR where message == "integer overflow": return damage("a number is too large")
    default:
      return .sqlite(
        SQLiteError(code: sqlite3_extended_errcode(handle), message: message, sql: sql))
    }
  }
}
