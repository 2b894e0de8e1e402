import Base
import Graph

/// Reads the days that a text names, against the day it was published.
struct DateReader: Sendable {
  var published: CalendarDate?

  /// Whether a phrase names the beginning and the end of a time: "3 May to 9 May".
  static func isSpan(_ phrase: String) -> Bool {
    let words = phrase.lowercased().split(separator: " ").map(String.init)
    guard let place = words.firstIndex(where: { ["to", "until", "through", "till"].contains($0) })
    else { return false }
    func isDate(_ words: ArraySlice<String>) -> Bool {
      words.contains { MonthNames.numbers[$0.filter(\.isLetter)] != nil }
        && words.contains { $0.contains(where: \.isNumber) }
    }
    return isDate(words[..<place]) && isDate(words[(place + 1)...])
  }

  /// What a phrase of time says, as exactly as it says it.
  enum Reading: Equatable {
    case day(CalendarDate)
    case month(year: Int, month: Int)
    case year(Int)
  }

  /// Whether the clause tells of what was, is to come, or leaves it open: which year a day without one is in.
  enum Tense: Sendable { case past, future, open }

  /// Reads "5 January, 2026", "Jan. 5", "on Monday", "yesterday", "in June", "2019"; nil where the
  /// phrase names no day, month or year, or only the missing date of publication could tell which.
  func read(_ phrase: String, _ tense: Tense = .open) -> Reading? {
    var words = phrase.lowercased().split { " ,()".contains($0) }.map(String.init)
    // A stop ends an abbreviation; inside a number it makes no day of it.
    for index in words.indices where words[index].hasSuffix(".") { words[index].removeLast() }
    var year: Int?
    var month: Int?
    var day: Int?
    for word in words {
      if let number = Int(
        word.hasSuffix("th") || word.hasSuffix("st") || word.hasSuffix("nd")
          || word.hasSuffix("rd") ? String(word.dropLast(2)) : word)
      {
        if (1000...2999).contains(number), word.count == 4 {
          year = number
        } else if (1...31).contains(number), day == nil {
          day = number
        }
      } else if let number = MonthNames.numbers[word] {
        month = number
      }
    }
    if let month {
      return read(
        month: month, day: day, year: year,
        words.contains("next") ? .future : words.contains("last") ? .past : tense)
    }
    if let year, day == nil { return EraYears.areBefore(words) ? nil : .year(year) }
    return relative(words, tense)
  }

  private func read(month: Int, day: Int?, year: Int?, _ tense: Tense) -> Reading? {
    if let year {
      guard let day else { return .month(year: year, month: month) }
      return CalendarDate(year: year, month: month, day: day).map(Reading.day)
    }
    guard let published else { return nil }
    var year = published.year
    let isLater =
      month > published.month || month == published.month && (day ?? 0) > published.day + 2
    switch tense {
    case .past: if isLater { year -= 1 }
    case .future: if !isLater, month != published.month || day != nil { year += 1 }
    case .open:
      // The nearest: news looks back longer than ahead.
      let ahead = (month - published.month + 12) % 12
      if isLater, ahead > 4 { year -= 1 }
      if !isLater, month != published.month, ahead > 0, ahead <= 3 { year += 1 }
    }
    guard let day else { return .month(year: year, month: month) }
    return CalendarDate(year: year, month: month, day: day).map(Reading.day)
  }

  private func relative(_ words: [String], _ tense: Tense) -> Reading? {
    guard let published else { return nil }
    func day(_ offset: Int) -> Reading? {
      CalendarDate(daysSinceEpoch: published.daysSinceEpoch + offset).map(Reading.day)
    }
    if words == ["today"] { return day(0) }
    if words == ["yesterday"] { return day(-1) }
    if words == ["tomorrow"] { return day(1) }
    guard let name = words.last(where: { WeekdayNames.numbers[$0] != nil }),
      let weekday = WeekdayNames.numbers[name], words.count <= 2
    else { return nil }
    let back = ((published.weekday - weekday) % 7 + 7) % 7
    if words.contains("next") { return day(7 - back) }
    if words.contains("last"), back == 0 { return day(-7) }
    return day(tense == .future && back > 0 ? 7 - back : -back)
  }
}
