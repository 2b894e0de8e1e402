import Graph

/// Translates queries to the algebra (SPARQL 1.1 Query Language, section 18.2.2 to 18.2.5).
struct Translation {
  private(set) var variables: VariableTable

  init(_ variables: VariableTable) { self.variables = variables }

  // MARK: Patterns

  /// A group graph pattern (18.2.2.6).
  mutating func pattern(_ pattern: GroupPattern) -> Algebra {
    switch pattern {
    case .subquery(let query): return self.query(query)
    case .elements(let elements):
      let (algebra, condition) = group(elements)
      return condition.map { .filter($0, algebra) } ?? algebra
    }
  }

  /// What stands in a group, and its filters as one condition.
  private mutating func group(_ elements: [GroupElement]) -> (Algebra, condition: Expression?) {
    var group: Algebra?
    var filters: [Expression] = []
    // Triples that only filters stand between are one basic graph pattern.
    var pending: [TriplePattern] = []
    func join(_ algebra: Algebra) { group = group.map { .join($0, algebra) } ?? algebra }
    for element in elements {
      if case .triples(let triples) = element {
        pending += triples
        continue
      }
      if case .filter(let filter) = element {
        filters.append(filter)
        continue
      }
      if !pending.isEmpty { join(basic(pending)) }
      pending = []
      switch element {
      case .optional(.elements(let optional)):
        // The filters of an optional group are those of the join.
        let (inner, condition) = self.group(optional)
        group = .leftJoin(group ?? .unit, inner, condition)
      case .optional(let optional):
        group = .leftJoin(group ?? .unit, pattern(optional), nil)
      case .union(let groups):
        var algebra = pattern(groups[0])
        for other in groups.dropFirst() { algebra = .union(algebra, pattern(other)) }
        join(algebra)
      case .minus(let other): group = .minus(group ?? .unit, pattern(other))
      case .graph(let name, let inner): join(.graph(name, pattern(inner)))
      case .bind(let expression, let variable):
        group = .extend(group ?? .unit, variable, expression)
      case .values(let data): join(.table(data))
      case .triples, .filter: break
      }
    }
    if !pending.isEmpty { join(basic(pending)) }
    let condition = filters.first.map { filters.dropFirst().reduce($0) { .and($0, $1) } }
    return (group ?? .unit, condition)
  }

  // MARK: Paths

  /// Triple patterns with their paths taken apart (18.2.2.4 and 18.2.2.5).
  private mutating func basic(_ triples: [TriplePattern]) -> Algebra {
    var plain: [TriplePattern] = []
    var others: [Algebra] = []
    for triple in triples {
      switch triple.verb {
      case .node: plain.append(triple)
      case .path(let path): add(triple.subject, path, triple.object, &plain, &others)
      }
    }
    var algebra: Algebra? = plain.isEmpty ? nil : .basicGraphPattern(plain)
    for other in others { algebra = algebra.map { .join($0, other) } ?? other }
    return algebra ?? .unit
  }

  private mutating func add(
    _ subject: PatternNode, _ path: PropertyPath, _ object: PatternNode,
    _ plain: inout [TriplePattern], _ others: inout [Algebra]
  ) {
    switch path {
    case .link(let link):
      plain.append(TriplePattern(subject: subject, verb: .node(.term(link)), object: object))
    case .inverse(let inner): add(object, inner, subject, &plain, &others)
    case .sequence(let first, let second):
      let middle = PatternNode.blank(variables.fresh())
      add(subject, first, middle, &plain, &others)
      add(middle, second, object, &plain, &others)
    case .alternative(let first, let second):
      others.append(
        .union(
          basic([TriplePattern(subject: subject, verb: .path(first), object: object)]),
          basic([TriplePattern(subject: subject, verb: .path(second), object: object)])))
    case .zeroOrMore, .oneOrMore, .zeroOrOne, .negatedSet:
      others.append(.path(subject, path, object))
    }
  }

  // MARK: Queries

  /// A query with its modifiers (18.2.4 and 18.2.5).
  mutating func query(_ query: QueryTree) -> Algebra {
    var algebra = pattern(query.pattern)
    var query = query
    if QueryCheck.isAggregate(query) { algebra = grouped(&query, algebra) }
    if let condition = query.having.first {
      algebra = .filter(query.having.dropFirst().reduce(condition) { .and($0, $1) }, algebra)
    }
    if let data = query.values { algebra = .join(algebra, .table(data)) }
    var shown = VisibleVariables.projected(query)
    if case .select(let items?, _, _) = query.form {
      for item in items {
        if let expression = item.expression {
          algebra = .extend(algebra, item.variable, expression)
        }
      }
    }
    if case .describe(let nodes?) = query.form {
      shown = nodes.compactMap(\.patternVariable)
    }
    if !query.order.isEmpty { algebra = .orderBy(algebra, query.order) }
    if case .select(_, let isDistinct, let isReduced) = query.form {
      algebra = .project(algebra, shown)
      if isDistinct { algebra = .distinct(algebra) }
      if isReduced { algebra = .reduced(algebra) }
    } else if case .describe = query.form {
      algebra = .project(algebra, shown)
    }
    if query.offset > 0 || query.limit != nil {
      algebra = .slice(algebra, offset: query.offset, limit: query.limit)
    }
    return algebra
  }

  /// Forms groups and puts a variable in the place of each aggregate (18.2.4.1).
  private mutating func grouped(_ query: inout QueryTree, _ algebra: Algebra) -> Algebra {
    var keys: [(expression: Expression, variable: Int)] = []
    for condition in query.grouping ?? [] {
      keys.append((condition.expression, condition.variable ?? variables.fresh()))
    }
    var taker = AggregateTaker(
      variables: variables, keys: Set(keys.map(\.variable)), named: [])
    if case .select(let items?, let isDistinct, let isReduced) = query.form {
      var taken: [SelectItem] = []
      for var item in items {
        item.expression = item.expression.map { taker.take($0) }
        taken.append(item)
        taker.named.insert(item.variable)
      }
      query.form = .select(taken, isDistinct: isDistinct, isReduced: isReduced)
    }
    query.having = query.having.map { taker.take($0) }
    query.order = query.order.map {
      OrderCondition(expression: taker.take($0.expression), isDescending: $0.isDescending)
    }
    variables = taker.variables
    return .group(algebra, keys: keys, aggregates: taker.values)
  }
}

/// Takes the aggregates out of expressions, each into a variable; a variable that is no key becomes a sample of its values.
private struct AggregateTaker {
  var variables: VariableTable
  let keys: Set<Int>
  /// Variables that `AS` gives a value.
  var named: Set<Int>
  private(set) var values: [GroupValue] = []
  private var samples: [Int: Int] = [:]

  init(variables: VariableTable, keys: Set<Int>, named: Set<Int>) {
    (self.variables, self.keys, self.named) = (variables, keys, named)
  }

  mutating func take(_ expression: Expression) -> Expression {
    switch expression {
    case .aggregate(let aggregate):
      let variable = variables.fresh()
      values.append(GroupValue(aggregate: aggregate, variable: variable))
      return .variable(variable)
    case .variable(let number) where !keys.contains(number) && !named.contains(number):
      if let known = samples[number] { return .variable(known) }
      let variable = variables.fresh()
      let sample = Aggregate(function: .sample, isDistinct: false, argument: .variable(number))
      values.append(GroupValue(aggregate: sample, variable: variable))
      samples[number] = variable
      return .variable(variable)
    default: return expression.mapped { take($0) }
    }
  }
}
