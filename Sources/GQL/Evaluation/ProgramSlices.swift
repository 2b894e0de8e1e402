/// A program in slices, each for actions that see one state of the graph: those up to a change, with it.
///
/// What evaluates them is made anew after each change, so that it must not cost as much as the whole program: a source
/// of n changes would cost n².
struct ProgramSlices {
  private let source: AnalyzedSource
  private let rulesOf: [Int: [Int]]
  private let stratumOf: [Int: Int]

  init(_ source: AnalyzedSource) {
    self.source = source
    guard source.actions.dropLast().contains(where: \.endsState) else {
      (rulesOf, stratumOf) = ([:], [:])
      return
    }
    let table = RuleTable(source.program)
    (rulesOf, stratumOf) = (table.rulesOf, table.stratumOf)
  }

  /// The program as far as the actions want it that begin at this one and end with the next change. Linear in the size
  /// of what it gives.
  func program(from action: Int) -> LogicalProgram {
    guard !rulesOf.isEmpty else { return source.program }
    var goals: [Int] = []
    for action in source.actions[action...] {
      goals.append(action.predicate)
      if action.endsState { break }
    }
    var reached = Set(goals)
    var rules: [Int] = []
    while let goal = goals.popLast() {
      for rule in rulesOf[goal] ?? [] {
        rules.append(rule)
        for predicate in source.program.rules[rule].body.compactMap(\.predicate)
        where reached.insert(predicate).inserted {
          goals.append(predicate)
        }
      }
    }
    var slice = source.program
    slice.rules = rules.sorted().map { source.program.rules[$0] }
    slice.strata = Set(reached.compactMap { stratumOf[$0] }).sorted().map {
      source.program.strata[$0]
    }
    return slice
  }
}

extension AnalyzedAction {
  /// The predicate that it wants.
  fileprivate var predicate: Int {
    switch self {
    case .query(let query): query.predicate
    case .insert(let change), .delete(let change): change.rows
    case .import(let rows): rows.predicate
    case .export(let tuples): tuples.predicate
    }
  }

  /// Whether what comes after it is evaluated anew.
  fileprivate var endsState: Bool {
    switch self {
    case .insert, .delete, .import: true
    case .query, .export: false
    }
  }
}
