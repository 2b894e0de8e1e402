import Graph

/// Gives names their meaning, once it is known where they stand.
final class NameResolver {
  /// What a name turned out to be.
  enum Meaning {
    case value(Value)
    case constant(Term)
    /// Several entities go by it.
    case ambiguous([EntityMatch])
    /// Nothing goes by it; it stands for itself.
    case unknown
  }

  private let catalog: CachedCatalog
  /// Entities that `insert` will bring, by folded name.
  private var created: [String: Term] = [:]

  init(catalog: CachedCatalog) {
    self.catalog = catalog
  }

  func meaning(of text: String, _ kind: NameFlow.Kind) throws -> Meaning {
    if kind.contains(.entity) {
      let matches = try catalog.entities(named: text)
      let labels = matches.filter(\.isLabel)
      if labels.count == 1 { return .value(labels[0].value) }
      if matches.count == 1 {
        let namesakes = try namesakes(of: matches[0], called: text)
        if namesakes.isEmpty { return .value(matches[0].value) }
        return .ambiguous([matches[0]] + namesakes)
      }
      if !matches.isEmpty { return .ambiguous(labels.isEmpty ? matches : labels) }
    }
    if kind.contains(.predicate), let value = try catalog.predicate(named: text) {
      return .value(value)
    }
    if kind.contains(.type), let value = try catalog.type(named: text) { return .value(value) }
    guard kind.contains(.entity) else { return .unknown }
    let folded = foldedName(text)
    if let term = created[folded] { return .constant(term) }
    guard kind.contains(.inserted) else { return .unknown }
    let term = Term.entity(text, disambiguator: "")
    created[folded] = term
    return .constant(term)
  }

  /// A person that is mentioned so many times as often as all namesakes together is meant by the name they share.
  private static let dominance = 10

  /// Other persons that may be meant by a word that texts use for one of them: `Kim`, where there are three.
  private func namesakes(of match: EntityMatch, called name: String) throws -> [EntityMatch] {
    guard !match.isLabel, match.types.contains("person"), !name.contains(" ") else { return [] }
    let others = try catalog.persons(withName: name).filter { $0.value != match.value }
    let mentions = others.reduce(0) { $0 + $1.mentions }
    return match.mentions >= Self.dominance * mentions ? [] : others
  }

  /// What to say of a name that nothing goes by.
  func note(_ name: OpenName, _ kind: NameFlow.Kind) throws -> Diagnostic {
    let problem: AnalysisProblem
    if kind.contains(.entity) {
      let nearest = try catalog.nearestEntityNames(to: name.text, limit: 3)
      problem =
        name.isBare
        ? .noSuchBareName(name.text, nearest: nearest)
        : .noSuchEntity(name.text, nearest: nearest)
    } else if kind.contains(.predicate) {
      problem = .noSuchStoredPredicate(
        name.text,
        suggestion: Suggestions.nearest(to: name.text, among: try catalog.predicateNames()))
    } else {
      problem = .noSuchType(
        name.text, suggestion: Suggestions.nearest(to: name.text, among: try catalog.typeNames()))
    }
    return problem.diagnostic(.note, at: name.span)
  }
}
