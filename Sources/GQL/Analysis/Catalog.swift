import Base
import Graph

/// What analysis asks of the graph: which names mean what. Look-ups only; nothing is ever added.
package protocol Catalog {
  /// Whether there is no graph.
  var isEmpty: Bool { get }
  /// The stored predicate that answers to a form (`met`, `meets`, `meet`).
  func predicate(named form: String) throws -> Value?
  /// Every stored predicate that goes by a form as well: those of several vocabularies may end alike.
  func predicates(named form: String) throws -> [Value]
  /// The name of the relation that goes by a name or by another inflection of it.
  func relation(named form: String) throws -> String?
  /// The type of this name.
  func type(named name: String) throws -> Value?
  func entities(named name: String) throws -> [EntityMatch]
  /// The term behind a value that a look-up gave.
  func term(_ value: Value) throws -> Term
  /// For "did you mean": names of predicates with all their forms, and of types.
  func predicateNames() throws -> [String]
  /// What is near a verb in meaning, and why that is told without WordNet, if it is.
  func near(_ verb: String) throws -> (found: NearPredicates, missing: String?)
  /// Whether the program knows a relation of this name, whether or not the graph has any of it.
  func knowsRelation(_ name: String) throws -> Bool
  /// Relations of the graph that a name may mean, with how many facts they have.
  func relations(wordedBy name: String) throws -> [(name: String, facts: Int)]
  /// Names of the relations of the graph.
  func relationNames() throws -> [String]
  func typeNames() throws -> [String]
  func nearestEntityNames(to name: String, limit: Int) throws -> [String]
  /// The names of qualifiers that claims of some predicates have, or any claims.
  func qualifierNames(of predicates: [Value]?) throws -> [String]
  func qualifierNames(ofRelation relation: String) throws -> [String]
  /// Persons whose name begins or ends with a word.
  func persons(withName word: String) throws -> [EntityMatch]
  /// The entity that texts call by a proper name written just so.
  func bearer(ofProperName name: String) throws -> EntityMatch?
  /// Whether a claim of some predicates, of a relation, or any claim has a qualifier of this name.
  func hasQualifier(_ name: String, of predicates: [Value]?, _ relation: String?) throws -> Bool
}

/// The catalog of an engine without a graph: nothing is stored.
package struct EmptyCatalog: Catalog {
  package init() {}
  package var isEmpty: Bool { true }
  package func predicate(named form: String) -> Value? { nil }
  package func predicates(named form: String) -> [Value] { [] }
  package func relation(named form: String) -> String? { nil }
  package func type(named name: String) -> Value? { nil }
  package func entities(named name: String) -> [EntityMatch] { [] }
  package func term(_ value: Value) -> Term { .integer(value.inlineInteger ?? 0) }
  package func predicateNames() -> [String] { [] }
  package func near(_ verb: String) -> (found: NearPredicates, missing: String?) {
    (NearPredicates(relation: nil, predicates: []), nil)
  }
  package func knowsRelation(_ name: String) -> Bool { false }
  package func relations(wordedBy name: String) -> [(name: String, facts: Int)] { [] }
  package func relationNames() -> [String] { [] }
  package func typeNames() -> [String] { [] }
  package func nearestEntityNames(to name: String, limit: Int) -> [String] { [] }
  package func qualifierNames(of predicates: [Value]?) -> [String] { [] }
  package func qualifierNames(ofRelation relation: String) -> [String] { [] }
  package func persons(withName word: String) -> [EntityMatch] { [] }
  package func bearer(ofProperName name: String) -> EntityMatch? { nil }
  package func hasQualifier(_ name: String, of predicates: [Value]?, _ relation: String?) -> Bool {
    false
  }
}

/// The catalog of a graph.
package struct GraphCatalog: Catalog {
  private let graph: KnowledgeGraph

  package init(_ graph: KnowledgeGraph) {
    self.graph = graph
  }

  package var isEmpty: Bool { false }

  package func predicate(named form: String) throws -> Value? { try graph.predicate(named: form) }

  package func predicates(named form: String) throws -> [Value] {
    try graph.predicates(named: form)
  }

  package func relation(named form: String) throws -> String? { try graph.relation(named: form) }

  package func relationNames() throws -> [String] { try graph.relationNames() }

  package func near(_ verb: String) throws -> (found: NearPredicates, missing: String?) {
    switch WordNet.installed {
    case .success(let wordNet): (try graph.near(verb, by: wordNet), nil)
    case .failure(let problem): (try graph.near(verb, by: nil), problem.description)
    }
  }

  package func knowsRelation(_ name: String) throws -> Bool {
    // A graph without texts has no relations at all.
    try !graph.relationNames().isEmpty
      && RelationDescription.builtIn.contains { $0.name == name }
  }

  package func relations(wordedBy name: String) throws -> [(name: String, facts: Int)] {
    let known = RelationDescription.builtIn.filter { $0.isNamed(by: name) }.map(\.name)
    guard !known.isEmpty else { return [] }
    return try graph.relations().filter { known.contains($0.name) && $0.pairs > 0 }
      .map { ($0.name, $0.pairs) }
  }

  package func type(named name: String) throws -> Value? { try graph.type(named: name) }

  package func entities(named name: String) throws -> [EntityMatch] {
    try graph.entities(named: name)
  }

  package func term(_ value: Value) throws -> Term { try graph.term(value) }

  package func predicateNames() throws -> [String] {
    try graph.predicates().flatMap { [$0.name] + $0.forms }
      .map(\.withUnderscores)
  }

  package func typeNames() throws -> [String] { try graph.types().map(\.name) }

  package func nearestEntityNames(to name: String, limit: Int) throws -> [String] {
    try graph.nearestEntityNames(to: name, limit: limit)
  }

  package func qualifierNames(of predicates: [Value]?) throws -> [String] {
    try graph.qualifierNames(of: predicates)
  }

  package func hasQualifier(
    _ name: String, of predicates: [Value]?, _ relation: String?
  ) throws -> Bool {
    try graph.hasQualifier(name, of: predicates, relation)
  }

  package func qualifierNames(ofRelation relation: String) throws -> [String] {
    try graph.qualifierNames(ofRelation: relation)
  }

  package func persons(withName word: String) throws -> [EntityMatch] {
    try graph.persons(withName: word, limit: 12)
  }

  package func bearer(ofProperName name: String) throws -> EntityMatch? {
    try graph.bearer(ofProperName: name)
  }
}

