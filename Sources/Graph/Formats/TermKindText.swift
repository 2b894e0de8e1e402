/// Terms as a text and the name of a kind, for formats that have no kinds of their own: `entity`, `entity#2`, `iri`,
/// `blank`, `string`, `string@fr`, `integer`, `float`, `boolean`, `date`, `date-time`, or a datatype's IRI.
enum TermKindText {
  static func split(_ term: Term) -> (text: String, kind: String) {
    switch term {
    case .entity(let label, let disambiguator):
      (label, disambiguator.isEmpty ? "entity" : "entity#" + GraphshIRI.encoded(disambiguator))
    case .iri(let iri): (iri, "iri")
    case .blank(let label): (label, "blank")
    case .string(let text): (text, "string")
    case .languageString(let text, let language): (text, "string@" + language)
    case .typed(let text, let datatype): (text, datatype)
    case .integer(let integer): (String(integer), "integer")
    case .float(let number): (NTriplesText.lexical(number), "float")
    case .boolean(let truth): (truth ? "true" : "false", "boolean")
    case .date(let date): (date.description, "date")
    case .dateTime(let moment): (moment.description, "date-time")
    }
  }

  /// The term; nil if there is none of this kind with this text.
  static func join(_ text: String, kind: String) -> Term? {
    switch kind {
    case "entity": return .entity(text, disambiguator: "")
    case "iri": return NTriplesTerm.isIRI(text) ? .iri(text) : nil
    case "string": return .string(text)
    case "integer": return Int64(text).map(Term.integer)
    case "float":
      guard
        case .float(let number) = StoredTerm.literal(text, datatype: RDFVocabulary.double)
      else { return nil }
      return .float(number)
    case "boolean": return text == "true" || text == "false" ? .boolean(text == "true") : nil
    case "date": return CalendarDate(text).map(Term.date)
    case "date-time": return DateTime(text).map(Term.dateTime)
    default: break
    }
    if kind.hasPrefix("entity#") {
      return GraphshIRI.decoded(kind.dropFirst(7)).map { .entity(text, disambiguator: $0) }
    }
    if kind.hasPrefix("string@") {
      let language = String(kind.dropFirst(7))
      return NTriplesTerm.isLiteral("\"\"@" + language)
        ? .languageString(text, language: language) : nil
    }
    return NTriplesTerm.isIRI(kind) ? Term.literal(text, datatype: kind) : nil
  }
}
