import Graph
import Tuples

/// Finds proofs in complete relations: of all rule instances that give a tuple, the one whose proof is smallest.
///
/// A tuple is proved only by tuples that were there in an earlier round of the same fixpoint, so no proof goes in a
/// circle.
final class Explainer {
  private let program: LogicalProgram
  private let context: EvaluationContext
  private let evaluator: Evaluator
  private let text: FactText
  private let rulesOf: [Int: [Int]]
  private var proofs: [Goal: Proof] = [:]
  private var open: Set<Goal> = []
  /// Instances that are still to be compared; afterwards the first is taken.
  private var budget = 20_000
  private static let instancesPerRule = 64
  private static let bindingsPerGroup = 1 << 20
  private static let shownBindings = 10
  private static let levels = 5000

  struct Goal: Hashable {
    let predicate: Int
    let tuple: [Int32]
  }

  init(
    program: LogicalProgram, context: EvaluationContext, evaluator: Evaluator, sources: SourceMap
  ) {
    self.program = program
    self.context = context
    self.evaluator = evaluator
    text = FactText(program: program, dictionary: context.dictionary, sources: sources)
    rulesOf = Dictionary(grouping: program.rules.indices) { program.rules[$0].head }
  }

  /// The smallest proof of a tuple that holds; nil if it does not hold.
  func prove(_ goal: Goal) throws -> Proof? {
    if let known = proofs[goal] { return known }
    guard try evaluator.tuples(of: goal.predicate).contains(goal.tuple),
      open.insert(goal).inserted
    else { return nil }
    defer { open.remove(goal) }
    if open.count > Self.levels { throw EngineError.proofTooDeep(levels: Self.levels) }
    try context.check()
    let proof = try ground(goal) ?? derive(goal)
    // A search that met an open goal may have missed the smallest proof, but what it found is one.
    if let proof { proofs[goal] = proof }
    return proof
  }

  // MARK: Facts

  private func ground(_ goal: Goal) throws -> Proof? {
    let fact = try text.fact(goal.predicate, goal.tuple)
    if try evaluator.isProgramFact(goal.predicate, goal.tuple) {
      return Proof(fact: fact, ground: .programFact)
    }
    guard try evaluator.isStored(goal.predicate, goal.tuple) else { return nil }
    return Proof(fact: fact, ground: .stored(try statements(goal)))
  }

  /// The statements that make a stored tuple hold, with their evidence.
  private func statements(_ goal: Goal) throws -> [StatementProof] {
    guard let graph = context.dictionary.graph else { return [] }
    let tuple = goal.tuple.map { Value(rawValue: $0) }
    let stored: [StoredStatement]
    var showsWording = false
    switch program.predicates[goal.predicate].source {
    case .triples(let predicate):
      stored = try graph.statements(
        subject: tuple[0], predicate: predicate, object: tuple[1], assertedOnly: true)
    case .relation(let relation):
      stored = try graph.statements(
        of: relation, subject: tuple[0], object: tuple[1], assertedOnly: true)
      showsWording = true
    case .store(.triple):
      stored = try graph.statements(
        subject: tuple[0], predicate: tuple[1], object: tuple[2], assertedOnly: true)
    case .store(.fact), .store(.statement):
      stored = try tuple[0].inlineInteger.flatMap { try graph.statement($0) }.map { [$0] } ?? []
    default: stored = []
    }
    return try stored.map { try proof(of: $0, in: graph, showsWording: showsWording) }
  }

  /// A statement with the sentences that make it.
  func proof(
    of statement: StoredStatement, in graph: KnowledgeGraph, showsWording: Bool
  ) throws -> StatementProof {
    StatementProof(
      statement: statement.id,
      wording: showsWording ? try text.claim(statement) : nil,
      evidence: try graph.evidence(of: statement.id).map {
        SentenceProof(
          document: $0.source, number: $0.number, page: $0.page, text: $0.text,
          confidence: $0.confidence)
      })
  }

  // MARK: Rules

