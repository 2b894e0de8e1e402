import Graph

/// What of a program may be evaluated by demand, whatever the goal. Made once for all goals of a program.
struct DemandShapes {
  /// Predicates whose rules hold nothing that can fail or give a note.
  private(set) var adornable: Set<Int> = []
  /// Those of them that also have no aggregates.
  private(set) var monotone: Set<Int> = []
  /// Predicates whose recursion is a walk.
  private(set) var walks: [Int: LinearRecursion] = [:]
  /// Predicates that are recursive or read such: all of one may be far more than anybody asks for.
  private(set) var heavy: Set<Int> = []
  private let program: LogicalProgram
  private let rulesOf: [Int: [Int]]

  init(_ program: LogicalProgram, rulesOf: [Int: [Int]]) {
    self.program = program
    self.rulesOf = rulesOf
    for stratum in program.strata { add(stratum) }
  }

  private mutating func add(_ stratum: [Int]) {
    let own = Set(stratum)
    let rules = stratum.flatMap { rulesOf[$0] ?? [] }
    guard !rules.isEmpty else { return }
    let read = Set(rules.flatMap { program.rules[$0].body.compactMap(\.predicate) })
    let isRecursive = !read.isDisjoint(with: own)
    if isRecursive || !read.isDisjoint(with: heavy) { heavy.formUnion(own) }
    let isFit = stratum.allSatisfy { predicate in
      program.predicates[predicate].arity > 0
        && program.predicates[predicate].checkedColumns.isEmpty
        && (rulesOf[predicate] ?? []).allSatisfy { isPlain(program.rules[$0]) }
    }
    let aggregates = rules.contains { program.rules[$0].isAggregate }
    guard isFit, !aggregates || !isRecursive else { return }
    adornable.formUnion(own)
    if !aggregates { monotone.formUnion(own) }
    guard isRecursive,
      let walk = LinearRecursion(program, predicates: own, rules: rules.sorted()),
      walk.keptColumn != nil
    else { return }
    walks[stratum[0]] = walk
  }

  private func isPlain(_ rule: LogicalRule) -> Bool {
    let columns = rule.columns.allSatisfy { column in
      switch column {
      case .expression(.term), .aggregate(.count, nil), .aggregate(.count, .term),
        .aggregate(.min, .term), .aggregate(.max, .term), .aggregate(.list, .term),
        .aggregate(.set, .term):
        true
      // A sum may overflow or meet what is no number.
      case .expression, .aggregate: false
      }
    }
    return columns && rule.measure == nil
      && rule.body.allSatisfy { literal in
        switch literal {
        case .atom, .negation: true
        case .comparison(.notEqual, .term, .term), .comparison(.equal, .term, .term): true
        case .comparison, .test, .range, .member, .search: false
        }
      }
  }

  /// Columns of a predicate by which it can be asked: all but those of aggregates.
  func bindable(_ columns: [Int], of predicate: Int) -> [Int] {
    columns.filter { column in
      (rulesOf[predicate] ?? []).allSatisfy { number in
        if case .expression = program.rules[number].columns[column] { true } else { false }
      }
    }
  }
}
