/// What a literal means, whatever its datatype and its spelling: a number, a truth value, a date or a time.
///
/// Terms are equal as values (`=`, joins) where their ``plain`` values are; each keeps its own text and datatype.
public enum LiteralValue: Sendable, Hashable {
  case boolean(Bool)
  case number(NumericValue)
  case time(TimeValue)

  /// The one form of a value.
  public var plain: LiteralValue {
    if case .number(let number) = self { .number(number.plain) } else { self }
  }
}

extension Term {
  /// What the term means as a number, a truth value or a time; nil for names, texts, and literals whose text their
  /// datatype does not have (`"abc"^^xsd:integer`).
  public var literalValue: LiteralValue? {
    switch self {
    case .integer(let integer): .number(.integer(integer))
    case .float(let float): .number(float.isNaN ? .notANumber : .float(float))
    case .boolean(let truth): .boolean(truth)
    case .date(let date): .time(TimeValue(date))
    case .dateTime(let moment):
      CalendarFields(moment.description, form: .dateTime).map { .time(TimeValue($0, .dateTime)) }
    case .typed(let text, let datatype): XSDDatatype(iri: datatype)?.value(of: text)
    case .entity, .iri, .blank, .string, .languageString: nil
    }
  }

  /// The number that the term is, if it is one.
  public var numericValue: NumericValue? {
    if case .number(let number) = literalValue { number } else { nil }
  }

  /// The parts of a date or a time, as they are written.
  public var calendarFields: CalendarFields? {
    switch self {
    case .date(let date):
      var fields = CalendarFields()
      (fields.year, fields.month, fields.day) = (date.year, date.month, date.day)
      return fields
    case .dateTime(let moment): return CalendarFields(moment.description, form: .dateTime)
    case .typed(let text, let datatype):
      guard case .calendar(let form, _) = XSDDatatype(iri: datatype) else { return nil }
      return CalendarFields(text, form: form)
    default: return nil
    }
  }

  /// The IRI of the datatype of a literal, as RDF has it; nil for terms that are no literals.
  public var datatype: String? {
    switch self {
    case .entity, .iri, .blank: nil
    case .string: RDFVocabulary.string
    case .languageString: RDFVocabulary.languageString
    case .typed(_, let datatype): datatype
    case .integer: RDFVocabulary.integer
    case .float: RDFVocabulary.double
    case .boolean: RDFVocabulary.boolean
    case .date: RDFVocabulary.date
    case .dateTime: RDFVocabulary.dateTime
    }
  }

  /// The literal of a text and a datatype: one of the kinds of graphsh if that gives the same text back. Nil where RDF
  /// has no such literal: a text in a language needs its language.
  public static func literal(_ text: String, datatype: String) -> Term? {
    datatype == RDFVocabulary.languageString
      ? nil : StoredTerm.literal(text, datatype: datatype)
  }

  /// A number as a term: a decimal is one of `xsd:decimal`, and an integer beyond 64 bits one of `xsd:integer`.
  public init(_ number: NumericValue) {
    switch number {
    case .integer(let integer): self = .integer(integer)
    case .decimal(let decimal): self = .typed(decimal.text, datatype: RDFVocabulary.decimal)
    case .float(let float): self = .float(float)
    case .notANumber: self = .typed("NaN", datatype: RDFVocabulary.double)
    }
  }
}
