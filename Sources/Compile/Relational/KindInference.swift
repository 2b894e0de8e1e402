import GQL
import Graph

/// Finds for each column of each relation the one kind that its values have.
///
/// Kinds come from facts, declarations of imported columns, constants and functions, and flow through rules until nothing new is
/// known: linear in the size of the rules for each column that becomes known.
struct KindInference {
  private let program: LogicalProgram
  private let orders: [BodyOrder]
  private let rules: [LogicalRule]
  /// By predicate; nil where nothing is known of a column yet.
  private(set) var columns: [Int: [ColumnKind?]]

  /// - Parameters:
  ///   - rules: with the order of their bodies, those that are compiled
  ///   - known: what facts, files and the store say of columns
  init(
    _ program: LogicalProgram, _ rules: [LogicalRule], _ orders: [BodyOrder],
    known: [Int: [ColumnKind?]]
  ) throws(Diagnostic) {
    (self.program, self.rules, self.orders) = (program, rules, orders)
    columns = known
    var changed = true
    while changed {
      changed = false
      for number in rules.indices where try flow(number) { changed = true }
    }
  }

  /// The kinds of a relation; what nothing is known of never has a value, so any kind will do.
  func kinds(of predicate: Int) -> [ColumnKind] {
    (columns[predicate] ?? []).map { $0 ?? .string }
  }

  /// The kinds of a rule's variables.
  func variables(ofRule number: Int) throws(Diagnostic) -> [Int: ColumnKind] {
    var known: [Int: ColumnKind] = [:]
    let span = rules[number].span
    func meet(_ variable: Int, _ kind: ColumnKind?) throws(Diagnostic) {
      guard let kind else { return }
      guard let before = known[variable], before != kind else {
        known[variable] = kind
        return
      }
      // Of a whole float and an integer of one value, the integer comes first.
      guard before.isNumber, kind.isNumber else {
        throw Refusal.because(
          "\(rules[number].variables[variable]) is \(before.phrase) in one place and "
            + "\(kind.phrase) in another, so nothing would fit", at: span)
      }
      known[variable] = .integer
    }
    for step in orders[number].steps {
      switch step {
      case .scan(let predicate, let terms):
        let kinds = columns[predicate] ?? []
        for (term, kind) in zip(terms, kinds) {
          if case .variable(let variable) = term { try meet(variable, kind) }
        }
      case .assign(let variable, let expression):
        try meet(variable, ScalarKinds(span: span, variables: known).kind(of: expression))
      case .generate(let variable, let low, let high):
        let kinds = ScalarKinds(span: span, variables: known)
        guard let first = try kinds.kind(of: low), let last = try kinds.kind(of: high) else {
          continue
        }
        guard first == last, first == .integer || first == .date else {
          throw Refusal.because("a range of \(first.phrase) and \(last.phrase)", at: span)
        }
        try meet(variable, first)
      case .choose(let variable, let elements):
        for element in elements {
          try meet(variable, ScalarKinds(span: span, variables: known).kind(of: element))
        }
        if elements.contains(where: { Self.isFloat($0) }), known[variable] == .integer {
          throw Refusal.because("a list of integers and floats", at: span)
        }
      case .absent, .compare, .test, .between, .oneOf: break
      }
    }
    return known
  }

  private static func isFloat(_ expression: LogicalExpression) -> Bool {
    if case .term(.constant(.float)) = expression { true } else { false }
  }

  private mutating func flow(_ number: Int) throws(Diagnostic) -> Bool {
    let rule = rules[number]
    let kinds = ScalarKinds(span: rule.span, variables: try variables(ofRule: number))
    var changed = false
    for (place, column) in rule.columns.enumerated() {
      let kind: ColumnKind?
      switch column {
      case .expression(let expression): kind = try kinds.kind(of: expression)
      case .aggregate(let function, let argument): kind = try kinds.kind(of: function, argument)
      }
      guard let kind else { continue }
      let before = columns[rule.head]?[place]
      if let before {
        guard before == kind else {
          throw Refusal.because(
            "column \(place + 1) of \(program.predicates[rule.head].name) is \(before.phrase) by one "
              + "rule or fact and \(kind.phrase) by this one", at: rule.span,
            hint: "tables of other engines have one type a column: float(X) and str(X) convert")
        }
        continue
      }
      columns[rule.head]?[place] = kind
      changed = true
    }
    return changed
  }
}
