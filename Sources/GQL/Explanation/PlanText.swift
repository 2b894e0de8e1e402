import Graph
import Tuples

/// Tells the steps of a plan in the words of the language.
struct PlanText {
  let program: LogicalProgram
  let dictionary: SessionDictionary

  /// - Parameter plan: whose variables the step's registers are.
  func step(_ step: PlanStep, of plan: RulePlan) throws -> QueryPlan.Step {
    func expression(_ expression: CompiledExpression) throws -> String {
      try text(expression, plan)
    }
    func list(_ expressions: [CompiledExpression]) throws -> String {
      try expressions.map(expression).joined(separator: ", ")
    }
    switch step {
    case .join(let join):
      return QueryPlan.Step(
        literal: try atom(join, plan), access: try access(join, plan), estimate: join.fanOut)
    case .recentGroups(let join, let keys, _):
      let columns = keys.map { "\($0.column + 1)" }.joined(separator: " and ")
      return QueryPlan.Step(
        literal: try atom(join, plan),
        access: "runs of the rows of the last round by column \(columns)",
        estimate: join.fanOut)
    case .intersect(let joins, let register):
      let atoms = try joins.map { try atom($0, plan) }.joined(separator: ", ")
      return QueryPlan.Step(
        literal: atoms, access: "intersection of sorted lists for \(name(register, plan))",
        estimate: joins.map(\.fanOut).min())
    case .exists(let join, let present):
      let access = join.isMarked ? "marks of each group of rows" : try access(join, plan)
      return QueryPlan.Step(
        literal: (present ? "" : "not ") + (try atom(join, plan)),
        access: present ? "test: \(access)" : "antijoin: \(access)")
    case .filter(let comparison, let left, let right):
      return QueryPlan.Step(
        literal: "\(try expression(left)) \(comparison.rawValue) \(try expression(right))",
        access: "test")
    case .same(let left, let right):
      return QueryPlan.Step(
        literal: "\(try operand(left, plan)) = \(try operand(right, plan))", access: "test")
    case .bind(let register, let value, _):
      return QueryPlan.Step(
        literal: "\(name(register, plan)) = \(try expression(value))", access: "compute")
    case .test(let test, let arguments, let negated):
      return QueryPlan.Step(
        literal: "\(negated ? "not " : "")\(test.rawValue)(\(try list(arguments)))", access: "test")
    case .range(let register, let low, let high, let isBound):
      return QueryPlan.Step(
        literal: "\(name(register, plan)) in \(try expression(low))..\(try expression(high))",
        access: isBound ? "test" : "each number of the range")
    case .member(let register, let elements, let isBound):
      return QueryPlan.Step(
        literal: "\(name(register, plan)) in [\(try list(elements))]",
        access: isBound ? "test" : "each value of the list",
        estimate: isBound ? nil : Double(elements.count))
    case .search(let words, let sentence, let score, _, _):
      let ends = [try operand(sentence, plan), try operand(score, plan)]
      return QueryPlan.Step(
        literal: "search(\(try expression(words)), \(ends.joined(separator: ", ")))",
        access: "full-text index")
    }
  }

  /// The atom that a join reads, with `_` for columns that nothing needs.
  func atom(_ join: JoinStep, _ plan: RulePlan) throws -> String {
    let predicate = program.predicates[join.predicate]
    var columns = [String](repeating: "_", count: predicate.arity)
    let remaining = remainingColumns(join, predicate.arity)
    for (column, value) in join.sliced { columns[column] = try text(value) }
    for fixed in join.fixed { columns[remaining[fixed.column]] = try text(fixed.value) }
    for (place, key) in zip(join.keyColumns, join.key) {
      columns[remaining[place]] = try operand(key, plan)
    }
    for (place, register) in join.outputs { columns[remaining[place]] = name(register, plan) }
    return columns.isEmpty
      ? predicate.name : "\(predicate.name)(\(columns.joined(separator: ", ")))"
  }

  private func access(_ join: JoinStep, _ plan: RulePlan) throws -> String {
    var parts: [String] = []
    if join.lookUp != nil {
      let columns = join.keyColumns.map { String($0 + 1) }.joined(separator: ", ")
      parts.append("look-ups in the store by column \(columns)")
    } else if join.literal == plan.delta {
      parts.append("scan of the rows of the last round")
    } else if join.keyColumns.isEmpty, !join.fixed.isEmpty {
      parts.append("index of a slice")
    } else if join.keyColumns.isEmpty {
      parts.append(join.sliced.isEmpty ? "scan" : "scan of a slice")
    } else {
      let remaining = remainingColumns(join, program.predicates[join.predicate].arity)
      let columns = join.keyColumns.map { String(remaining[$0] + 1) }.joined(separator: ", ")
      parts.append("index on column \(columns)")
    }
    let fixed = join.sliced.map(\.column) + join.fixed.map(\.column)
    if !fixed.isEmpty {
      let columns = fixed.map { String($0 + 1) }.joined(separator: ", ")
      parts.append("column \(columns) fixed")
    }
    return parts.joined(separator: ", ")
  }

  /// Columns of the predicate that the step's relation still has.
  private func remainingColumns(_ join: JoinStep, _ arity: Int) -> [Int] {
    (0..<arity).filter { column in !join.sliced.contains { $0.column == column } }
  }

  // MARK: Values

  private func name(_ register: Int, _ plan: RulePlan) -> String {
    guard plan.variables.indices.contains(register), plan.variables[register] != "_" else {
      return "_\(register)"
    }
    return plan.variables[register]
  }

  private func text(_ value: Int32) throws -> String {
    try dictionary.term(Value(rawValue: value)).sourceText
  }

  private func operand(_ operand: Operand, _ plan: RulePlan) throws -> String {
    switch operand {
    case .register(let register): name(register, plan)
    case .constant(let value): try text(value)
    }
  }

  private func text(_ expression: CompiledExpression, _ plan: RulePlan) throws -> String {
    switch expression {
    case .register(let register): return name(register, plan)
    case .constant(let value): return try text(value)
    case .unaryMinus(let operand): return "-\(try text(operand, plan))"
    case .arithmetic(let arithmetic, let left, let right):
      return "(\(try text(left, plan)) \(arithmetic.rawValue) \(try text(right, plan)))"
    case .call(let function, let arguments):
      let list = try arguments.map { try text($0, plan) }.joined(separator: ", ")
      return "\(function.rawValue)(\(list))"
    }
  }
}
