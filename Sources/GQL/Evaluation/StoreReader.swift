import Graph
import Tuples

/// Relations of the graph in the engine's form; a whole predicate, once read, stays until the graph changes.
final class StoreReader {
  private let graph: KnowledgeGraph
  private let dictionary: SessionDictionary
  private var relations: [Key: Relation] = [:]
  private var lookUps: [LookUpKey: StoredLookUp] = [:]
  private var statistics: [String: RelationStatistics] = [:]

  private struct Key: Hashable {
    let source: String
    let bound: [Bound]
  }
  private struct LookUpKey: Hashable {
    let source: String
    let columns: [Int]
  }
  private struct Bound: Hashable {
    let column: Int
    let value: Int32
  }

  init(graph: KnowledgeGraph, dictionary: SessionDictionary) {
    self.graph = graph
    self.dictionary = dictionary
  }

  /// Relations that are in memory.
  var loaded: [Relation] { relations.values + lookUps.values.map(\.rows.relation) }

  /// The tuples of a predicate's source that agree with some bound columns.
  ///
  /// - Parameter bound: empty reads the whole; else only the rows asked for, by the store's indexes.
  func relation(
    _ source: LogicalPredicate.Source, bound: [(column: Int, value: Int32)] = []
  ) throws -> Relation? {
    guard let name = Self.name(source) else {
      guard let found = try lookedUp(source), Self.name(found) != nil else { return nil }
      return try relation(found, bound: bound)
    }
    if let whole = relations[Key(source: name, bound: [])] { return whole }
    let key = Key(source: name, bound: bound.map { Bound(column: $0.column, value: $0.value) })
    if let known = relations[key] { return known }
    let columns = try self.columns(source, bound: bound)
    let relation = Relation(columns: columns.map { Column($0) }, isDistinct: false)
    relation.makeDistinct()
    relations[key] = relation
    if bound.isEmpty { lookUps = lookUps.filter { $0.key.source != name } }
    return relation
  }

  /// What a source's relation is kept under; nil for what is not stored, or only perhaps.
  private static func name(_ source: LogicalPredicate.Source) -> String? {
    switch source {
    case .program, .newTriples, .newType: nil
    case .triples(let predicate): "p\(predicate.rawValue)"
    case .relation(let relation): "r\(relation)"
    case .type(let type): "t\(type.rawValue)"
    case .store(let relation): relation.rawValue
    }
  }

  // MARK: Look-ups

  /// What is known of stored rows that are not in memory; nil for what is, and for sources of which nothing is known.
  func statistics(_ source: LogicalPredicate.Source) throws -> RelationStatistics? {
    guard let name = Self.name(source), relations[Key(source: name, bound: [])] == nil else {
      return nil
    }
    if let known = statistics[name] { return known }
    let found: RelationStatistics?
    switch source {
    case .triples(let predicate):
      let size = try graph.tripleStatistics(of: predicate)
      found = RelationStatistics(
        rows: size.triples, different: [size.subjects, size.objects], keys: [0, 1])
    case .relation(let relation):
      let size = try graph.statistics(ofRelation: relation)
      found = RelationStatistics(
        rows: size.triples, different: [size.subjects, size.objects], keys: [0, 1])
    case .store(.triple):
      let size = try graph.tripleStatistics(of: nil)
      found = RelationStatistics(
        rows: size.triples, different: [size.subjects, size.predicates, size.objects],
        keys: [0, 1, 2])
    case .store(let relation): found = try graph.statistics(of: relation)
    case .program, .type, .newTriples, .newType: found = nil
    }
    statistics[name] = found
    return found
  }

  /// Rows by the values of one column or two, one after another as they are met.
  func lookUp(
    _ source: LogicalPredicate.Source, by keyColumns: [Int], _ size: RelationStatistics
  ) -> StoredLookUp {
    let key = LookUpKey(source: Self.name(source) ?? "", columns: keyColumns)
    if let known = lookUps[key] { return known }
    let made = StoredLookUp(
      reader: self, source: source, arity: size.different.count, keyColumns: keyColumns, size: size)
    lookUps[key] = made
    return made
  }