/// Remembers what a catalog said, for the time of one analysis.
final class CachedCatalog: Catalog {
  private let base: any Catalog
  private var predicates: [String: Value?] = [:]
  private var families: [String: [Value]] = [:]
  private var relations: [String: String?] = [:]
  private var types: [String: Value?] = [:]
  private var matches: [String: [EntityMatch]] = [:]
  private var qualifiers: [[Value]?: [String]] = [:]
  private var qualifiersOfRelations: [String: [String]] = [:]
  private var namesakes: [String: [EntityMatch]] = [:]
  private var bearers: [String: EntityMatch?] = [:]
  private var withQualifier: [QualifierQuestion: Bool] = [:]

  /// What ``hasQualifier(_:of:_:)`` is asked.
  private struct QualifierQuestion: Hashable {
    var name: String
    var predicates: [Value]?
    var relation: String?
  }

  init(_ base: any Catalog) {
    self.base = base
  }

  /// What was found for a key before, or is found now.
  private func remembered<Key: Hashable, Found>(
    _ key: Key, _ known: ReferenceWritableKeyPath<CachedCatalog, [Key: Found]>,
    _ find: () throws -> Found
  ) rethrows -> Found {
    if let found = self[keyPath: known][key] { return found }
    let found = try find()
    self[keyPath: known].updateValue(found, forKey: key)
    return found
  }

  var isEmpty: Bool { base.isEmpty }

  func predicate(named form: String) throws -> Value? {
    try remembered(form, \.predicates) { try base.predicate(named: form) }
  }

  func predicates(named form: String) throws -> [Value] {
    try remembered(form, \.families) { try base.predicates(named: form) }
  }

  func relation(named form: String) throws -> String? {
    try remembered(form, \.relations) { try base.relation(named: form) }
  }

  func type(named name: String) throws -> Value? {
    try remembered(name, \.types) { try base.type(named: name) }
  }

  func entities(named name: String) throws -> [EntityMatch] {
    try remembered(name, \.matches) { try base.entities(named: name) }
  }

  func term(_ value: Value) throws -> Term { try base.term(value) }
  func predicateNames() throws -> [String] { try base.predicateNames() }
  func relationNames() throws -> [String] { try base.relationNames() }

  func near(_ verb: String) throws -> (found: NearPredicates, missing: String?) {
    try base.near(verb)
  }

  func knowsRelation(_ name: String) throws -> Bool { try base.knowsRelation(name) }

  func relations(wordedBy name: String) throws -> [(name: String, facts: Int)] {
    try base.relations(wordedBy: name)
  }

  func typeNames() throws -> [String] { try base.typeNames() }
  func nearestEntityNames(to name: String, limit: Int) throws -> [String] {
    try base.nearestEntityNames(to: name, limit: limit)
  }

  func qualifierNames(of predicates: [Value]?) throws -> [String] {
    try remembered(predicates, \.qualifiers) { try base.qualifierNames(of: predicates) }
  }

  func hasQualifier(
    _ name: String, of predicates: [Value]?, _ relation: String?
  ) throws -> Bool {
    try remembered(
      QualifierQuestion(name: name, predicates: predicates, relation: relation), \.withQualifier
    ) { try base.hasQualifier(name, of: predicates, relation) }
  }

  func qualifierNames(ofRelation relation: String) throws -> [String] {
    try remembered(relation, \.qualifiersOfRelations) {
      try base.qualifierNames(ofRelation: relation)
    }
  }

  func persons(withName word: String) throws -> [EntityMatch] {
    try remembered(word, \.namesakes) { try base.persons(withName: word) }
  }

  func bearer(ofProperName name: String) throws -> EntityMatch? {
    try remembered(name, \.bearers) { try base.bearer(ofProperName: name) }
  }
}
