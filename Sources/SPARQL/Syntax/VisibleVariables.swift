/// Variables that are in scope after a pattern (SPARQL 1.1 Query Language, section 18.2.1), in the order in which they stand in
/// it.
struct VisibleVariables {
  private(set) var list: [Int] = []
  private var known: Set<Int> = []

  static func of(_ elements: [GroupElement]) -> VisibleVariables {
    var variables = VisibleVariables()
    for element in elements { variables.add(element) }
    return variables
  }

  static func of(_ pattern: GroupPattern) -> VisibleVariables {
    var variables = VisibleVariables()
    variables.add(pattern)
    return variables
  }

  func contains(_ variable: Int) -> Bool { known.contains(variable) }

  private mutating func add(_ variable: Int) {
    if known.insert(variable).inserted { list.append(variable) }
  }

  private mutating func add(_ node: PatternNode) {
    if case .variable(let variable) = node { add(variable) }
  }

  private mutating func add(_ pattern: GroupPattern) {
    switch pattern {
    case .elements(let elements): for element in elements { add(element) }
    case .subquery(let query): for variable in Self.projected(query) { add(variable) }
    }
  }

  /// What a query gives, in order.
  static func projected(_ query: QueryTree) -> [Int] {
    switch query.form {
    case .select(let items?, _, _): return items.map(\.variable)
    case .select(nil, _, _), .construct, .describe, .ask:
      var variables = VisibleVariables.of(query.pattern)
      for variable in query.values?.variables ?? [] { variables.add(variable) }
      return variables.list
    }
  }

  private mutating func add(_ element: GroupElement) {
    switch element {
    case .triples(let triples):
      for triple in triples {
        add(triple.subject)
        if case .node(let node) = triple.verb { add(node) }
        add(triple.object)
      }
    case .optional(let group): add(group)
    case .union(let groups): for group in groups { add(group) }
    case .graph(let name, let group):
      add(name)
      add(group)
    case .bind(_, let variable): add(variable)
    case .values(let data): for variable in data.variables { add(variable) }
    case .minus, .filter: break
    }
  }
}
