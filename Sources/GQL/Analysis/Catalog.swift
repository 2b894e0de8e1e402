import Graph

/// What analysis asks of the graph: which names mean what. Look-ups only; nothing is ever added.
public protocol Catalog {
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
}

/// The catalog of an engine without a graph: nothing is stored.
public struct EmptyCatalog: Catalog {
  public init() {}
  public var isEmpty: Bool { true }
  public func predicate(named form: String) -> Value? { nil }
  public func predicates(named form: String) -> [Value] { [] }
  public func relation(named form: String) -> String? { nil }
  public func type(named name: String) -> Value? { nil }
  public func entities(named name: String) -> [EntityMatch] { [] }
  public func term(_ value: Value) -> Term { .integer(value.inlineInteger ?? 0) }
  public func predicateNames() -> [String] { [] }
  public func near(_ verb: String) -> (found: NearPredicates, missing: String?) {
    (NearPredicates(relation: nil, predicates: []), nil)
  }
  public func knowsRelation(_ name: String) -> Bool { false }
  public func relations(wordedBy name: String) -> [(name: String, facts: Int)] { [] }
  public func relationNames() -> [String] { [] }
  public func typeNames() -> [String] { [] }
  public func nearestEntityNames(to name: String, limit: Int) -> [String] { [] }
  public func qualifierNames(of predicates: [Value]?) -> [String] { [] }
  public func qualifierNames(ofRelation relation: String) -> [String] { [] }
}

/// The catalog of a graph.
public struct GraphCatalog: Catalog {
  private let graph: KnowledgeGraph

  public init(_ graph: KnowledgeGraph) {
    self.graph = graph
  }

  public var isEmpty: Bool { false }

  public func predicate(named form: String) throws -> Value? { try graph.predicate(named: form) }

  public func predicates(named form: String) throws -> [Value] {
    try graph.predicates(named: form)
  }

  public func relation(named form: String) throws -> String? { try graph.relation(named: form) }

  public func relationNames() throws -> [String] { try graph.relationNames() }

  public func near(_ verb: String) throws -> (found: NearPredicates, missing: String?) {
    let wordNet: WordNet
    do { wordNet = try WordNet() } catch {
      return (try graph.near(verb, by: nil), error.description)
    }
    return (try graph.near(verb, by: wordNet), nil)
  }

  public func knowsRelation(_ name: String) throws -> Bool {
    // A graph without texts has no relations at all.
    try !graph.relationNames().isEmpty
      && RelationDescription.builtIn().contains { $0.name == name }
  }

  public func relations(wordedBy name: String) throws -> [(name: String, facts: Int)] {
    let known = RelationDescription.builtIn().filter { $0.isNamed(by: name) }.map(\.name)
    guard !known.isEmpty else { return [] }
    return try graph.relations().filter { known.contains($0.name) && $0.pairs > 0 }
      .map { ($0.name, $0.pairs) }
  }

  public func type(named name: String) throws -> Value? { try graph.type(named: name) }

  public func entities(named name: String) throws -> [EntityMatch] {
    try graph.entities(named: name)
  }

  public func term(_ value: Value) throws -> Term { try graph.term(value) }

  public func predicateNames() throws -> [String] {
    try graph.predicates().flatMap { [$0.name] + $0.forms }
      .map { String($0.map { $0 == " " ? "_" : $0 }) }
  }

  public func typeNames() throws -> [String] { try graph.types().map(\.name) }

  public func nearestEntityNames(to name: String, limit: Int) throws -> [String] {
    try graph.nearestEntityNames(to: name, limit: limit)
  }

  public func qualifierNames(of predicates: [Value]?) throws -> [String] {
    try graph.qualifierNames(of: predicates)
  }

  public func qualifierNames(ofRelation relation: String) throws -> [String] {
    try graph.qualifierNames(ofRelation: relation)
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

  init(_ base: any Catalog) {
    self.base = base
  }

  var isEmpty: Bool { base.isEmpty }

  func predicate(named form: String) throws -> Value? {
    if let known = predicates[form] { return known }
    let value = try base.predicate(named: form)
    predicates[form] = .some(value)
    return value
  }

  func predicates(named form: String) throws -> [Value] {
    if let known = families[form] { return known }
    let values = try base.predicates(named: form)
    families[form] = values
    return values
  }

  func relation(named form: String) throws -> String? {
    if let known = relations[form] { return known }
    let name = try base.relation(named: form)
    relations[form] = .some(name)
    return name
  }

  func type(named name: String) throws -> Value? {
    if let known = types[name] { return known }
    let value = try base.type(named: name)
    types[name] = .some(value)
    return value
  }

  func entities(named name: String) throws -> [EntityMatch] {
    if let known = matches[name] { return known }
    let found = try base.entities(named: name)
    matches[name] = found
    return found
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
    if let known = qualifiers[predicates] { return known }
    let names = try base.qualifierNames(of: predicates)
    qualifiers[predicates] = names
    return names
  }

  func qualifierNames(ofRelation relation: String) throws -> [String] {
    try base.qualifierNames(ofRelation: relation)
  }
}
