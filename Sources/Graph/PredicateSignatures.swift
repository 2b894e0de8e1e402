/// How often a predicate joins a type of subject with a type of object.
public struct PredicateSignature: Sendable, Equatable {
  /// Name of the predicate.
  public let predicate: String
  /// A type of entities, or the kind of a literal (`string`, `date`, `integer`, …).
  public let subject: String
  /// The same of its object.
  public let object: String
  /// Triples; one whose entities have several types counts in each of their rows.
  public let triples: Int
}

extension KnowledgeGraph {
  /// Which types each predicate joins, the most frequent first. Reads every triple.
  public func predicateSignatures() throws -> [PredicateSignature] {
    var classes = TermClasses()
    try classes.read(from: self)
    var counts: [Signature: Int] = [:]
    try forEachTriple { subject, predicate, object in
      for from in classes.numbers(of: subject) {
        for to in classes.numbers(of: object) {
          counts[Signature(predicate: predicate, subject: from, object: to), default: 0] += 1
        }
      }
    }
    var names: [Int32: String] = [:]
    var result: [PredicateSignature] = []
    for (signature, count) in counts {
      let name = try names[signature.predicate] ?? text(of: Value(rawValue: signature.predicate))
      names[signature.predicate] = name
      result.append(
        PredicateSignature(
          predicate: name, subject: classes.names[signature.subject],
          object: classes.names[signature.object], triples: count))
    }
    return result.sorted {
      ($1.triples, $0.predicate, $0.subject, $0.object)
        < ($0.triples, $1.predicate, $1.subject, $1.object)
    }
  }

  private struct Signature: Hashable {
    let predicate: Int32
    let subject: Int
    let object: Int
  }
}

/// What a value is, for each value of a graph: the types of an entity that has some, and otherwise the kind of the term.
private struct TermClasses {
  private(set) var names: [String] = []
  private var numbers: [String: Int] = [:]
  /// By id; -1 where no row and no block holds the term.
  private var kinds: [Int16] = []
  private var types: [Int32: [Int]] = [:]
  private let integer: Int

  init() {
    names = ["integer"]
    numbers = ["integer": 0]
    integer = 0
  }

  private mutating func number(of name: String) -> Int {
    if let known = numbers[name] { return known }
    names.append(name)
    numbers[name] = names.count - 1
    return names.count - 1
  }

  mutating func read(from graph: KnowledgeGraph) throws {
    kinds = [Int16](repeating: -1, count: Int(try graph.nextTermID()))
    var names: [Int64: String] = [:]
    let known = try Statement(graph.connection, "SELECT id, name FROM term_kind")
    while try known.step() { names[known.integer(0)] = known.text(1) }
    try graph.termBlocks.forEachRange { ids, kind in
      guard let name = names[kind] else { return }
      let number = Int16(truncatingIfNeeded: number(of: name))
      for id in ids { kinds[Int(id)] = number }
    }
    let rows = try Statement(
      graph.connection,
      "SELECT term.id, name FROM term JOIN term_kind ON term_kind.id = term.kind")
    while try rows.step() {
      let number = Int16(truncatingIfNeeded: number(of: rows.text(1)))
      let id = Int(rows.value(0).rawValue)
      if kinds.indices.contains(id) { kinds[id] = number }
    }
    let typed = try Statement(
      graph.connection,
      """
      SELECT entity_type.entity, term.text FROM entity_type
      JOIN term ON term.id = entity_type.type
      """)
    while try typed.step() {
      types[typed.value(0).rawValue, default: []].append(number(of: typed.text(1)))
    }
  }

  func numbers(of value: Int32) -> [Int] {
    if let types = types[value] { return types }
    guard value >= 0 else { return [integer] }
    let kind = Int(value) < kinds.count ? kinds[Int(value)] : -1
    return kind < 0 ? [] : [Int(kind)]
  }
}
