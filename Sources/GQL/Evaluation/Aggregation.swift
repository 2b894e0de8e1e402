import Graph
import Tuples

/// Computes the aggregates of one rule's head over the rows of its body.
final class Aggregation {
  private let rule: LogicalRule
  private let context: EvaluationContext
  private let evaluator: ExpressionEvaluator
  private let head: [Operand]
  private let groupColumns: [Int]
  private let aggregateColumns: [Int]
  private let groups: GroupNumbers
  private var accumulators: [Accumulators]

  /// - Parameter head: where the values of the head's columns come from: a group's, or an aggregate's argument.
  init(_ rule: LogicalRule, head: [Operand], context: EvaluationContext) {
    self.rule = rule
    self.context = context
    self.head = head
    evaluator = ExpressionEvaluator(context: context, span: rule.span)
    var (groupColumns, aggregateColumns, accumulators) = ([Int](), [Int](), [Accumulators]())
    for (place, column) in rule.columns.enumerated() {
      switch column {
      case .expression: groupColumns.append(place)
      case .aggregate(let function, _):
        aggregateColumns.append(place)
        accumulators.append(Accumulators(function))
      }
    }
    self.groupColumns = groupColumns
    self.aggregateColumns = aggregateColumns
    self.accumulators = accumulators
    groups = GroupNumbers(arity: groupColumns.count)
  }

  /// Adds to a relation what a rule gives over the distinct bindings of its named variables.
  static func evaluate(
    _ rule: LogicalRule, _ plan: RulePlan, into target: Relation, context: EvaluationContext
  ) throws {
    if plan.isDistinct || ignoresDuplicates(rule) {
      let aggregation = Aggregation(rule, head: plan.head, context: context)
      _ = try Pipeline(plan, span: rule.span, context: context) { block in
        try aggregation.add(block)
        return true
      }.run()
      return try aggregation.finish(into: target)
    }
    // The body gives a binding several times: keep each once, then aggregate.
    let named = PlanBuilder.namedVariables(rule)
    let bindings = Relation(arity: named.count + plan.head.count)
    let operands = named.map { Operand.register($0) } + plan.head
    context.relations.append(bindings)
    defer { context.relations.removeLast() }
    _ = try Pipeline(plan, span: rule.span, context: context) { block in
      bindings.insert(block, operands)
      return true
    }.run()
    let head = plan.head.indices.map { Operand.register(named.count + $0) }
    let aggregation = Aggregation(rule, head: head, context: context)
    let block = Block(width: bindings.arity)
    let start = Block(width: 0)
    start.count = 1
    let probe = Probe(
      bindings, index: nil, key: [], outputs: (0..<bindings.arity).map { ($0, $0) },
      carried: [], window: .all)
    probe.start(start)
    while probe.next(block) {
      try context.check()
      try aggregation.add(block)
    }
    try aggregation.finish(into: target)
  }

  /// Whether equal rows may be counted once or more often without a difference.
  static func ignoresDuplicates(_ rule: LogicalRule) -> Bool {
    rule.columns.allSatisfy { column in
      guard case .aggregate(let function, _) = column else { return true }
      switch function {
      case .min, .max, .set, .countDistinct, .join, .first, .last: return true
      case .count, .sum, .avg, .list: return false
      }
    }
  }

  /// Whether nothing but rows is counted, whatever they hold.
  var countsRowsOnly: Bool {
    groupColumns.isEmpty && accumulators.allSatisfy { $0.function == .count }
  }

  /// Bytes of the groups and what was seen of them, about.
  private var bytes: Int { accumulators.reduce(groups.bytes) { $0 + $1.bytes } }

  /// Counts so many rows, where nothing else is asked for.
  func add(count: Int) {
    for slot in accumulators.indices {
      accumulators[slot].reserve(1)
      accumulators[slot].add(count: count, to: 0)
    }
  }

  /// Takes in rows; each is one binding of the body.
  func add(_ block: Block) throws {
    if countsRowsOnly { return add(count: block.count) }
    try context.check(extra: bytes)
    let numbers = groups.numbers(block, groupColumns.map { head[$0] })
    for (slot, column) in aggregateColumns.enumerated() {
      accumulators[slot].reserve(groups.count)
      try accumulators[slot].add(numbers, block.values(head[column]), evaluator)
    }
  }

  /// Adds one row for each group to the relation of the head.
  func finish(into relation: Relation) throws {
    for slot in accumulators.indices {
      accumulators[slot].reserve(groups.count)
      accumulators[slot].close()
    }
    groups.forgetNumbers()
    // No two groups have the same key.
    let isFirst = relation.count == 0 && relation.arity > 0
    let block = Block(width: rule.columns.count)
    let operands = rule.columns.indices.map { Operand.register($0) }
    var isComplete = [Bool](repeating: true, count: Block.capacity)
    var first = 0
    while first < groups.count {
      let count = min(groups.count - first, Block.capacity)
      for row in 0..<count { isComplete[row] = true }
      for (slot, column) in aggregateColumns.enumerated() {
        let accumulator = accumulators[slot]
        let makesText = [.list, .set, .join].contains(accumulator.function)
        for row in 0..<count where isComplete[row] {
          if makesText { try context.check(extra: bytes + relation.bytes) }
          if let result = try accumulator.result(first + row, evaluator) {
            block[column, row] = result
          } else {
            isComplete[row] = false
          }
        }
      }
      for (place, column) in groupColumns.enumerated() {
        let keys = groups.keys.columns[place]
        for row in 0..<count { block[column, row] = keys[first + row] }
      }
      block.count = count
      if isComplete[..<count].contains(false) {
        block.compact(
          keeping: isComplete[..<count].map { $0 ? 1 : 0 }, registers: Array(operands.indices))
      }
      if isFirst {
        relation.appendDistinct(block, operands)
      } else {
        relation.insert(block, operands)
      }
      first += count
      try context.check(extra: bytes + relation.bytes)
    }
  }
}
