/// What a literal of a date or a time means: a kind of time and where it begins.
public struct TimeValue: Sendable, Hashable {
  /// Values of different kinds are never equal. The first four lie on one time line, so they can be compared; of each
  /// of the others only values of the same kind can.
  public enum Kind: Int, Sendable {
    case year, yearMonth, date, dateTime
    case clock, monthDay, month, day
  }

  /// Which of the types of XML Schema it has.
  public let kind: Kind
  /// Since 1970-01-01T00:00:00Z, or for a time of day since midnight UTC.
  public let seconds: Int64
  /// Digits behind the point, without zeros at their end.
  let fraction: [UInt8]

  /// Whether it is a time in history, not one that comes back every year or month.
  public var isOnTimeLine: Bool { kind.rawValue <= Kind.dateTime.rawValue }

  init(_ fields: CalendarFields, _ kind: Kind) {
    self.kind = kind
    fraction = fields.fraction
    let seconds = fields.seconds
    // The day of a time of day does not count.
    self.seconds = kind == .clock ? (seconds % 86_400 + 86_400) % 86_400 : seconds
  }

  /// A day without a zone.
  public init(_ date: CalendarDate) {
    kind = .date
    seconds = Int64(date.daysSinceEpoch) * 86_400
    fraction = []
  }

  /// The day that begins where this date does in UTC, if one does.
  public var day: CalendarDate? {
    guard kind == .date, seconds % 86_400 == 0 else { return nil }
    return CalendarDate(daysSinceEpoch: Int(seconds / 86_400))
  }

  /// -1, 0 or 1 by where the two begin; nil where there is no one line on which both lie.
  public static func order(_ left: Self, _ right: Self) -> Int? {
    guard left.kind == right.kind || left.isOnTimeLine && right.isOnTimeLine else { return nil }
    if left.seconds != right.seconds { return left.seconds < right.seconds ? -1 : 1 }
    if left.fraction == right.fraction { return 0 }
    return left.fraction.lexicographicallyPrecedes(right.fraction) ? -1 : 1
  }
}
