import TestSupport

/// A value of a test program: numbers and words.
enum TestValue: Hashable, CustomStringConvertible {
  case number(Int)
  case word(String)

  var description: String {
    switch self {
    case .number(let number): String(number)
    case .word(let word): word
    }
  }
}

enum TestTerm: Hashable, CustomStringConvertible {
  case variable(String)
  case anonymous
  case value(TestValue)

  var description: String {
    switch self {
    case .variable(let name): name
    case .anonymous: "_"
    case .value(let value): value.description
    }
  }

  var name: String? { if case .variable(let name) = self { name } else { nil } }
}

enum TestLiteral: CustomStringConvertible {
  case atom(String, [TestTerm])
  case negation(String, [TestTerm])
  /// One or more steps of a predicate with two columns.
  case closure(String, TestTerm, TestTerm)
  case comparison(String, TestTerm, TestTerm)
  /// `result = operand + number`
  case sum(result: String, TestTerm, Int)
  case member(String, [TestValue])
  /// None of the alternatives holds, each a conjunction.
  case none([[TestLiteral]], spelling: Int)
  /// One of the alternatives holds.
  case either([[TestLiteral]])
  /// A conjunction that need not hold, and the variables that are empty where it does not.
  case optional([TestLiteral], own: [String])

  var description: String {
    func list(_ terms: [TestTerm]) -> String {
      terms.map(\.description).joined(separator: ", ")
    }
    switch self {
    case .atom(let name, let terms): return "\(name)(\(list(terms)))"
    case .negation(let name, let terms): return "not \(name)(\(list(terms)))"
    case .closure(let name, let from, let to): return "\(name)+(\(from), \(to))"
    case .comparison(let sign, let left, let right): return "\(left) \(sign) \(right)"
    case .sum(let result, let operand, let number): return "\(result) = \(operand) + \(number)"
    case .member(let variable, let values):
      return "\(variable) in [\(values.map(\.description).joined(separator: ", "))]"
    case .none(let alternatives, let spelling):
      let isSingle = alternatives.count == 1 && alternatives[0].count == 1
      if isSingle, spelling & 1 == 0 {
        return (spelling & 2 == 0 ? "not " : "!") + "\(alternatives[0][0])"
      }
      return (spelling & 2 == 0 ? "not (" : "!(") + Self.text(alternatives) + ")"
    case .either(let alternatives): return "(\(Self.text(alternatives)))"
    case .optional(let part, _): return "optional(\(Self.text([part])))"
    }
  }
}

extension TestLiteral {
  private static func text(_ alternatives: [[TestLiteral]]) -> String {
    alternatives.map { $0.map(\.description).joined(separator: ", ") }.joined(separator: " ; ")
  }
}

enum TestColumn: CustomStringConvertible {
  case term(TestTerm)
  case aggregate(String, String)

  var description: String {
    switch self {
    case .term(let term): term.description
    case .aggregate(let function, let variable): "\(function)(\(variable))"
    }
  }
}

struct TestRule: CustomStringConvertible {
  var head: String
  var columns: [TestColumn]
  var body: [TestLiteral]

  var description: String {
    let columns = columns.map(\.description).joined(separator: ", ")
    return "\(head)(\(columns)) :- \(body.map(\.description).joined(separator: ", "))."
  }
}

/// A random program in layers: a rule reads its own layer positively and earlier layers in any way.
struct RandomProgram: CustomStringConvertible {
  var facts: [String: Set<[TestValue]>] = [:]
  var layers: [[TestRule]] = []
  private(set) var arity: [String: Int] = [:]
  private var generator: SeededGenerator

  /// Whether some heads have several rules with aggregates.
  private let gathersAggregates: Bool

  /// Whether bodies have parts that need not hold, so that some values are empty words.
  private let hasOptionalParts: Bool

  init(seed: UInt64, gathersAggregates: Bool = false, hasOptionalParts: Bool = false) {
    generator = SeededGenerator(seed: seed)
    self.gathersAggregates = gathersAggregates
    self.hasOptionalParts = hasOptionalParts
    for (place, columns) in [1, 2, 2, 3].enumerated() {
      let name = "e\(place)"
      arity[name] = columns
      let rows = Int.random(in: 0...(columns == 1 ? 5 : 14), using: &generator)
      var table: Set<[TestValue]> = []
      for _ in 0..<rows { table.insert((0..<columns).map { _ in value() }) }
      facts[name] = table
    }
    for layer in 0..<Int.random(in: 1...3, using: &generator) { addLayer(layer) }
  }

  var description: String {
    var lines: [String] = []
    for name in facts.keys.sorted() {
      for row in facts[name]!.map({ $0.map(\.description).joined(separator: ", ") }).sorted() {
        lines.append("\(name)(\(row)).")
      }
    }
    // A predicate without facts must still be known.
    for name in facts.keys.sorted() where facts[name]!.isEmpty {
      let columns = (0..<arity[name]!).map { "c\($0)" }.joined(separator: ", ")
      lines.append("@declare \(name)(\(columns)).")
    }
    lines += layers.flatMap { $0 }.map(\.description)
    return lines.joined(separator: "\n")
  }

