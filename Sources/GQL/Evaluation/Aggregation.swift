import Graph
import Tuples

/// Computes the aggregates of one rule's head over the rows of its body.
final class Aggregation {
  private let rule: LogicalRule
  private let context: EvaluationContext
  private let evaluator: ExpressionEvaluator
  private let head: [Operand]
  private let groupColumns: [Int]
  private let groups: GroupNumbers
  /// One array an aggregate, one accumulator a group.
  private var accumulators: [[Accumulator]]
  private let aggregateColumns: [(column: Int, function: AggregateFunction)]

  init(_ rule: LogicalRule, head: [Operand], context: EvaluationContext) {
    self.rule = rule
    self.context = context
    self.head = head
    evaluator = ExpressionEvaluator(context: context, span: rule.span)
    var (groupColumns, aggregateColumns) = ([Int](), [(column: Int, function: AggregateFunction)]())
    for (place, column) in rule.columns.enumerated() {
      switch column {
      case .expression: groupColumns.append(place)
      case .aggregate(let function, _): aggregateColumns.append((place, function))
      }
    }
    self.groupColumns = groupColumns
    self.aggregateColumns = aggregateColumns
    groups = GroupNumbers(arity: groupColumns.count)
    accumulators = aggregateColumns.map { _ in [] }
  }

  /// Whether equal rows may be counted once or more often without a difference.
  static func ignoresDuplicates(_ rule: LogicalRule) -> Bool {
    rule.columns.allSatisfy { column in
      guard case .aggregate(let function, _) = column else { return true }
      return function == .min || function == .max || function == .set
    }
  }

  /// Takes in rows; each is one binding of the body.
  func add(_ block: Block) throws {
    if groupColumns.isEmpty, aggregateColumns.allSatisfy({ $0.function == .count }) {
      makeRoom()
      for slot in aggregateColumns.indices { accumulators[slot][0].count += block.count }
      return
    }
    let key = groupColumns.map { head[$0] }
    for (slot, aggregate) in aggregateColumns.enumerated() {
      var states: [Accumulator] = []
      swap(&states, &accumulators[slot])
      defer { swap(&states, &accumulators[slot]) }
      let function = aggregate.function
      let argument = head[aggregate.column]
      try groups.forEachGroup(block, key) { row, group in
        while states.count <= group { states.append(Accumulator()) }
        if function == .count {
          states[group].count += 1
        } else {
          try states[group].add(cell(argument, block, row), function, evaluator)
        }
      }
    }
  }

  private func makeRoom() {
    for slot in accumulators.indices {
      while accumulators[slot].count < groups.count { accumulators[slot].append(Accumulator()) }
    }
  }

  private func cell(_ operand: Operand, _ block: Block, _ row: Int) -> Int32 {
    switch operand {
    case .register(let register): block[register, row]
    case .constant(let value): value
    }
  }

  /// Adds one row for each group to the relation of the head.
  func finish(into relation: Relation) throws {
    makeRoom()
    for group in 0..<groups.count {
      let key = groups.keys.row(group)
      var row = [Int32](repeating: 0, count: rule.columns.count)
      for (place, column) in groupColumns.enumerated() { row[column] = key[place] }
      var isComplete = true
      for (slot, aggregate) in aggregateColumns.enumerated() {
        guard
          let result = try accumulators[slot][group].result(aggregate.function, evaluator)
        else {
          isComplete = false
          break
        }
        row[aggregate.column] = result
      }
      if isComplete { relation.insert(row) }
    }
  }
}

/// What one aggregate of one group has seen.
private struct Accumulator {
  var count = 0
  private var integers: Int128 = 0
  /// Kept apart and added in order of size, so that the sum does not depend on the order of evaluation.
  private var floats: [Double] = []
  private var best: Int32?
  private var values: [Int32] = []
  private static let inlineBase = Int64(1) << 30

  mutating func add(
    _ value: Int32, _ function: AggregateFunction, _ evaluator: ExpressionEvaluator
  ) throws {
    switch function {
    case .count: count += 1
    case .sum, .avg:
      if value < 0 {
        integers += Int128(Int64(value) + Self.inlineBase)
        count += 1
        return
      }
      switch try evaluator.context.dictionary.term(Value(rawValue: value)) {
      case .integer(let integer): integers += Int128(integer)
      case .float(let number): floats.append(number)
      case let other:
        _ = evaluator.fail(.type(operation: function.rawValue, other.kindPhrase))
        return
      }
      count += 1
    case .min, .max:
      guard let known = best else {
        best = value
        return
      }
      if try evaluator.isBetter(value, than: known, isMinimum: function == .min) { best = value }
    case .list, .set: values.append(value)
    }
  }

  /// Nil where there is nothing to take the least, greatest or mean of.
  func result(_ function: AggregateFunction, _ evaluator: ExpressionEvaluator) throws -> Int32? {
    let dictionary = evaluator.context.dictionary
    switch function {
    case .count: return try dictionary.intern(.integer(Int64(count)))
    case .sum:
      if floats.isEmpty {
        guard let sum = Int64(exactly: integers) else {
          throw Diagnostic(
            .error, "integer overflow: the sum \(integers) is outside the 64-bit range",
            at: evaluator.span)
        }
        return try dictionary.intern(.integer(sum))
      }
      return try finite(Double(integers) + floatSum, function, evaluator)
    case .avg:
      guard count > 0 else { return nil }
      return try finite((Double(integers) + floatSum) / Double(count), function, evaluator)
    case .min, .max: return best
    case .list, .set:
      var terms = try (function == .set ? Array(Set(values)) : values)
        .map {
          (try dictionary.term(Value(rawValue: $0)), try dictionary.text(Value(rawValue: $0)))
        }
      terms.sort { TermOrder.isBefore($0.0, $1.0) }
      return try dictionary.intern(.string("[" + terms.map(\.1).joined(separator: ", ") + "]"))
    }
  }

  private var floatSum: Double { floats.sorted().reduce(0, +) }

  private func finite(
    _ number: Double, _ function: AggregateFunction, _ evaluator: ExpressionEvaluator
  ) throws -> Int32? {
    guard number.isFinite else {
      _ = evaluator.fail(.notFinite(operation: function.rawValue))
      return nil
    }
    return try evaluator.context.dictionary.intern(.float(number))
  }
}

extension ExpressionEvaluator {
  /// Whether a value comes before another in the order of all values, or after it.
  func isBetter(_ value: Int32, than known: Int32, isMinimum: Bool) throws -> Bool {
    if value == known { return false }
    if value < 0, known < 0 { return (value < known) == isMinimum }
    let first = try context.dictionary.term(Value(rawValue: value))
    let second = try context.dictionary.term(Value(rawValue: known))
    return isMinimum ? TermOrder.isBefore(first, second) : TermOrder.isBefore(second, first)
  }
}
