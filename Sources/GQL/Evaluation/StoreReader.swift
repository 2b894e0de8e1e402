import Graph
import Tuples

/// Relations of the graph in the engine's form; a whole predicate, once read, stays until the graph changes.
final class StoreReader {
  private let graph: KnowledgeGraph
  private let dictionary: SessionDictionary
  private var relations: [Key: Relation] = [:]

  private struct Key: Hashable {
    let source: String
    let bound: [Bound]
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
  var loaded: [Relation] { Array(relations.values) }

  /// The tuples of a predicate's source that agree with some bound columns.
  ///
  /// - Parameter bound: empty reads the whole; else only the rows asked for, by the store's indexes.
  func relation(
    _ source: LogicalPredicate.Source, bound: [(column: Int, value: Int32)] = []
  ) throws -> Relation? {
    let name: String
    switch source {
    case .program: return nil
    case .triples(let predicate): name = "p\(predicate.rawValue)"
    case .type(let type): name = "t\(type.rawValue)"
    case .newTriples, .newType:
      guard let found = try lookedUp(source) else { return nil }
      return try relation(found, bound: bound)
    case .store(let relation): name = relation.rawValue
    }
    if let whole = relations[Key(source: name, bound: [])] { return whole }
    let key = Key(source: name, bound: bound.map { Bound(column: $0.column, value: $0.value) })
    if let known = relations[key] { return known }
    let columns = try read(source, bound: bound)
    let relation = Relation(columns: columns.map { Column($0) }, isDistinct: false)
    relation.makeDistinct()
    relations[key] = relation
    return relation
  }

  /// How many rows a source of triples has, by what the store knows of it; nil for other sources.
  func count(_ source: LogicalPredicate.Source) throws -> Int? {
    switch source {
    case .triples(let predicate): try graph.tripleCount(of: predicate)
    case .store(.triple): try graph.tripleCount()
    case .program, .type, .newTriples, .newType, .store: nil
    }
  }

  /// What a predicate or type is that was not stored when the program was analysed; nil while it is not.
  private func lookedUp(_ source: LogicalPredicate.Source) throws -> LogicalPredicate.Source? {
    switch source {
    case .newTriples(let name): try graph.predicate(named: name).map { .triples(predicate: $0) }
    case .newType(let name):
      try graph.type(named: name).map { .type($0) }
    case .program, .triples, .type, .store: source
    }
  }

  private func read(
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
        intern: { Value(rawValue: try self.dictionary.intern($0)) })
    }
  }
}
