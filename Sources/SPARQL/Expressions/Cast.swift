import Graph

/// Casts to types of XML Schema (SPARQL 1.1 Query Language, section 17.5). Nil is an error.
enum Cast {
  static func apply(_ cast: XSDCast, to term: Term) -> Term? {
    switch cast {
    case .string: return FunctionLibrary.text(of: term).map { .string(text(term, $0)) }
    case .boolean: return boolean(term)
    case .integer, .decimal, .float, .double: return number(cast, term)
    case .dateTime: return time(term, RDFVocabulary.dateTime)
    case .date: return time(term, RDFVocabulary.date)
    }
  }

  /// Numbers in their canonical form, everything else as it is written.
  private static func text(_ term: Term, _ written: String) -> String {
    if case .boolean(let truth)? = term.literalValue { return truth ? "true" : "false" }
    guard let number = Number(term), number.type >= .decimal else { return written }
    switch number.value {
    case .integer(let integer): return String(integer)
    case .decimal(let decimal): return withoutPoint(decimal.text)
    case .float(let double):
      guard double.isFinite else { return double < 0 ? "-INF" : "INF" }
      let magnitude = double.magnitude
      // As a decimal within these bounds, else with an exponent (XPath and XQuery Functions, section 17.1.2).
      if double == 0 || magnitude >= 1e-6 && magnitude < 1e6 {
        return withoutPoint(DecimalNumber(double).text)
      }
      return number.type == .float ? "\(Float(double))" : "\(double)"
    case .notANumber: return "NaN"
    }
  }

  private static func withoutPoint(_ text: String) -> String {
    text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func boolean(_ term: Term) -> Term? {
    switch term {
    case .boolean: return term
    case .string(let text):
      guard
        case .boolean(let truth)? = Term.literal(text, datatype: RDFVocabulary.boolean)?
          .literalValue
      else { return nil }
      return .boolean(truth)
    default:
      if case .boolean(let truth)? = term.literalValue { return .boolean(truth) }
      guard let number = Number(term) else { return nil }
      return .boolean(
        number.value != .notANumber && NumericValue.order(number.value, .integer(0)) != 0)
    }
  }

  private static func number(_ cast: XSDCast, _ term: Term) -> Term? {
    let type: NumericType =
      switch cast {
      case .integer: .integer
      case .decimal: .decimal
      case .float: .float
      default: .double
      }
    if case .string(let text) = term {
      let trimmed = text.trimmingBlanks
      guard let literal = Term.literal(trimmed, datatype: RDFVocabulary.xsd + cast.rawValue),
        Number(literal) != nil
      else { return nil }
      return literal
    }
    if case .boolean(let truth)? = term.literalValue {
      return Number(type: type, value: .integer(truth ? 1 : 0)).term
    }
    guard let number = Number(term) else { return nil }
    if number.type == type, term.datatype == RDFVocabulary.xsd + cast.rawValue { return term }
    switch type {
    case .integer:
      guard let decimal = number.value.decimal?.rounded(.towardZero) else { return nil }
      return Number(type: .integer, value: .decimal(decimal)).term
    case .decimal:
      guard let decimal = number.value.decimal else { return nil }
      return Number(type: .decimal, value: .decimal(decimal)).term
    case .float, .double: return Number(type: type, value: number.value).term
    }
  }

  private static func time(_ term: Term, _ datatype: String) -> Term? {
    if term.datatype == datatype { return term.literalValue == nil ? nil : term }
    if case .string(let text) = term {
      guard let literal = Term.literal(text.trimmingBlanks, datatype: datatype),
        literal.literalValue != nil
      else { return nil }
      return literal
    }
    guard let written = term.lexicalForm, term.calendarFields != nil else { return nil }
    if datatype == RDFVocabulary.date, term.datatype == RDFVocabulary.dateTime {
      let zone = String(written.dropFirst(11).drop { !"Z+-".contains($0) })
      return Term.literal(String(written.prefix(10)) + zone, datatype: datatype)
    }
    if datatype == RDFVocabulary.dateTime, term.datatype == RDFVocabulary.date {
      let day = written.prefix(10)
      return Term.literal(
        String(day) + "T00:00:00" + String(written.dropFirst(10)), datatype: datatype)
    }
    return nil
  }
}

extension String {
  /// Without the white space of XML at its ends.
  fileprivate var trimmingBlanks: String {
    let isBlank: (Character) -> Bool = { " \t\n\r".contains($0) }
    let start = drop(while: isBlank)
    var end = start
    while let last = end.last, isBlank(last) { end.removeLast() }
    return String(end)
  }
}
