/// When what a claim tells of was or is, as one place in a text has it.
public struct EventTime: Sendable, Hashable {
  /// How exactly a text tells a time.
  public enum Kind: String, Sendable {
    /// A day.
    case exact
    /// A month or a year.
    case about
    /// Since or until some time, or between two.
    case span
    /// The text does not tell; the day of its document.
    case reported
  }
  /// The first day that it can be.
  public let first: CalendarDate
  /// The last day that it can be.
  public let last: CalendarDate
  /// How exactly the text tells it.
  public let kind: Kind

  package init(first: CalendarDate, last: CalendarDate, kind: Kind) {
    self.first = first
    self.last = last
    self.kind = kind
  }

  /// The names of the circumstances that tell a time, where their value is a day, a month or a year.
  public static let circumstances: Set<String> = [
    "on", "in", "during", "time", "since", "from", "until", "till", "to",
  ]

  /// The same as SQL lists them behind IN.
  static let circumstanceList =
    circumstances.sorted().map { "'\($0)'" }.joined(separator: ", ")

  /// The times that one place of a text tells: its day where it has one, else what its circumstances say; else the day
  /// of its document, if that is given.
  ///
  /// - Parameter circumstances: names with their values: days, months and years in ISO form; others tell no time
  public static func times(
    date: CalendarDate?, circumstances: [(name: String, text: String)],
    reported: CalendarDate? = nil
  ) -> [EventTime] {
    var reader = EventTimeReader(date: date, reported: reported)
    for circumstance in circumstances { reader.take(circumstance.name, circumstance.text) }
    return reader.times
  }

  /// Whether its beginning is told.
  public var hasBeginning: Bool { Optional(first) != .earliest }
  /// Whether its end is told.
  public var hasEnd: Bool { Optional(last) != .latest }
}

extension CalendarDate {
  /// The days of a period as texts and qualifiers name it: `2026-01-05`, `2026-01`, `2026`.
  public static func days(of period: String) -> ClosedRange<CalendarDate>? {
    if let day = CalendarDate(period) { return day...day }
    guard period.utf8.count == 7 || period.utf8.count == 4 else { return nil }
    let isYear = period.utf8.count == 4
    guard let first = CalendarDate(period + (isYear ? "-01-01" : "-01")),
      let last = CalendarDate(
        year: first.year, month: isYear ? 12 : first.month,
        day: isYear ? 31 : days(inMonth: first.month, of: first.year))
    else { return nil }
    return first...last
  }

  static let earliest = CalendarDate("0000-01-01")
  static let latest = CalendarDate("9999-12-31")
}

extension KnowledgeGraph {
  /// The times of the places that make claims, of one of them or of all: its row id, first and last day, and kind.
  ///
  /// A place has those that its sentence tells, and else the day of its document; none where neither is known.
  func eventTimes(of evidence: Int64?) throws -> [(evidence: Int64, time: EventTime)] {
    let rows = try connection.statement(
      """
      SELECT evidence.id, statement.date, document.date, circumstance.name, circumstance.value, term.text
      FROM evidence CROSS JOIN statement ON statement.id = evidence.statement
      CROSS JOIN sentence ON sentence.id = evidence.sentence
      CROSS JOIN document ON document.id = sentence.document
      LEFT JOIN circumstance ON circumstance.evidence = evidence.id
        AND circumstance.name IN (\(EventTime.circumstanceList))
      LEFT JOIN term ON term.id = circumstance.value AND term.kind <> 0
      \(evidence == nil ? "" : "WHERE evidence.id = ?1") ORDER BY evidence.id
      """)
    if let evidence { try rows.bind(1, evidence) }
    defer { rows.reset() }
    var result: [(evidence: Int64, time: EventTime)] = []
    var reader: (evidence: Int64, times: EventTimeReader)?
    func finish() {
      if let reader { result += reader.times.times.map { (reader.evidence, $0) } }
    }
    while try rows.step() {
      let id = rows.integer(0)
      if reader?.evidence != id {
        finish()
        let told = EventTimeReader(
          date: rows.optionalText(1).flatMap { CalendarDate($0) },
          reported: rows.optionalText(2).flatMap { CalendarDate($0) })
        reader = (id, told)
      }
      guard let name = rows.optionalText(3) else { continue }
      let text = rows.optionalText(5) ?? rows.value(4).inlineInteger.map(String.init)
      reader?.times.take(name, text ?? "")
    }
    finish()
    return result
  }

  /// The rows of ``StoreRelation/time``.
  func scanTimes(
    bound: [(column: Int, value: Value)], intern: (Term) throws -> Value
  ) throws -> [[Int32]] {
    var columns = [[Int32]](repeating: [], count: StoreRelation.time.columns.count)
    var evidence: Int64?
    if let value = bound.first(where: { $0.column == 0 })?.value {
      guard let row = value.inlineInteger else { return columns }
      evidence = row
    }
    for (id, time) in try eventTimes(of: evidence) {
      let row = [
        inlineValue(id), try intern(.date(time.first)), try intern(.date(time.last)),
        try intern(.string(time.kind.rawValue)),
      ]
      guard bound.allSatisfy({ row[$0.column] == $0.value }) else { continue }
      for column in columns.indices { columns[column].append(row[column].rawValue) }
    }
    return columns
  }
}

/// Gathers what one place tells of time.
private struct EventTimeReader {
  private let date: CalendarDate?
  private let reported: CalendarDate?
  private var periods: [ClosedRange<CalendarDate>] = []
  private var start: CalendarDate?
  private var end: CalendarDate?

  init(date: CalendarDate?, reported: CalendarDate?) {
    self.date = date
    self.reported = reported
  }

  mutating func take(_ name: String, _ text: String) {
    guard EventTime.circumstances.contains(name), let period = CalendarDate.days(of: text) else {
      return
    }
    switch name {
    case "since", "from": start = min(start ?? period.lowerBound, period.lowerBound)
    case "until", "till", "to": end = max(end ?? period.upperBound, period.upperBound)
    default: periods.append(period)
    }
  }

  var times: [EventTime] {
    if let date { return [EventTime(first: date, last: date, kind: .exact)] }
    if start != nil || end != nil, let first = start ?? .earliest, let last = end ?? .latest,
      first <= last
    {
      return [EventTime(first: first, last: last, kind: .span)]
    }
    if !periods.isEmpty {
      return periods.map { period in
        EventTime(
          first: period.lowerBound, last: period.upperBound,
          kind: period.lowerBound == period.upperBound ? .exact : .about)
      }
    }
    return reported.map { [EventTime(first: $0, last: $0, kind: .reported)] } ?? []
  }
}
