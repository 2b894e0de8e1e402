/// What a program means, computed in the most obvious way: all rules over all tuples until nothing is new.
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

  private typealias Binding = [String: TestValue]

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
  private func bindings(_ rule: TestRule) -> Set<Binding> {
    // Atoms first, then lists and sums, then what only tests.
    func rank(_ literal: TestLiteral) -> Int {
      switch literal {
      case .atom, .closure: 0
      case .sum, .member: 1
      case .comparison, .negation: 2
      }
    }
    var bindings: Set<Binding> = [[:]]
    for literal in rule.body.sorted(by: { rank($0) < rank($1) }) {
      var next: Set<Binding> = []
      for binding in bindings { next.formUnion(extend(binding, by: literal)) }
      bindings = next
    }
    return bindings
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
