/// The parts of a date or a time as a literal of XML Schema 1.1 spells them.
public struct CalendarFields: Sendable, Hashable {
  /// Proleptic Gregorian; 0 is the year before 1.
  public var year: Int?
  /// 1 to 12.
  public var month: Int?
  /// Of the month, from 1.
  public var day: Int?
  /// 0 to 24.
  public var hour: Int?
  /// 0 to 59.
  public var minute: Int?
  /// 0 to 59.
  public var second: Int?
  /// Digits behind the point of the seconds, without zeros at their end.
  public var fraction: [UInt8] = []
  /// Minutes east of UTC; nil where the literal has no zone.
  public var zone: Int?

  /// The datatypes that have calendar parts.
  enum Form: String, CaseIterable {
    case dateTime, dateTimeStamp, date, time, gYear, gYearMonth, gMonthDay, gMonth, gDay
  }

  init() {}

  /// Nil for what is not in the lexical space of the datatype, or names a day that there is not.
  init?(_ text: String, form: Form) {
    var reader = Reader(Array(text.utf8))
    let isRead =
      switch form {
      case .dateTime, .dateTimeStamp:
        reader.year() && reader.sign("-") && reader.month() && reader.sign("-") && reader.day()
          && reader.sign("T") && reader.clock()
      case .date:
        reader.year() && reader.sign("-") && reader.month() && reader.sign("-") && reader.day()
      case .time: reader.clock()
      case .gYear: reader.year()
      case .gYearMonth: reader.year() && reader.sign("-") && reader.month()
      case .gMonthDay:
        reader.sign("-") && reader.sign("-") && reader.month() && reader.sign("-") && reader.day()
      case .gMonth: reader.sign("-") && reader.sign("-") && reader.month()
      case .gDay: reader.sign("-") && reader.sign("-") && reader.sign("-") && reader.day()
      }
    guard isRead, reader.zone(), reader.isAtEnd else { return nil }
    self = reader.fields
    if form == .dateTimeStamp, zone == nil { return nil }
    if let month, let day {
      // 2000 is a leap year: --02-29 is a day.
      guard day <= CalendarDate.days(inMonth: month, of: year ?? 2000) else { return nil }
    }
  }

  /// Seconds since 1970-01-01T00:00:00Z of the beginning of what the fields name. Without a zone, the time is UTC;
  /// without a year, it is 2000.
  var seconds: Int64 {
    let days = CalendarDate.daysSinceEpoch(year: year ?? 2000, month: month ?? 1, day: day ?? 1)
    let clock = (hour ?? 0) * 3600 + (minute ?? 0) * 60 + (second ?? 0)
    return Int64(days) * 86_400 + Int64(clock - (zone ?? 0) * 60)
  }

  private struct Reader {
    private var rest: ArraySlice<UInt8>
    var fields = CalendarFields()

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func sign(_ scalar: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: scalar) else { return false }
      rest = rest.dropFirst()
      return true
    }

    private mutating func digits(_ count: ClosedRange<Int>) -> Int? {
      let run = rest.prefix { $0 &- UInt8(ascii: "0") < 10 }
      let taken = run.prefix(count.upperBound)
      guard taken.count >= count.lowerBound else { return nil }
      rest = rest.dropFirst(taken.count)
      return taken.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// Years of up to nine digits are years here.
    mutating func year() -> Bool {
      let isNegative = sign("-")
      let leading = rest.first
      let before = rest.count
      guard let number = digits(4...9) else { return false }
      let length = before - rest.count
      if length > 4, leading == UInt8(ascii: "0") { return false }
      fields.year = isNegative ? -number : number
      return true
    }

    private mutating func two(_ range: ClosedRange<Int>) -> Int? {
      digits(2...2).flatMap { range.contains($0) ? $0 : nil }
    }

    mutating func month() -> Bool {
      fields.month = two(1...12)
      return fields.month != nil
    }

    mutating func day() -> Bool {
      fields.day = two(1...31)
      return fields.day != nil
    }

    /// `HH:MM:SS` with a fraction, or the end of the day, 24:00:00.
    mutating func clock() -> Bool {
      guard let hour = two(0...24), sign(":"), let minute = two(0...59) else { return false }
      (fields.hour, fields.minute, fields.second) = (hour, minute, 0)
      if sign(":") {
        guard let second = two(0...59) else { return false }
        fields.second = second
        if sign(".") {
          let run = rest.prefix { $0 &- UInt8(ascii: "0") < 10 }
          guard !run.isEmpty else { return false }
          rest = rest.dropFirst(run.count)
          fields.fraction = run.map { $0 - UInt8(ascii: "0") }
          while fields.fraction.last == 0 { fields.fraction.removeLast() }
        }
      } else if fields.year == nil {
        // Only a date-time may be written without seconds, as graphsh's own are.
        return false
      }
      return hour < 24 || minute == 0 && fields.second == 0 && fields.fraction.isEmpty
    }

    /// `Z`, `+HH:MM`, `-HH:MM` or nothing.
    mutating func zone() -> Bool {
      if isAtEnd { return true }
      if sign("Z") {
        fields.zone = 0
        return true
      }
      let isNegative = rest.first == UInt8(ascii: "-")
      guard sign("+") || sign("-"), let hours = two(0...14), sign(":"), let minutes = two(0...59),
        hours < 14 || minutes == 0
      else { return false }
      fields.zone = (hours * 60 + minutes) * (isNegative ? -1 : 1)
      return true
    }
  }
}
