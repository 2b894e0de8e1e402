import Base
import Graph

/// A time that a question names: a day, a month or a year, or a month or day of any year.
struct AskedTime: Equatable {
  private(set) var year: Int?
  private(set) var month: Int?
  private(set) var day: Int?

  /// Nil where the words, in small letters, are not all of one time.
  init?(_ words: [String]) {
    for word in words {
      if let month = MonthNames.numbers[word], self.month == nil {
        self.month = month
      } else if let number = Self.number(word) {
        if Self.years.contains(number), word.utf8.count == 4, year == nil {
          year = number
        } else if (1...31).contains(number), day == nil {
          day = number
        } else {
          return nil
        }
      } else {
        return nil
      }
    }
    if year == nil && month == nil || day != nil && month == nil { return nil }
  }

  /// Behind these a time tells when an act was: those of ``EventTime``, and where it is told less exactly.
  static let circumstances = EventTime.circumstances.union(["at", "by", "around", "about"])

  /// The numbers that may be years.
  static let years = 1000...2999

  /// A number in digits, also of a day: "5", "5th".
  private static func number(_ word: String) -> Int? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    guard ["", "st", "nd", "rd", "th"].contains(word.dropFirst(digits.count)) else { return nil }
    return Int(digits)
  }

  /// Whether what happened at a time that a text tells may have happened at this one.
  func isMet(by time: EventTime) -> Bool {
    if let period { return time.first <= period.last && period.first <= time.last }
    // Without a year, only what is known to the month can be told to be of it.
    return [time.first, time.last].allSatisfy {
      $0.month == month && (day == nil || $0.day == day)
    }
  }

  /// The words by which a text names this time, as it spells them; nil where it does not name all of it.
  func words(in text: String) -> [String]? {
    let words = text.split { !($0.isLetter || $0.isNumber) }
    func first(_ isMeant: (Substring) -> Bool) -> String? {
      words.first(where: isMeant).map(String.init)
    }
    var found: [String?] = []
    if let year { found.append(first { $0 == String(year) }) }
    if let month {
      // "may" is a verb too.
      found.append(
        first {
          $0.first?.isUppercase ?? false && MonthNames.numbers[$0.lowercased()] == month
        })
    }
    if let day { found.append(first { Self.number($0.lowercased()) == day }) }
    return found.contains(nil) ? nil : found.compactMap(\.self)
  }

  /// What says in GQL that a time from the day `first` to the day `last` may be this one.
  func literals(first: String, last: String) -> [String] {
    if let period {
      return ["\(first) <= date(\"\(period.last)\")", "\(last) >= date(\"\(period.first)\")"]
    }
    return [first, last].flatMap { name in
      [month.map { "month(\(name)) = \($0)" }, day.map { "day(\(name)) = \($0)" }].compactMap(
        \.self)
    }
  }

  /// Its days; nil where it names no year, or there is no such day.
  private var period: (first: CalendarDate, last: CalendarDate)? {
    guard let year else { return nil }
    let (from, to) = (month ?? 1, month ?? 12)
    guard let first = CalendarDate(year: year, month: from, day: day ?? 1),
      let last = CalendarDate(
        year: year, month: to, day: day ?? CalendarDate.days(inMonth: to, of: year))
    else { return nil }
    return (first, last)
  }
}
