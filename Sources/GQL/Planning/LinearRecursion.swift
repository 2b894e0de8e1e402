/// A stratum of one predicate whose recursion is a walk: each recursive rule keeps one column (or has none to keep) and
/// moves the other along a step that the rest of its body describes. Such a predicate is computed by search.
///
///     tc(X, Y) :- tc(X, Z), edge(Z, Y).     keeps column 0, moves column 1
///     tc(X, Y) :- edge(X, Z), tc(Z, Y).     keeps column 1, moves column 0
///     reach(Y) :- reach(X), edge(X, Y).     keeps nothing
///     tc(X, Y) :- tc(X, Z), tc(Z, Y).       keeps column 0; its steps are its own seeds
struct LinearRecursion {
  var predicate: Int
  /// The column that stays; nil where the predicate has one column only.
  var keptColumn: Int?
  /// Rules for the step (from, to), one a recursive rule; their head is a predicate of their own.
  var steps: [LogicalRule]
  /// Whether the seeds are steps too, as with a rule that joins the predicate with itself.
  var seedsAreSteps = false

  /// Nil where the stratum is not of this kind.
  init?(_ program: LogicalProgram, predicates: Set<Int>, rules: [Int]) {
    guard predicates.count == 1, let predicate = predicates.first else { return nil }
    self.predicate = predicate
    let arity = program.predicates[predicate].arity
    guard arity == 1 || arity == 2 else { return nil }
    steps = []
    for number in rules {
      let rule = program.rules[number]
      let recursive = rule.body.indices.filter { rule.body[$0].predicate == predicate }
      if recursive.isEmpty { continue }
      guard !rule.isAggregate, let head = Self.distinctVariables(rule.columns) else { return nil }
      if recursive.count == 2, arity == 2, rule.body.count == 2 {
        guard Self.isSelfJoin(rule, head), keptColumn == nil || keptColumn == 0 else { return nil }
        keptColumn = 0
        seedsAreSteps = true
        continue
      }
      guard recursive.count == 1, case .atom(_, let terms) = rule.body[recursive[0]] else {
        return nil
      }
      let atom = terms.compactMap(\.variable)
      guard atom.count == arity, Set(atom).count == arity else { return nil }
      var rest = rule.body
      rest.remove(at: recursive[0])
      guard let moving = Self.movingColumn(head, atom, rest) else { return nil }
      let kept = arity == 1 ? nil : 1 - moving
      if !steps.isEmpty || seedsAreSteps, kept != keptColumn { return nil }
      keptColumn = kept
      steps.append(
        LogicalRule(
          head: predicate,
          columns: [atom[moving], head[moving]].map { .expression(.term(.variable($0))) },
          body: rest, variables: rule.variables, span: rule.span))
    }
    guard !steps.isEmpty || seedsAreSteps else { return nil }
  }

  /// The head's variables, if it is nothing but different variables.
  private static func distinctVariables(_ columns: [LogicalRule.HeadColumn]) -> [Int]? {
    let variables = columns.compactMap { column -> Int? in
      if case .expression(let expression) = column { return expression.variable }
      return nil
    }
    return variables.count == columns.count && Set(variables).count == columns.count
      ? variables : nil
  }

  /// Whether the rule is `p(X, Y) :- p(X, Z), p(Z, Y)`, its atoms in either order.
  private static func isSelfJoin(_ rule: LogicalRule, _ head: [Int]) -> Bool {
    let atoms = rule.body.compactMap { literal -> [Int]? in
      guard case .atom(_, let terms) = literal else { return nil }
      let variables = terms.compactMap(\.variable)
      return variables.count == 2 ? variables : nil
    }
    guard atoms.count == 2 else { return false }
    return [(atoms[0], atoms[1]), (atoms[1], atoms[0])].contains { first, second in
      first[0] == head[0] && second[1] == head[1] && first[1] == second[0]
        && !head.contains(first[1])
    }
  }

  /// The column along which the rest of the body moves, where all else of the head stays as it is.
  private static func movingColumn(_ head: [Int], _ atom: [Int], _ rest: [LogicalLiteral]) -> Int? {
    let used = Set(rest.flatMap(\.variables))
    // One atom and what filters it: with more, the steps may be far more than the search needs.
    guard rest.filter(\.isAtom).count == 1,
      case .atom(_, let terms)? = rest.first(where: \.isAtom)
    else { return nil }
    let bound = Set(terms.compactMap(\.variable))
    for moving in head.indices {
      guard head[moving] != atom[moving], bound.contains(head[moving]),
        bound.contains(atom[moving])
      else { continue }
      let kept = head.indices.filter { $0 != moving }
      if kept.allSatisfy({ head[$0] == atom[$0] && !used.contains(head[$0]) }) { return moving }
    }
    return nil
  }
}
