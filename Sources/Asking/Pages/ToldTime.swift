import Base
import Graph

/// When something was so, as a page tells it.
public struct ToldTime: Sendable, Hashable {
  /// What is told of the date.
  public enum Kind: String, Sendable {
    /// When it happened.
    case at
    case since
    case until
    /// The text does not tell: the date of the document.
    case reported
  }

  /// What is told of ``date``.
  public let kind: Kind
  /// A day, month or year in ISO form: `2026-01-05`, `2026-01`, `2026`.
  public let date: String

  init(_ kind: Kind, _ day: CalendarDate) {
    self.init(kind, day.description)
  }

  private init(_ kind: Kind, _ date: String) {
    self.kind = kind
    self.date = date
  }

  /// A time of the graph: one, or since when and until when.
  static func all(of time: EventTime) -> [ToldTime] {
    switch time.kind {
    case .exact: [ToldTime(.at, time.first)]
    case .reported: [ToldTime(.reported, time.first)]
    case .about: [ToldTime(.at, period(from: time.first, to: time.last))]
    case .span:
      (time.hasBeginning ? [ToldTime(.since, start(time.first))] : [])
        + (time.hasEnd ? [ToldTime(.until, end(time.last))] : [])
    }
  }

  /// A month or a year by its first and last day.
  private static func period(from first: CalendarDate, to last: CalendarDate) -> String {
    let day = first.description
    return String(day.prefix(first.month == last.month ? 7 : 4))
  }

  /// The year that begins with a day, or the month, or the day.
  private static func start(_ day: CalendarDate) -> String {
    String(day.description.prefix(day.day > 1 ? 10 : day.month > 1 ? 7 : 4))
  }

  /// The year that ends with a day, or the month, or the day.
  private static func end(_ day: CalendarDate) -> String {
    let isLast = day.day == CalendarDate.days(inMonth: day.month, of: day.year)
    return String(day.description.prefix(!isLast ? 10 : day.month < 12 ? 7 : 4))
  }

  /// `2026-01-05`, `since 2025-06`, `reported 2026-01-05`.
  public var text: String { kind == .at ? date : "\(kind.rawValue) \(date)" }

  /// The days of the day, month or year, since 1970-01-01.
  var days: ClosedRange<Int>? {
    CalendarDate.days(of: date).map { $0.lowerBound.daysSinceEpoch...$0.upperBound.daysSinceEpoch }
  }

  /// The days on which what is told may have been so: from its beginning on, or up to its end.
  var possibleDays: ClosedRange<Int>? {
    guard let days else { return nil }
    return switch kind {
    case .at, .reported: days
    case .since: days.lowerBound...Int.max
    case .until: Int.min...days.upperBound
    }
  }

  /// Whether two times may be of one event.
  func mayBe(_ other: ToldTime) -> Bool {
    guard let own = possibleDays, let others = other.possibleDays else { return true }
    return own.overlaps(others)
  }
}
