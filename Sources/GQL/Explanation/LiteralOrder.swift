/// The order in which the literals of a body can be asked one after another.
enum LiteralOrder {
  /// As written, but for literals that wait for a variable.
  static func written(_ body: [LogicalLiteral]) -> [Int] {
    var remaining = Array(body.indices)
    var bound: Set<Int> = []
    var order: [Int] = []
    let bindable = Set(body.flatMap(\.bindable))
    while !remaining.isEmpty {
      let next =
        remaining.firstIndex { canBeAsked(body[$0], bound, bindable) } ?? remaining.startIndex
      let literal = remaining.remove(at: next)
      order.append(literal)
      bound.formUnion(body[literal].bindable)
    }
    return order
  }

  /// Whether all that a literal needs is bound.
  private static func canBeAsked(
    _ literal: LogicalLiteral, _ bound: Set<Int>, _ bindable: Set<Int>
  ) -> Bool {
    func isBound(_ expression: LogicalExpression) -> Bool {
      expression.variables.allSatisfy(bound.contains)
    }
    switch literal {
    case .atom: return true
    // Variables that nothing binds are existential in the negation.
    case .negation:
      return literal.variables.allSatisfy { bound.contains($0) || !bindable.contains($0) }
    case .comparison(.equal, let left, let right):
      return isBound(left) && (isBound(right) || right.variable != nil)
        || isBound(right) && left.variable != nil
    case .comparison, .test: return literal.variables.allSatisfy(bound.contains)
    case .range(_, let low, let high): return isBound(low) && isBound(high)
    case .member(_, let elements): return elements.allSatisfy(isBound)
    case .search(let words, _, _): return isBound(words)
    }
  }
}
