import Graph

/// A program after analysis prints itself as GQL: rules in their order, then facts, then strata.
extension LogicalProgram: CustomStringConvertible {
  package var description: String {
    var lines = rules.map(text(of:))
    for (predicate, table) in facts.sorted(by: { $0.key < $1.key }) {
      for row in 0..<table.count {
        let terms = (0..<table.arity).map { column in
          constants[Int(table.indexes[row * table.arity + column])].sourceText
        }
        lines.append("\(predicates[predicate].name)(\(terms.joined(separator: ", "))).")
      }
    }
    let layers = strata.filter { layer in
      layer.contains { predicate in rules.contains { $0.head == predicate } }
    }
    for (number, layer) in layers.enumerated() {
      let names = layer.map { predicates[$0].name }.joined(separator: ", ")
      lines.append("% stratum \(number + 1): \(names)")
    }
    return lines.joined(separator: "\n")
  }

  /// A rule as GQL writes it.
  package func text(of rule: LogicalRule) -> String {
    let columns = rule.columns.map { column in
      switch column {
      case .expression(let expression): text(of: expression, in: rule)
      case .aggregate(let function, let expression):
        text(of: function, expression, in: rule)
      }
    }
    let head = predicates[rule.head].written(columns)
    let body = rule.body.map { text(of: $0, in: rule) }.joined(separator: ", ")
    return body.isEmpty ? head + "." : "\(head) :- \(body)."
  }

  private func text(
    of function: AggregateFunction, _ argument: LogicalExpression?, in rule: LogicalRule
  ) -> String {
    switch (function, argument) {
    case (.countDistinct, let argument?): "count(distinct \(text(of: argument, in: rule)))"
    case (_, .call(.pair, let pair)):
      "\(function.rawValue)(\(pair.map { text(of: $0, in: rule) }.joined(separator: ", ")))"
    default: "\(function.rawValue)(\(argument.map { text(of: $0, in: rule) } ?? ""))"
    }
  }

  /// A literal as GQL writes it, with the names of the rule's variables.
  package func text(of literal: LogicalLiteral, in rule: LogicalRule) -> String {
    switch literal {
    case .atom(let predicate, let terms): text(predicate, terms, rule)
    case .negation(let predicate, let terms): "not " + text(predicate, terms, rule)
    case .comparison(let comparison, let left, let right):
      "\(text(of: left, in: rule)) \(comparison.rawValue) \(text(of: right, in: rule))"
    case .test(let test, let arguments, let negated):
      (negated ? "not " : "")
        + "\(test.rawValue)(\(arguments.map { text(of: $0, in: rule) }.joined(separator: ", ")))"
    case .range(let term, let low, let high):
      "\(text(of: term, in: rule)) in \(text(of: low, in: rule))..\(text(of: high, in: rule))"
    case .member(let term, let elements):
      "\(text(of: term, in: rule)) in "
        + "[\(elements.map { text(of: $0, in: rule) }.joined(separator: ", "))]"
    case .search(let words, let sentence, let score):
      "search(\(text(of: words, in: rule)), \(text(of: sentence, in: rule)), "
        + "\(text(of: score, in: rule)))"
    }
  }

  private func text(_ predicate: Int, _ terms: [LogicalTerm], _ rule: LogicalRule) -> String {
    predicates[predicate].written(terms.map { text(of: $0, in: rule) })
  }

  private func text(of term: LogicalTerm, in rule: LogicalRule) -> String {
    switch term {
    case .variable(let variable):
      // Unnamed variables are told apart where one is used twice.
      rule.variables[variable] == "_" ? "_\(variable)" : rule.variables[variable]
    case .constant(let term): term.sourceText
    case .value(let value): value.inlineInteger.map { String($0) } ?? "<\(value.rawValue)>"
    }
  }

  private func text(of expression: LogicalExpression, in rule: LogicalRule) -> String {
    switch expression {
    case .term(let term): text(of: term, in: rule)
    case .unaryMinus(let inner): "-(\(text(of: inner, in: rule)))"
    case .arithmetic(let arithmetic, let left, let right):
      "(\(text(of: left, in: rule)) \(arithmetic.rawValue) \(text(of: right, in: rule)))"
    case .call(let function, let arguments):
      "\(function.rawValue)"
        + "(\(arguments.map { text(of: $0, in: rule) }.joined(separator: ", ")))"
    }
  }
}
