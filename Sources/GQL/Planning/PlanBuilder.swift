import Graph
import Tuples

/// Makes the steps of a plan from literals in their order.
struct PlanBuilder {
  private let planner: Planner
  private let rule: LogicalRule
  private let number: Int
  private let delta: Int?
  private var steps: [PlanStep] = []
  private var bound: Set<Int> = []
  private var registers: Int
  private var isDistinct = true
  /// Rows that are expected to come to the next step.
  private var rows = 1.0

  init(planner: Planner, rule: LogicalRule, number: Int, delta: Int?) throws {
    self.planner = planner
    self.rule = rule
    self.number = number
    self.delta = delta
    registers = rule.variables.count
  }

  mutating func build(_ order: [Int]) throws -> RulePlan {
    var remaining = order
    while !remaining.isEmpty {
      let literal = remaining.removeFirst()
      if let (step, consumed, variable) = try intersection(literal, remaining) {
        orderScan(for: step)
        steps.append(step)
        if case .intersect(let parts, _) = step { rows *= parts.map(\.fanOut).min() ?? 1 }
        bound.insert(variable)
        remaining.removeAll { consumed.contains($0) }
      } else {
        try add(literal, remaining: remaining)
      }
    }
    var head: [Operand] = []
    for column in rule.columns {
      switch column {
      case .expression(let expression): head.append(try operand(expression))
      case .aggregate(_, let argument?): head.append(try operand(argument))
      case .aggregate(_, nil): head.append(.constant(0))
      }
    }
    var plan = RulePlan(
      rule: number, delta: delta, variables: rule.variables, registers: registers, steps: steps,
      liveAfter: [], head: head, isDistinct: isDistinct)
    let isCompared = rule.isAggregate && !plan.isDistinct
    plan.liveAfter = plan.liveRegisters(atEnd: isCompared ? Self.namedVariables(rule) : [])
    return plan
  }

  /// Named variables that have a value at the end: an aggregate runs over their distinct bindings.
  static func namedVariables(_ rule: LogicalRule) -> [Int] {
    let bindable = Set(rule.body.flatMap(\.bindable))
    return rule.variables.indices.filter { rule.variables[$0] != "_" && bindable.contains($0) }
  }

  // MARK: Literals

  private mutating func add(_ literal: Int, remaining: [Int]) throws {
    switch rule.body[literal] {
    case .atom(let predicate, let terms):
      try addAtom(literal, predicate, terms, remaining: remaining)
    case .negation(let predicate, let terms):
      let step = try joinStep(literal, predicate, terms, isNegated: true)
      steps.append(.exists(step, present: false))
    case .comparison(let comparison, let left, let right):
      try addComparison(comparison, left, right, remaining: remaining)
    case .test(let test, let arguments, let negated):
      steps.append(.test(test, try arguments.map(compile), negated: negated))
    case .range(let term, let low, let high):
      let (register, isBound) = try target(term)
      steps.append(.range(register, try compile(low), try compile(high), isBound: isBound))
      if !isBound { rows *= try planner.estimate(rule.body[literal], bound, isDelta: false) }
    case .member(let term, let elements):
      let (register, isBound) = try target(term)
      steps.append(.member(register, try elements.map(compile), isBound: isBound))
      if !isBound { rows *= Double(elements.count) }
      let constants = Set(try elements.compactMap { try compile($0).operand })
      if constants.count < elements.count { isDistinct = false }
    case .search(let words, let sentence, let score):
      rows *= try planner.estimate(rule.body[literal], bound, isDelta: false)
      try addSearch(words, sentence, score)
    }
  }

