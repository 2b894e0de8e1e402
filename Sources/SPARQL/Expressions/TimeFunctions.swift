import Graph

/// Functions on `xsd:dateTime` (SPARQL 1.1 Query Language, section 17.4.5).
enum TimeFunctions {
  static func call(_ function: BuiltIn, _ term: Term) -> Term? {
    guard term.datatype == RDFVocabulary.dateTime || term.datatype == RDFVocabulary.date,
      let fields = term.calendarFields
    else { return nil }
    func integer(_ number: Int?) -> Term? { number.map { .integer(Int64($0)) } }
    switch function {
    case .year: return integer(fields.year)
    case .month: return integer(fields.month)
    case .day: return integer(fields.day)
    case .hours: return integer(fields.hour)
    case .minutes: return integer(fields.minute)
    case .seconds:
      guard let second = fields.second else { return nil }
      let fraction = fields.fraction.map(String.init).joined()
      return Term.literal(
        fraction.isEmpty ? "\(second)" : "\(second).\(fraction)", datatype: RDFVocabulary.decimal)
    case .timezone:
      return fields.zone.flatMap {
        Term.literal(duration($0), datatype: RDFVocabulary.dayTimeDuration)
      }
    case .tz: return .string(zone(term, fields))
    default: return nil
    }
  }

  private static func duration(_ minutes: Int) -> String {
    guard minutes != 0 else { return "PT0S" }
    let (hours, rest) = (abs(minutes) / 60, abs(minutes) % 60)
    return (minutes < 0 ? "-PT" : "PT") + (hours > 0 ? "\(hours)H" : "")
      + (rest > 0 ? "\(rest)M" : "")
  }

  /// The zone as it is written.
  private static func zone(_ term: Term, _ fields: CalendarFields) -> String {
    guard let minutes = fields.zone else { return "" }
    if term.lexicalForm?.hasSuffix("Z") ?? false { return "Z" }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let sign = term.lexicalForm?.dropLast(5).last.map { String($0) } ?? "+"
    return sign + two(abs(minutes) / 60) + ":" + two(abs(minutes) % 60)
  }
}
