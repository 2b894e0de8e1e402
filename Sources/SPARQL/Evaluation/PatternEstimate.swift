import Graph

/// How many triples a pattern is expected to give, by what the store knows of its predicate.
struct PatternEstimate {
  private let places: [Int?]
  private let isTerm: [Bool]
  private let statistics: TripleStatistics

  init(_ pattern: TriplePattern, reader: TripleReader, state: EvaluationState) throws {
    let nodes = TripleMatcher.nodes(pattern)
    places = nodes.map(\.patternVariable)
    isTerm = nodes.map { $0.patternVariable == nil }
    var predicate: Int32?
    if case .term(let term)? = nodes.count == 3 ? nodes[1] : nil {
      guard let stored = try state.terms.stored(term, isResource: true) else {
        statistics = .none
        return
      }
      predicate = try state.terms.resource(stored: stored.rawValue)
    }
    statistics = try reader.statistics(predicate)
  }

  var variables: [Int] { places.compactMap { $0 } }

  /// Triples for one solution that binds these variables.
  func expected(bound: Set<Int>) -> Double {
    var rows = Double(statistics.triples)
    let different = [statistics.subjects, statistics.predicates, statistics.objects]
    for place in places.indices where place != 1 || !isTerm[1] {
      if isTerm[place] || places[place].map(bound.contains) ?? false {
        rows /= Double(max(different[place], 1))
      }
    }
    return rows
  }

  func rows(bound: Set<Int>) -> Int { Int(expected(bound: bound).rounded(.up)) }
}

/// The order in which the triple patterns of a basic graph pattern are joined.
///
/// Each pattern is tried as the first; the others follow greedily, each time one that shares a variable with those before it and
/// is expected to give the fewest rows. The order with the fewest rows in sum wins, as for the rules of GQL.
struct PatternOrder {
  private let estimates: [PatternEstimate]

  /// With more patterns, only the most promising are tried as the first.
  private static let mostFirst = 12

  init(_ estimates: [PatternEstimate]) { self.estimates = estimates }

  /// - Parameter bound: variables that have values before.
  func best(bound: Set<Int>) -> [Int] {
    guard estimates.count > 1 else { return Array(estimates.indices) }
    var firsts = estimates.indices.map { (pattern: $0, rows: estimates[$0].expected(bound: bound)) }
    firsts.sort { ($0.rows, $0.pattern) < ($1.rows, $1.pattern) }
    if !bound.isEmpty {
      let joined = firsts.filter { !bound.isDisjoint(with: estimates[$0.pattern].variables) }
      if !joined.isEmpty { firsts = joined }
    }
    var best: (order: [Int], cost: Double)?
    for (first, _) in firsts.prefix(Self.mostFirst) {
      let candidate = order(first: first, bound: bound)
      if best.map({ candidate.cost < $0.cost }) ?? true { best = candidate }
    }
    return best?.order ?? Array(estimates.indices)
  }

  private func order(first: Int, bound: Set<Int>) -> (order: [Int], cost: Double) {
    var bound = bound
    var order = [first]
    var rows = estimates[first].expected(bound: bound)
    var cost = rows
    bound.formUnion(estimates[first].variables)
    var left = Set(estimates.indices)
    left.remove(first)
    while !left.isEmpty {
      var next: (pattern: Int, isJoined: Bool, rows: Double)?
      for pattern in left.sorted() {
        let estimate = estimates[pattern]
        let candidate = (
          pattern: pattern,
          isJoined: estimate.variables.isEmpty
            || estimate.variables.contains(where: bound.contains),
          rows: estimate.expected(bound: bound)
        )
        guard let known = next else {
          next = candidate
          continue
        }
        if candidate.isJoined != known.isJoined {
          if candidate.isJoined { next = candidate }
        } else if candidate.rows < known.rows {
          next = candidate
        }
      }
      guard let next else { break }
      order.append(next.pattern)
      left.remove(next.pattern)
      rows *= next.rows
      cost += max(rows, 1)
      bound.formUnion(estimates[next.pattern].variables)
    }
    return (order, cost)
  }
}