  private mutating func value() -> TestValue {
    generator.chance(80)
      ? .number(Int.random(in: 0...5, using: &generator))
      : .word(["a", "b", "c"].randomElement(using: &generator)!)
  }

  private mutating func addLayer(_ layer: Int) {
    let known = arity.keys.sorted()
    let names = (0..<Int.random(in: 1...2, using: &generator)).map { "p\(layer)\($0)" }
    if generator.chance(25) {
      let name = names[0]
      if let rule = aggregateRule(name, known) {
        arity[name] = rule.columns.count
        var rules = [rule]
        if gathersAggregates {
          for _ in 0..<2 {
            guard let other = aggregateRule(name, known),
              other.columns.count == rule.columns.count
            else { continue }
            rules.append(other)
          }
          if generator.chance(50) { rules.append(self.rule(name, known, own: [])) }
        }
        layers.append(rules)
        return
      }
    }
    for name in names { arity[name] = Int.random(in: 1...3, using: &generator) }
    if generator.chance(30), let walk = walk(names[0], known) {
      arity[names[0]] = 2
      layers.append(walk)
      for name in names.dropFirst() { arity[name] = nil }
      return
    }
    var rules: [TestRule] = []
    for name in names {
      rules.append(rule(name, known, own: []))
      for _ in 0..<Int.random(in: 0...2, using: &generator) {
        rules.append(rule(name, known, own: names))
      }
    }
    layers.append(rules)
  }

  /// Linear recursion in one of its shapes.
  private mutating func walk(_ name: String, _ known: [String]) -> [TestRule]? {
    let pairs = known.filter { arity[$0] == 2 }
    guard let edge = pairs.randomElement(using: &generator),
      let seed = pairs.randomElement(using: &generator)
    else { return nil }
    func atom(_ name: String, _ from: String, _ to: String) -> TestLiteral {
      .atom(name, [.variable(from), .variable(to)])
    }
    let columns: [TestColumn] = [.term(.variable("X")), .term(.variable("Y"))]
    var bodies = [
      [atom(name, "X", "Z"), atom(edge, "Z", "Y")], [atom(edge, "X", "Z"), atom(name, "Z", "Y")],
      [atom(name, "X", "Z"), atom(name, "Z", "Y")], [atom(edge, "Y", "Z"), atom(name, "X", "Z")],
      [
        atom(name, "X", "Z"), atom(edge, "Z", "Y"),
        .comparison("!=", .variable("Z"), .value(.number(2))),
      ],
    ]
    bodies.shuffle(using: &generator)
    return [TestRule(head: name, columns: columns, body: [atom(seed, "X", "Y")])]
      + bodies.prefix(generator.chance(30) ? 2 : 1)
      .map { TestRule(head: name, columns: columns, body: $0) }
  }

  private mutating func body(_ known: [String], own: [String]) -> (
    body: [TestLiteral], bound: [String]
  ) {
    let names = ["X", "Y", "Z", "W"]
    var body: [TestLiteral] = []
    var bound: [String] = []
    func term(_ generator: inout SeededGenerator, _ value: TestValue) -> TestTerm {
      if generator.chance(12) { return .value(value) }
      if generator.chance(8) { return .anonymous }
      return .variable(names.randomElement(using: &generator)!)
    }
    for place in 0..<Int.random(in: 1...3, using: &generator) {
      let isOwn = !own.isEmpty && (place == 0 || generator.chance(30))
      let name = (isOwn ? own : known).randomElement(using: &generator)!
      if !isOwn, arity[name] == 2, generator.chance(12) {
        let (from, to) = (
          names.randomElement(using: &generator)!, names.randomElement(using: &generator)!
        )
        body.append(.closure(name, .variable(from), .variable(to)))
        bound += [from, to]
        continue
      }
      var terms: [TestTerm] = []
      for _ in 0..<arity[name]! {
        let value = value()
        terms.append(term(&generator, value))
      }
      body.append(.atom(name, terms))
      bound += terms.compactMap(\.name)
    }
    bound = Array(Set(bound)).sorted()
    guard let some = bound.randomElement(using: &generator) else { return (body, bound) }
    if generator.chance(25) {
      let other: TestTerm =
        generator.chance(50) ? .value(value()) : .variable(bound.randomElement(using: &generator)!)
      let sign = ["=", "!=", "<", ">="].randomElement(using: &generator)!
      body.append(.comparison(sign, .variable(some), other))
    }
    if generator.chance(12) {
      body.append(.member(some, [value(), value()]))
    }
    if generator.chance(30) {
      let name = known.randomElement(using: &generator)!
      var terms: [TestTerm] = []
      for _ in 0..<arity[name]! {
        terms.append(
          generator.chance(20)
            ? .value(value())
            : generator.chance(25) ? .anonymous : .variable(bound.randomElement(using: &generator)!)
        )
      }
      body.append(.negation(name, terms))
    }
    var scopes = 0
    if generator.chance(15) {
      // Alternatives with variables of their own, which nothing outside them reads.
      let own = (0..<2).map { "A\($0)" }
      body.append(
        .either(
          (0..<2).map { _ in group(known, bound, own: own, depth: 1, isNegated: false, &scopes) }))
    }
    for _ in 0..<2 where generator.chance(25) {
      body.append(negation(known, bound, depth: Int.random(in: 1...4, using: &generator), &scopes))
    }
    if own.isEmpty, generator.chance(15), bound.count < names.count {
      body.append(.sum(result: "S", .variable(some), Int.random(in: -2...2, using: &generator)))
      bound.append("S")
    }
    if hasOptionalParts, generator.chance(15) {
      let part = group(
        known, bound, own: ["O0", "O1"], depth: 0, isNegated: false, &scopes)
      let names = part.flatMap { literal -> [String] in
        if case .atom(_, let terms) = literal { terms.compactMap(\.name) } else { [] }
      }
      let own = Set(names).subtracting(bound).sorted()
      body.append(.optional(part, own: own))
      bound += own
    }
    if generator.chance(50) { body.shuffle(using: &generator) }
    return (body, bound)
  }