  private func derive(_ goal: Goal) throws -> Proof? {
    let round = try evaluator.round(goal.predicate, goal.tuple)
    var best: Proof?
    for number in rulesOf[goal.predicate] ?? [] {
      let rule = program.rules[number]
      let proof =
        rule.measure != nil
        ? try measured(goal, rule)
        : rule.isAggregate
          ? try aggregate(goal, rule) : try smallest(goal, rule, number, before: round)
      if let proof, best.map({ proof.size < $0.size }) ?? true { best = proof }
    }
    return best
  }

  private var instances: RuleInstances {
    RuleInstances(
      program: program, context: context, options: evaluator.options,
      relation: { try self.evaluator.tuples(of: $0) })
  }

  private func smallest(_ goal: Goal, _ rule: LogicalRule, _ number: Int, before round: Int) throws
    -> Proof?
  {
    var best: Proof?
    var bodies: [[Goal?]] = []
    // Those that came too late do not count to the limit: they may be any number.
    let instances = try instances.find(
      rule, tuple: goal.tuple,
      limit: evaluator.keepsBest(around: goal.predicate)
        ? Self.bindingsPerGroup : Self.instancesPerRule
    ) { values in
      guard let body = try self.goals(rule, values, in: goal.predicate, before: round) else {
        return false
      }
      bodies.append(body)
      return true
    }
    for (values, goals) in zip(instances, bodies) {
      budget -= 1
      guard budget > 0 || best == nil else { break }
      guard let children = try prove(rule, values, goals) else { continue }
      let proof = Proof(
        fact: try text.fact(goal.predicate, goal.tuple),
        ground: .rule(text: text.rule(rule), place: text.place(rule)), children: children)
      if best.map({ proof.size < $0.size }) ?? true { best = proof }
    }
    return best
  }

  /// What an instance's atoms ask for; nil if one of them came no earlier than the tuple that it should prove.
  private func goals(
    _ rule: LogicalRule, _ values: [Int32?], in predicate: Int, before round: Int
  ) throws -> [Goal?]? {
    var goals: [Goal?] = []
    for literal in rule.body {
      guard case .atom(let read, let terms) = literal else {
        goals.append(nil)
        continue
      }
      let goal = try goal(read, terms, values)
      if evaluator.areInOneStratum(predicate, read),
        !evaluator.keepsBest(around: read), try evaluator.round(read, goal.tuple) >= round
      {
        return nil
      }
      goals.append(goal)
    }
    return goals
  }

  private func goals(_ rule: LogicalRule, _ values: [Int32?]) throws -> [Goal?] {
    try rule.body.map { literal in
      guard case .atom(let read, let terms) = literal else { return nil }
      return try goal(read, terms, values)
    }
  }

  private func goal(_ predicate: Int, _ terms: [LogicalTerm], _ values: [Int32?]) throws -> Goal {
    Goal(
      predicate: predicate,
      tuple: try terms.map { term in
        switch term {
        case .variable(let variable): values[variable] ?? 0
        case .constant(let constant): try context.dictionary.intern(constant)
        case .value(let value): value.rawValue
        }
      })
  }

  private func prove(_ rule: LogicalRule, _ values: [Int32?], _ goals: [Goal?]) throws -> [Proof]? {
    var children: [Proof] = []
    // What is repeated in a group is shown where it stands, around it.
    for (literal, goal) in zip(rule.body, goals).dropFirst(rule.contextCount ?? 0) {
      if let goal {
        guard let proof = try prove(goal) else { return nil }
        // What the analyser made of a group or a closure is shown by its parts.
        if program.predicates[goal.predicate].isSynthetic {
          children += proof.children
        } else {
          children.append(proof)
        }
        continue
      }
      let isAbsence: Bool
      if case .negation = literal { isAbsence = true } else { isAbsence = false }
      children.append(
        Proof(
          fact: try text.literal(literal, rule, values),
          ground: isAbsence ? .absence : .condition))
    }
    return children
  }

