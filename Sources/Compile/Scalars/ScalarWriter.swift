import GQL
import Graph

/// Writes expressions and conditions of a rule in an engine's SQL. Their kinds were looked at before (``ScalarKinds``).
struct ScalarWriter<Engine: Dialect> {
  let dialect: Engine
  let span: SourceSpan
  /// What stands for each variable.
  var variables: [Int: Scalar]

  func scalar(_ expression: LogicalExpression) throws(Diagnostic) -> Scalar {
    switch expression {
    case .term(let term): return try scalar(term)
    case .unaryMinus(let inner):
      let inner = try scalar(inner)
      return Scalar(text: "(- \(inner.text))", kind: inner.kind, mayFail: inner.mayFail)
    case .arithmetic(let arithmetic, let left, let right):
      return computed(arithmetic, try scalar(left), try scalar(right))
    case .call(let function, let arguments):
      var scalars: [Scalar] = []
      for argument in arguments { scalars.append(try scalar(argument)) }
      return try call(function, scalars, written: arguments)
    }
  }

  func scalar(_ term: LogicalTerm) throws(Diagnostic) -> Scalar {
    switch term {
    case .variable(let variable):
      guard let known = variables[variable] else {
        throw Refusal.because("a variable is not bound in time", at: span)
      }
      return known
    case .value(let value): return Scalar(text: String(value.rawValue), kind: .term)
    case .constant(let term): return try constant(term)
    }
  }

  func constant(_ term: Term) throws(Diagnostic) -> Scalar {
    switch term {
    case .integer(let value):
      // The least integer has no spelling of its own: its digits without the sign are too large.
      let text = value == .min ? "(-9223372036854775807 - 1)" : String(value)
      return Scalar(text: "CAST(\(text) AS \(dialect.type(.integer)))", kind: .integer)
    case .float(let value):
      let text = value.isFinite ? String(value) : value > 0 ? "'Infinity'" : "'-Infinity'"
      return Scalar(text: "CAST(\(text) AS \(dialect.type(.float)))", kind: .float)
    case .string(let text): return Scalar(text: dialect.string(text), kind: .string)
    case .boolean(let truth): return Scalar(text: truth ? "TRUE" : "FALSE", kind: .boolean)
    case .date(let date): return Scalar(text: "DATE '\(date)'", kind: .date)
    case .entity, .iri, .blank, .languageString, .typed, .dateTime:
      throw Refusal.because("no column of a table holds \(term)", at: span)
    }
  }

  private func computed(
    _ arithmetic: ArithmeticOperator, _ left: Scalar, _ right: Scalar
  ) -> Scalar {
    let mayFail = left.mayFail || right.mayFail
    func result(_ text: String, _ kind: ColumnKind, mayFail more: Bool = false) -> Scalar {
      Scalar(text: "(\(text))", kind: kind, mayFail: mayFail || more)
    }
    switch (arithmetic, left.kind, right.kind) {
    case (.plus, .string, _): return result("\(left.text) || \(right.text)", .string)
    case (.plus, .date, _): return result(dialect.day(left.text, plus: right.text), .date)
    case (.plus, _, .date): return result(dialect.day(right.text, plus: left.text), .date)
    case (.minus, .date, .date):
      return result(dialect.days(from: right.text, to: left.text), .integer)
    case (.minus, .date, _):
      return result(dialect.day(left.text, plus: "(- \(right.text))"), .date)
    case (.divide, .integer, .integer):
      return result(dialect.quotient(left.text, right.text), .integer, mayFail: true)
    case (.divide, _, _):
      return result("\(float(left)) / nullif(\(float(right)), 0)", .float, mayFail: true)
    case (.modulo, .integer, .integer):
      return result("\(left.text) % nullif(\(right.text), 0)", .integer, mayFail: true)
    case (.modulo, _, _):
      return result("\(float(left)) % nullif(\(float(right)), 0)", .float, mayFail: true)
    case (_, .integer, .integer):
      return result("\(left.text) \(arithmetic.rawValue) \(right.text)", .integer)
    default: return result("\(float(left)) \(arithmetic.rawValue) \(float(right))", .float)
    }
  }

