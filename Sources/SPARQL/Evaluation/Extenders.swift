import Graph

/// Several patterns, one after another.
final class SequenceExtender: SolutionExtender {
  private let parts: [any SolutionExtender]

  init(_ parts: [any SolutionExtender]) { self.parts = parts }

  func variables(after input: [Int]) -> [Int] {
    parts.reduce(input) { $1.variables(after: $0) }
  }

  func extend(_ input: Solutions) throws -> Solutions {
    try parts.reduce(input) { try $1.extend($0) }
  }
}

/// The solutions of either of two patterns.
final class UnionExtender: SolutionExtender {
  private let left: any SolutionExtender
  private let right: any SolutionExtender

  init(_ left: any SolutionExtender, _ right: any SolutionExtender) {
    (self.left, self.right) = (left, right)
  }

  func variables(after input: [Int]) -> [Int] {
    right.variables(after: left.variables(after: input))
  }

  func extend(_ input: Solutions) throws -> Solutions {
    var result = Solutions(variables: variables(after: input.variables))
    result.append(try left.extend(input))
    result.append(try right.extend(input))
    return result
  }
}

/// The solutions of a pattern for which a condition holds.
final class FilterExtender: SolutionExtender {
  private let inner: any SolutionExtender
  private let condition: Expression
  private let builder: OperatorBuilder

  init(_ inner: any SolutionExtender, _ condition: Expression, _ builder: OperatorBuilder) {
    (self.inner, self.condition, self.builder) = (inner, condition, builder)
  }

  func variables(after input: [Int]) -> [Int] { inner.variables(after: input) }

  func extend(_ input: Solutions) throws -> Solutions {
    let solutions = try inner.extend(input)
    let test = try ConditionTest(condition, over: solutions.variables, builder)
    return try test.kept(of: solutions)
  }
}

/// A pattern that nothing fits.
final class NothingExtender: SolutionExtender {
  private let own: [Int]

  init(_ variables: [Int]) { own = variables }

  func variables(after input: [Int]) -> [Int] { input + own.filter { !input.contains($0) } }

  func extend(_ input: Solutions) -> Solutions {
    Solutions(variables: variables(after: input.variables))
  }
}

/// A pattern that is matched against each named graph (SPARQL 1.1 Query Language, section 18.6), with the graph's name in a
/// variable.
final class GraphExtender: SolutionExtender {
  private let variable: Int
  private let pattern: Algebra
  private let builder: OperatorBuilder
  private let bound: Set<Int>
  private let seesOuter: Bool
  private var extenders: [Value: any SolutionExtender] = [:]

  init(
    _ variable: Int, _ pattern: Algebra, _ builder: OperatorBuilder, bound: Set<Int>,
    seesOuter: Bool
  ) {
    (self.variable, self.pattern, self.builder) = (variable, pattern, builder)
    (self.bound, self.seesOuter) = (bound, seesOuter)
  }

  func variables(after input: [Int]) -> [Int] {
    var variables = input
    for other in [variable] + pattern.variables.sorted() where !variables.contains(other) {
      variables.append(other)
    }
    return variables
  }

  func extend(_ input: Solutions) throws -> Solutions {
    var result = Solutions(variables: variables(after: input.variables))
    let column = input.column(of: variable)
    for name in builder.dataset.named {
      let resource = try builder.state.terms.resource(stored: name.rawValue)
      var rows = input
      if let column {
        rows = input.rows(
          column.indices.filter { column[$0] == resource || column[$0] == Solutions.unbound }
            .map { Int32(truncatingIfNeeded: $0) })
        rows.columns[rows.variables.firstIndex(of: variable) ?? 0] = [Int32](
          repeating: resource, count: rows.count)
      } else {
        rows.add(variable, [Int32](repeating: resource, count: rows.count))
      }
      guard rows.count > 0 else { continue }
      result.append(try extender(name).extend(rows))
    }
    return result
  }

  private func extender(_ name: Value) throws -> any SolutionExtender {
    if let known = extenders[name] { return known }
    let inside = builder.with(.one(.named(name)))
    let bound = bound.union([variable])
    let extender =
      try inside.patternExtender(pattern, bound: bound, seesOuter: seesOuter)
      ?? HashExtender(inside.source(pattern), builder.state)
    // With very many graphs, what is kept for each would be too much.
    if extenders.count < 256 { extenders[name] = extender }
    return extender
  }
}
