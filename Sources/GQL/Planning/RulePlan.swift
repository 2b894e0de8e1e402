import Tuples

/// How one rule is evaluated: steps over numbered registers, from an empty row to rows of the head.
///
/// Register `v` holds variable `v` of the rule; later registers hold intermediate values.
struct RulePlan {
  var rule: Int
  /// The literal that reads only the tuples of the last round; nil where the rule is evaluated on whole relations.
  var delta: Int?
  /// Names of the rule's variables, which are the first registers.
  var variables: [String]
  var registers: Int
  var steps: [PlanStep]
  /// For each step, the registers that later steps or the head need.
  var liveAfter: [[Int]]
  /// Where the head's columns (or, for an aggregate, its groups and arguments) come from.
  var head: [Operand]
  /// Whether no two rows at the end agree in all named variables, so that nothing must be compared.
  var isDistinct: Bool
  var ending = Ending.rows

  /// How what the steps find gets into the head's relation.
  enum Ending {
    case rows
    /// The last step is a join whose runs go into a relation of two columns as they are.
    case lastJoin(RunEnding)
    /// The first step gives groups of the last round's tuples, whose runs go there.
    case recentRuns(RunEnding, group: Int)
  }

  /// Pairs of one value with each cell of a run.
  struct RunEnding {
    var join: JoinStep
    /// The column of the join's relation whose cells make the run.
    var column: Int
    var value: Operand
    /// Whether the value goes to the head's first column.
    var isFirst: Bool
  }

  /// Steps that give rows to a block.
  var executedSteps: Int { if case .lastJoin = ending { steps.count - 1 } else { steps.count } }
}

enum PlanStep {
  case join(JoinStep)
  /// Sets registers to the keys and the number of each group of tuples that the last round gave.
  case recentGroups(JoinStep, keys: [(column: Int, register: Int)], group: Int)
  /// Sets a register to each value that several relations have in common.
  case intersect([JoinStep], register: Int)
  /// Keeps rows that have a match, or have none.
  case exists(JoinStep, present: Bool)
  case filter(ComparisonOperator, CompiledExpression, CompiledExpression)
  /// Keeps rows in which two operands are the same value, without a look at its meaning.
  case same(Operand, Operand)
  /// Sets a register; `withTwin` gives a second row where the number has another representation.
  case bind(Int, CompiledExpression, withTwin: Bool)
  case test(TestFunction, [CompiledExpression], negated: Bool)
  case range(Int, CompiledExpression, CompiledExpression, isBound: Bool)
  case member(Int, [CompiledExpression], isBound: Bool)
  case search(
    CompiledExpression, sentence: Operand, score: Operand, bindsSentence: Bool, bindsScore: Bool)
}

/// A look at one relation.
struct JoinStep {
  var literal: Int
  var predicate: Int
  var relation: Relation
  /// Columns of the predicate that ``relation`` lost because the atom has constants there.
  var sliced: [(column: Int, value: Int32)]
  /// Constants in columns of a relation that grows: only rows with these count.
  var fixed: [FixedColumn]
  var keyColumns: [Int]
  var key: [Operand]
  var outputs: [(column: Int, register: Int)]
  var window: Probe.Window
  var isGrowing: Bool
  /// Whether no value of the relation changes in place, so that an index may copy columns.
  var isStable: Bool
  /// Rows expected for each row that comes in.
  var fanOut: Double
  /// Of a test with two keys: whether the first finds a run, sorted by the second's column.
  var seeksInRuns = false
  /// Whether a whole tuple may be looked up in the relation's own set, even while it grows.
  var readsSet = true
  /// Of a test: whether what takes the rows of the plan does it, by marks.
  var isMarked = false
  /// Brings the rows of the relation when their keys are met; nil where it has them all.
  var lookUp: StoredLookUp?
}

/// An expression over registers.
indirect enum CompiledExpression {
  case register(Int)
  case constant(Int32)
  case unaryMinus(CompiledExpression)
  case arithmetic(ArithmeticOperator, CompiledExpression, CompiledExpression)
  case call(ScalarFunction, [CompiledExpression])

  /// Registers that the expression reads.
  var registers: [Int] {
    switch self {
    case .register(let register): [register]
    case .constant: []
    case .unaryMinus(let operand): operand.registers
    case .arithmetic(_, let left, let right): left.registers + right.registers
    case .call(_, let arguments): arguments.flatMap(\.registers)
    }
  }

  /// The register or constant, if the expression is no more than that.
  var operand: Operand? {
    switch self {
    case .register(let register): .register(register)
    case .constant(let value): .constant(value)
    default: nil
    }
  }
}

