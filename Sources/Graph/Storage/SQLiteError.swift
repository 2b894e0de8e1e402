/// What SQLite reported, for the cases that have no name of their own in ``StoreError``.
public struct SQLiteError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Extended result code.
  public let code: Int32
  /// SQLite's own words.
  public let message: String
  /// The statement, without the values bound to it.
  public let sql: String?

  /// SQLite's message with its code.
  public var description: String {
    "SQLite error \(code): \(message)" + (sql.map { " (in: \($0))" } ?? "")
  }
}
