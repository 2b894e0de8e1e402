import Graph

/// Puts terms in the place of variables (SPARQL 1.1 Query Language, section 18.6, `substitute`).
struct Substitution {
  let values: [Int: Term]

  func apply(_ algebra: Algebra) -> Algebra {
    switch algebra {
    case .basicGraphPattern(let patterns):
      return .basicGraphPattern(
        patterns.map { pattern in
          var verb = pattern.verb
          if case .node(let predicate) = verb { verb = .node(node(predicate)) }
          return TriplePattern(
            subject: node(pattern.subject), verb: verb, object: node(pattern.object))
        })
    case .path(let subject, let path, let object): return .path(node(subject), path, node(object))
    case .join(let left, let right): return .join(apply(left), apply(right))
    case .leftJoin(let left, let right, let condition):
      return .leftJoin(apply(left), apply(right), condition.map(expression))
    case .filter(let condition, let inner): return .filter(expression(condition), apply(inner))
    case .union(let left, let right): return .union(apply(left), apply(right))
    case .graph(let name, let inner): return .graph(node(name), apply(inner))
    case .extend(let inner, let variable, let value):
      return .extend(apply(inner), variable, expression(value))
    case .minus(let left, let right): return .minus(apply(left), apply(right))
    case .table(let data):
      // Rows that say otherwise fit no more.
      let rows = data.rows.filter { row in
        data.variables.indices.allSatisfy { column in
          guard let value = values[data.variables[column]], let own = row[column] else {
            return true
          }
          return value == own
        }
      }
      return .table(InlineData(variables: data.variables, rows: rows))
    case .project(let inner, let variables):
      // What a subquery does not give is not the variable of that name.
      let visible = values.filter { variables.contains($0.key) }
      return .project(Substitution(values: visible).apply(inner), variables)
    case .group(let inner, let keys, let aggregates):
      let grouped = Set(
        keys.compactMap { key -> Int? in
          if case .variable(let variable) = key.expression { variable } else { nil }
        })
      let visible = values.filter { grouped.contains($0.key) }
      return .group(
        .join(
          Substitution(values: [:]).apply(inner),
          .table(
            InlineData(
              variables: visible.keys.sorted(),
              rows: [visible.sorted { $0.key < $1.key }.map(\.value)]))),
        keys: keys, aggregates: aggregates)
    case .orderBy(let inner, let conditions): return .orderBy(apply(inner), conditions)
    case .distinct(let inner): return .distinct(apply(inner))
    case .reduced(let inner): return .reduced(apply(inner))
    case .slice(let inner, let offset, let limit):
      return .slice(apply(inner), offset: offset, limit: limit)
    }
  }

  private func node(_ node: PatternNode) -> PatternNode {
    if case .variable(let variable) = node, let term = values[variable] { return .term(term) }
    return node
  }

  private func expression(_ expression: Expression) -> Expression {
    switch expression {
    case .variable(let variable): return values[variable].map { .term($0) } ?? expression
    case .call(.bound, let arguments):
      if case .variable(let variable) = arguments[0], values[variable] != nil {
        return .term(.boolean(true))
      }
      return expression
    case .exists(let group, let isNegated):
      return .exists(GroupSubstitution(values: values).apply(group), isNegated: isNegated)
    default: return expression.mapped { self.expression($0) }
    }
  }

  /// All variables of an algebra, those of its expressions too.
  static func mentioned(in algebra: Algebra) -> Set<Int> {
    switch algebra {
    case .basicGraphPattern, .path, .table: return algebra.variables
    case .join(let left, let right), .union(let left, let right), .minus(let left, let right):
      return mentioned(in: left).union(mentioned(in: right))
    case .leftJoin(let left, let right, let condition):
      return mentioned(in: left).union(mentioned(in: right))
        .union(condition.map(mentioned) ?? [])
    case .filter(let condition, let inner):
      return mentioned(in: inner).union(mentioned(in: condition))
    case .graph(let name, let inner):
      return mentioned(in: inner).union(name.patternVariable.map { [$0] } ?? [])
    case .extend(let inner, let variable, let value):
      return mentioned(in: inner).union(mentioned(in: value)).union([variable])
    case .group(let inner, let keys, _):
      return mentioned(in: inner).union(keys.map(\.variable))
    case .orderBy(let inner, _), .distinct(let inner), .reduced(let inner),
      .slice(let inner, _, _):
      return mentioned(in: inner)
    case .project(let inner, let variables):
      return mentioned(in: inner).intersection(variables)
    }
  }

  private static func mentioned(in expression: Expression) -> Set<Int> {
    if case .exists(let group, _) = expression {
      return GroupSubstitution.mentioned(in: group)
    }
    if case .variable(let variable) = expression { return [variable] }
    return expression.parts.reduce(into: []) { $0.formUnion(mentioned(in: $1)) }
  }
}