  /// A negation of a group, of a negation, or of one literal.
  private mutating func negation(
    _ known: [String], _ bound: [String], depth: Int, _ scopes: inout Int
  ) -> TestLiteral {
    let spelling = Int.random(in: 0..<4, using: &generator)
    if depth > 0, generator.chance(30) {
      return .none([[negation(known, bound, depth: depth - 1, &scopes)]], spelling: spelling)
    }
    // Alternatives may name their own variables alike: each has them to itself.
    scopes += 1
    let own = (0..<2).map { "N\(scopes)\($0)" }
    let count = generator.chance(40) ? 2 : 1
    return .none(
      (0..<count).map { _ in
        group(known, bound, own: own, depth: depth, isNegated: true, &scopes)
      }, spelling: spelling)
  }

  /// A conjunction over variables that are bound around it and some of its own.
  private mutating func group(
    _ known: [String], _ outer: [String], own: [String], depth: Int, isNegated: Bool,
    _ scopes: inout Int
  ) -> [TestLiteral] {
    var bound = outer
    var body: [TestLiteral] = []
    let least = isNegated && depth > 0 ? 0 : 1
    for _ in 0..<Int.random(in: least...2, using: &generator) {
      let name = known.randomElement(using: &generator)!
      let terms = (0..<arity[name]!).map { _ -> TestTerm in
        if generator.chance(12) { return .value(value()) }
        if generator.chance(12) { return .anonymous }
        let choice = generator.chance(60) ? outer : own
        return .variable(choice.randomElement(using: &generator)!)
      }
      body.append(.atom(name, terms))
      bound += terms.compactMap(\.name).filter { !bound.contains($0) }
    }
    if generator.chance(25) {
      let sign = ["=", "!=", "<", ">="].randomElement(using: &generator)!
      let other: TestTerm =
        generator.chance(50) ? .value(value()) : .variable(bound.randomElement(using: &generator)!)
      body.append(.comparison(sign, .variable(bound.randomElement(using: &generator)!), other))
    }
    if depth > 0, generator.chance(15) {
      body.append(
        .either(
          (0..<2).map { _ in
            group(known, bound, own: own, depth: depth - 1, isNegated: true, &scopes)
          }))
    }
    if body.isEmpty || depth > 0 && generator.chance(45) {
      body.append(negation(known, bound, depth: depth - 1, &scopes))
    }
    if generator.chance(50) { body.shuffle(using: &generator) }
    return body
  }

  private mutating func rule(_ head: String, _ known: [String], own: [String]) -> TestRule {
    let (body, bound) = body(known, own: own)
    let columns = (0..<arity[head]!).map { _ -> TestColumn in
      guard let variable = bound.randomElement(using: &generator), !generator.chance(8) else {
        return .term(.value(value()))
      }
      return .term(.variable(variable))
    }
    return TestRule(head: head, columns: columns, body: body)
  }

  private mutating func aggregateRule(_ head: String, _ known: [String]) -> TestRule? {
    let (body, bound) = body(known, own: [])
    guard let variable = bound.randomElement(using: &generator) else { return nil }
    var columns: [TestColumn] = []
    if generator.chance(70), let group = bound.randomElement(using: &generator) {
      columns.append(.term(.variable(group)))
    }
    let function = ["count", "sum", "min", "max"].randomElement(using: &generator)!
    columns.append(.aggregate(function, variable))
    return TestRule(head: head, columns: columns, body: body)
  }
}
