/// A cell of a table that is imported.
enum TableCell {
  /// A bare text, which means what it looks like.
  case plain(String)
  /// A text of a column of texts: a name, whatever it looks like.
  case name(String)
  /// A value of a column that has a type.
  case term(Term)
  case missing

  var isMissing: Bool {
    switch self {
    case .plain(let text), .name(let text): text.isEmpty
    case .term: false
    case .missing: true
    }
  }

  /// As a text, where one is needed: for the name of a predicate or of a kind.
  var text: String {
    switch self {
    case .plain(let text), .name(let text): text
    case .term(let term): TermKindText.split(term).text
    case .missing: ""
    }
  }
}
