import Graph
import Tuples

/// Computes a ``Measure`` of the relations that a rule's body reads.
struct MeasureEvaluation {
  private let measure: Measure
  private let rule: LogicalRule
  private let relations: [Relation]
  private let program: LogicalProgram
  private let context: EvaluationContext

  init(
    measure: Measure, rule: LogicalRule, of relations: [Relation], program: LogicalProgram,
    context: EvaluationContext
  ) {
    self.measure = measure
    self.rule = rule
    self.relations = relations
    self.program = program
    self.context = context
  }

  /// Above so many nodes times edges, `betweenness` is refused: it would take longer than anybody waits.
  private static let mostSteps = 4_000_000_000

  func evaluate(into target: Relation) throws {
    switch measure {
    case .ofNodes(let measure): try addValues(of: measure, to: target)
    case .paths(let limit): try addPaths(limit, to: target)
    case .similarNames: try addSimilarNames(to: target)
    }
  }

  private func check(_ bytes: Int) throws { try context.checkLimits(extra: bytes) }

  // MARK: Values of nodes

  private func addValues(of measure: NodeMeasure, to target: Relation) throws {
    let network =
      switch measure {
      case .pageRank: try network(merging: .sum)
      case .betweenness: try network(merging: .least)
      case .community: try network(merging: .greatest, isTwoWay: true)
      case .component, .strongComponent: try unweightedNetwork(isTwoWay: false)
      }
    var (nodes, words) = (network.values, [Int32]())
    switch measure {
    case .pageRank:
      (nodes, words) = try scores(network.pageRank(progress: check), of: network)
    case .betweenness:
      let steps = network.nodes.multipliedReportingOverflow(by: max(network.edges, 1))
      guard !steps.overflow, steps.partialValue <= Self.mostSteps else {
        let relation = program.predicates[rule.head].measuredRelation ?? ""
        throw Diagnostic(
          .error,
          "'betweenness' is for small graphs: '\(relation)' joins \(network.nodes) nodes by "
            + "\(network.edges) edges, and their product may be at most 4,000,000,000",
          at: rule.span,
          hint: "measure a part of it, given by a rule, or use pagerank(\(relation), X, Score)")
      }
      (nodes, words) = try scores(network.betweenness(progress: check), of: network)
    case .component: words = try integers(network.components(areStrong: false, progress: check))
    case .strongComponent:
      words = try integers(network.components(areStrong: true, progress: check))
    case .community: words = try integers(network.communities(progress: check))
    }
    target.insertAll(
      of: Relation(columns: [Column(nodes), Column(words)], isDistinct: true))
  }

  /// The nodes with their scores; those whose score is no finite number, as of weights near the greatest number, are passed
  /// over.
  private func scores(
    _ scores: [Double], of network: Network
  ) throws -> (nodes: [Int32], words: [Int32]) {
    var (nodes, finite) = (network.values, scores)
    if !scores.allSatisfy(\.isFinite) {
      (nodes, finite) = ([], [])
      for (node, score) in zip(network.values, scores) where isFinite(score) {
        nodes.append(node)
        finite.append(score)
      }
    }
    var words: [Int32] = []
    words.reserveCapacity(finite.count)
    try context.dictionary.intern(finite, into: &words)
    return (nodes, words)
  }

  /// Whether what came out is a finite number; if not, its row is passed over.
  private func isFinite(_ number: Double) -> Bool {
    if number.isFinite { return true }
    context.passOver(.notFinite(operation: measure.name), at: rule.span)
    return false
  }

  private func integers(_ values: [Int32]) throws -> [Int32] {
    try values.map { try context.dictionary.intern(.integer(Int64($0))) }
  }

  // MARK: The network

  /// The graph of the first relation: its first two columns, with the third as weights where it has one.
  private func network(merging: Network.Merging, isTwoWay: Bool = false) throws -> Network {
    let relation = relations[0]
    guard relation.arity == 3 else { return try unweightedNetwork(isTwoWay: isTwoWay) }
    var known: [Int32: Double?] = [:]
    var weights: [Double] = []
    let (sources, ends) = (Column(), Column())
    for row in 0..<relation.count {
      if row & 0xFFF == 0 { try context.check() }
      let word = relation.columns[2][row]
      if known[word] == nil { known[word] = .some(try weight(Value(rawValue: word))) }
      guard case .some(.some(let weight)) = known[word] else {
        try passOver(Value(rawValue: word))
        continue
      }
      sources.append(relation.columns[0][row])
      ends.append(relation.columns[1][row])
      weights.append(weight)
    }
    return try Network(
      from: sources, to: ends, weights: weights, merging: merging, isTwoWay: isTwoWay,
      progress: check)
  }

  private func unweightedNetwork(isTwoWay: Bool) throws -> Network {
    try Network(
      from: relations[0].columns[0], to: relations[0].columns[1], isTwoWay: isTwoWay,
      progress: check)
  }

  /// A finite number above 0; nil for all else.
  private func weight(_ value: Value) throws -> Double? {
    guard case .number(let number)? = try context.dictionary.term(value).literalValue else {
      return nil
    }
    let weight = number.double
    return weight > 0 && weight.isFinite ? weight : nil
  }

  private func passOver(_ value: Value) throws {
    let term = try context.dictionary.term(value)
    let isNumber = if case .number = term.literalValue { true } else { false }
    context.passOver(
      isNumber
        ? .weight(operation: measure.name, term.plainText)
        : .type(operation: measure.name, term.kindPhrase), at: rule.span)
  }

  // MARK: Paths