  /// The atom together with all others that would next test its one new variable, if looking at them at once is
  /// likely to be less work: then all of them have several rows for what is bound.
  private mutating func intersection(_ literal: Int, _ remaining: [Int]) throws
    -> (step: PlanStep, consumed: [Int], variable: Int)?
  {
    guard planner.options.contains(.intersection), let variable = onlyNewVariable(literal) else {
      return nil
    }
    let others = remaining.prefix(Self.lookahead).filter { onlyNewVariable($0) == variable }
    guard !others.isEmpty else { return nil }
    var parts: [JoinStep] = []
    for atom in [literal] + others {
      guard case .atom(let predicate, let terms) = rule.body[atom] else { return nil }
      let step = try joinStep(atom, predicate, terms, isNegated: false)
      guard !step.isGrowing, step.lookUp == nil, step.outputs.count == 1, !step.key.isEmpty,
        step.fanOut > Self.leastFanOut
      else { return nil }
      try step.relation.makeDistinct(progress: planner.progress)
      parts.append(step)
    }
    return (.intersect(parts, register: variable), others, variable)
  }

  /// Lets the scan before an intersection give rows with one key after another, which then share their run.
  private mutating func orderScan(for step: PlanStep) {
    guard case .intersect(let parts, _) = step, case .join(var scan)? = steps.last,
      steps.count == 1, !scan.isGrowing, scan.keyColumns.isEmpty,
      let column = scan.outputs.first(where: { output in
        parts.contains { $0.key == [.register(output.register)] }
      })?.column
    else { return }
    scan.relation = scan.relation.ordered(by: column)
    steps[0] = .join(scan)
  }

  /// Literals ahead that are looked through for what goes together.
  private static let lookahead = 64

  /// With fewer rows for each key than this, a look-up of the next atom is as good as an intersection.
  private static let leastFanOut = 2.5

  /// The variable of an atom that is not bound yet, where it is one and stands once.
  private func onlyNewVariable(_ literal: Int) -> Int? {
    guard case .atom(_, let terms) = rule.body[literal], literal != delta else { return nil }
    let fresh = terms.compactMap(\.variable).filter { !bound.contains($0) }
    return fresh.count == 1 ? fresh[0] : nil
  }

  private mutating func addSearch(
    _ words: LogicalExpression, _ sentence: LogicalTerm, _ score: LogicalTerm
  ) throws {
    let compiled = try compile(words)
    let bindsSentence = sentence.variable.map { !bound.contains($0) } ?? false
    let first = try operand(sentence)
    bound.formUnion([sentence.variable].compactMap(\.self))
    let bindsScore = score.variable.map { !bound.contains($0) } ?? false
    let second = try operand(score)
    bound.formUnion([score.variable].compactMap(\.self))
    steps.append(
      .search(
        compiled, sentence: first, score: second, bindsSentence: bindsSentence,
        bindsScore: bindsScore))
  }

  private mutating func addAtom(
    _ literal: Int, _ predicate: Int, _ terms: [LogicalTerm], remaining: [Int]
  ) throws {
    let step = try joinStep(literal, predicate, terms, isNegated: false)
    let fresh = Set(terms.compactMap(\.variable)).subtracting(bound)
    let isRepeated = step.outputs.count > fresh.count
    var needed = Set(remaining.prefix(Self.lookahead).flatMap { rule.body[$0].variables })
    for column in rule.columns {
      switch column {
      case .expression(let expression), .aggregate(_, let expression?):
        needed.formUnion(expression.variables)
      case .aggregate(_, nil): break
      }
    }
    if rule.isAggregate { needed.formUnion(PlanBuilder.namedVariables(rule)) }
    let isSurveyed = fresh.isEmpty || remaining.count <= Self.lookahead
    let isExistential =
      isSurveyed && !isRepeated && needed.isDisjoint(with: fresh) && delta != literal
    if isExistential, fresh.isEmpty || planner.options.contains(.semijoin) {
      steps.append(.exists(step, present: true))
      bound.formUnion(fresh)
      return
    }
    if fresh.contains(where: { rule.variables[$0] == "_" }) { isDistinct = false }
    steps.append(.join(step))
    rows *= step.fanOut
    var seen: [Int: Int] = [:]
    for (column, register) in step.outputs {
      let variable = originalVariable(terms, step, column)
      if let variable, let first = seen[variable] {
        steps.append(.same(.register(first), .register(register)))
      } else if let variable, bound.contains(variable) {
        steps.append(.same(.register(variable), .register(register)))
      } else if let variable {
        seen[variable] = register
      } else {
        let column = remainingColumns(terms, step)[column]
        steps.append(
          .same(.register(register), .constant(try planner.value(terms[column]))))
      }
    }
    bound.formUnion(fresh)
  }

