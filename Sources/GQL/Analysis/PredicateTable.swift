import Graph

/// The predicates of a session by name, and their numbers. Those of what has a name never change; those of what the
/// analyser makes for a program are given anew in the next.
struct PredicateTable: Sendable {
  struct Key: Hashable, Sendable {
    var name: String
    var arity: Int
    /// Whether the predicate of these very words is meant, and not the relation of this name.
    var isWording = false
    /// Whether what is near the name is meant.
    var isNear = false
  }

  /// One of the stored things that a name means.
  enum Part: Hashable, Sendable {
    case predicate(Value)
    case relation(String)
  }

  private(set) var predicates: [LogicalPredicate] = []
  private var numberOfKey: [Key: Int] = [:]
  private var numberOfSource: [StoredSource: Int] = [:]
  private var numberOfRelation: [StoreRelation: Int] = [:]
  private var numberOfSynthetic: [String: Int] = [:]
  /// Numbers of what was made for programs before, the least last.
  private var freeNumbers: [Int] = []

  private enum StoredSource: Hashable, Sendable {
    case triples(Value)
    case relation(String)
    case type(Value)
  }

  /// Predicates and types that `insert` statements may bring into the graph.
  var inserted: Set<Key> = []

  subscript(number: Int) -> LogicalPredicate { predicates[number] }

  /// The number that a predicate has, if it has one.
  func known(_ key: Key) -> Int? { numberOfKey[key] }

  mutating func declare(
    _ number: Int, columns: [String], types: [ColumnType], at span: SourceSpan
  ) {
    predicates[number].columns = columns
    predicates[number].columnTypes = types
    predicates[number].declaration = span
  }

  /// The number of a predicate. The forms of one stored predicate have one number.
  mutating func number(of key: Key, catalog: some Catalog) throws -> Int {
    var source = try Self.source(of: key, catalog: catalog)
    if inserted.contains(key) {
      switch source {
      case .program:
        source = key.arity == 1 ? .newType(name: key.name) : .newTriples(name: key.name)
      // The relation itself is given by a rule (see ``Lowering``).
      case .relation: source = .newTriples(name: key.name)
      case .triples, .type, .newTriples, .newType, .store: break
      }
    }
    if let number = numberOfKey[key] {
      switch predicates[number].source {
      case .triples, .relation:
        // Other names may have this number, which still mean what it was.
        guard predicates[number].source != source else { return number }
        numberOfKey[key] = nil
        return try self.number(of: key, catalog: catalog)
      case .program, .type, .newTriples, .newType, .store:
        // Something of this name was stored since.
        if source != .program { predicates[number].source = source }
        return number
      }
    }
    let stored: StoredSource? =
      switch source {
      case .triples(let predicate): .triples(predicate)
      case .relation(let relation): .relation(relation)
      case .type(let type): .type(type)
      case .program, .store, .newTriples, .newType: nil
      }
    if let stored, let number = numberOfSource[stored] {
      numberOfKey[key] = number
      return number
    }
    var columns: [String] = []
    if case .store(let relation) = source { columns = relation.columns }
    let number = predicates.count
    predicates.append(
      LogicalPredicate(
        name: key.isNear ? "~" + key.name : key.name, arity: key.arity, source: source,
        columns: columns))
    numberOfKey[key] = number
    if let stored { numberOfSource[stored] = number }
    return number
  }

  /// The number of a relation of the store by itself, whatever the program says under its name.
  mutating func number(of relation: StoreRelation) -> Int {
    if let number = numberOfRelation[relation] { return number }
    predicates.append(
      LogicalPredicate(
        name: relation.rawValue, arity: relation.columns.count, source: .store(relation),
        columns: relation.columns))
    numberOfRelation[relation] = predicates.count - 1
    return predicates.count - 1
  }

