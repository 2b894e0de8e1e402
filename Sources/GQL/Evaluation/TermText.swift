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
    case .entity(let label, _), .string(let label): Self.quoted(label)
    case .languageString(let text, let language): Self.quoted(text) + "@" + language
    case .typed(let text, let datatype): Self.quoted(text) + "^^<\(datatype)>"
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

  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