  /// Columns of the predicate that the step's relation still has.
  private func remainingColumns(_ terms: [LogicalTerm], _ step: JoinStep) -> [Int] {
    terms.indices.filter { column in !step.sliced.contains { $0.column == column } }
  }

  private func originalVariable(_ terms: [LogicalTerm], _ step: JoinStep, _ column: Int) -> Int? {
    terms[remainingColumns(terms, step)[column]].variable
  }

  /// How the relation of an atom is reached with what is bound so far. Outputs that repeat a variable, or stand for
  /// something that could not be a key, get registers of their own, to be compared afterwards.
  private mutating func joinStep(
    _ literal: Int, _ predicate: Int, _ terms: [LogicalTerm], isNegated: Bool
  ) throws -> JoinStep {
    if let step = try lookUpStep(literal, predicate, terms, isNegated: isNegated) { return step }
    let isGrowing = planner.growing.contains(predicate) && !isNegated
    var relation = try planner.relation(of: predicate, terms)
    var window = Probe.Window.visible
    var isRecentCopy = false
    if isGrowing, let delta {
      if literal == delta {
        window = .recent
        if let recent = planner.recent(predicate) {
          (relation, window, isRecentCopy) = (recent, .visible, true)
        }
      } else if literal < delta, planner.unstableColumn(predicate) == nil {
        window = .stable
      }
    }
    var columns = Array(terms.indices)
    if !isGrowing { (relation, columns) = try planner.sliced(relation, terms) }
    let unstable = isGrowing ? planner.unstableColumn(predicate) : nil
    let sliced = try terms.indices.filter { !columns.contains($0) }
      .map { (column: $0, value: try planner.value(terms[$0])) }
    var step = JoinStep(
      literal: literal, predicate: predicate, relation: relation, sliced: sliced, fixed: [],
      keyColumns: [], key: [], outputs: [], window: window, isGrowing: isGrowing,
      isStable: !isGrowing || planner.unstableColumn(predicate) == nil, fanOut: 1)
    let mayHaveKey = window != .recent && !isRecentCopy
    var seen: Set<Int> = []
    for (place, column) in columns.enumerated() {
      let canBeKey = mayHaveKey && column != unstable
      switch terms[column] {
      case .variable(let variable) where bound.contains(variable):
        if canBeKey {
          step.keyColumns.append(place)
          step.key.append(.register(variable))
        } else {
          step.outputs.append((place, temporary()))
        }
      case .variable(let variable):
        if isNegated {
          // Existential inside the negation; a variable that occurs twice in it is told apart by the analyser.
          continue
        }
        step.outputs.append((place, seen.insert(variable).inserted ? variable : temporary()))
      default:
        if isGrowing, column != unstable {
          let value = try planner.value(terms[column])
          step.fixed.append(FixedColumn(column: place, value: value))
        } else if canBeKey {
          step.keyColumns.append(place)
          step.key.append(.constant(try planner.value(terms[column])))
        } else {
          step.outputs.append((place, temporary()))
        }
      }
    }
    step.fanOut = estimatedFanOut(step, isGrowing: mayHaveKey && isGrowing)
    step.seeksInRuns =
      planner.options.contains(.runTests) && !isGrowing && step.keyColumns.count == 2
      && relation.arity > 2 && relation.count > Self.rowsInCache
    step.readsSet = !isGrowing || planner.options.contains(.setTests)
    if rule.isAggregate, !isGrowing, !Aggregation.ignoresDuplicates(rule) {
      // An imported row that stands twice must not be counted twice.
      try relation.makeDistinct(progress: planner.progress)
    }
    return step
  }

