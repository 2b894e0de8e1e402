import Graph

/// Walks paths from one node, breadth first, each node once (ALP of SPARQL 1.1 Query Language, section 18.4).
final class PathWalker {
  private let reader: TripleReader
  private let state: EvaluationState
  /// What links lead to that were followed already.
  private var followed: [Link: [Int32: [Int32]]] = [:]
  private var allNodes: [Int32]?
  private var knownNodes: [Int32: Bool] = [:]

  private struct Link: Hashable {
    var predicate: Int32
    var isInverse: Bool
  }

  init(graph: ActiveGraph, state: EvaluationState) {
    reader = TripleReader(graph: graph, state: state)
    self.state = state
  }

  /// The nodes of the graph: all subjects and objects, ascending.
  func nodes() throws -> [Int32] {
    if let allNodes { return allNodes }
    let triples = try reader.triples(nil, nil, nil)
    var nodes = triples.subjects + triples.objects
    nodes.sort()
    var distinct: [Int32] = []
    for node in nodes where distinct.last != node { distinct.append(node) }
    try state.hold(bytes: distinct.count * 4)
    allNodes = distinct
    return distinct
  }

  /// Whether a node is a subject or an object of the graph.
  func isNode(_ node: Int32) throws -> Bool {
    if let known = knownNodes[node] { return known }
    let isNode =
      try !reader.triples(node, nil, nil).subjects.isEmpty
      || !reader.triples(nil, nil, node).subjects.isEmpty
    knownNodes[node] = isNode
    return isNode
  }

  /// Where a path leads from a node. Links give a node as often as there are ways to it; what can be walked any number of times
  /// gives each once.
  func reached(_ path: PropertyPath, from node: Int32) throws -> [Int32] {
    switch path {
    case .zeroOrMore(let inner): return try closure(inner, from: [node], with: true)
    case .oneOrMore(let inner): return try closure(inner, from: [node], with: false)
    case .zeroOrOne(let inner):
      var seen: Set<Int32> = [node]
      return [node] + (try reached(inner, from: node)).filter { seen.insert($0).inserted }
    case .link, .inverse(.link), .negatedSet: return try step(path, from: [node])
    case .inverse(let inner): return try reached(Self.inverted(inner), from: node)
    case .sequence(let first, let second):
      return try reached(first, from: node).flatMap { try reached(second, from: $0) }
    case .alternative(let first, let second):
      return try reached(first, from: node) + reached(second, from: node)
    }
  }

  /// All that is reached by walking a path again and again.
  private func closure(
    _ path: PropertyPath, from start: [Int32], with includesStart: Bool
  ) throws -> [Int32] {
    var seen: Set<Int32> = includesStart ? Set(start) : []
    var order = includesStart ? start : []
    var frontier = start
    while !frontier.isEmpty {
      try state.check()
      let next = try image(path, of: frontier).filter { seen.insert($0).inserted }
      order += next
      frontier = next
    }
    return order
  }

  /// Where a path leads from any of some nodes, as a set.
  private func image(_ path: PropertyPath, of nodes: [Int32]) throws -> [Int32] {
    switch path {
    case .link, .inverse(.link), .negatedSet: return try step(path, from: nodes)
    case .inverse(let inner): return try image(Self.inverted(inner), of: nodes)
    case .sequence(let first, let second):
      return try image(second, of: Self.distinct(image(first, of: nodes)))
    case .alternative(let first, let second):
      return try image(first, of: nodes) + image(second, of: nodes)
    case .zeroOrMore(let inner): return try closure(inner, from: nodes, with: true)
    case .oneOrMore(let inner): return try closure(inner, from: nodes, with: false)
    case .zeroOrOne(let inner): return try nodes + image(inner, of: nodes)
    }
  }

  private static func distinct(_ nodes: [Int32]) -> [Int32] {
    var seen: Set<Int32> = []
    return nodes.filter { seen.insert($0).inserted }
  }

  /// The path that leads back.
  static func inverted(_ path: PropertyPath) -> PropertyPath {
    switch path {
    case .link: .inverse(path)
    case .inverse(let inner): inner
    case .sequence(let first, let second): .sequence(inverted(second), inverted(first))
    case .alternative(let first, let second): .alternative(inverted(first), inverted(second))
    case .zeroOrMore(let inner): .zeroOrMore(inverted(inner))
    case .oneOrMore(let inner): .oneOrMore(inverted(inner))
    case .zeroOrOne(let inner): .zeroOrOne(inverted(inner))
    case .negatedSet(let forward, let backward):
      .negatedSet(forward: backward, backward: forward)
    }
  }

  // MARK: Links

  private func step(_ path: PropertyPath, from nodes: [Int32]) throws -> [Int32] {
    switch path {
    case .link(let term): return try follow(term, isInverse: false, from: nodes)
    case .inverse(.link(let term)): return try follow(term, isInverse: true, from: nodes)
    case .negatedSet(let forward, let backward):
      var reached: [Int32] = []
      if let forward {
        reached += try others(than: forward, isInverse: false, from: nodes)
      }
      if let backward { reached += try others(than: backward, isInverse: true, from: nodes) }
      return reached
    default: return []
    }
  }

  private func follow(_ term: Term, isInverse: Bool, from nodes: [Int32]) throws -> [Int32] {
    guard let stored = try state.terms.stored(term, isResource: true) else { return [] }
    let link = Link(
      predicate: try state.terms.resource(stored: stored.rawValue), isInverse: isInverse)
    var known = followed[link] ?? [:]
    followed[link] = nil
    let fresh = Set(nodes).filter { known[$0] == nil }.sorted()
    if !fresh.isEmpty {
      let pairs = try reader.pairs(link.predicate, keys: fresh, areObjects: isInverse)
      for node in fresh { known[node] = [] }
      for (key, other) in zip(pairs.keys, pairs.others) { known[key, default: []].append(other) }
      try state.hold(bytes: fresh.count * 48 + pairs.others.count * 4)
    }
    let reached = nodes.flatMap { known[$0] ?? [] }
    followed[link] = known
    return reached
  }

  private func others(
    than terms: [Term], isInverse: Bool, from nodes: [Int32]
  ) throws -> [Int32] {
    let excluded = Set(
      try terms.compactMap { try state.terms.stored($0, isResource: true) }
        .map { try state.terms.resource(stored: $0.rawValue) })
    var reached: [Int32] = []
    for node in nodes {
      let triples = try reader.triples(isInverse ? nil : node, nil, isInverse ? node : nil)
      let ends = isInverse ? triples.subjects : triples.objects
      for row in ends.indices where !excluded.contains(triples.predicates[row]) {
        reached.append(ends[row])
      }
    }
    return reached
  }
}
