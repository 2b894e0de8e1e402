/// Moments as columns hold them.
enum ColumnTime {
  private static let billion: Int64 = 1_000_000_000

  static func timestamp(_ units: Int64, unitsPerSecond: Int64, isUTC: Bool) -> ParquetCell {
    let (seconds, rest) = floored(units, by: unitsPerSecond)
    return .timestamp(
      seconds: seconds, nanoseconds: Int32(rest * (billion / unitsPerSecond)), isUTC: isUTC)
  }

  static func time(_ units: Int64, unitsPerSecond: Int64) -> ParquetCell {
    let (seconds, rest) = floored(units, by: unitsPerSecond)
    return .time(seconds: seconds, nanoseconds: Int32(rest * (billion / unitsPerSecond)))
  }

  /// As the type of 96 bits has it.
  static func timestamp(days: Int64, nanoseconds: Int64) -> ParquetCell {
    let (seconds, rest) = floored(nanoseconds, by: billion)
    return .timestamp(seconds: days * 86_400 + seconds, nanoseconds: Int32(rest), isUTC: false)
  }

  private static func floored(_ value: Int64, by divisor: Int64) -> (Int64, Int64) {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
  }
}
