import GQL
import Graph

/// An expression (SPARQL 1.1 Query Language, section 17).
indirect enum Expression {
  enum Comparison { case equal, notEqual, less, lessEqual, greater, greaterEqual }
  enum Operation { case plus, minus, times, divided }

  case variable(Int)
  case term(Term)
  case or(Expression, Expression)
  case and(Expression, Expression)
  case not(Expression)
  case comparison(Comparison, Expression, Expression)
  case arithmetic(Operation, Expression, Expression)
  case negative(Expression)
  case positive(Expression)
  case member(Expression, of: [Expression], isNegated: Bool)
  case exists(GroupPattern, isNegated: Bool)
  case call(BuiltIn, [Expression])
  /// A function by its IRI that there is: a cast.
  case cast(XSDCast, Expression)
  /// A function by its IRI that there is not; it gives an error wherever it is evaluated.
  case unknownFunction(String, [Expression])
  case aggregate(Aggregate)

  /// The expressions in it.
  var parts: [Expression] {
    switch self {
    case .variable, .term, .exists, .aggregate: []
    case .or(let left, let right), .and(let left, let right), .comparison(_, let left, let right),
      .arithmetic(_, let left, let right):
      [left, right]
    case .not(let part), .negative(let part), .positive(let part), .cast(_, let part): [part]
    case .member(let part, let list, _): [part] + list
    case .call(_, let parts), .unknownFunction(_, let parts): parts
    }
  }

  /// The same with its parts made anew.
  func mapped<Failure: Error>(
    _ body: (Expression) throws(Failure) -> Expression
  ) throws(Failure) -> Expression {
    func all(_ parts: [Expression]) throws(Failure) -> [Expression] {
      var result: [Expression] = []
      for part in parts { result.append(try body(part)) }
      return result
    }
    switch self {
    case .variable, .term, .exists, .aggregate: return self
    case .or(let left, let right): return .or(try body(left), try body(right))
    case .and(let left, let right): return .and(try body(left), try body(right))
    case .comparison(let sign, let left, let right):
      return .comparison(sign, try body(left), try body(right))
    case .arithmetic(let sign, let left, let right):
      return .arithmetic(sign, try body(left), try body(right))
    case .not(let part): return .not(try body(part))
    case .negative(let part): return .negative(try body(part))
    case .positive(let part): return .positive(try body(part))
    case .cast(let cast, let part): return .cast(cast, try body(part))
    case .member(let part, let list, let isNegated):
      return .member(try body(part), of: try all(list), isNegated: isNegated)
    case .call(let function, let parts): return .call(function, try all(parts))
    case .unknownFunction(let iri, let parts): return .unknownFunction(iri, try all(parts))
    }
  }

  /// Variables outside of aggregates and `EXISTS`.
  var variables: Set<Int> {
    if case .variable(let number) = self { return [number] }
    return parts.reduce(into: []) { $0.formUnion($1.variables) }
  }

  var hasAggregate: Bool {
    if case .aggregate = self { return true }
    return parts.contains { $0.hasAggregate }
  }

  /// Whether it asks for a blank node that belongs to a row.
  var asksForBlanksOfRow: Bool {
    if case .call(.bnode, let arguments) = self, !arguments.isEmpty { return true }
    return parts.contains { $0.asksForBlanksOfRow }
  }

  var hasExists: Bool {
    if case .exists = self { return true }
    return parts.contains { $0.hasExists }
  }
}

/// A set function over a group (SPARQL 1.1 Query Language, section 18.5.1).
struct Aggregate {
  enum Function: String, CaseIterable {
    case count = "COUNT"
    case sum = "SUM"
    case minimum = "MIN"
    case maximum = "MAX"
    case average = "AVG"
    case sample = "SAMPLE"
    case groupConcat = "GROUP_CONCAT"
  }

  var function: Function
  var isDistinct: Bool
  /// Nil for `COUNT(*)`.
  var argument: Expression?
  var separator = " "
}

/// The casts of section 17.5.
enum XSDCast: String, CaseIterable {
  case boolean, double, float, decimal, integer, dateTime, string, date
}
