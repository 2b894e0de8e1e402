import Graph

/// Carries declared types of columns through the rules, and finds where they cannot fit together.
///
/// A predicate without a declaration has in each column what its rules put there; one that has facts, imported or
/// stored rows as well may hold anything. Without any declaration nothing is wrong: then a row that does not fit is
/// passed over when it comes.
struct TypeFlow {
  /// What is known of a column or an expression.
  private struct Known: Equatable {
    var kinds: ValueKinds
    /// Whether a declaration says so, and not only a constant or a function.
    var isDeclared: Bool

    func joined(_ other: Known) -> Known {
      Known(kinds: kinds.union(other.kinds), isDeclared: isDeclared || other.isDeclared)
    }
  }

  /// Two types that do not go together.
  struct Conflict {
    var rule: LogicalRule
    /// The variable to point at, by its name; nil for the whole rule.
    var variable: String?
    var problem: AnalysisProblem
  }

  private let program: LogicalProgram
  /// Nil where a column may hold anything.
  private var columns: [[Known?]]
  private var isOpen: [Bool]

  /// Nil where nothing is declared, so that nothing can be wrong.
  ///
  /// - Parameters:
  ///   - filled: predicates with facts or imported rows
  ///   - progress: called now and then; what it throws ends the work
  init?(_ program: LogicalProgram, filled: Set<Int>, progress: () throws -> Void) rethrows {
    guard program.predicates.contains(where: { !$0.columnTypes.isEmpty }) else { return nil }
    self.program = program
    let derived = Set(program.rules.map(\.head))
    isOpen = program.predicates.indices.map { number in
      program.predicates[number].source != .program || filled.contains(number)
        || !derived.contains(number)
    }
    columns = program.predicates.indices.map { [isOpen] number in
      let predicate = program.predicates[number]
      if !predicate.columnTypes.isEmpty {
        return predicate.columnTypes.map { type in
          ValueKinds(type).map { Known(kinds: $0, isDeclared: true) }
        }
      }
      let start = isOpen[number] ? nil : Known(kinds: [], isDeclared: false)
      return [Known?](repeating: start, count: predicate.arity)
    }
    try carry(progress)
  }

  /// The conflicts of all rules.
  func conflicts() -> [Conflict] { program.rules.flatMap(conflicts) }

  /// For each predicate the declared columns of which it is not known that rules keep to the declaration.
  func checkedColumns() -> [Int: [Int]] {
    var checked: [Int: Set<Int>] = [:]
    for rule in program.rules where !program.predicates[rule.head].columnTypes.isEmpty {
      let variables = variables(of: rule).known
      for (place, column) in rule.columns.enumerated() {
        guard let wanted = columns[rule.head][place] else { continue }
        let here = known(column, variables)
        if here.map({ !wanted.kinds.isSuperset(of: $0.kinds) }) ?? true {
          checked[rule.head, default: []].insert(place)
        }
      }
    }
    return checked.mapValues { $0.sorted() }
  }

  /// A rule is looked at again where something new is known of a predicate that it reads. Kinds only grow, so this
  /// ends, in time linear in the size of the rules.
  private mutating func carry(_ progress: () throws -> Void) rethrows {
    var readers: [Int: [Int]] = [:]
    var pending: [Int] = []
    for (number, rule) in program.rules.enumerated()
    where !isOpen[rule.head] && program.predicates[rule.head].columnTypes.isEmpty {
      pending.append(number)
      for case .atom(let predicate, _) in rule.body where !isOpen[predicate] {
        readers[predicate, default: []].append(number)
      }
    }
    pending.reverse()
    var isPending = [Bool](repeating: true, count: program.rules.count)
    var looks = 0
    while let number = pending.popLast() {
      isPending[number] = false
      looks += 1
      if looks & 0xFF == 0 { try progress() }
      let rule = program.rules[number]
      guard canGiveRows(rule) else { continue }
      let variables = variables(of: rule).known
      var hasNews = false
      for (place, column) in rule.columns.enumerated() {
        guard let before = columns[rule.head][place] else { continue }
        let after = known(column, variables).map(before.joined)
        if after != before {
          columns[rule.head][place] = after
          hasNews = true
        }
      }
      for reader in hasNews ? readers[rule.head] ?? [] : [] where !isPending[reader] {
        isPending[reader] = true
        pending.append(reader)
      }
    }
  }

