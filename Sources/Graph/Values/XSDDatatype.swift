/// The datatypes of XML Schema whose literals are values here: numbers, booleans, dates and times.
enum XSDDatatype: Sendable {
  /// An integer type with its least and greatest value.
  case integer(Int128?, Int128?)
  case decimal, double, float, boolean
  case calendar(CalendarFields.Form, TimeValue.Kind)

  init?(iri: String) {
    guard iri.utf8.starts(with: RDFVocabulary.xsd.utf8) else { return nil }
    switch iri.dropFirst(RDFVocabulary.xsd.utf8.count) {
    case "integer": self = .integer(nil, nil)
    case "decimal": self = .decimal
    case "double": self = .double
    case "float": self = .float
    case "boolean": self = .boolean
    case "date": self = .calendar(.date, .date)
    case "dateTime": self = .calendar(.dateTime, .dateTime)
    case "dateTimeStamp": self = .calendar(.dateTimeStamp, .dateTime)
    case "gYear": self = .calendar(.gYear, .year)
    case "gYearMonth": self = .calendar(.gYearMonth, .yearMonth)
    case "gMonthDay": self = .calendar(.gMonthDay, .monthDay)
    case "gMonth": self = .calendar(.gMonth, .month)
    case "gDay": self = .calendar(.gDay, .day)
    case "time": self = .calendar(.time, .clock)
    case "long": self = .integer(Int128(Int64.min), Int128(Int64.max))
    case "int": self = .integer(Int128(Int32.min), Int128(Int32.max))
    case "short": self = .integer(Int128(Int16.min), Int128(Int16.max))
    case "byte": self = .integer(Int128(Int8.min), Int128(Int8.max))
    case "nonNegativeInteger": self = .integer(0, nil)
    case "positiveInteger": self = .integer(1, nil)
    case "nonPositiveInteger": self = .integer(nil, 0)
    case "negativeInteger": self = .integer(nil, -1)
    case "unsignedLong": self = .integer(0, Int128(UInt64.max))
    case "unsignedInt": self = .integer(0, Int128(UInt32.max))
    case "unsignedShort": self = .integer(0, Int128(UInt16.max))
    case "unsignedByte": self = .integer(0, Int128(UInt8.max))
    default: return nil
    }
  }

  /// The value of a lexical form; nil for one that the datatype does not have.
  func value(of text: String) -> LiteralValue? {
    switch self {
    case .integer(let least, let greatest):
      guard let number = XSDNumber.integer(text.utf8) else { return nil }
      return Self.isWithin(number, least, greatest) ? .number(number) : nil
    case .decimal:
      return XSDNumber.decimalWithoutExponent(text.utf8).map { .number(.decimal($0)) }
    case .double, .float:
      let isSingle = if case .float = self { true } else { false }
      return XSDNumber.float(text, isSingle: isSingle).map {
        .number($0.isNaN ? .notANumber : .float($0))
      }
    case .boolean:
      switch text {
      case "true", "1": return .boolean(true)
      case "false", "0": return .boolean(false)
      default: return nil
      }
    case .calendar(let form, let kind):
      return CalendarFields(text, form: form).map { .time(TimeValue($0, kind)) }
    }
  }

  private static func isWithin(_ number: NumericValue, _ least: Int128?, _ greatest: Int128?)
    -> Bool
  {
    func decimal(_ bound: Int128) -> DecimalNumber { DecimalNumber(bound, scale: 0) }
    if case .integer(let integer) = number {
      return least.map { $0 <= Int128(integer) } ?? true
        && greatest.map { $0 >= Int128(integer) } ?? true
    }
    guard let value = number.decimal else { return false }
    return least.map { decimal($0) <= value } ?? true
      && greatest.map { value <= decimal($0) } ?? true
  }
}
