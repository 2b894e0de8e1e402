import Graph

/// Why paths could not be looked for to the end.
public enum PathError: Error, CustomStringConvertible {
  /// So many steps from one name to the next were looked at.
  case tooManySteps(Int)

  /// What kept the search from its end.
  public var description: String {
    switch self {
    case .tooManySteps(let count):
      "no chain of facts among the \(count) steps nearest to the two names; more are not looked at"
    }
  }
}

/// The shortest chains of facts between two nodes, over the triples between names in either direction.
///
/// Breadth first from both ends, always on from the end with fewer open nodes, until both together reach as far as the
/// chains are long: each node's triples are read once, by an index, and no node is read that lies farther from both. From
/// the distances, the chains of each length are then walked through, and no step is taken from which the goal cannot be
/// reached in time, so that the shortest cost a chain's length times the degree of its nodes each. For longer ones the
/// walk can be in vain, and is bounded. Chains visit no node twice. Memory: the steps looked at, which are bounded.
public final class PathFinder {
  private let graph: KnowledgeGraph
  private let check: () throws -> Void
  /// The neighbours of nodes whose triples were read, ascending.
  private var neighbours: [Value: [Value]] = [:]
  private let names: NamedNodes
  /// The steps that were read, in either direction, when so many nodes had been.
  private var known: (nodes: Int, links: [Value: [Value]]) = (0, [:])

  /// Steps in ``neighbours``.
  private var steps = 0
  private static let mostSteps = 1_000_000
  /// Chains of one length that are looked at to find the best.
  private static let mostChains = 2_000
  /// Steps of a walk that looks for the chains of one length.
  private static let mostWalked = 200_000
  private var walked = 0
  /// How much longer than the shortest a chain may be.
  private static let slack = 2

  /// - Parameter check: asked now and then; what it throws ends the search
  public init(graph: KnowledgeGraph, check: @escaping () throws -> Void) {
    self.graph = graph
    self.check = check
    names = NamedNodes(graph)
  }

  /// Up to `limit` chains of nodes from `start` to `goal`, the shortest first; those of one length whose steps have more
  /// facts come first. Empty where nothing joins the two.
  ///
  /// - Throws: ``PathError``, and errors of the store
  public func chains(from start: Value, to goal: Value, limit: Int) throws -> [[Value]] {
    var sides = [Side(start), Side(goal)]
    guard start != goal, limit > 0, let distance = try distance(between: &sides) else { return [] }
    var found: [[Value]] = []
    for length in distance...(distance + Self.slack) where found.count < limit {
      do {
        while sides[0].reach + sides[1].reach < length, try widen(&sides) {}
      } catch PathError.tooManySteps where !found.isEmpty {
        // The shortest ones are known; longer ones are too many to look for.
        return found
      }
      let links = links()
      let distances = Self.distances(to: goal, by: links, within: length)
      var chains: [[Value]] = []
      var chain = [start]
      walked = 0
      try walk(&chain, goal, length, distances, links, &chains)
      let weighed = try chains.map { (chain: $0, weight: try weight($0)) }
      let best = weighed.sorted {
        ($1.weight, $0.chain.map(\.rawValue).description)
          < ($0.weight, $1.chain.map(\.rawValue).description)
      }
      found += best.prefix(limit - found.count).map(\.chain)
    }
    return found
  }

  // MARK: The search

  /// What is known around one of the two ends.
  private struct Side {
    /// How far from it nodes are.
    var distances: [Value: Int]
    /// The farthest of them, whose neighbours were not read.
    var open: [Value]
    var reach = 0

    init(_ end: Value) {
      distances = [end: 0]
      open = [end]
    }
  }

  /// The number of steps from one end to the other; nil where there is no way.
  private func distance(between sides: inout [Side]) throws -> Int? {
    while true {
      guard try widen(&sides) else { return nil }
      // A way that meets has a node that is farthest from one end.
      let met = [0, 1].compactMap { side in
        sides[side].open.compactMap { node in
          sides[1 - side].distances[node].map { $0 + sides[side].reach }
        }.min()
      }
      if let best = met.min() { return best }
    }
  }

