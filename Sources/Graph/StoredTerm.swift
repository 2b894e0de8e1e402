/// How a term stands in a row of the table `term`.
struct StoredTerm: Hashable {
  /// The numbers of the table `term_kind`.
  enum Kind: Int64 {
    case entity, iri, blank, string, languageString, typed, integer, float, boolean, date, dateTime
  }

  var kind: Kind
  var text: String
  /// Disambiguator, language or datatype; empty for the other kinds.
  var tag = ""

  /// The row of `term`; every term has exactly one.
  init(_ term: Term) {
    switch term {
    case .entity(let label, let disambiguator):
      (kind, text, tag) = (.entity, label, disambiguator)
    case .iri(let iri): (kind, text) = (.iri, iri)
    case .blank(let label): (kind, text) = (.blank, label)
    case .string(let string): (kind, text) = (.string, string)
    case .languageString(let string, let language):
      (kind, text, tag) = (.languageString, string, language)
    case .typed(let lexical, let datatype): (kind, text, tag) = (.typed, lexical, datatype)
    case .integer(let integer): (kind, text) = (.integer, String(integer))
    // Zero has two signs, but they are equal.
    case .float(let number): (kind, text) = (.float, number == 0 ? "0.0" : String(number))
    case .boolean(let truth): (kind, text) = (.boolean, truth ? "true" : "false")
    case .date(let date): (kind, text) = (.date, date.description)
    case .dateTime(let moment): (kind, text) = (.dateTime, moment.description)
    }
  }

  init(kind: Kind, text: String, tag: String) {
    (self.kind, self.text, self.tag) = (kind, text, tag)
  }

  /// The term of a row; nil if the row was damaged.
  var term: Term? {
    switch kind {
    case .entity: .entity(text, disambiguator: tag)
    case .iri: .iri(text)
    case .blank: .blank(text)
    case .string: .string(text)
    case .languageString: .languageString(text, language: tag)
    case .typed: .typed(text, datatype: tag)
    case .integer: Int64(text).map(Term.integer)
    case .float: Double(text).map(Term.float)
    case .boolean: text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : nil
    case .date: CalendarDate(text).map(Term.date)
    case .dateTime: DateTime(text).map(Term.dateTime)
    }
  }
}
