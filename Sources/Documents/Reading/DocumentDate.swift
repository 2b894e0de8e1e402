import Base

/// Finds when a document was published, where it says so.
enum DocumentDate {
  private static let labels = [
    "published", "updated", "posted", "last updated", "date:", "first published", "released",
  ]

  /// The date of a line that is nothing but a date, perhaps with a label, a weekday or a time.
  static func only(in line: String) -> CalendarDate? {
    guard line.utf8.count < 200, line.utf8.contains(where: { (48...57).contains($0) }) else {
      return nil
    }
    let words = line.lowercased().split { " ,.:|–-()".contains($0) }
    guard words.count <= 12, let date = date(in: line) else { return nil }
    let known: Set<Substring> = [
      "published", "updated", "posted", "last", "first", "on", "at", "date", "released", "am", "pm",
      "gmt", "utc", "et", "est", "edt", "kst", "cst", "jst", "mon", "tue", "wed", "thu", "fri",
      "sat", "sun",
    ]
    let rest = words.filter { word in
      !known.contains(word) && MonthNames.numbers[String(word)] == nil
        && WeekdayNames.numbers[String(word)] == nil
        && !word.allSatisfy { $0.isNumber || $0 == "t" || $0 == "z" || $0 == "/" }
        && Int(word.dropLast(2)) == nil
    }
    return rest.isEmpty ? date : nil
  }

  /// The date after a label or in a dateline ("SEOUL, Jan. 5, 2026 (Agency) —").
  static func labelled(in line: String) -> CalendarDate? {
    if line.utf8.count < 480 {
      let lower = line.lowercased()
      if labels.contains(where: lower.hasPrefix), line.count < 120 { return date(in: line) }
    }
    guard let dash = line.firstIndex(where: { $0 == "—" || $0 == "–" }) ?? dashes(in: line),
      line.distance(from: line.startIndex, to: dash) < 70,
      line.prefix(while: { $0 != "," && $0 != " " }).allSatisfy({ $0.isUppercase || $0 == "." })
    else { return nil }
    return date(in: String(line[..<dash]))
  }

  private static func dashes(in line: String) -> String.Index? {
    var previous: Character = " "
    for index in line.indices {
      if line[index] == "-", previous == "-" || previous == " " { return index }
      previous = line[index]
    }
    return nil
  }

  /// The first full date in a text: "2026-01-05", "5 January, 2026", "Jan. 5, 2026".
  static func date(in text: String) -> CalendarDate? {
    guard text.utf8.contains(where: { (48...57).contains($0) }) else { return nil }
    let words = text.split { " ,()|".contains($0) }.map { word in
      word.last == "." || word.last == ":" ? String(word.dropLast()) : String(word)
    }
    for (index, word) in words.enumerated() {
      let head = word.count > 10 && word.dropFirst(10).first == "T" ? String(word.prefix(10)) : word
      if let date = CalendarDate(head) { return date }
      guard let month = MonthNames.numbers[word.lowercased()] else { continue }
      func number(_ offset: Int) -> Int? {
        guard words.indices.contains(index + offset) else { return nil }
        let digits = words[index + offset].prefix { $0.isNumber }
        return Int(digits)
      }
      if let day = number(1), (1...31).contains(day), let year = number(2), year > 999,
        let date = CalendarDate(year: year, month: month, day: day)
      {
        return date
      }
      if let day = number(-1), (1...31).contains(day), let year = number(1), year > 999,
        let date = CalendarDate(year: year, month: month, day: day)
      {
        return date
      }
    }
    return nil
  }
}
