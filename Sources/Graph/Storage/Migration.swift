import Schema

/// Brings a file to the present format. The version of a file is SQLite's `user_version`; graphs are marked by
/// `application_id`, so that a database of another program is never taken for one.
enum Migration {
  /// "gphs" in ASCII.
  static let applicationID: Int64 = 0x6770_6873

  static var currentVersion: Int { Schema.migrations.count }

  /// Applies what is missing, in one transaction, and turns on the write-ahead log.
  ///
  /// The log comes last: the mark stands in the main file before anything is written beside it.
  ///
  /// - Parameter separateQualifiers: does what SQL cannot where qualifiers were not told apart by their sentences
  static func run(on connection: Connection, separateQualifiers: () throws -> Void) throws {
    if try version(of: connection) < currentVersion {
      try connection.transaction {
        // Another process may have been first.
        let version = try version(of: connection)
        if version < currentVersion {
          try migrate(connection, from: version, separateQualifiers)
        }
      }
    }
    if try connection.text("PRAGMA journal_mode") != "wal" {
      try connection.execute("PRAGMA journal_mode = WAL")
    }
  }

  private static func migrate(
    _ connection: Connection, from version: Int, _ separateQualifiers: () throws -> Void
  ) throws {
    if version > 0 {
      if let finding = try SchemaCheck(connection, version: version).findings().first {
        throw connection.damage("\(finding), by format \(version)")
      }
    } else if try connection.integer("SELECT count(*) FROM sqlite_schema") != 0 {
      if try connection.integer("PRAGMA application_id") == applicationID {
        throw connection.damage("its format has the number 0")
      }
      throw StoreError.notAGraph(path: connection.path, what: "a database of another program")
    }
    let arePooled =
      try version > 0
      && connection.integer(
        "SELECT 1 FROM pragma_table_info('evidence') WHERE name = 'id'") == nil
    for next in version..<currentVersion { try connection.execute(Schema.migrations[next]) }
    if arePooled { try separateQualifiers() }
    try connection.execute("PRAGMA application_id = \(applicationID)")
    try connection.execute("PRAGMA user_version = \(currentVersion)")
  }

  /// The format of a file; 0 is an empty one.
  static func version(of connection: Connection) throws(StoreError) -> Int {
    let version = try connection.integer("PRAGMA user_version") ?? 0
    if version < 0 { throw connection.damage("its format has a number below 0") }
    return Int(version)
  }
}