  /// The number of one of the stored things that a name means, by itself.
  mutating func number(ofStored part: Part, name: String) -> Int {
    let stored: StoredSource
    let source: LogicalPredicate.Source
    switch part {
    case .predicate(let value): (stored, source) = (.triples(value), .triples(predicate: value))
    case .relation(let relation): (stored, source) = (.relation(relation), .relation(relation))
    }
    if let number = numberOfSource[stored] { return number }
    predicates.append(LogicalPredicate(name: name, arity: 2, source: source))
    numberOfSource[stored] = predicates.count - 1
    return predicates.count - 1
  }

  /// The stored things that a name means beside what its source is: all of those that go by it where there are several,
  /// and those that have the name of a relation of the store.
  static func union(of key: Key, catalog: some Catalog) throws -> [Part] {
    guard key.arity == 2, !key.isNear else { return [] }
    let stored = try parts(of: key, catalog: catalog)
    guard let relation = StoreRelation(rawValue: key.name) else {
      return stored.count > 1 ? stored : []
    }
    guard relation.columns.count == key.arity else { return stored.count > 1 ? stored : [] }
    // The texts' own verbs answer to many forms; what is imported has just its name.
    return try stored.filter { part in
      guard case .predicate(let value) = part, case .string(let name) = try catalog.term(value)
      else { return true }
      return name == key.name
    }
  }

  /// What is stored under a name of two arguments: a relation, with what was inserted or imported by this very name; or
  /// else the predicates whose words it may be.
  private static func parts(of key: Key, catalog: some Catalog) throws -> [Part] {
    let stored = try catalog.predicates(named: key.name)
    guard !key.isWording, let relation = try catalog.relation(named: key.name) else {
      return stored.map { .predicate($0) }
    }
    let own = try stored.filter { value in
      if case .string(let name) = try catalog.term(value) { name == key.name } else { true }
    }
    return [.relation(relation)] + own.map { .predicate($0) }
  }

  /// A predicate that the analyser makes. The same `identity` gives the same number.
  mutating func synthetic(_ name: String, arity: Int, identity: String) -> Int {
    let identity = "\(identity)/\(arity)"
    if let number = numberOfSynthetic[identity] { return number }
    let predicate = LogicalPredicate(name: name, arity: arity, isSynthetic: true)
    let number = freeNumbers.popLast() ?? predicates.count
    if number < predicates.count {
      predicates[number] = predicate
    } else {
      predicates.append(predicate)
    }
    numberOfSynthetic[identity] = number
    return number
  }

  /// A predicate that the analyser makes for a measure, which users see under its name.
  ///
  /// - Parameters:
  ///   - relation: what is measured; nil for what is no measure of one relation
  ///   - shown: how many of its columns are always shown
  mutating func measured(
    _ name: String, of relation: String?, arity: Int, shown: Int, identity: String
  ) -> Int {
    let number = synthetic(name, arity: arity, identity: identity)
    predicates[number].isSynthetic = false
    predicates[number].measuredRelation = relation
    predicates[number].shownColumns = shown
    return number
  }

  /// Lets the next program have the numbers of what was made for this one: the session's rules make theirs again, and a
  /// session of many queries does not grow by them.
  mutating func releaseSynthetic() {
    guard !numberOfSynthetic.isEmpty else { return }
    freeNumbers = (freeNumbers + numberOfSynthetic.values).sorted(by: >)
    numberOfSynthetic = [:]
  }

  /// Lets a predicate have the facts and stored tuples of another one.
  mutating func takeFacts(_ number: Int, of other: Int) {
    predicates[number].factsOf = other
  }

  /// Where tuples of this name and arity come from, beside the program.
  static func source(of key: Key, catalog: some Catalog) throws -> LogicalPredicate.Source {
    if key.isNear { return .program }
    if let relation = StoreRelation(rawValue: key.name), relation.columns.count == key.arity {
      return .store(relation)
    }
    if key.arity == 2, let first = try parts(of: key, catalog: catalog).first {
      guard try union(of: key, catalog: catalog).isEmpty else { return .program }
      switch first {
      case .predicate(let predicate): return .triples(predicate: predicate)
      case .relation(let relation): return .relation(relation)
      }
    }
    if key.arity == 1, let type = try catalog.type(named: key.name) { return .type(type) }
    return .program
  }
}
