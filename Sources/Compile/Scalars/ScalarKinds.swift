import GQL
import Graph

/// Tells the kind of an expression from those of its variables, and refuses what other engines do not have.
struct ScalarKinds {
  let span: SourceSpan
  /// Nil for a variable of which nothing is known yet.
  let variables: [Int: ColumnKind]

  /// Nil where it depends on variables of which nothing is known yet.
  func kind(of expression: LogicalExpression) throws(Diagnostic) -> ColumnKind? {
    switch expression {
    case .term(.variable(let variable)): return variables[variable]
    case .term(.value): return .term
    case .term(.constant(let term)):
      guard let kind = ColumnKind(term) else {
        throw Refusal.because("no column of a table holds \(term)", at: span)
      }
      return kind
    case .unaryMinus(let inner):
      guard let kind = try kind(of: inner) else { return nil }
      guard kind.isNumber else { throw unfit("-", [kind]) }
      return kind
    case .arithmetic(let arithmetic, let left, let right):
      guard let left = try kind(of: left), let right = try kind(of: right) else { return nil }
      return try kind(of: arithmetic, left, right)
    case .call(let function, let arguments):
      var kinds: [ColumnKind] = []
      for argument in arguments {
        guard let kind = try kind(of: argument) else { return nil }
        kinds.append(kind)
      }
      return try kind(of: function, kinds)
    }
  }

  private func kind(
    of arithmetic: ArithmeticOperator, _ left: ColumnKind, _ right: ColumnKind
  ) throws(Diagnostic) -> ColumnKind {
    switch (arithmetic, left, right) {
    case (_, .integer, .integer): return .integer
    case (.modulo, .float, .float), (.modulo, .integer, .float), (.modulo, .float, .integer):
      return .float
    case (_, .float, .float), (_, .float, .integer), (_, .integer, .float): return .float
    case (.plus, .string, .string): return .string
    case (.plus, .date, .integer), (.plus, .integer, .date), (.minus, .date, .integer):
      return .date
    case (.minus, .date, .date): return .integer
    default: throw unfit(arithmetic.rawValue, [left, right])
    }
  }

  private func kind(
    of function: ScalarFunction, _ kinds: [ColumnKind]
  ) throws(Diagnostic) -> ColumnKind {
    func require(_ wanted: [ColumnKind]) throws(Diagnostic) {
      if kinds != wanted { throw unfit(function.rawValue, kinds) }
    }
    switch function {
    case .lower, .upper, .trim:
      try require([.string])
      return .string
    case .length:
      try require([.string])
      return .integer
    case .substr:
      try require([.string, .integer, .integer])
      return .string
    case .replace:
      try require([.string, .string, .string])
      return .string
    case .concat:
      if let other = kinds.first(where: { !Self.hasOneSpelling($0) }) { throw spelling(other) }
      return .string
    case .str:
      if !Self.hasOneSpelling(kinds[0]) { throw spelling(kinds[0]) }
      return .string
    case .abs:
      guard kinds[0].isNumber else { throw unfit("abs", kinds) }
      return kinds[0]
    case .round, .floor, .ceil:
      guard kinds[0].isNumber else { throw unfit(function.rawValue, kinds) }
      return .integer
    case .min, .max:
      guard kinds[0] == kinds[1], kinds[0] != .term else { throw unfit(function.rawValue, kinds) }
      return kinds[0]
    case .year, .month, .day:
      try require([.date])
      return .integer
    case .weekday:
      try require([.date])
      return .string
    case .date:
      guard [.date, .string].contains(kinds[0]) else { throw unfit("date", kinds) }
      return .date
    case .today: return .date
    case .int, .float:
      guard kinds[0] != .date, kinds[0] != .term else { throw unfit(function.rawValue, kinds) }
      return function == .int ? .integer : .float
    case .split:
      try require([.string, .string, .integer])
      return .string
    case .parts:
      try require([.string, .string])
      return .integer
    case .group:
      try require([.string, .string, .integer])
      return .string
    case .firstDay, .lastDay, .format, .lang, .datatype, .canonical, .conditional, .pair:
      throw Refusal.because("other engines have no function \(function.rawValue)", at: span)
    }
  }

  /// The kind that an aggregate gives; nil where it depends on what is not known yet.
  func kind(
    of function: AggregateFunction, _ argument: LogicalExpression?
  ) throws(Diagnostic) -> ColumnKind? {
    switch function {
    case .count, .countDistinct:
      if let argument, try kind(of: argument) == nil { return nil }
      return .integer
    case .sum, .avg:
      guard let argument, let kind = try kind(of: argument) else { return nil }
      guard kind.isNumber else { throw unfit(function.rawValue, [kind]) }
      return function == .avg ? .float : kind
    case .min, .max:
      guard let argument, let kind = try kind(of: argument) else { return nil }
      if kind == .term { throw unfit(function.rawValue, [kind]) }
      return kind
    case .first, .last:
      guard case .call(.pair, let pair)? = argument, let kind = try kind(of: pair[0]),
        let key = try self.kind(of: pair[1])
      else { return nil }
      if key == .term || kind == .term { throw unfit(function.rawValue, [kind, key]) }
      return kind
    case .join:
      guard case .call(.pair, let pair)? = argument, let kind = try kind(of: pair[0]) else {
        return nil
      }
      guard case .term(.constant(.string)) = pair[1] else {
        throw Refusal.because("what stands between the parts of join has to be a text", at: span)
      }
      if kind != .string { throw unfit("join", [kind]) }
      return .string
    case .list, .set:
      throw Refusal.because(
        "\(function.rawValue) gives a text of graphsh's own", at: span,
        hint: "join(X, \", \") gives the different values as one text")
    }
  }

  /// Whether every value is written in one way by all engines.
  private static func hasOneSpelling(_ kind: ColumnKind) -> Bool {
    kind != .float && kind != .term
  }

  private func spelling(_ kind: ColumnKind) -> Diagnostic {
    Refusal.because("engines write \(kind.phrase) as different texts", at: span)
  }

  private func unfit(_ operation: String, _ kinds: [ColumnKind]) -> Diagnostic {
    Refusal.because(
      "'\(operation)' does not fit \(kinds.map(\.phrase).joined(separator: " and "))", at: span)
  }
}
