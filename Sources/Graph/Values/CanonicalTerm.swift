extension Term {
  /// The term by which a value goes where its datatype and spelling do not matter: equal values have the same one, and
  /// it is equal to them. Terms that are no values are their own.
  public var canonical: Term {
    switch self {
    case .integer, .entity, .iri, .blank, .string, .languageString: return self
    case .float, .boolean, .date, .dateTime, .typed: break
    }
    guard let plain = literalValue?.plain else { return self }
    switch plain {
    case .boolean(let truth): return .boolean(truth)
    case .number(.decimal(let decimal)):
      let float = decimal.double
      if float.isFinite, DecimalNumber(float) == decimal { return .float(float) }
      return decimal.isWhole
        ? .typed(decimal.wholeText, datatype: RDFVocabulary.integer) : Term(.decimal(decimal))
    case .number(let number): return Term(number)
    case .time(let time):
      if let day = time.day { return .date(day) }
      return calendarFields?.canonical(time) ?? self
    }
  }
}

extension CalendarFields {
  /// The spelling of a time by its place on the time line, or for what has no place there by its parts, in UTC.
  fileprivate func canonical(_ value: TimeValue) -> Term {
    var zone = self.zone ?? 0
    var day = value.seconds + Int64(zone * 60)
    if value.kind == .dateTime || value.kind == .clock {
      (zone, day) = (0, value.seconds)
    } else if value.kind == .date {
      // The zone nearest to UTC in which a day begins there.
      let clock = Int((value.seconds % 86_400 + 86_400) % 86_400) / 60
      zone = clock > 720 ? 1440 - clock : -clock
      day = value.seconds + Int64(zone * 60)
    }
    let date = Self.date(ofDay: Int(day >= 0 ? day / 86_400 : (day - 86_399) / 86_400))
    let clock = Int((value.seconds % 86_400 + 86_400) % 86_400)
    let time =
      "\(Self.two(clock / 3600)):\(Self.two(clock / 60 % 60)):\(Self.two(clock % 60))"
      + (fraction.isEmpty ? "" : "." + fraction.map(String.init).joined())
    let zoneText = zone == 0 ? "" : Self.text(zone: zone)
    let (year, month) = (Self.text(year: year ?? 0), Self.two(self.month ?? 1))
    let (text, name) =
      switch value.kind {
      case .dateTime:
        (
          "\(Self.text(year: date.year))-\(Self.two(date.month))-\(Self.two(date.day))T\(time)Z",
          "dateTime"
        )
      case .date:
        (
          "\(Self.text(year: date.year))-\(Self.two(date.month))-\(Self.two(date.day))\(zoneText)",
          "date"
        )
      case .clock: (time + "Z", "time")
      case .year: (year + zoneText, "gYear")
      case .yearMonth: ("\(year)-\(month)\(zoneText)", "gYearMonth")
      case .monthDay: ("--\(month)-\(Self.two(self.day ?? 1))\(zoneText)", "gMonthDay")
      case .month: ("--\(month)\(zoneText)", "gMonth")
      case .day: ("---\(Self.two(self.day ?? 1))\(zoneText)", "gDay")
      }
    return StoredTerm.literal(text, datatype: RDFVocabulary.xsd + name)
  }

  /// The day so many days after 1970-01-01, in any year.
  private static func date(ofDay days: Int) -> (year: Int, month: Int, day: Int) {
    // The Gregorian calendar repeats itself after 400 years.
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let day = CalendarDate(daysSinceEpoch: days - era * 146_097)
    return ((day?.year ?? 1970) + era * 400, day?.month ?? 1, day?.day ?? 1)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func text(year: Int) -> String {
    let digits = String(year.magnitude)
    return (year < 0 ? "-" : "") + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func text(zone: Int) -> String {
    let minutes = Int(zone.magnitude)
    return (zone < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60)
  }
}
