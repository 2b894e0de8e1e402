import GQL
import Graph

/// The graph that patterns are matched against (SPARQL 1.1 Query Language, section 13).
enum ActiveGraph: Hashable {
  case one(GraphSelection)
  /// The RDF merge of named graphs, as `FROM` may ask for it.
  case merge([Value])
}

/// The graphs of a query: what its patterns see at first, and what `GRAPH` may name.
struct Dataset {
  var initial: ActiveGraph
  var named: [Value]

  /// The graphs of the file: the default graph and all named ones.
  static func whole(_ graph: KnowledgeGraph) throws -> Dataset {
    Dataset(initial: .one(.unnamed), named: try graph.graphNames())
  }

  /// The graphs that `FROM` or `USING` names; all of the file's where there is no such clause. One that the file does not
  /// have is empty.
  init(_ clauses: [DatasetClause], in terms: TermSpace) throws {
    guard !clauses.isEmpty else {
      self = try .whole(terms.graph)
      return
    }
    func values(isNamed: Bool) throws -> [Value] {
      var values: [Value] = []
      for clause in clauses where clause.isNamed == isNamed {
        if let value = try terms.stored(clause.iri, isResource: true), !values.contains(value) {
          values.append(value)
        }
      }
      return values
    }
    initial = .merge(try values(isNamed: false))
    named = try values(isNamed: true)
  }

  init(initial: ActiveGraph, named: [Value]) {
    (self.initial, self.named) = (initial, named)
  }
}

/// Triples of an active graph as solutions call them.
struct TripleReader {
  let graph: ActiveGraph
  let state: EvaluationState

  /// Columns of triples; predicates are called as RDF has them.
  struct Triples {
    var subjects: [Int32] = []
    var predicates: [Int32] = []
    var objects: [Int32] = []
    var count: Int { subjects.count }
  }

  /// The triples with these parts, nil being any; each once.
  func triples(_ subject: Int32?, _ predicate: Int32?, _ object: Int32?) throws -> Triples {
    let stored = try predicate.map { try state.terms.stored(resource: $0) }
    // What the session made is in no file.
    for value in [subject, stored, object] {
      if let value, value >= Value.firstSessionID { return Triples() }
    }
    var found: Triples
    switch graph {
    case .one(let selection): found = try read(subject, stored, object, selection)
    case .merge(let names):
      found = Triples()
      for name in names {
        let more = try read(subject, stored, object, .named(name))
        found.subjects += more.subjects
        found.predicates += more.predicates
        found.objects += more.objects
      }
      if names.count > 1 { found = Self.distinct(found) }
    }
    if let predicate {
      if predicate != stored {
        found.predicates = [Int32](repeating: predicate, count: found.count)
      }
    } else {
      var last: (stored: Int32, resource: Int32)?
      for row in found.predicates.indices {
        let value = found.predicates[row]
        if last?.stored != value { last = (value, try state.terms.resource(stored: value)) }
        found.predicates[row] = last?.resource ?? value
      }
    }
    return found
  }

  private func read(
    _ subject: Int32?, _ predicate: Int32?, _ object: Int32?, _ selection: GraphSelection
  ) throws -> Triples {
    let columns = try state.graph.triples(
      subject: subject.map { Value(rawValue: $0) },
      predicate: predicate.map { Value(rawValue: $0) },
      object: object.map { Value(rawValue: $0) }, in: selection)
    return Triples(
      subjects: columns.subjects, predicates: columns.predicates, objects: columns.objects)
  }

  private static func distinct(_ triples: Triples) -> Triples {
    var seen: Set<InlineTriple> = []
    var result = Triples()
    for row in 0..<triples.count {
      let triple = InlineTriple(
        subject: triples.subjects[row], predicate: triples.predicates[row],
        object: triples.objects[row])
      guard seen.insert(triple).inserted else { continue }
      result.subjects.append(triple.subject)
      result.predicates.append(triple.predicate)
      result.objects.append(triple.object)
    }
    return result
  }

  private struct InlineTriple: Hashable {
    var subject: Int32
    var predicate: Int32
    var object: Int32
  }

  /// The triples of a predicate whose subject (or object) is one of some values, ascending and different: those values, and
  /// the objects (or subjects) that go with each.
  func pairs(
    _ predicate: Int32, keys: [Int32], areObjects: Bool
  ) throws -> (keys: [Int32], others: [Int32]) {
    let stored = try state.terms.stored(resource: predicate)
    guard stored < Value.firstSessionID else { return ([], []) }
    let known = keys.filter { $0 < Value.firstSessionID }
    if case .one(let selection) = graph {
      return try state.graph.triples(
        predicate: Value(rawValue: stored), keys: known, areObjects: areObjects, in: selection
      ) { try state.check() }
    }
    var pairs: (keys: [Int32], others: [Int32]) = ([], [])
    for key in known {
      let found = try triples(areObjects ? nil : key, predicate, areObjects ? key : nil)
      pairs.others += areObjects ? found.subjects : found.objects
      pairs.keys += repeatElement(key, count: found.count)
    }
    return pairs
  }

  /// What the store knows of the triples of a predicate, or of all, in all graphs.
  func statistics(_ predicate: Int32?) throws -> TripleStatistics {
    let stored = try predicate.map { try state.terms.stored(resource: $0) }
    if let stored, stored >= Value.firstSessionID {
      return .none
    }
    return try state.graph.tripleStatistics(of: stored.map { Value(rawValue: $0) })
  }
}
