/// A value of a row.
package enum ParquetCell: Equatable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  /// Above what 64 bits with a sign hold.
  case unsigned(UInt64)
  case double(Double)
  case text(String)
  case bytes([UInt8])
  /// An exact number with its point, as `-12.50`.
  case decimal(String)
  /// Days since 1970-01-01.
  case date(Int64)
  /// Seconds since 1970-01-01, rounded down, and the billionths of a second after that.
  case timestamp(seconds: Int64, nanoseconds: Int32, isUTC: Bool)
  /// The same since midnight.
  case time(seconds: Int64, nanoseconds: Int32)
}
