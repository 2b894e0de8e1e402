import Graph

/// When something was so, as far as a text tells.
public struct EventTime: Sendable, Hashable {
  public enum Kind: String, Sendable {
    /// When it happened.
    case at
    case since
    case until
    /// The text does not tell: the date of the document.
    case reported
  }

  public let kind: Kind
  /// A day, month or year in ISO form: `2026-01-05`, `2026-01`, `2026`.
  public let date: String

  /// The time that a qualifier gives, if it gives one.
  init?(qualifier name: String, _ term: Term) {
    guard let kind = Self.kinds[name] else { return nil }
    switch term {
    case .date(let day): date = day.description
    case .string(let text) where Self.isPeriod(text): date = text
    case .integer(let year) where (1000...2999).contains(year): date = String(year)
    default: return nil
    }
    self.kind = kind
  }

  init(_ kind: Kind, _ day: CalendarDate) {
    self.kind = kind
    date = day.description
  }

  private static let kinds: [String: Kind] = [
    "on": .at, "in": .at, "at": .at, "during": .at, "by": .at, "date": .at, "since": .since,
    "from": .since, "until": .until, "till": .until, "to": .until,
  ]

  /// Whether a text is `YYYY` or `YYYY-MM`.
  static func isPeriod(_ text: String) -> Bool {
    let fields = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard fields.allSatisfy({ $0.allSatisfy { (48...57).contains($0) } }) else { return false }
    return fields.map(\.count) == [4] || fields.map(\.count) == [4, 2]
  }

  /// `2026-01-05`, `since 2025-06`, `reported 2026-01-05`.
  public var text: String { kind == .at ? date : "\(kind.rawValue) \(date)" }

  /// The days of the day, month or year, since 1970-01-01.
  var days: ClosedRange<Int>? {
    let fields = date.split(separator: "-").compactMap { Int($0) }
    guard let year = fields.first else { return nil }
    let months = fields.count > 1 ? fields[1]...fields[1] : 1...12
    func day(_ month: Int, _ day: Int) -> Int? {
      CalendarDate(year: year, month: month, day: day)?.daysSinceEpoch
    }
    guard (1...12).contains(months.lowerBound) else { return nil }
    let last = CalendarDate.days(inMonth: months.upperBound, of: year)
    guard let first = day(months.lowerBound, fields.count > 2 ? fields[2] : 1),
      let last = day(months.upperBound, fields.count > 2 ? fields[2] : last)
    else { return nil }
    return first...last
  }

  /// Whether one of two times lies within the other, so that both may be of one event.
  func mayBe(_ other: EventTime) -> Bool {
    date.hasPrefix(other.date) || other.date.hasPrefix(date)
  }
}