  private func float(_ scalar: Scalar) -> String {
    scalar.kind == .float ? scalar.text : "CAST(\(scalar.text) AS \(dialect.type(.float)))"
  }

  private func call(
    _ function: ScalarFunction, _ arguments: [Scalar], written: [LogicalExpression]
  ) throws(Diagnostic) -> Scalar {
    let texts = arguments.map(\.text)
    let mayFail = arguments.contains(where: \.mayFail)
    func result(_ text: String, _ kind: ColumnKind, mayFail more: Bool = false) -> Scalar {
      Scalar(text: text, kind: kind, mayFail: mayFail || more)
    }
    switch function {
    case .lower, .upper: return result("\(function.rawValue)(\(texts[0]))", .string)
    case .trim: return result(dialect.trimmed(texts[0]), .string)
    case .length:
      return result("CAST(char_length(\(texts[0])) AS \(dialect.type(.integer)))", .integer)
    case .substr:
      // Beyond 32 bits no text has a character, and some engines take no larger places.
      let start = "least(greatest(\(texts[1]), 0), 2000000000)"
      let length = "least(greatest(\(texts[2]), 0), 2000000000)"
      return result(
        "substr(\(texts[0]), CAST(\(start) + 1 AS INT), CAST(\(length) AS INT))", .string)
    case .replace: return result(dialect.replaced(texts[0], texts[1], texts[2]), .string)
    case .concat:
      let parts = arguments.map { $0.kind == .string ? $0.text : spelled($0) }
      return result("(\(parts.joined(separator: " || ")))", .string)
    case .str: return result(spelled(arguments[0]), .string)
    case .abs: return result("abs(\(texts[0]))", arguments[0].kind)
    case .round, .floor, .ceil:
      if arguments[0].kind == .integer { return arguments[0] }
      return result(
        dialect.tryCast("\(function.rawValue)(\(texts[0]))", .integer), .integer, mayFail: true)
    case .min: return result("least(\(texts[0]), \(texts[1]))", arguments[0].kind)
    case .max: return result("greatest(\(texts[0]), \(texts[1]))", arguments[0].kind)
    case .year, .month, .day:
      return result(
        "CAST(\(function.rawValue)(\(texts[0])) AS \(dialect.type(.integer)))", .integer)
    case .weekday: return result(dialect.weekday(texts[0]), .string)
    case .today: return result("current_date()", .date)
    case .date:
      if arguments[0].kind == .date { return arguments[0] }
      return guarded(texts[0], "\\d{4}-\\d\\d-\\d\\d", .date)
    case .int, .float:
      let kind: ColumnKind = function == .int ? .integer : .float
      switch (arguments[0].kind, kind) {
      case (.integer, .integer), (.float, .float): return arguments[0]
      case (.float, .integer):
        let whole = "(CASE WHEN \(texts[0]) < 0 THEN ceil(\(texts[0])) ELSE floor(\(texts[0])) END)"
        return result(dialect.tryCast(whole, .integer), .integer, mayFail: true)
      case (.string, .integer): return guarded(texts[0], "[+-]?\\d+", .integer)
      case (.string, _):
        return guarded(texts[0], "[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?", .float)
      default: return result("CAST(\(texts[0]) AS \(dialect.type(kind)))", kind)
      }
    case .parts:
      let list = dialect.parts(texts[0], separator: try constantText(written[1]))
      return result(dialect.count(of: list), .integer)
    case .split:
      let list = dialect.parts(texts[0], separator: try constantText(written[1]))
      let place =
        "(CASE WHEN \(texts[2]) < 0 THEN \(dialect.count(of: list)) + \(texts[2]) + 1 "
        + "ELSE \(texts[2]) + 1 END)"
      return result(dialect.element(list, place), .string, mayFail: true)
    case .group:
      guard case .term(.constant(.integer(let number))) = written[2], number < 1000 else {
        throw Refusal.because("a group of a pattern has to have a number", at: span)
      }
      let pattern = try constantText(written[1])
      return result(dialect.group(texts[0], pattern: pattern, Int(number)), .string)
    case .firstDay, .lastDay, .format, .lang, .datatype, .canonical, .conditional, .pair:
      throw Refusal.because("other engines have no function \(function.rawValue)", at: span)
    }
  }