extension PlanStep {
  /// Registers that must be set before the step.
  var reads: [Int] {
    switch self {
    case .join(let step), .exists(let step, _): step.key.compactMap(\.register)
    case .recentGroups: []
    case .intersect(let parts, _): parts.flatMap { $0.key.compactMap(\.register) }
    case .filter(_, let left, let right): left.registers + right.registers
    case .same(let left, let right): [left, right].compactMap(\.register)
    case .bind(_, let value, _): value.registers
    case .test(_, let arguments, _): arguments.flatMap(\.registers)
    case .range(let register, let low, let high, let isBound):
      low.registers + high.registers + (isBound ? [register] : [])
    case .member(let register, let elements, let isBound):
      elements.flatMap(\.registers) + (isBound ? [register] : [])
    case .search(let words, let sentence, let score, let bindsSentence, let bindsScore):
      words.registers + (bindsSentence ? [] : [sentence.register].compactMap(\.self))
        + (bindsScore ? [] : [score.register].compactMap(\.self))
    }
  }
}

extension PlanStep {
  /// Registers that have a value only from this step on.
  var writes: [Int] {
    switch self {
    case .join(let step): step.outputs.map(\.register)
    case .recentGroups(_, let keys, let group): keys.map(\.register) + [group]
    case .intersect(_, let register), .bind(let register, _, _): [register]
    case .range(let register, _, _, let isBound), .member(let register, _, let isBound):
      isBound ? [] : [register]
    case .search(_, let sentence, let score, let bindsSentence, let bindsScore):
      (bindsSentence ? [sentence.register].compactMap(\.self) : [])
        + (bindsScore ? [score.register].compactMap(\.self) : [])
    case .exists, .filter, .same, .test: []
    }
  }
}

extension RulePlan {
  /// For each step, the registers that something after it reads.
  ///
  /// - Parameter atEnd: those that the end needs beside the head.
  func liveRegisters(atEnd: some Sequence<Int>) -> [[Int]] {
    var live = Set(atEnd)
    switch ending {
    case .rows, .lastJoin: live.formUnion(head.compactMap(\.register))
    case .recentRuns(let runs, let group):
      live.insert(group)
      live.formUnion([runs.value.register].compactMap(\.self))
    }
    var after: [[Int]] = []
    for step in steps.reversed() {
      after.append(live.sorted())
      live.subtract(step.writes)
      live.formUnion(step.reads)
    }
    return after.reversed()
  }
}

extension RulePlan {
  /// The relations of the plan that must not hold a row twice, and may, so that no row of the head comes twice; nil
  /// where that may happen all the same, because the head does not show all that the steps find.
  var relationsToBeDistinct: [Relation]? {
    guard isDistinct, case .rows = ending else { return nil }
    let shown = Set(head.compactMap(\.register))
    // Other registers repeat what is in one of the rule's variables, or are computed from them.
    func isShown(_ register: Int) -> Bool {
      register >= variables.count || shown.contains(register)
    }
    var repeating: [Relation] = []
    for step in steps {
      switch step {
      case .exists, .filter, .same, .test: continue
      case .recentGroups, .search: return nil
      case .bind(let register, _, let withTwin):
        guard !withTwin || isShown(register) else { return nil }
      case .range(let register, _, _, let isBound), .member(let register, _, let isBound):
        guard isBound || isShown(register) else { return nil }
      case .join(let join):
        guard join.lookUp == nil, join.outputs.allSatisfy({ isShown($0.register) }) else {
          return nil
        }
        if !join.relation.isKnownDistinct { repeating.append(join.relation) }
      case .intersect(let joins, let register):
        guard isShown(register) else { return nil }
        repeating += joins.map(\.relation).filter { !$0.isKnownDistinct }
      }
    }
    var seen: Set<ObjectIdentifier> = []
    return repeating.filter { seen.insert(ObjectIdentifier($0)).inserted }
  }

  /// What the rows between the steps take: much only where a rule carries hundreds of variables through hundreds of atoms.
  var bytes: Int {
    let columns = zip(steps, liveAfter).reduce(0) { sum, step in
      switch step.0 {
      case .join, .intersect, .recentGroups: sum + step.1.count
      default: sum
      }
    }
    return columns * Block.capacity * MemoryLayout<Int32>.size
  }

  /// About how many rows the steps give.
  var expectedRows: Double {
    steps.reduce(1) { rows, step in
      switch step {
      case .join(let join): rows * join.fanOut
      case .intersect(let joins, _): rows * (joins.map(\.fanOut).min() ?? 1)
      default: rows
      }
    }
  }
}

extension Operand {
  var register: Int? { if case .register(let register) = self { register } else { nil } }
}
