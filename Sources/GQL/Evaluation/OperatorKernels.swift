import Tuples

extension ArithmeticOperator {
  /// The kernel for blocks of small integers; division has none.
  var kernel: Block.Arithmetic? {
    switch self {
    case .plus: .plus
    case .minus: .minus
    case .times: .times
    case .divide, .modulo: nil
    }
  }
}

extension ComparisonOperator {
  var kernel: Block.Comparison {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    }
  }
}
