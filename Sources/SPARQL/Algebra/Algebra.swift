import Graph

/// A query by the names of SPARQL 1.1 Query Language, section 18.2: what gives solutions and what is done with them.
indirect enum Algebra {
  /// BGP: triple patterns, of which predicates are nodes.
  case basicGraphPattern([TriplePattern])
  /// Path: a triple pattern with a path that can be walked any number of times, or none.
  case path(PatternNode, PropertyPath, PatternNode)
  case join(Algebra, Algebra)
  /// LeftJoin, with its condition.
  case leftJoin(Algebra, Algebra, Expression?)
  case filter(Expression, Algebra)
  case union(Algebra, Algebra)
  case graph(PatternNode, Algebra)
  case extend(Algebra, Int, Expression)
  case minus(Algebra, Algebra)
  case table(InlineData)
  /// Group and AggregateJoin: keys, and the variables in which the aggregates' values are.
  case group(Algebra, keys: [(expression: Expression, variable: Int)], aggregates: [GroupValue])
  case orderBy(Algebra, [OrderCondition])
  case project(Algebra, [Int])
  case distinct(Algebra)
  case reduced(Algebra)
  case slice(Algebra, offset: Int, limit: Int?)

  /// One solution that binds nothing.
  static var unit: Algebra { .table(InlineData(variables: [], rows: [[]])) }
}

/// An aggregate and the variable that its value goes to.
struct GroupValue {
  var aggregate: Aggregate
  var variable: Int
}

extension Algebra {
  /// Variables that may be bound in a solution, those without a name among them.
  var variables: Set<Int> {
    switch self {
    case .basicGraphPattern(let triples):
      var variables: Set<Int> = []
      for triple in triples {
        if let subject = triple.subject.patternVariable { variables.insert(subject) }
        if case .node(let node) = triple.verb, let predicate = node.patternVariable {
          variables.insert(predicate)
        }
        if let object = triple.object.patternVariable { variables.insert(object) }
      }
      return variables
    case .path(let subject, _, let object):
      return Set([subject, object].compactMap(\.patternVariable))
    case .join(let left, let right), .leftJoin(let left, let right, _),
      .union(let left, let right):
      return left.variables.union(right.variables)
    case .filter(_, let inner), .orderBy(let inner, _), .distinct(let inner), .reduced(let inner),
      .slice(let inner, _, _), .minus(let inner, _):
      return inner.variables
    case .graph(let name, let inner):
      return inner.variables.union(name.patternVariable.map { [$0] } ?? [])
    case .extend(let inner, let variable, _): return inner.variables.union([variable])
    case .table(let data): return Set(data.variables)
    case .group(_, let keys, let aggregates):
      return Set(keys.map(\.variable) + aggregates.map(\.variable))
    case .project(_, let variables): return Set(variables)
    }
  }

  /// Variables that are bound in every solution.
  var certainVariables: Set<Int> {
    switch self {
    case .basicGraphPattern, .path: return variables
    case .join(let left, let right):
      return left.certainVariables.union(right.certainVariables)
    case .leftJoin(let left, _, _), .minus(let left, _): return left.certainVariables
    case .filter(_, let inner), .orderBy(let inner, _), .distinct(let inner), .reduced(let inner),
      .slice(let inner, _, _), .extend(let inner, _, _):
      return inner.certainVariables
    case .union(let left, let right):
      return left.certainVariables.intersection(right.certainVariables)
    case .graph(let name, let inner):
      return inner.certainVariables.union(name.patternVariable.map { [$0] } ?? [])
    case .table(let data):
      return Set(
        data.variables.indices.filter { column in data.rows.allSatisfy { $0[column] != nil } }
          .map { data.variables[$0] })
    case .group: return []
    case .project(let inner, let variables):
      return inner.certainVariables.intersection(variables)
    }
  }
}
