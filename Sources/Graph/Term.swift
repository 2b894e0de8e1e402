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