  /// What is computed of all tuples of a relation is shown with how many those are, and with some that touch it: of a path,
  /// all its steps.
  private func measured(_ goal: Goal, _ rule: LogicalRule) throws -> Proof? {
    guard case .atom(let predicate, let terms)? = rule.body.first else { return nil }
    let relation = try evaluator.tuples(of: predicate)
    let patterns: [[Int32?]]
    switch rule.measure {
    case .paths:
      let whole = goal.tuple.enumerated().map { $0 < 3 ? Int32?.some($1) : nil }
      let steps = try evaluator.tuples(of: goal.predicate).rows(
        matching: whole, limit: Self.shownBindings)
      let isOfAll = program.predicates[predicate].source == .store(.triple)
      patterns = steps.flatMap { row -> [[Int32?]] in
        let (from, by, to) = (row[5], row[6], row[7])
        // Facts are told in one direction, and followed in both.
        if isOfAll { return [[from, by, to], [to, by, from]] }
        return [[from, to] + [Int32?](repeating: nil, count: terms.count - 2)]
      }
    case .ofNodes:
      let open = [Int32?](repeating: nil, count: terms.count)
      patterns = [0, 1].map { end in
        var pattern = open
        pattern[end] = goal.tuple[0]
        return pattern
      }
    case .similarNames, nil: patterns = []
    }
    var children: [Proof] = []
    for pattern in patterns {
      let rows = relation.rows(matching: pattern, limit: Self.shownBindings - children.count)
      children += try rows.compactMap { try prove(Goal(predicate: predicate, tuple: $0)) }
    }
    return Proof(
      fact: try text.fact(goal.predicate, goal.tuple),
      ground: .aggregate(
        text: text.rule(rule), place: text.place(rule), bindings: relation.count),
      children: children)
  }

  private func aggregate(_ goal: Goal, _ rule: LogicalRule) throws -> Proof? {
    guard try instances.aggregates(rule, to: goal.tuple) else { return nil }
    let tuple = zip(rule.columns, goal.tuple).map { column, value -> Int32? in
      if case .aggregate = column { nil } else { value }
    }
    let found = try instances.find(rule, tuple: tuple, limit: Self.bindingsPerGroup)
    // What is not named is not counted.
    let named = PlanBuilder.namedVariables(rule)
    var seen: Set<[Int32?]> = []
    let distinct = found.filter { values in seen.insert(named.map { values[$0] }).inserted }
    let children: [Proof]?
    if let extremes = extremes(rule, goal, found) {
      children = try firstProof(rule, extremes)
    } else {
      children = try proofs(rule, distinct.prefix(Self.shownBindings))
    }
    guard let children else { return nil }
    return Proof(
      fact: try text.fact(goal.predicate, goal.tuple),
      ground: .aggregate(text: text.rule(rule), place: text.place(rule), bindings: distinct.count),
      children: children)
  }

  /// The first of some bindings whose body can be proved: another one may need what is being proved.
  private func firstProof(_ rule: LogicalRule, _ bindings: [[Int32?]]) throws -> [Proof]? {
    for values in bindings {
      if let parts = try proofs(rule, [values]) { return parts }
    }
    return nil
  }

  private func proofs(_ rule: LogicalRule, _ bindings: some Sequence<[Int32?]>) throws -> [Proof]? {
    var children: [Proof] = []
    for values in bindings {
      guard let parts = try prove(rule, values, try goals(rule, values)) else { return nil }
      children += parts
    }
    return children
  }

  /// For one `min` or `max` of a variable, the bindings that have the value; nil for other aggregates.
  private func extremes(_ rule: LogicalRule, _ goal: Goal, _ found: [[Int32?]]) -> [[Int32?]]? {
    var chosen: [[Int32?]]?
    for (place, column) in rule.columns.enumerated() {
      guard case .aggregate(let function, let argument) = column else { continue }
      guard chosen == nil, function == .min || function == .max, let variable = argument?.variable
      else { return nil }
      chosen = found.filter { $0[variable] == goal.tuple[place] }
    }
    return chosen
  }
}
