import Graph

/// The same for the pattern of an `EXISTS` within another one, before it is translated: the values stand beside it as a row of
/// `VALUES`, and in its filters.
struct GroupSubstitution {
  let values: [Int: Term]

  func apply(_ group: GroupPattern) -> GroupPattern {
    let variables = values.keys.sorted()
    let row = InlineData(variables: variables, rows: [variables.map { values[$0] }])
    switch group {
    case .elements(let elements): return .elements([.values(row)] + elements)
    case .subquery: return .elements([.values(row), .union([group])])
    }
  }

  /// All variables of a group that stand for something outside of it.
  static func mentioned(in group: GroupPattern) -> Set<Int> {
    var translation = Translation(VariableTable())
    return Substitution.mentioned(in: translation.pattern(group))
  }
}
