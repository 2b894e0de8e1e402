import Graph

extension Term {
  /// The term without quotes, as tables show it.
  var plainText: String {
    switch self {
    case .entity(let label, _): label
    case .iri(let iri): iri
    case .blank(let label): "_:\(label)"
    case .string(let text), .languageString(let text, _), .typed(let text, _): text
    case .integer(let integer): String(integer)
    case .float(let number): Self.text(of: number)
    case .boolean(let flag): flag ? "true" : "false"
    case .date(let date): date.description
    case .dateTime(let moment): moment.description
    }
  }

  /// The term as a program would write it, for proofs.
  var sourceText: String {
    switch self {
    case .entity(let label, _), .string(let label): WrittenName.string(label)
    case .languageString(let text, let language): WrittenName.string(text) + "@" + language
    case .typed(let text, let datatype): WrittenName.string(text) + "^^<\(datatype)>"
    case .iri(let iri): "<\(iri)>"
    default: plainText
    }
  }

  /// Shortest decimal form that reads back as the same number; always with a point or an exponent.
  static func text(of number: Double) -> String {
    if number.isNaN { return "nan" }
    if number.isInfinite { return number < 0 ? "-inf" : "inf" }
    return number.description
  }
}
