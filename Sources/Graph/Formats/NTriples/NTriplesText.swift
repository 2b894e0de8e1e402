/// Terms as N-Triples spells them (RDF 1.1 N-Triples, canonical form; other control characters escaped too, so that
/// no file harms a terminal).
public enum NTriplesText {
  /// A term where an object can stand.
  public static func object(_ term: Term) -> String { literal(term) ?? resource(term) }

  /// A term where only an IRI or a blank node can stand; a literal becomes an IRI that graphsh reads back.
  public static func resource(_ term: Term) -> String {
    switch term {
    case .iri(let iri): "<" + escapedIRI(iri) + ">"
    case .blank(let label): "_:" + label
    case .entity(let label, let disambiguator):
      "<" + GraphshIRI.entity(label, disambiguator: disambiguator) + ">"
    default: "<" + GraphshIRI.literal(term) + ">"
    }
  }

  /// A literal; nil for other terms.
  static func literal(_ term: Term) -> String? {
    switch term {
    case .entity, .iri, .blank: nil
    case .string(let text): quoted(text)
    case .languageString(let text, let language): quoted(text) + "@" + language
    case .typed(let text, let datatype): quoted(text) + "^^<" + escapedIRI(datatype) + ">"
    case .integer(let integer): typed(String(integer), RDFVocabulary.integer)
    case .float(let number): typed(lexical(number), RDFVocabulary.double)
    case .boolean(let truth): typed(truth ? "true" : "false", RDFVocabulary.boolean)
    case .date(let date): typed(date.description, RDFVocabulary.date)
    case .dateTime(let moment): typed(moment.description, RDFVocabulary.dateTime)
    }
  }

  /// The lexical form of an `xsd:double` that is kept as a number.
  static func lexical(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-INF" : "INF" }
    return number == 0 ? "0.0" : String(number)
  }

  /// An IRI with what cannot stand in one percent-encoded; one that came from RDF has nothing of that kind.
  private static func escapedIRI(_ iri: String) -> String {
    let classes = ByteClasses.shared
    guard iri.utf8.contains(where: { classes.endsIRI.contains($0) }) else { return iri }
    var result = ""
    for scalar in iri.unicodeScalars {
      if scalar.isASCII, classes.endsIRI.contains(UInt8(scalar.value)) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += (scalar.value < 16 ? "%0" : "%") + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func typed(_ text: String, _ datatype: String) -> String {
    "\"" + text + "\"^^<" + datatype + ">"
  }

  /// A string in quotes, on one line.
  static func quoted(_ text: String) -> String {
    var result = "\""
    result.reserveCapacity(text.utf8.count + 2)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}":
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
