import Graph

/// Makes operators of algebra: sources of solutions, and extenders of solutions that are there.
///
/// What can be matched against solutions one piece after another (basic graph patterns, paths, what is made of them by joins,
/// filters and unions) is; the solutions of all else are computed by themselves and joined by a table.
struct OperatorBuilder {
  let state: EvaluationState
  let dataset: Dataset
  var active: ActiveGraph

  init(_ state: EvaluationState, _ dataset: Dataset) {
    (self.state, self.dataset) = (state, dataset)
    active = dataset.initial
  }

  func with(_ active: ActiveGraph) -> OperatorBuilder {
    var copy = self
    copy.active = active
    return copy
  }

  // MARK: Sources

  /// The solutions of an algebra by itself.
  func source(_ algebra: Algebra) throws -> any SolutionSource {
    switch algebra {
    case .basicGraphPattern, .path, .join:
      return try joined(algebra, GivenSolutions(.unit), bound: [], filters: [])
    case .table(let data): return try TableSource(data, state)
    case .filter(let condition, let inner):
      return try filtered(condition, inner)
    case .leftJoin(let left, let right, let condition):
      return try LeftJoinSource(
        source(left), extender(right, bound: left.certainVariables), condition, self)
    case .union(let left, let right):
      return UnionSource(try source(left), try source(right))
    case .graph:
      return ExtendedSource(
        GivenSolutions(.unit), try extender(algebra, bound: []), state)
    case .extend(let inner, let variable, let expression):
      return try ExtendSource(source(inner), variable, expression, self)
    case .minus(let left, let right):
      return MinusSource(try source(left), try source(right), state)
    case .group(let inner, let keys, let aggregates):
      return try GroupSource(source(inner), keys: keys, aggregates: aggregates, self)
    case .orderBy(let inner, let conditions):
      return try OrderSource(source(inner), conditions, self)
    case .project(let inner, let variables):
      return ProjectSource(try source(inner), variables)
    case .distinct(let inner): return DistinctSource(try source(inner), state)
    // Duplicates may be left out or not.
    case .reduced(let inner): return try source(inner)
    case .slice(let inner, let offset, let limit):
      return SliceSource(try source(inner), offset: offset, limit: limit)
    }
  }

  /// A filter: its parts are tested as soon as what they speak of has a value.
  private func filtered(_ condition: Expression, _ inner: Algebra) throws -> any SolutionSource {
    let parts = Self.conjuncts(condition)
    let certain = inner.certainVariables
    let early = parts.filter { !$0.hasExists && $0.variables.isSubset(of: certain) }
    let late = parts.filter { $0.hasExists || !$0.variables.isSubset(of: certain) }
    var source: any SolutionSource
    switch inner {
    case .basicGraphPattern, .path, .join, .table:
      source = try joined(inner, GivenSolutions(.unit), bound: [], filters: early)
    default:
      source = try self.source(inner)
      for part in early { source = try FilterSource(source, part, self) }
    }
    for part in late { source = try FilterSource(source, part, self) }
    return source
  }

  static func conjuncts(_ condition: Expression) -> [Expression] {
    if case .and(let left, let right) = condition { return conjuncts(left) + conjuncts(right) }
    return [condition]
  }

  // MARK: Joins

  /// Joins the solutions of a source with those of an algebra.
  ///
  /// - Parameters:
  ///   - bound: variables that all solutions of the source bind.
  ///   - filters: conditions on variables that are bound in the end, each tested as soon as they are.
  private func joined(
    _ algebra: Algebra, _ input: any SolutionSource, bound: Set<Int>, filters: [Expression]
  ) throws -> any SolutionSource {
    var (source, bound, filters) = (input, bound, filters)
    var isFirst = true
    func test() throws {
      for filter in filters where filter.variables.isSubset(of: bound) {
        source = try FilterSource(source, filter, self)
      }
      filters.removeAll { $0.variables.isSubset(of: bound) }
    }
    for part in JoinParts(algebra).ordered {
      if case .basicGraphPattern(let patterns) = part {
        for pattern in try order(patterns, bound: bound) {
          source = ExtendedSource(
            source, try TripleMatcher(pattern, graph: active, state: state), state)
          bound.formUnion(TripleMatcher.nodes(pattern).compactMap(\.patternVariable))
          try test()
        }
      } else {
        // What is first is not joined with anything.
        source =
          isFirst && !JoinParts.isPattern(part)
          ? try self.source(part) : ExtendedSource(source, try extender(part, bound: bound), state)
        bound.formUnion(part.certainVariables)
        try test()
      }
      isFirst = false
    }
    for filter in filters { source = try FilterSource(source, filter, self) }
    return source
  }

