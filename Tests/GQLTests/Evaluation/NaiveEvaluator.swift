/// What a program means, computed in the most obvious way: all rules over all tuples until nothing is new, and every
/// body asked as it is written, group by group, for each binding of what stands around it.
struct NaiveEvaluator {
  private(set) var tables: [String: Set<[TestValue]>]

  init(_ program: RandomProgram) {
    tables = program.facts
    for layer in program.layers {
      var isChanging = true
      while isChanging {
        isChanging = false
        for rule in layer {
          for row in rows(rule) where tables[rule.head, default: []].insert(row).inserted {
            isChanging = true
          }
        }
      }
    }
  }

  typealias Binding = [String: TestValue]

  /// The bindings by which a rule gives a tuple; of a rule with an aggregate, all of the tuple's group, if they give it.
  func instances(of rule: TestRule, giving row: [TestValue]) -> [Binding] {
    let isAggregate = rule.columns.contains { if case .aggregate = $0 { true } else { false } }
    guard !isAggregate || rows(rule).contains(row) else { return [] }
    return bindings(rule).filter { binding in
      zip(rule.columns, row).allSatisfy { column, wanted in
        guard case .term(let term) = column else { return true }
        return value(term, binding) == wanted
      }
    }
  }

  private func rows(_ rule: TestRule) -> Set<[TestValue]> {
    let bindings = bindings(rule)
    guard rule.columns.contains(where: { if case .aggregate = $0 { true } else { false } }) else {
      return Set(bindings.map { row(rule, $0) })
    }
    var groups: [[TestValue]: [Binding]] = [:]
    for binding in bindings { groups[row(rule, binding), default: []].append(binding) }
    if rule.columns.count == 1, groups.isEmpty { groups[[]] = [] }
    var result: Set<[TestValue]> = []
    for (key, members) in groups {
      guard case .aggregate(let function, let variable)? = rule.columns.last,
        let value = aggregate(function, members.map { $0[variable]! })
      else { continue }
      result.insert(key + [value])
    }
    return result
  }

  /// The head's columns that are no aggregates.
  private func row(_ rule: TestRule, _ binding: Binding) -> [TestValue] {
    rule.columns.compactMap { column in
      guard case .term(let term) = column else { return nil }
      return value(term, binding)
    }
  }

  private func aggregate(_ function: String, _ values: [TestValue]) -> TestValue? {
    let numbers = values.compactMap { if case .number(let number) = $0 { number } else { nil } }
    switch function {
    case "count": return .number(values.count)
    case "sum": return .number(numbers.reduce(0, +))
    default:
      // Numbers come before words.
      let sorted = values.sorted { left, right in
        switch (left, right) {
        case (.number(let a), .number(let b)): a < b
        case (.word(let a), .word(let b)): a < b
        case (.number, .word): true
        case (.word, .number): false
        }
      }
      return function == "min" ? sorted.first : sorted.last
    }
  }

  private func value(_ term: TestTerm, _ binding: Binding) -> TestValue? {
    switch term {
    case .variable(let name): binding[name]
    case .anonymous: nil
    case .value(let value): value
    }
  }

  /// The distinct bindings of the named variables for which the body holds.
  private func bindings(_ rule: TestRule) -> Set<Binding> { solutions(rule.body, [:]) }

  /// The ways to go on from a binding so that all literals hold.
  private func solutions(_ body: [TestLiteral], _ start: Binding) -> Set<Binding> {
    // What binds comes first: atoms, alternatives, then lists and sums, then what only tests.
    func rank(_ literal: TestLiteral) -> Int {
      switch literal {
      case .atom, .closure: 0
      case .either: 1
      case .sum, .member: 2
      case .comparison, .negation, .none, .optional: 3
      }
    }
    var bindings: Set<Binding> = [start]
    for literal in body.sorted(by: { rank($0) < rank($1) }) {
      var next: Set<Binding> = []
      for binding in bindings { next.formUnion(extend(binding, by: literal)) }
      bindings = next
    }
    return bindings
  }

  /// Whether a literal is a comparison under any number of negations, and which: each turns it into its opposite, so
  /// that values that cannot be compared hold neither way.
  private func comparison(_ literal: TestLiteral) -> (sign: String, TestTerm, TestTerm)? {
    switch literal {
    case .comparison(let sign, let left, let right): return (sign, left, right)
    case .none(let alternatives, _):
      guard alternatives.count == 1, alternatives[0].count == 1,
        let inner = comparison(alternatives[0][0])
      else { return nil }
      let opposite = ["=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"]
      return (opposite[inner.sign]!, inner.1, inner.2)
    default: return nil
    }
  }

  private func extend(_ binding: Binding, by literal: TestLiteral) -> [Binding] {
    switch literal {
    case .atom(let name, let terms):
      return (tables[name] ?? []).compactMap { match(terms, $0, binding) }
    case .closure(let name, let from, let to):
      return closure(tables[name] ?? []).compactMap { match([from, to], $0, binding) }
    case .negation(let name, let terms):
      return (tables[name] ?? []).contains { match(terms, $0, binding) != nil } ? [] : [binding]
    case .comparison(let sign, let left, let right):
      return holds(sign, value(left, binding)!, value(right, binding)!) ? [binding] : []
    case .none(let alternatives, let spelling):
      let holds = alternatives.contains { alternative in
        if alternative.count == 1,
          let (sign, left, right) = comparison(.none([alternative], spelling: spelling))
        {
          return !self.holds(sign, value(left, binding)!, value(right, binding)!)
        }
        return !solutions(alternative, binding).isEmpty
      }
      return holds ? [] : [binding]
    case .either(let alternatives):
      return alternatives.flatMap { solutions($0, binding) }
    case .optional(let part, let own):
      let found = solutions(part, binding)
      if !found.isEmpty { return Array(found) }
      return [own.reduce(into: binding) { $0[$1] = .word("") }]
    case .sum(let result, let operand, let number):
      guard case .number(let value)? = value(operand, binding) else { return [] }
      return match([.variable(result)], [.number(value + number)], binding).map { [$0] } ?? []
    case .member(let variable, let values):
      return values.compactMap { match([.variable(variable)], [$0], binding) }
    }
  }

  private func match(_ terms: [TestTerm], _ row: [TestValue], _ binding: Binding) -> Binding? {
    var result = binding
    for (term, value) in zip(terms, row) {
      switch term {
      case .anonymous: continue
      case .value(let wanted): if wanted != value { return nil }
      case .variable(let name):
        if let known = result[name], known != value { return nil }
        result[name] = value
      }
    }
    return result
  }

  private func holds(_ sign: String, _ left: TestValue, _ right: TestValue) -> Bool {
    switch sign {
    case "=": return left == right
    case "!=": return left != right
    default:
      switch (left, right) {
      case (.number(let a), .number(let b)): return sign == "<" ? a < b : a >= b
      case (.word(let a), .word(let b)): return sign == "<" ? a < b : a >= b
      default: return false
      }
    }
  }

  private func closure(_ pairs: Set<[TestValue]>) -> Set<[TestValue]> {
    var result = pairs
    while true {
      var next = result
      for first in result {
        for second in pairs where first[1] == second[0] { next.insert([first[0], second[1]]) }
      }
      if next == result { return result }
      result = next
    }
  }
}