  /// The rows whose key columns have one of some values, ascending.
  func columns(
    _ source: LogicalPredicate.Source, arity: Int, keyedBy keyColumns: [Int],
    _ keys: [(first: Int32, second: Int32)], _ progress: () throws -> Void
  ) throws -> [[Int32]] {
    if case .triples(let predicate) = source, keyColumns.count == 1 {
      let areObjects = keyColumns[0] == 1
      // A session value is in no file.
      let stored = keys.map(\.first).filter { $0 < Value.firstSessionID }
      let rows = try graph.triples(
        predicate: predicate, keys: stored, areObjects: areObjects, progress: progress)
      return areObjects ? [rows.others, rows.keys] : [rows.keys, rows.others]
    }
    var columns = [[Int32]](repeating: [], count: arity)
    for (number, key) in keys.enumerated() {
      if number & 255 == 255 { try progress() }
      let values = [key.first, key.second]
      let bound = keyColumns.indices.map { (column: keyColumns[$0], value: values[$0]) }
      let rows = try self.columns(source, bound: bound)
      for column in columns.indices { columns[column] += rows[column] }
    }
    return columns
  }

  /// How many rows a source of triples has, by what the store knows of it; nil for other sources.
  func count(_ source: LogicalPredicate.Source) throws -> Int? {
    switch source {
    case .triples(let predicate): try graph.tripleCount(of: predicate)
    case .store(.triple): try graph.tripleCount()
    // Several claims may make a relation hold between the same two.
    case .program, .relation, .type, .newTriples, .newType, .store: nil
    }
  }

  /// What a predicate or type is that was not stored when the program was analysed; nil while it is not.
  private func lookedUp(_ source: LogicalPredicate.Source) throws -> LogicalPredicate.Source? {
    switch source {
    case .newTriples(let name):
      try graph.predicates(named: name).first { try graph.term($0) == .string(name) }
        .map { .triples(predicate: $0) }
    case .newType(let name):
      try graph.type(named: name).map { .type($0) }
    case .program, .triples, .relation, .type, .store: source
    }
  }

  /// The rows of a source that agree with bound columns, read for one use.
  func columns(
    _ source: LogicalPredicate.Source, bound: [(column: Int, value: Int32)]
  ) throws -> [[Int32]] {
    func value(_ column: Int) -> Value? {
      bound.first { $0.column == column }.map { Value(rawValue: $0.value) }
    }
    // A session value is in no file, so nothing can be equal to it.
    switch source {
    case .program, .newTriples, .newType: return []
    case .triples(let predicate):
      if bound.contains(where: { $0.value >= Value.firstSessionID }) { return [[], []] }
      let rows = try graph.triples(subject: value(0), predicate: predicate, object: value(1))
      return [rows.subjects, rows.objects]
    case .relation(let relation):
      if bound.contains(where: { $0.value >= Value.firstSessionID }) { return [[], []] }
      let rows = try graph.pairs(of: relation, subject: value(0), object: value(1))
      return [rows.subjects, rows.objects]
    case .type(let type):
      let entities = try graph.entities(ofType: type)
      guard let wanted = value(0) else { return [entities] }
      return [entities.filter { $0 == wanted.rawValue }]
    case .store(.triple):
      if bound.contains(where: { $0.value >= Value.firstSessionID }) { return [[], [], []] }
      let rows = try graph.triples(subject: value(0), predicate: value(1), object: value(2))
      return [rows.subjects, rows.predicates, rows.objects]
    case .store(let relation):
      return try graph.scan(
        relation, bound: bound.map { ($0.column, Value(rawValue: $0.value)) },
        intern: { Value(rawValue: try self.dictionary.intern($0)) },
        term: { try self.dictionary.term($0) })
    }
  }
}
