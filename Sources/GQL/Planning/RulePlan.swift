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
}

enum PlanStep {
  case join(JoinStep)
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
  var keyColumns: [Int]
  var key: [Operand]
  var outputs: [(column: Int, register: Int)]
  var window: Probe.Window
  var isGrowing: Bool
  /// Whether no value of the relation changes in place, so that an index may copy columns.
  var isStable: Bool
  /// Rows expected for each row that comes in.
  var fanOut: Double
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

extension Operand {
  var register: Int? { if case .register(let register) = self { register } else { nil } }
}
