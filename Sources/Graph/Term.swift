/// What a value means.
public enum Term: Hashable, Sendable {
  /// An entity. Its name is its canonical label; `disambiguator` keeps apart different entities of one label
  /// (empty for the first).
  case entity(String, disambiguator: String)
  case iri(String)
  /// A blank node, with a label that is unique in the file.
  case blank(String)
  /// A plain string; also what an atom of a program is, and the name of a predicate or a type.
  case string(String)
  /// A string in a natural language (`"chat"@fr`).
  case languageString(String, language: String)
  /// A literal of a datatype that graphsh has no kind of its own for.
  case typed(String, datatype: String)
  case integer(Int64)
  case float(Double)
  case boolean(Bool)
  case date(CalendarDate)
  case dateTime(DateTime)
}

extension Term {
  /// Texts are equal where they are written with the same scalars, as in a graph file. For Swift's own strings an accented letter
  /// of one scalar and one of two are equal, and two terms would become one.
  public static func == (left: Term, right: Term) -> Bool {
    switch (left, right) {
    case (.entity(let a, let c), .entity(let b, let d)),
      (.languageString(let a, let c), .languageString(let b, let d)),
      (.typed(let a, let c), .typed(let b, let d)):
      areWrittenAlike(a, b) && areWrittenAlike(c, d)
    case (.iri(let a), .iri(let b)), (.blank(let a), .blank(let b)),
      (.string(let a), .string(let b)):
      areWrittenAlike(a, b)
    case (.integer(let a), .integer(let b)): a == b
    case (.float(let a), .float(let b)): a == b
    case (.boolean(let a), .boolean(let b)): a == b
    case (.date(let a), .date(let b)): a == b
    case (.dateTime(let a), .dateTime(let b)): a == b
    case (.entity, _), (.iri, _), (.blank, _), (.string, _), (.languageString, _), (.typed, _),
      (.integer, _), (.float, _), (.boolean, _), (.date, _), (.dateTime, _):
      false
    }
  }

  private static func areWrittenAlike(_ left: String, _ right: String) -> Bool {
    left == right && left.utf8.elementsEqual(right.utf8)
  }
}
