import Graph

/// Writes facts, literals and rules of a program for people.
struct FactText {
  let program: LogicalProgram
  let dictionary: SessionDictionary
  let sources: SourceMap

  func fact(_ predicate: Int, _ tuple: [Int32]) throws -> String {
    try atom(predicate, tuple.map { try value($0) })
  }

  /// A fact with `_` for what is open.
  func fact(_ predicate: Int, _ pattern: [Int32?]) throws -> String {
    try atom(predicate, pattern.map { try $0.map(value) ?? "_" })
  }

  /// A claim of the graph in its own predicate.
  func claim(_ statement: StoredStatement) throws -> String {
    let predicate = WrittenName.predicate(try dictionary.text(statement.predicate))
    let slots = try [statement.subject, statement.object].compactMap { $0 }
      .map { try value($0.rawValue) }
    return "\(predicate)(\(slots.joined(separator: ", ")))"
  }

  /// The values of a pattern as GQL lists them.
  func pattern(_ values: [Int32?]) throws -> String {
    try values.map { try $0.map(value) ?? "_" }.joined(separator: ", ")
  }

  private func atom(_ predicate: Int, _ arguments: [String]) -> String {
    if let group = group(predicate) { return group.trimmingNegation }
    let written = program.predicates[predicate]
    return arguments.isEmpty ? written.name : written.written(arguments)
  }

  func value(_ value: Int32) throws -> String {
    try dictionary.term(Value(rawValue: value)).sourceText
  }

  /// A literal with what its variables stand for.
  func literal(_ literal: LogicalLiteral, _ rule: LogicalRule, _ values: [Int32?]) throws -> String
  {
    func term(_ term: LogicalTerm) throws -> String {
      switch term {
      case .variable(let variable):
        if let known = values[variable] { return try value(known) }
        return rule.variables[variable]
      case .constant(let constant): return constant.sourceText
      case .value(let known): return try value(known.rawValue)
      }
    }
    func expression(_ expression: LogicalExpression) throws -> String {
      try self.expression(expression, term)
    }
    switch literal {
    case .atom(let predicate, let terms): return atom(predicate, try terms.map(term))
    case .negation(let predicate, let terms):
      if let group = group(predicate) { return group }
      return "not " + atom(predicate, try terms.map(term))
    case .comparison(let comparison, let left, let right):
      return "\(try expression(left)) \(comparison.rawValue) \(try expression(right))"
    case .test(let test, let arguments, let negated):
      let list = try arguments.map(expression).joined(separator: ", ")
      return "\(negated ? "not " : "")\(test.rawValue)(\(list))"
    case .range(let variable, let low, let high):
      return "\(try term(variable)) in \(try expression(low))..\(try expression(high))"
    case .member(let variable, let elements):
      let list = try elements.map(expression).joined(separator: ", ")
      return "\(try term(variable)) in [\(list)]"
    case .search(let words, let sentence, let score):
      return "search(\(try expression(words)), \(try term(sentence)), \(try term(score)))"
    }
  }

  private func expression(
    _ expression: LogicalExpression, _ term: (LogicalTerm) throws -> String
  ) throws -> String {
    switch expression {
    case .term(let inner): return try term(inner)
    case .unaryMinus(let operand): return "-\(try self.expression(operand, term))"
    case .arithmetic(let arithmetic, let left, let right):
      let sides = try [left, right].map { side in
        let text = try self.expression(side, term)
        if case .arithmetic = side { return "(\(text))" }
        return text
      }
      return "\(sides[0]) \(arithmetic.rawValue) \(sides[1])"
    case .call(let function, let arguments):
      let list = try arguments.map { try self.expression($0, term) }
      return "\(function.rawValue)(\(list.joined(separator: ", ")))"
    }
  }

  /// A rule as it is written, on one line.
  func rule(_ rule: LogicalRule) -> String {
    let head = program.predicates[rule.head]
    // The rules of a path stand nowhere; a query and a negated group do.
    if head.isSynthetic, head.name != Self.query, head.name != Self.group {
      return program.text(of: rule)
    }
    return written(rule.span)
  }

  /// What the analyser calls the predicates of queries and of negated groups.
  private static let query = "query"
  private static let group = "not"

  /// The rule of a plan, as it is written.
  func written(_ plan: RulePlan, _ span: SourceSpan) -> String {
    program.rules.indices.contains(plan.rule) ? rule(program.rules[plan.rule]) : written(span)
  }

  private func written(_ span: SourceSpan) -> String {
    sources.text(of: span).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A negated group as it is written; nil for other predicates.
  private func group(_ predicate: Int) -> String? {
    guard program.predicates[predicate].isSynthetic,
      program.predicates[predicate].name == Self.group
    else { return nil }
    return program.rules.first { $0.head == predicate }.map { written($0.span) }
  }

  /// `file:line` of a rule.
  func place(_ rule: LogicalRule) -> String { place(rule.span) }

  func place(_ span: SourceSpan) -> String {
    let parts = sources.location(of: span).split(separator: ":")
    return parts.dropLast().joined(separator: ":")
  }
}

extension String {
  /// Without the `not` or `!` that it begins with.
  fileprivate var trimmingNegation: String {
    let rest = hasPrefix("not") ? dropFirst(3) : hasPrefix("!") ? dropFirst() : self[...]
    return String(rest.drop { $0.isWhitespace })
  }
}