  /// Whether nothing that the rule reads is empty, as far as is known.
  private func canGiveRows(_ rule: LogicalRule) -> Bool {
    rule.body.allSatisfy { literal in
      guard case .atom(let predicate, _) = literal else { return true }
      return columns[predicate].allSatisfy { $0.map { !$0.kinds.isEmpty } ?? true }
    }
  }

  // MARK: Rules

  /// What is known of the variables of a rule, and the first conflict of each.
  private func variables(
    of rule: LogicalRule
  ) -> (known: [Int: Known], conflicts: [(variable: Int, first: Int, second: Int)]) {
    var found: [Int: Known] = [:]
    var places: [Int: Int] = [:]
    var conflicts: [(variable: Int, first: Int, second: Int)] = []
    for case .atom(let predicate, let terms) in rule.body {
      for (column, term) in terms.enumerated() {
        guard let variable = term.variable, let here = columns[predicate][column],
          !here.kinds.isEmpty
        else { continue }
        guard let before = found[variable] else {
          found[variable] = here
          places[variable] = predicate
          continue
        }
        let both = before.kinds.intersection(here.kinds)
        if both.isEmpty {
          if before.isDeclared || here.isDeclared, let first = places[variable] {
            conflicts.append((variable, first, predicate))
          }
          continue
        }
        found[variable] = Known(
          kinds: both, isDeclared: before.isDeclared || here.isDeclared)
      }
    }
    // An equation gives a variable what its other side has; equations may wait for one another.
    for _ in rule.body {
      var hasNews = false
      for case .comparison(.equal, let left, let right) in rule.body {
        for (side, other) in [(left, right), (right, left)] {
          guard let variable = side.variable, found[variable] == nil,
            let value = known(other, found)
          else { continue }
          found[variable] = value
          hasNews = true
        }
      }
      if !hasNews { break }
    }
    return (found, conflicts)
  }

  private func conflicts(in rule: LogicalRule) -> [Conflict] {
    let (variables, clashes) = variables(of: rule)
    var conflicts = clashes.map { clash in
      Conflict(
        rule: rule, variable: rule.variables[clash.variable],
        problem: .typesOfVariable(
          rule.variables[clash.variable], program.predicates[clash.first].name,
          program.predicates[clash.second].name))
    }
    let head = program.predicates[rule.head]
    for (place, column) in rule.columns.enumerated() where !head.columnTypes.isEmpty {
      guard let wanted = columns[rule.head][place], let here = known(column, variables),
        !here.kinds.isEmpty, here.kinds.isDisjoint(with: wanted.kinds)
      else { continue }
      // Constants of heads were compared already.
      if case .expression(.term(let term)) = column, term.variable == nil { continue }
      conflicts.append(
        Conflict(
          rule: rule, variable: variable(of: column, rule),
          problem: .columnTypeOfRule(
            head.name, column: head.columns[place], type: head.columnTypes[place],
            found: here.kinds.names)))
    }
    for case .comparison(let comparison, let left, let right) in rule.body
    where comparison != .notEqual {
      check(comparison.rawValue, left, right, rule, variables, &conflicts) {
        $0.isComparable(with: $1)
      }
    }
    for expression in rule.expressions { check(expression, rule, variables, &conflicts) }
    return conflicts
  }

  private func check(
    _ operation: String, _ left: LogicalExpression, _ right: LogicalExpression,
    _ rule: LogicalRule, _ variables: [Int: Known], _ conflicts: inout [Conflict],
    fits: (ValueKinds, ValueKinds) -> Bool
  ) {
    guard let first = known(left, variables), let second = known(right, variables),
      first.isDeclared || second.isDeclared, !first.kinds.isEmpty, !second.kinds.isEmpty,
      !fits(first.kinds, second.kinds)
    else { return }
    let variable = (left.variables + right.variables).first { rule.variables[$0] != "_" }
    conflicts.append(
      Conflict(
        rule: rule, variable: variable.map { rule.variables[$0] },
        problem: .typesOfOperation(operation, first.kinds.names, second.kinds.names)))
  }

  /// Arithmetic of things that are no numbers.
  private func check(
    _ expression: LogicalExpression, _ rule: LogicalRule, _ variables: [Int: Known],
    _ conflicts: inout [Conflict]
  ) {
    switch expression {
    case .term: break
    case .unaryMinus(let inner): check(inner, rule, variables, &conflicts)
    case .call(_, let arguments):
      for argument in arguments { check(argument, rule, variables, &conflicts) }
    case .arithmetic(let arithmetic, let left, let right):
      check(left, rule, variables, &conflicts)
      check(right, rule, variables, &conflicts)
      check(arithmetic.rawValue, left, right, rule, variables, &conflicts) { first, second in
        !arithmetic.results(first, second).isEmpty
      }
    }
  }

