import Graph

/// What `low..high` stands for: integers, or days, which are counted from 1970-01-01.
struct ValueRange {
  let areDays: Bool
  private let numbers: ClosedRange<Int64>?

  /// Nil where the ends are neither two whole numbers nor two days.
  init?(from low: Term, to high: Term) {
    let ends: (Int64, Int64)
    switch (low, high) {
    case (.date(let first), .date(let last)):
      areDays = true
      ends = (Int64(first.daysSinceEpoch), Int64(last.daysSinceEpoch))
    default:
      guard case .integer(let first) = low.numericValue?.plain,
        case .integer(let last) = high.numericValue?.plain
      else { return nil }
      areDays = false
      ends = (first, last)
    }
    numbers = ends.0 <= ends.1 ? ends.0...ends.1 : nil
  }

  /// Its ends; nil where it is empty.
  var first: Int64? { numbers?.lowerBound }
  var last: Int64? { numbers?.upperBound }

  /// The value that one of its numbers stands for.
  func term(_ number: Int64) -> Term {
    guard areDays, let day = CalendarDate(daysSinceEpoch: Int(number)) else {
      return .integer(number)
    }
    return .date(day)
  }

  /// Whether a value lies in it.
  func contains(_ term: Term) -> Bool {
    guard let numbers else { return false }
    if areDays {
      guard case .date(let day) = term else { return false }
      return numbers.contains(Int64(day.daysSinceEpoch))
    }
    guard case .integer(let integer) = term.numericValue?.plain else { return false }
    return numbers.contains(integer)
  }
}