  private func addPaths(_ limit: Int, to target: Relation) throws {
    let asked = relations[1]
    guard asked.count > 0 else { return }
    let isOfAll = program.predicates[rule.body[0].predicate ?? 0].source == .store(.triple)
    let ends = Set(asked.columns.flatMap(\.values))
    let network =
      isOfAll ? try networkOfNames(and: ends) : try network(merging: .least)
    var search = ShortestPaths(network)
    var found: [FoundPath] = []
    var bytes = 0
    for row in 0..<asked.count {
      let (start, goal) = (asked.columns[0][row], asked.columns[1][row])
      guard let first = network.number(of: start), let last = network.number(of: goal) else {
        continue
      }
      let paths = try search.paths(from: first, to: last, count: limit) { try check($0 + bytes) }
      for path in paths where isFinite(path.length) {
        bytes += 64 + path.nodes.count * MemoryLayout<Int32>.size
        found.append(
          FoundPath(
            start: start, goal: goal, nodes: path.nodes.map { network.values[Int($0)] },
            length: path.length))
      }
    }
    let facts = isOfAll ? try facts(on: found) : [:]
    for path in found {
      try check(bytes + facts.count * Self.bytesOfEnds + target.bytes)
      try add(path, facts, to: target)
    }
  }

  private struct FoundPath {
    var start: Int32
    var goal: Int32
    /// The values of its nodes, both ends included.
    var nodes: [Int32]
    var length: Double
  }

  /// A row for each step, and for each fact that makes it.
  private func add(
    _ path: FoundPath, _ facts: [Ends: [Int32]], to target: Relation
  ) throws {
    let nodes = path.nodes
    let name = program.predicates[rule.head].measuredRelation
    var text = try context.dictionary.text(Value(rawValue: nodes[0]))
    var steps: [(from: Int32, by: [Int32], to: Int32)] = []
    for (from, to) in zip(nodes, nodes.dropFirst()) {
      let forward = facts[Ends(from: from, to: to)] ?? []
      let backward = facts[Ends(from: to, to: from)] ?? []
      let label = try context.dictionary.text(Value(rawValue: to))
      if let name {
        text += " → \(label)"
        steps.append((from, [try context.dictionary.intern(.string(name))], to))
      } else if let by = forward.first {
        text += " –\(try context.dictionary.text(Value(rawValue: by)))→ \(label)"
        steps.append((from, forward, to))
      } else if let by = backward.first {
        text += " ←\(try context.dictionary.text(Value(rawValue: by)))– \(label)"
        steps.append((from, backward, to))
      }
    }
    let written = try context.dictionary.intern(.string(text))
    let length = try context.dictionary.intern(
      Int64(exactly: path.length).map { .integer($0) } ?? .float(path.length))
    for (number, step) in steps.enumerated() {
      let place = try context.dictionary.intern(.integer(Int64(number + 1)))
      for by in step.by {
        target.insert(
          [path.start, path.goal, written, length, place, step.from, by, step.to])
      }
    }
  }

  private struct Ends: Hashable {
    var from: Int32
    var to: Int32
  }

  /// What two ends and the list of their facts take in a dictionary, about.
  private static let bytesOfEnds = 96

  /// The predicates of the facts that make the steps of paths, by their ends, each list in ascending order. Reads all facts
  /// once, and keeps no others.
  private func facts(on paths: [FoundPath]) throws -> [Ends: [Int32]] {
    var facts: [Ends: [Int32]] = [:]
    for path in paths {
      try check(facts.count * Self.bytesOfEnds)
      for (from, to) in zip(path.nodes, path.nodes.dropFirst()) {
        facts[Ends(from: from, to: to)] = []
        facts[Ends(from: to, to: from)] = []
      }
    }
    guard !facts.isEmpty else { return [:] }
    let triples = relations[0]
    for row in 0..<triples.count {
      if row & 0xFFF == 0 { try check(facts.count * Self.bytesOfEnds) }
      let ends = Ends(from: triples.columns[0][row], to: triples.columns[2][row])
      if let place = facts.index(forKey: ends) {
        facts.values[place].append(triples.columns[1][row])
      }
    }
    return facts.mapValues { $0.sorted() }
  }

  /// What facts join, both ways: names only, since texts, numbers and mere notions are shared by much that has nothing to do
  /// with each other. What is asked for is kept, whatever it is.
  private func networkOfNames(and kept: Set<Int32>) throws -> Network {
    let triples = relations[0]
    var isName: [Int32: Bool] = [:]
    let (sources, ends) = (Column(), Column())
    for row in 0..<triples.count {
      if row & 0xFFF == 0 { try context.check() }
      let pair = [triples.columns[0][row], triples.columns[2][row]]
      for value in pair where isName[value] == nil {
        isName[value] = try kept.contains(value) || self.isName(Value(rawValue: value))
      }
      guard pair.allSatisfy({ isName[$0] ?? false }), pair[0] != pair[1] else { continue }
      sources.append(pair[0])
      ends.append(pair[1])
    }
    return try Network(from: sources, to: ends, isTwoWay: true, progress: check)
  }

  private func isName(_ value: Value) throws -> Bool {
    switch try context.dictionary.term(value) {
    case .entity: try context.dictionary.graph?.types(of: value) != ["concept"]
    case .iri, .blank: true
    default: false
    }
  }

  // MARK: Names

  private func addSimilarNames(to target: Relation) throws {
    guard let graph = context.dictionary.graph else { return }
    for word in relations[0].columns[0].values {
      let name = try context.dictionary.text(Value(rawValue: word))
      let found = try graph.entities(withNamesLike: name) { try context.check() }
      for (entity, similarity) in found {
        target.insert([word, entity.rawValue, try context.dictionary.intern(.float(similarity))])
      }
    }
  }
}
