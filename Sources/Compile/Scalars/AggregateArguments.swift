import GQL

/// What aggregates take.
enum AggregateArguments {
  /// The arguments of an aggregate: none of `count()`, two of those that take a pair.
  static func scalars<Engine>(
    _ argument: LogicalExpression?, _ writer: ScalarWriter<Engine>
  ) throws(Diagnostic) -> [Scalar] {
    switch argument {
    case nil: return []
    case .call(.pair, let pair)?: return [try writer.scalar(pair[0]), try writer.scalar(pair[1])]
    case let expression?: return [try writer.scalar(expression)]
    }
  }

  /// Whether all aggregates of a rule have a value over nothing.
  static func countNothing(_ rule: CompiledRule) -> Bool {
    rule.columns.allSatisfy { column in
      guard case .aggregate(let function, _) = column else { return false }
      switch function {
      case .count, .countDistinct, .sum: return true
      default: return false
      }
    }
  }
}
