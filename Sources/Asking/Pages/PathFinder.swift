import Graph

/// Why paths could not be looked for to the end.
public enum PathError: Error, CustomStringConvertible {
  /// So many steps from one name to the next were looked at.
  case tooManySteps(Int)

  public var description: String {
    switch self {
    case .tooManySteps(let count):
      "no chain of facts among the \(count) steps nearest to the two names; more are not looked at"
    }
  }
}

/// The shortest chains of facts between two nodes, over the triples between names in either direction.
///
/// Breadth first from both ends, always on from the end with fewer open nodes: each node's triples are read once, by an
/// index. From the distances, the chains of each length are then walked through, and no step is taken from which the
/// goal cannot be reached in time, so that the shortest cost a chain's length times the degree of its nodes each. For
/// longer ones the walk can be in vain, and is bounded. Chains visit no node twice. Memory: the steps looked at, which are bounded.
public final class PathFinder {
  private let graph: KnowledgeGraph
  private let check: () throws -> Void
  /// The neighbours of nodes whose triples were read, ascending.
  private var neighbours: [Value: [Value]] = [:]
  private var isName: [Value: Bool] = [:]

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
  }

  /// Up to `limit` chains of nodes from `start` to `goal`, the shortest first; those of one length whose steps have more
  /// facts come first. Empty where nothing joins the two.
  ///
  /// - Throws: ``PathError``, and errors of the store
  public func chains(from start: Value, to goal: Value, limit: Int) throws -> [[Value]] {
    guard start != goal, limit > 0, let distance = try distance(from: start, to: goal) else {
      return []
    }
    var found: [[Value]] = []
    for length in distance...(distance + Self.slack) where found.count < limit {
      var distances: [Value: Int]
      do {
        distances = try self.distances(to: goal, within: length - 1)
      } catch PathError.tooManySteps where !found.isEmpty {
        // The shortest ones are known; longer ones are too many to look for.
        return found
      }
      distances[start] = length
      var chains: [[Value]] = []
      var chain = [start]
      walked = 0
      try walk(&chain, goal, length, distances, &chains)
      let weighed = try chains.map { (chain: $0, weight: try weight($0)) }
      let best = weighed.sorted {
        ($1.weight, $0.chain.map(\.rawValue).description)
          < ($0.weight, $1.chain.map(\.rawValue).description)
      }
      found += best.prefix(limit - found.count).map(\.chain)
    }
    return found
  }

  /// The number of steps from one to the other.
  private func distance(from start: Value, to goal: Value) throws -> Int? {
    var seen = [[start: 0], [goal: 0]]
    var open = [[start], [goal]]
    while !open[0].isEmpty, !open[1].isEmpty {
      let side = open[0].count <= open[1].count ? 0 : 1
      var next: [Value] = []
      var best: Int?
      for node in open[side] {
        let steps = (seen[side][node] ?? 0) + 1
        for other in try around(node) where seen[side][other] == nil {
          seen[side][other] = steps
          if let rest = seen[1 - side][other] { best = min(best ?? .max, steps + rest) }
          next.append(other)
        }
      }
      if let best { return best }
      open[side] = next
    }
    return nil
  }

  /// How far nodes are from `goal`, up to so many steps.
  private func distances(to goal: Value, within most: Int) throws -> [Value: Int] {
    var result = [goal: 0]
    var open = [goal]
    var steps = 0
    while steps < most, !open.isEmpty {
      steps += 1
      var next: [Value] = []
      for node in open {
        for other in try around(node) where result[other] == nil {
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
    _ chains: inout [[Value]]
  ) throws {
    guard let last = chain.last, chains.count < Self.mostChains else { return }
    if rest == 0 {
      if last == goal { chains.append(chain) }
      return
    }
    walked += 1
    if last == goal || walked > Self.mostWalked { return }
    try check()
    for next in try around(last) {
      guard let steps = distances[next], steps <= rest - 1, !chain.contains(next) else { continue }
      chain.append(next)
      try walk(&chain, goal, rest - 1, distances, &chains)
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
  func triples(
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
      .filter { try $0 != node && isName($0) }
    neighbours[node] = found
    steps += found.count
    return found
  }

  /// Whether a value stands for something that has a name, and is no text, number or mere notion ("relations", "120
  /// people"), which much that has nothing to do with each other shares.
  private func isName(_ value: Value) throws -> Bool {
    if let known = isName[value] { return known }
    let result =
      switch try graph.term(value) {
      case .entity: try graph.types(of: value) != ["concept"]
      case .iri, .blank: true
      default: false
      }
    isName[value] = result
    return result
  }
}