  private func order(_ patterns: [TriplePattern], bound: Set<Int>) throws -> [TriplePattern] {
    let reader = TripleReader(graph: active, state: state)
    let estimates = try patterns.map { try PatternEstimate($0, reader: reader, state: state) }
    return PatternOrder(estimates).best(bound: bound).map { patterns[$0] }
  }

  // MARK: Extenders

  /// An algebra as a function on solutions.
  ///
  /// - Parameter bound: variables that all of these solutions bind.
  func extender(_ algebra: Algebra, bound: Set<Int>) throws -> any SolutionExtender {
    try patternExtender(algebra, bound: bound, seesOuter: false)
      ?? tableExtender(algebra) ?? HashExtender(source(algebra), state)
  }

  /// The same for a pattern that can be matched against the solutions themselves; nil for others.
  ///
  /// - Parameter seesOuter: whether filters in it see the variables of the solutions, as they do in `EXISTS`.
  func patternExtender(
    _ algebra: Algebra, bound: Set<Int>, seesOuter: Bool
  ) throws -> (any SolutionExtender)? {
    switch algebra {
    case .basicGraphPattern(let patterns):
      let matchers = try order(patterns, bound: bound).map {
        try TripleMatcher($0, graph: active, state: state)
      }
      return SequenceExtender(matchers)
    case .path(let subject, let path, let object):
      return PathMatcher(subject, path, object, graph: active, state: state)
    case .join:
      var (extenders, bound): ([any SolutionExtender], Set<Int>) = ([], bound)
      for part in JoinParts(algebra).ordered {
        guard
          let extender = try patternExtender(part, bound: bound, seesOuter: seesOuter)
            ?? tableExtender(part)
        else { return nil }
        extenders.append(extender)
        bound.formUnion(part.certainVariables)
      }
      return SequenceExtender(extenders)
    case .filter(let condition, let inner):
      let isClosed =
        !condition.hasExists && condition.variables.isSubset(of: inner.certainVariables)
      guard seesOuter || isClosed,
        let extender = try patternExtender(inner, bound: bound, seesOuter: seesOuter)
      else { return nil }
      return FilterExtender(extender, condition, self)
    case .union(let left, let right):
      guard let first = try patternExtender(left, bound: bound, seesOuter: seesOuter),
        let second = try patternExtender(right, bound: bound, seesOuter: seesOuter)
      else { return nil }
      return UnionExtender(first, second)
    case .graph(.term(let term), let inner):
      guard let name = try state.terms.stored(term, isResource: true),
        dataset.named.contains(name)
      else { return NothingExtender(algebra.variables.sorted()) }
      let inside = with(.one(.named(name)))
      return try inside.patternExtender(inner, bound: bound, seesOuter: seesOuter)
        ?? (seesOuter ? nil : HashExtender(inside.source(inner), state))
    case .graph(let node, let inner):
      guard let variable = node.patternVariable else { return nil }
      return GraphExtender(variable, inner, self, bound: bound, seesOuter: seesOuter)
    default: return nil
    }
  }

  private func tableExtender(_ algebra: Algebra) throws -> (any SolutionExtender)? {
    guard case .table(let data) = algebra else { return nil }
    return HashExtender(try TableSource(data, state), state)
  }
}

/// The parts of a join, which may be joined in any order.
struct JoinParts {
  private var tables: [Algebra] = []
  private var triples: [TriplePattern] = []
  private var patterns: [Algebra] = []
  private var others: [Algebra] = []

  init(_ algebra: Algebra) { add(algebra) }

  private mutating func add(_ algebra: Algebra) {
    switch algebra {
    case .join(let left, let right):
      add(left)
      add(right)
    case .table(let data):
      // One solution that binds nothing changes nothing.
      if !data.variables.isEmpty || data.rows.count != 1 { tables.append(algebra) }
    // Labels of blank nodes differ between basic graph patterns, so that two are as good as one.
    case .basicGraphPattern(let patterns): triples += patterns
    // A subquery is often asked because it gives little.
    case .project, .distinct, .reduced, .slice: tables.append(algebra)
    default:
      if Self.isPattern(algebra) { patterns.append(algebra) } else { others.append(algebra) }
    }
  }

  /// What is matched against solutions rather than computed by itself.
  static func isPattern(_ algebra: Algebra) -> Bool {
    switch algebra {
    case .basicGraphPattern, .path, .union, .graph: true
    default: false
    }
  }

  /// Tables first, which bind what triples are looked up by, then all triples as one pattern, and what can be matched against
  /// solutions before what cannot.
  var ordered: [Algebra] {
    tables + (triples.isEmpty ? [] : [.basicGraphPattern(triples)]) + patterns + others
  }
}
