/// What a bare text of a table or a JSON string means as a term.
struct PlainValues {
  private let graph: KnowledgeGraph
  private var entities: [String: Bool] = [:]

  init(_ graph: KnowledgeGraph) { self.graph = graph }

  /// The term of a cell: a number, a boolean, a date, an IRI in angle brackets, or a name.
  mutating func cell(_ text: String) throws -> Term {
    if let number = Self.number(text) { return number }
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default: break
    }
    return try dateOrName(text)
  }

  /// The term of a string of a record: a date or a date-time, or a name.
  mutating func dateOrName(_ text: String) throws -> Term {
    if let first = text.utf8.first, (48...57).contains(first) {
      if let date = CalendarDate(text), date.description == text { return .date(date) }
      if let moment = DateTime(text) { return .dateTime(moment) }
    }
    return try name(text)
  }

  /// The term of a name: an IRI in angle brackets, the entity that the graph knows by exactly this label, or the string.
  mutating func name(_ text: String) throws -> Term {
    if let iri = Self.bracketed(text) { return GraphshIRI.readEntity(iri) ?? .iri(iri) }
    return try isEntity(text) ? .entity(text, disambiguator: "") : .string(text)
  }

  /// The term of a predicate or a graph: an IRI in angle brackets or a plain name.
  func predicate(_ text: String) -> Term { Self.bracketed(text).map(Term.iri) ?? .string(text) }

  private static func bracketed(_ text: String) -> String? {
    guard text.utf8.first == UInt8(ascii: "<"), text.utf8.last == UInt8(ascii: ">") else {
      return nil
    }
    let iri = String(text.dropFirst().dropLast())
    return NTriplesTerm.isIRI(iri) ? iri : nil
  }

  /// Whether the graph has an entity of this label.
  private mutating func isEntity(_ label: String) throws -> Bool {
    if let known = entities[label] { return known }
    let isKnown = try graph.value(of: .entity(label, disambiguator: "")) != nil
    if entities.count == 1 << 20 { entities.removeAll(keepingCapacity: true) }
    entities[label] = isKnown
    return isKnown
  }

  /// Integers and floats that are written as they would be written back.
  private static func number(_ text: String) -> Term? {
    if let integer = Int64(text), String(integer) == text { return .integer(integer) }
    guard let first = text.utf8.first, (48...57).contains(first) || first == UInt8(ascii: "-"),
      let number = Double(text), number.isFinite, NTriplesText.lexical(number) == text
    else { return nil }
    return .float(number)
  }
}
