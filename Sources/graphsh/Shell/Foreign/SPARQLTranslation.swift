import GQL

/// SELECT and ASK over basic graph patterns.
///
///     PREFIX : <http://example.org/> SELECT ?x WHERE { ?x :knows :ann . ?x a :Person } LIMIT 5
///     ?(X) :- knows(X, <http://example.org/ann>), person(X) limit 5.
struct SPARQLTranslation {
  private var words: ForeignWords
  private var prefixes: [String: String] = [:]

  static func query(_ words: [ForeignWord]) -> String? {
    var translation = SPARQLTranslation(words: ForeignWords(words))
    return translation.query()
  }

  private mutating func query() -> String? {
    while words.take("prefix") {
      let name = words.takeName() ?? ""
      guard words.take(mark: ":"), let iri = words.takeIRI() else { return nil }
      prefixes[name] = iri
    }
    var columns: [String] = []
    if words.take("select") {
      _ = words.take("distinct")
      while let name = words.takeVariable() { columns.append(GQLText.variable(name)) }
      if columns.isEmpty, !words.take(mark: "*") { return nil }
      _ = words.take("where")
    } else if !words.take("ask") {
      return nil
    }
    guard words.take(mark: "{"), let atoms = patterns(), words.take(mark: "}") else { return nil }
    var limit = ""
    guard words.takeEnd(limit: &limit), !atoms.isEmpty else { return nil }
    return GQLText.query(columns, atoms, limit)
  }

  /// Triples, with `;` and `,` for a subject and predicate that stay.
  private mutating func patterns() -> [String]? {
    var atoms: [String] = []
    while let next = words.next, next != .mark("}") {
      guard let subject = term() else { return nil }
      repeat {
        if words.next == .mark(".") || words.next == .mark("}") { break }
        guard let predicate = predicate() else { return nil }
        repeat {
          guard let atom = atom(subject, predicate) else { return nil }
          atoms.append(atom)
        } while words.take(mark: ",")
      } while words.take(mark: ";")
      if !words.take(mark: "."), words.next != .mark("}") { return nil }
    }
    return atoms
  }

  private enum Predicate {
    case type
    case named(String)
    case variable(String)
  }

  private mutating func predicate() -> Predicate? {
    if case .name("a") = words.next, words.afterNext != .mark(":") {
      _ = words.takeName()
      return .type
    }
    if let name = words.takeVariable() { return .variable(GQLText.variable(name)) }
    if let iri = words.takeIRI() { return .named("<\(iri)>") }
    return prefixedName().map { .named(WrittenName.predicate($0.local)) }
  }

  private mutating func atom(_ subject: String, _ predicate: Predicate) -> String? {
    switch predicate {
    case .type:
      if let iri = words.takeIRI() {
        let local = iri.split { $0 == "/" || $0 == "#" }.last.map(String.init)
        return local.map { "\(WrittenName.predicate($0))(\(subject))" }
      }
      return prefixedName().map { "\(WrittenName.predicate($0.local))(\(subject))" }
    case .named(let name): return term().map { "\(name)(\(subject), \($0))" }
    case .variable(let variable): return term().map { "triple(\(subject), \(variable), \($0))" }
    }
  }

  private mutating func term() -> String? {
    if let name = words.takeVariable() { return GQLText.variable(name) }
    if let text = words.takeText() { return WrittenName.string(text) }
    if let iri = words.takeIRI() { return "<\(iri)>" }
    return prefixedName().map { "<\($0.iri)>" }
  }

  /// `p:local`, of a prefix that is declared.
  private mutating func prefixedName() -> (iri: String, local: String)? {
    var prefix = ""
    if case .name(let name) = words.next, words.afterNext == .mark(":") {
      prefix = name
      _ = words.takeName()
    }
    guard words.take(mark: ":"), let local = words.takeName(), let base = prefixes[prefix] else {
      return nil
    }
    return (base + local, local)
  }
}
