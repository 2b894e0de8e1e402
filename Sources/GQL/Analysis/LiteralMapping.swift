/// Replacing variables: to move literals into another rule, and to put resolved names into their places.
extension LogicalLiteral {
  func mapVariables(_ replacement: (Int) -> LogicalTerm) -> LogicalLiteral {
    switch self {
    case .atom(let predicate, let terms):
      .atom(predicate: predicate, terms.map { $0.mapVariables(replacement) })
    case .negation(let predicate, let terms):
      .negation(predicate: predicate, terms.map { $0.mapVariables(replacement) })
    case .comparison(let comparison, let left, let right):
      .comparison(
        comparison, left.mapVariables(replacement), right.mapVariables(replacement))
    case .test(let test, let arguments, let negated):
      .test(test, arguments.map { $0.mapVariables(replacement) }, negated: negated)
    case .range(let term, let low, let high):
      .range(
        term.mapVariables(replacement), low.mapVariables(replacement),
        high.mapVariables(replacement))
    case .member(let term, let elements):
      .member(term.mapVariables(replacement), elements.map { $0.mapVariables(replacement) })
    case .search(let words, let sentence, let score):
      .search(
        words.mapVariables(replacement), sentence: sentence.mapVariables(replacement),
        score: score.mapVariables(replacement))
    }
  }
}

extension LogicalTerm {
  func mapVariables(_ replacement: (Int) -> LogicalTerm) -> LogicalTerm {
    if case .variable(let variable) = self { replacement(variable) } else { self }
  }
}

extension LogicalExpression {
  func mapVariables(_ replacement: (Int) -> LogicalTerm) -> LogicalExpression {
    switch self {
    case .term(let term): .term(term.mapVariables(replacement))
    case .unaryMinus(let inner): .unaryMinus(inner.mapVariables(replacement))
    case .arithmetic(let arithmetic, let left, let right):
      .arithmetic(arithmetic, left.mapVariables(replacement), right.mapVariables(replacement))
    case .call(let function, let arguments):
      .call(function, arguments.map { $0.mapVariables(replacement) })
    }
  }
}

extension LogicalRule {
  mutating func mapVariables(_ replacement: (Int) -> LogicalTerm) {
    columns = columns.map { column in
      switch column {
      case .expression(let expression): .expression(expression.mapVariables(replacement))
      case .aggregate(let function, let expression):
        .aggregate(function, expression?.mapVariables(replacement))
      }
    }
    body = body.map { $0.mapVariables(replacement) }
  }
}
