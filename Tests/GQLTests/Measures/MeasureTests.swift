import Foundation
import GQL
import TestSupport
import Testing

/// Measures of graphs agree with NetworkX. `networks.py`, beside this file, made `Networks.json` by NetworkX 3.6: a ring of
/// cliques, a tree, a graph with loops, and two random ones, each with weights and without.
@Suite struct MeasureTests {
  struct Network: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var edges: [Edge]
    var pagerank: [String: [String: Double]]
    var betweenness: [String: [String: Double]]
    var components: [[String]]
    var strongComponents: [[String]]
    var modularity: [String: Double]
    var paths: [Paths]

    struct Edge: Decodable, Sendable {
      var from: String
      var to: String
      var weight: Int

      init(from decoder: any Decoder) throws {
        var row = try decoder.unkeyedContainer()
        from = try row.decode(String.self)
        to = try row.decode(String.self)
        weight = try row.decode(Int.self)
      }
    }

    struct Paths: Decodable, Sendable {
      var from: String
      var to: String
      var weighted: [Int]
      var unweighted: [Int]
    }

    var testDescription: String { name }

    func engine() throws -> Engine {
      let engine = Engine(graph: nil)
      let facts = edges.map { "road(\($0.from), \($0.to), \($0.weight))." }
      try engine.run(
        facts.joined(separator: "\n") + "\nlink(X, Y) :- road(X, Y, _).", name: "roads.gql"
      ) { _ in }
      return engine
    }
  }

  static let networks: [Network] = {
    let file = Repository.root.appending(path: "Tests/GQLTests/Measures/Networks.json")
    let data = try? Data(contentsOf: file)
    return data.flatMap { try? JSONDecoder().decode([Network].self, from: $0) } ?? []
  }()

  /// The relation of each kind of measure.
  static let relations = ["weighted": "road", "unweighted": "link"]

  @Test func theReferenceIsThere() {
    #expect(Self.networks.count == 5)
  }

  /// A column of numbers by the names in the other one.
  private static func values(_ measure: String, _ engine: Engine) throws -> [String: Double] {
    let answers = try engine.prepare("\(measure)?").answers([:])
    var values: [String: Double] = [:]
    for number in 0..<answers.rowCount {
      let row = try answers.row(number)
      values[try row.value("X", as: String.self)] = try row.value("V", as: Double.self)
    }
    return values
  }

  private static func agree(_ found: [String: Double], _ expected: [String: Double]) -> Bool {
    found.count == expected.count
      && expected.allSatisfy { name, value in
        found[name].map { abs($0 - value) <= 1e-8 * max(abs(value), 1e-3) } ?? false
      }
  }

  @Test(arguments: networks)
  func scoresAreThoseOfNetworkX(network: Network) throws {
    let engine = try network.engine()
    for (kind, relation) in Self.relations {
      let ranks = try Self.values("pagerank(\(relation), X, V)", engine)
      #expect(Self.agree(ranks, network.pagerank[kind] ?? [:]), "\(kind) \(ranks)")
      let between = try Self.values("betweenness(\(relation), X, V)", engine)
      #expect(Self.agree(between, network.betweenness[kind] ?? [:]), "\(kind) \(between)")
    }
  }

  private static func groups(_ values: [String: Double]) -> [[String]] {
    Dictionary(grouping: values.keys) { values[$0] ?? 0 }.sorted { $0.key < $1.key }
      .map { $0.value.sorted() }
  }

  @Test(arguments: networks)
  func componentsAreThoseOfNetworkX(network: Network) throws {
    let engine = try network.engine()
    for (measure, expected) in [
      ("component", network.components), ("strong_component", network.strongComponents),
    ] {
      let found = Self.groups(try Self.values("\(measure)(link, X, V)", engine))
      #expect(Set(found) == Set(expected))
      // The largest is the first.
      #expect(found.map(\.count) == expected.map(\.count).sorted(by: >))
    }
  }

  /// What chance is, groups may differ; they are no worse than the best that NetworkX finds, and each hangs together.
  @Test(arguments: networks)
  func communitiesAreAsGoodAsThoseOfNetworkX(network: Network) throws {
    let engine = try network.engine()
    for (kind, relation) in Self.relations {
      var weights: [Set<String>: Double] = [:]
      for edge in network.edges where edge.from != edge.to {
        let pair: Set = [edge.from, edge.to]
        weights[pair] = kind == "weighted" ? max(weights[pair] ?? 0, Double(edge.weight)) : 1
      }
      let found = try Self.values("community(\(relation), X, V)", engine)
      let modularity = Self.modularity(of: found, weights)
      #expect(modularity >= (network.modularity[kind] ?? 1) - 0.005, "\(kind)")
      for group in Self.groups(found) { #expect(Self.hangsTogether(group, weights)) }
    }
  }

  private static func modularity(
    of groups: [String: Double], _ weights: [Set<String>: Double]
  ) -> Double {
    let total = weights.values.reduce(0, +)
    var (inside, degrees) = (0.0, [Double: Double]())
    for (pair, weight) in weights {
      let ends = pair.compactMap { groups[$0] }
      if ends[0] == ends[1] { inside += weight }
      for group in ends { degrees[group, default: 0] += weight }
    }
    return inside / total
      - degrees.values.reduce(0) { $0 + $1 * $1 / (4 * total * total) }
  }

  private static func hangsTogether(_ group: [String], _ weights: [Set<String>: Double]) -> Bool {
    var (reached, open) = (Set(group.prefix(1)), Array(group.prefix(1)))
    while let name = open.popLast() {
      for other in group where weights[[name, other]] != nil && reached.insert(other).inserted {
        open.append(other)
      }
    }
    return reached.count == group.count
  }

  @Test(arguments: networks)
  func theShortestPathsAreAsLongAsThoseOfNetworkX(network: Network) throws {
    let engine = try network.engine()
    var lengths: [String: Int] = [:]
    for edge in network.edges { lengths["\(edge.from) \(edge.to)"] = edge.weight }
    for paths in network.paths {
      for (kind, relation) in Self.relations {
        let query =
          "?(P, L) :- path(\(relation), \(paths.from), \(paths.to), P, limit: 8, length: L) order by L."
        let answers = try engine.prepare(query).answers([:])
        var found: [Int] = []
        for number in 0..<answers.rowCount {
          let row = try answers.row(number)
          let nodes = try row.value("P", as: String.self).components(separatedBy: " → ")
          #expect(Set(nodes).count == nodes.count)
          let steps = zip(nodes, nodes.dropFirst()).map { lengths["\($0) \($1)"] }
          #expect(!steps.contains(nil))
          let length = kind == "weighted" ? steps.reduce(0) { $0 + ($1 ?? 0) } : steps.count
          #expect(try row.value("L", as: Int.self) == length)
          found.append(length)
        }
        #expect(found == (kind == "weighted" ? paths.weighted : paths.unweighted), "\(query)")
      }
    }
  }

  /// A graph on which betweenness would take hours is refused before it begins, with what to do instead.
  @Test func betweennessOfALargeGraphIsRefused() throws {
    let engine = Engine(graph: nil)
    do {
      try engine.run(
        "far(X, Y) :- X in 1..70000, Y = X * 7 mod 70001. ?(X) :- betweenness(far, X, _).",
        name: "far.gql"
      ) { _ in }
      Issue.record("it was not refused")
    } catch {
      #expect("\(error)".contains("'betweenness' is for small graphs"))
      #expect("\(error)".contains("pagerank(far, X, Score)"))
    }
  }

  /// The memory limit and the time limit hold while a measure is computed.
  @Test(arguments: ["pagerank", "component", "community", "betweenness"])
  func aMeasureKeepsToItsLimits(measure: String) throws {
    let rules =
      "far(X, Y) :- X in 1..20000, K in 1..5, Y = (X * K * 7919 + K) mod 20011."
    var small = Engine.Options()
    small.memoryLimit = 4_000_000
    #expect(throws: EngineError.memoryLimit(bytes: 4_000_000)) {
      try Engine(graph: nil, options: small).run(
        "\(rules) ?(max(V)) :- \(measure)(far, X, V).", name: "far.gql"
      ) { _ in }
    }
    guard measure == "betweenness" else { return }
    var short = Engine.Options()
    short.timeout = .milliseconds(500)
    #expect(throws: EngineError.timeout(seconds: 0.5)) {
      try Engine(graph: nil, options: short).run(
        "\(rules) ?(max(V)) :- \(measure)(far, X, V).", name: "far.gql"
      ) { _ in }
    }
  }
}
