import CSQLite

/// A value that can be bound to a parameter of a statement.
protocol Bindable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32
}

extension Int64: Bindable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    sqlite3_bind_int64(statement, place, self)
  }
}

extension Int: Bindable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    sqlite3_bind_int64(statement, place, Int64(self))
  }
}

extension Value: Bindable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    sqlite3_bind_int64(statement, place, Int64(rawValue))
  }
}

extension Double: Bindable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    sqlite3_bind_double(statement, place, self)
  }
}

extension String: Bindable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    var copy = self
    return copy.withUTF8 { bytes in
      // An empty buffer may have no address, and SQLite reads a null address as NULL.
      bytes.withMemoryRebound(to: CChar.self) { text in
        guard let start = text.baseAddress, !text.isEmpty else {
          return sqlite3_bind_text(statement, place, "", 0, copiedByCallee)
        }
        return sqlite3_bind_text64(
          statement, place, start, UInt64(text.count), copiedByCallee, UInt8(SQLITE_UTF8))
      }
    }
  }
}

extension [UInt8]: Bindable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    withUnsafeBytes { bytes in
      // An address of none would mean null.
      if bytes.isEmpty { return sqlite3_bind_zeroblob(statement, place, 0) }
      return sqlite3_bind_blob64(
        statement, place, bytes.baseAddress, UInt64(bytes.count), copiedByCallee)
    }
  }
}

extension Optional: Bindable where Wrapped: Bindable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    self?.bind(to: statement, at: place) ?? sqlite3_bind_null(statement, place)
  }
}

/// `SQLITE_TRANSIENT`: SQLite copies the bytes before the call returns.
private let copiedByCallee = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// A prepared statement: bind, step, read columns, reset.
final class Statement {
  private unowned let connection: Connection
  private let handle: OpaquePointer
  private let sql: String
  /// Whether each row is to be read only if nobody has written to the file meanwhile.
  private let isWatched: Bool

  init(_ connection: Connection, _ sql: String) throws(StoreError) {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw connection.failure(code, sql: sql) }
    self.connection = connection
    handle = prepared
    self.sql = sql
    isWatched = connection.stamp != nil
  }

  deinit { sqlite3_finalize(handle) }

  /// Binds the parameter at `place`, counted from 1.
  func bind(_ place: Int32, _ value: some Bindable) throws(StoreError) {
    let code = value.bind(to: handle, at: place)
    guard code == SQLITE_OK else { throw connection.failure(code, sql: sql) }
  }

  /// Goes to the next row; false after the last.
  func step() throws(StoreError) -> Bool {
    let code = sqlite3_step(handle)
    if isWatched { try connection.requireUnchanged() }
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let error = connection.failure(code, sql: sql)
      reset()
      throw error
    }
  }

  /// Runs it to its end and makes it ready for the next values.
  func run() throws(StoreError) {
    while try step() {}
    reset()
  }

  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  /// SQLite's kinds of values.
  enum Kind { case null, integer, real, text, blob }

  func kind(_ column: Int32) -> Kind {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .real
    case SQLITE_TEXT: .text
    case SQLITE_BLOB: .blob
    default: .null
    }
  }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  /// A value; ``Value/impossible`` for a number that is none.
  func value(_ column: Int32) -> Value {
    Value(stored: sqlite3_column_int64(handle, column)) ?? .impossible
  }

  /// How many there are of something: never below 0, and so far from the end of 64 bits that sums do not overflow.
  func count(_ column: Int32) throws(StoreError) -> Int {
    let count = integer(column)
    guard sqlite3_column_type(handle, column) == SQLITE_INTEGER,
      (0...Self.mostCounted).contains(count)
    else { throw connection.damage("a number in it is no count") }
    return Int(count)
  }

  /// More than that is in no file.
  static let mostCounted: Int64 = 1 << 40

  func optionalValue(_ column: Int32) -> Value? { isNull(column) ? nil : value(column) }

  func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

  /// A copy of the bytes.
  func blob(_ column: Int32) -> [UInt8] {
    guard let bytes = sqlite3_column_blob(handle, column) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, column))
    return Array(UnsafeRawBufferPointer(start: bytes, count: count))
  }

  func text(_ column: Int32) -> String {
    guard let bytes = sqlite3_column_text(handle, column) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  /// Appends the integer columns of every remaining row, without an allocation a row, and resets.
  ///
  /// - Parameter columns: as many arrays as the statement has columns.
  func appendRows(to columns: inout [[Int32]]) throws(StoreError) {
    defer { reset() }
    switch columns.count {
    case 1: try appendRows(to: &columns[0])
    case 2:
      var (first, second) = ([Int32](), [Int32]())
      swap(&first, &columns[0])
      swap(&second, &columns[1])
      defer {
        swap(&first, &columns[0])
        swap(&second, &columns[1])
      }
      try forEachRow { row in
        let one = Value(stored: sqlite3_column_int64(row, 0))
        let other = Value(stored: sqlite3_column_int64(row, 1))
        guard let one, let other else { return false }
        first.append(one.rawValue)
        second.append(other.rawValue)
        return true
      }
    default:
      try forEachRow { row in
        for column in columns.indices {
          guard let value = Value(stored: sqlite3_column_int64(row, Int32(column))) else {
            return false
          }
          columns[column].append(value.rawValue)
        }
        return true
      }
    }
  }

  /// Appends the first column of every remaining row, and resets.
  func appendRows(to column: inout [Int32]) throws(StoreError) {
    defer { reset() }
    try forEachRow { row in
      guard let value = Value(stored: sqlite3_column_int64(row, 0)) else { return false }
      column.append(value.rawValue)
      return true
    }
  }

  /// Steps through the rows with nothing in the loop but SQLite and the body, which says whether a row is one of a graph.
  @inline(__always)
  private func forEachRow(_ body: (OpaquePointer) -> Bool) throws(StoreError) {
    let handle = handle
    var code = sqlite3_step(handle)
    while code == SQLITE_ROW {
      guard body(handle) else { throw connection.damage("a value in it is none") }
      code = sqlite3_step(handle)
    }
    if isWatched { try connection.requireUnchanged() }
    guard code == SQLITE_DONE else { throw connection.failure(code, sql: sql) }
  }
}