  private func variable(of column: LogicalRule.HeadColumn, _ rule: LogicalRule) -> String? {
    let expression: LogicalExpression?
    switch column {
    case .expression(let inner): expression = inner
    case .aggregate(_, let inner): expression = inner
    }
    return expression?.variables.first { rule.variables[$0] != "_" }.map { rule.variables[$0] }
  }

  // MARK: Expressions

  private func known(_ column: LogicalRule.HeadColumn, _ variables: [Int: Known]) -> Known? {
    switch column {
    case .expression(let expression): return known(expression, variables)
    case .aggregate(.count, _), .aggregate(.countDistinct, _):
      return Known(kinds: .integer, isDeclared: false)
    case .aggregate(.sum, _), .aggregate(.avg, _): return Known(kinds: .number, isDeclared: false)
    case .aggregate(.list, _), .aggregate(.set, _), .aggregate(.join, _):
      return Known(kinds: .text, isDeclared: false)
    case .aggregate(_, .call(.pair, let pair)): return known(pair[0], variables)
    case .aggregate(_, let argument): return argument.flatMap { known($0, variables) }
    }
  }

  /// Nil where nothing is known.
  private func known(_ expression: LogicalExpression, _ variables: [Int: Known]) -> Known? {
    switch expression {
    case .term(.variable(let variable)): return variables[variable]
    case .term(.constant(let term)): return Known(kinds: ValueKinds(term), isDeclared: false)
    case .term(.value(let value)):
      return Known(kinds: value.inlineInteger == nil ? .text : .integer, isDeclared: false)
    case .unaryMinus: return Known(kinds: .number, isDeclared: false)
    case .arithmetic(let arithmetic, let left, let right):
      guard arithmetic == .plus || arithmetic == .minus else {
        return Known(kinds: .number, isDeclared: false)
      }
      guard let first = known(left, variables), let second = known(right, variables) else {
        return nil
      }
      let kinds = arithmetic.results(first.kinds, second.kinds)
      return kinds.isEmpty
        ? nil : Known(kinds: kinds, isDeclared: first.isDeclared || second.isDeclared)
    case .call(let function, _):
      return function.resultKinds.map { Known(kinds: $0, isDeclared: false) }
    }
  }
}

extension ScalarFunction {
  /// The kinds of its values; nil where they depend on its arguments.
  fileprivate var resultKinds: ValueKinds? {
    switch self {
    case .lower, .upper, .trim, .substr, .concat, .replace, .str, .lang, .datatype, .weekday,
      .format, .split, .group:
      .text
    case .length, .year, .month, .day, .int, .parts: .integer
    case .abs, .round, .floor, .ceil, .float: .number
    case .today, .date, .firstDay, .lastDay: .date
    case .min, .max, .conditional, .canonical, .pair: nil
    }
  }
}

extension LogicalRule {
  /// Every expression of the head and of the body's conditions.
  fileprivate var expressions: [LogicalExpression] {
    var result: [LogicalExpression] = []
    for column in columns {
      switch column {
      case .expression(let expression): result.append(expression)
      case .aggregate(_, let expression): if let expression { result.append(expression) }
      }
    }
    for literal in body {
      switch literal {
      case .comparison(_, let left, let right): result += [left, right]
      case .test(_, let arguments, _): result += arguments
      case .range(_, let low, let high): result += [low, high]
      case .member(_, let elements): result += elements
      case .search(let words, _, _): result.append(words)
      case .atom, .negation: break
      }
    }
    return result
  }
}

extension ArithmeticOperator {
  /// The kinds that come of operands of some kinds; empty where they do not go together.
  fileprivate func results(_ first: ValueKinds, _ second: ValueKinds) -> ValueKinds {
    func has(_ kinds: ValueKinds, _ kind: ValueKinds) -> Bool { !kinds.isDisjoint(with: kind) }
    var results: ValueKinds = []
    if has(first, .number), has(second, .number) { results.formUnion(.number) }
    if self == .plus {
      if has(first, .text), has(second, .text) { results.insert(.text) }
      if has(first, .date) && has(second, .number) || has(first, .number) && has(second, .date) {
        results.insert(.date)
      }
    }
    if self == .minus, has(first, .date) {
      if has(second, .number) { results.insert(.date) }
      if has(second, .date) { results.insert(.integer) }
    }
    return results
  }
}