  /// Goes one step on from the end with fewer open nodes; false where all is known around one of them.
  private func widen(_ sides: inout [Side]) throws -> Bool {
    guard !sides[0].open.isEmpty, !sides[1].open.isEmpty else { return false }
    let side = sides[0].open.count <= sides[1].open.count ? 0 : 1
    let reach = sides[side].reach + 1
    var next: [Value] = []
    for node in sides[side].open {
      for other in try around(node) where sides[side].distances[other] == nil {
        sides[side].distances[other] = reach
        next.append(other)
      }
    }
    sides[side].open = next
    sides[side].reach = reach
    return true
  }

  /// The steps that were read, in either direction, ascending. Linear in them where there are new ones.
  private func links() -> [Value: [Value]] {
    if known.nodes == neighbours.count { return known.links }
    var links: [Value: Set<Value>] = [:]
    for (node, others) in neighbours {
      for other in others {
        links[node, default: []].insert(other)
        links[other, default: []].insert(node)
      }
    }
    known = (neighbours.count, links.mapValues { $0.sorted { $0.rawValue < $1.rawValue } })
    return known.links
  }

  /// How far nodes are from `goal` by the links, up to so many steps.
  private static func distances(
    to goal: Value, by links: [Value: [Value]], within most: Int
  ) -> [Value: Int] {
    var result = [goal: 0]
    var open = [goal]
    var steps = 0
    while steps < most, !open.isEmpty {
      steps += 1
      var next: [Value] = []
      for node in open {
        for other in links[node] ?? [] where result[other] == nil {
          result[other] = steps
          next.append(other)
        }
      }
      open = next
    }
    return result
  }

  /// Adds the chains that go on from `chain` and reach `goal` in exactly `rest` steps.
  private func walk(
    _ chain: inout [Value], _ goal: Value, _ rest: Int, _ distances: [Value: Int],
    _ links: [Value: [Value]], _ chains: inout [[Value]]
  ) throws {
    guard let last = chain.last, chains.count < Self.mostChains else { return }
    if rest == 0 {
      if last == goal { chains.append(chain) }
      return
    }
    walked += 1
    if last == goal || walked > Self.mostWalked { return }
    try check()
    for next in links[last] ?? [] {
      guard let steps = distances[next], steps <= rest - 1, !chain.contains(next) else { continue }
      chain.append(next)
      try walk(&chain, goal, rest - 1, distances, links, &chains)
      chain.removeLast()
    }
  }

  /// The facts of all steps.
  private func weight(_ chain: [Value]) throws -> Int {
    try zip(chain, chain.dropFirst()).reduce(0) { sum, step in
      sum + (try triples(between: step.0, and: step.1).count)
    }
  }

  /// The triples that join two nodes, in either direction.
  package func triples(
    between one: Value, and other: Value
  ) throws -> [(subject: Value, predicate: Value, object: Value)] {
    try [(one, other), (other, one)].flatMap { ends in
      try graph.triples(subject: ends.0, predicate: nil, object: ends.1).predicates.map {
        (ends.0, Value(rawValue: $0), ends.1)
      }
    }
  }

  /// The names that a triple joins to a node.
  private func around(_ node: Value) throws -> [Value] {
    if let known = neighbours[node] { return known }
    guard steps < Self.mostSteps else { throw PathError.tooManySteps(Self.mostSteps) }
    try check()
    let forward = try graph.triples(subject: node, predicate: nil, object: nil).objects
    let backward = try graph.triples(subject: nil, predicate: nil, object: node).subjects
    let found = try Set(forward + backward).sorted().map { Value(rawValue: $0) }
      .filter { try $0 != node && names.contains($0) }
    neighbours[node] = found
    steps += found.count
    return found
  }
}