  /// A cast of the texts that match a pattern, so that engines agree which texts can be cast.
  private func guarded(_ text: String, _ pattern: String, _ kind: ColumnKind) -> Scalar {
    let cast = dialect.tryCast(text, kind)
    return Scalar(
      text: "(CASE WHEN \(dialect.matches(text, pattern: pattern)) THEN \(cast) END)",
      kind: kind, mayFail: true)
  }

  /// The value as a text. Truth values are `true` and `false`, days as ISO 8601 has them.
  private func spelled(_ scalar: Scalar) -> String {
    scalar.kind == .string ? scalar.text : "CAST(\(scalar.text) AS \(dialect.type(.string)))"
  }

  /// The text of an argument that engines read before they run: a pattern or a separator.
  private func constantText(_ expression: LogicalExpression) throws(Diagnostic) -> String {
    guard case .term(.constant(.string(let text))) = expression, !text.isEmpty else {
      throw Refusal.because(
        "a pattern or separator has to be a text that the program writes, and not empty", at: span)
    }
    return text
  }

  // MARK: Conditions

  func comparison(
    _ comparison: ComparisonOperator, _ left: LogicalExpression, _ right: LogicalExpression
  ) throws(Diagnostic) -> String {
    let (first, second) = (try scalar(left), try scalar(right))
    let areComparable = first.kind == second.kind || first.kind.isNumber && second.kind.isNumber
    switch comparison {
    case .equal where !areComparable: return "FALSE"
    case .notEqual where !areComparable: return "TRUE"
    case .equal: return "\(first.text) = \(second.text)"
    case .notEqual: return "\(first.text) <> \(second.text)"
    default:
      guard areComparable, first.kind != .term else {
        throw Refusal.because(
          "'\(comparison.rawValue)' does not fit \(first.kind.phrase) and \(second.kind.phrase)",
          at: span)
      }
      return "\(first.text) \(comparison.rawValue) \(second.text)"
    }
  }

  func test(
    _ test: TestFunction, _ arguments: [LogicalExpression], negated: Bool
  ) throws(Diagnostic) -> String {
    var scalars: [Scalar] = []
    for argument in arguments { scalars.append(try scalar(argument)) }
    let condition = try self.test(test, scalars, written: arguments)
    return negated ? "NOT \(condition)" : condition
  }

  private func test(
    _ test: TestFunction, _ arguments: [Scalar], written: [LogicalExpression]
  ) throws(Diagnostic) -> String {
    let texts = arguments.map(\.text)
    switch test {
    case .isNumber: return arguments[0].kind.isNumber ? "TRUE" : "FALSE"
    case .isDate: return arguments[0].kind == .date ? "TRUE" : "FALSE"
    case .isString where arguments[0].kind != .term:
      return arguments[0].kind == .string ? "TRUE" : "FALSE"
    case .isEntity where arguments[0].kind != .term: return "FALSE"
    case .contains, .startsWith, .endsWith, .matches:
      guard arguments.allSatisfy({ $0.kind == .string }) else {
        let kinds = arguments.map(\.kind.phrase).joined(separator: " and ")
        throw Refusal.because("'\(test.rawValue)' does not fit \(kinds)", at: span)
      }
    case .isString, .isEntity, .langMatches:
      throw Refusal.because("other engines have no test \(test.rawValue)", at: span)
    }
    switch test {
    case .contains: return "(\(dialect.contains(texts[0], texts[1])))"
    case .startsWith: return "(\(dialect.startsWith(texts[0], texts[1])))"
    case .endsWith: return "(\(dialect.endsWith(texts[0], texts[1])))"
    default: return "(\(dialect.matches(texts[0], pattern: try constantText(written[1]))))"
    }
  }
}