  /// The same for stored rows of which few are wanted: they are looked up in the store as their keys are met.
  private mutating func lookUpStep(
    _ literal: Int, _ predicate: Int, _ terms: [LogicalTerm], isNegated: Bool
  ) throws -> JoinStep? {
    let keyColumns = terms.indices.filter { terms[$0].variable.map(bound.contains) ?? true }
    guard (1...2).contains(keyColumns.count),
      let stored = try planner.stored(atom: predicate, terms),
      keyColumns.contains(where: { terms[$0].variable != nil && stored.size.keys.contains($0) }),
      rows * StoredLookUp.cost < Double(stored.size.rows)
    else { return nil }
    let lookUp = stored.lookUp(keyColumns)
    var step = JoinStep(
      literal: literal, predicate: predicate, relation: lookUp.rows.relation, sliced: [],
      fixed: [], keyColumns: keyColumns,
      key: try keyColumns.map { column in
        if let variable = terms[column].variable { return .register(variable) }
        return .constant(try planner.value(terms[column]))
      }, outputs: [], window: .visible, isGrowing: false, isStable: true,
      fanOut: stored.rows(keyColumns),
      lookUp: lookUp)
    var seen: Set<Int> = []
    for (column, term) in terms.enumerated() where !keyColumns.contains(column) {
      guard !isNegated, let variable = term.variable else { continue }
      step.outputs.append((column, seen.insert(variable).inserted ? variable : temporary()))
    }
    return step
  }

  /// Up to so many rows, a table of them stays in the cache.
  private static let rowsInCache = 1 << 12

  private func estimatedFanOut(_ step: JoinStep, isGrowing: Bool) -> Double {
    let size = RelationSize(step.relation, isGrowing: isGrowing)
    return (step.keyColumns + step.fixed.map(\.column)).reduce(size.rows) { rows, column in
      rows / size.values(column)
    }
  }

  private mutating func addComparison(
    _ comparison: ComparisonOperator, _ left: LogicalExpression, _ right: LogicalExpression,
    remaining: [Int]
  ) throws {
    func isOpen(_ expression: LogicalExpression) -> Bool {
      expression.variable.map { !bound.contains($0) } ?? false
    }
    guard comparison == .equal, isOpen(left) || isOpen(right) else {
      steps.append(.filter(comparison, try compile(left), try compile(right)))
      return
    }
    let (target, source) = isOpen(left) ? (left.variable!, right) : (right.variable!, left)
    let isReadByAtom = remaining.contains { literal in
      rule.body[literal].isAtom && rule.body[literal].variables.contains(target)
    }
    steps.append(.bind(target, try compile(source), withTwin: isReadByAtom))
    bound.insert(target)
  }

  // MARK: Operands

  /// The register of a term that a range or a list binds or tests.
  private mutating func target(_ term: LogicalTerm) throws -> (register: Int, isBound: Bool) {
    guard let variable = term.variable else {
      let register = temporary()
      steps.append(.bind(register, .constant(try planner.value(term)), withTwin: false))
      return (register, true)
    }
    return (variable, !bound.insert(variable).inserted)
  }

  private mutating func temporary() -> Int {
    defer { registers += 1 }
    return registers
  }

  private mutating func operand(_ term: LogicalTerm) throws -> Operand {
    if let variable = term.variable { return .register(variable) }
    return .constant(try planner.value(term))
  }

  private mutating func operand(_ expression: LogicalExpression) throws -> Operand {
    let compiled = try compile(expression)
    if let operand = compiled.operand { return operand }
    let register = temporary()
    steps.append(.bind(register, compiled, withTwin: false))
    return .register(register)
  }

  private func compile(_ expression: LogicalExpression) throws -> CompiledExpression {
    switch expression {
    case .term(.variable(let variable)): .register(variable)
    case .term(let term): .constant(try planner.value(term))
    case .unaryMinus(let operand): .unaryMinus(try compile(operand))
    case .arithmetic(let arithmetic, let left, let right):
      .arithmetic(arithmetic, try compile(left), try compile(right))
    case .call(let function, let arguments): .call(function, try arguments.map(compile))
    }
  }
}
