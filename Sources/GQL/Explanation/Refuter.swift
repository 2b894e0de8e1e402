import Graph
import Tuples

/// Finds why facts do not hold, over relations that are complete: for each rule the longest beginning of its body that
/// some binding satisfies, and the literal after it.
///
/// The tree is bounded: at most ``Limits/facts`` facts are looked into, ``Limits/shownBindings`` bindings of each literal.
final class Refuter {
  /// A fact with some of its values left open.
  struct Pattern: Hashable {
    let predicate: Int
    let values: [Int32?]
  }

  private enum Limits {
    static let facts = 60
    static let depth = 8
    static let shownBindings = 2
    static let countedBindings = 1000
    static let nearFacts = 3
  }

  private let program: LogicalProgram
  private let context: EvaluationContext
  private let evaluator: Evaluator
  private let instances: RuleInstances
  private var madeExplainer: Explainer?
  private let makeExplainer: () throws -> Explainer
  private let text: FactText
  private let facts: NearFacts
  private let rulesOf: [Int: [Int]]
  private var open: Set<Pattern> = []
  private var done: Set<Pattern> = []

  /// - Parameter explainer: makes what proves facts that hold where they should not.
  init(
    program: LogicalProgram, context: EvaluationContext, evaluator: Evaluator, sources: SourceMap,
    explainer: @escaping () throws -> Explainer
  ) {
    self.program = program
    self.context = context
    self.evaluator = evaluator
    makeExplainer = explainer
    instances = RuleInstances(
      program: program, context: context, options: .plainRounds,
      relation: { try evaluator.tuples(of: $0) })
    text = FactText(program: program, dictionary: context.dictionary, sources: sources)
    facts = NearFacts(text: text, evaluator: evaluator, limit: Limits.nearFacts)
    rulesOf = Dictionary(grouping: program.rules.indices) { program.rules[$0].head }
  }

  private func explainer() throws -> Explainer {
    if let madeExplainer { return madeExplainer }
    let made = try makeExplainer()
    madeExplainer = made
    return made
  }

  func refute(_ pattern: Pattern) throws -> Refutation {
    try context.check()
    let fact = try text.fact(pattern.predicate, pattern.values)
    let relation = try evaluator.tuples(of: pattern.predicate)
    if let tuple = relation.firstRow(matching: pattern.values),
      let proof = try explainer().prove(Explainer.Goal(predicate: pattern.predicate, tuple: tuple))
    {
      return Refutation(fact: fact, finding: .holds(proof))
    }
    if open.contains(pattern) { return Refutation(fact: fact, finding: .circular) }
    if done.contains(pattern) { return Refutation(fact: fact, finding: .shown) }
    guard done.count + open.count < Limits.facts, open.count < Limits.depth else {
      return Refutation(fact: fact, finding: .unexplored)
    }
    open.insert(pattern)
    defer {
      open.remove(pattern)
      done.insert(pattern)
    }
    let rules = rulesOf[pattern.predicate] ?? []
    return Refutation(
      fact: fact, finding: .missing,
      near: try facts.near(pattern, isDerived: !rules.isEmpty),
      unasserted: try unasserted(pattern),
      attempts: try rules.map { try attempt(program.rules[$0], pattern.values) })
  }

  // MARK: The graph

  /// What the text says of a stored fact without asserting it.
  private func unasserted(_ pattern: Pattern) throws -> [UnassertedStatement] {
    guard let graph = context.dictionary.graph, pattern.values.count == 2,
      pattern.values.contains(where: { $0 != nil })
    else { return [] }
    let ends = pattern.values.map { $0.map(Value.init(rawValue:)) }
    guard !ends.contains(where: { $0.map { $0.rawValue >= Value.firstSessionID } ?? false })
    else { return [] }
    let stored: [StoredStatement]
    var showsWording = false
    switch program.predicates[pattern.predicate].source {
    case .triples(let predicate):
      stored = try graph.statements(
        subject: ends[0], predicate: predicate, object: ends[1], assertedOnly: false)
    case .relation(let relation):
      stored = try graph.statements(
        of: relation, subject: ends[0], object: ends[1], assertedOnly: false)
      showsWording = true
    case .program, .type, .newTriples, .newType, .store: return []
    }
    return try stored.lazy.filter { !$0.isAsserted }.prefix(Limits.nearFacts).map { statement in
      var status: [String] = []
      if statement.isNegated { status.append("denied") }
      if let modality = statement.modality { status.append(modality) }
      if let speaker = statement.attributedTo {
        status.append("said by \(try context.dictionary.text(speaker))")
      }
      return UnassertedStatement(
        status: status.joined(separator: ", "),
        proof: try explainer().proof(of: statement, in: graph, showsWording: showsWording))
    }
  }

  // MARK: Rules

  private func attempt(_ rule: LogicalRule, _ wanted: [Int32?]) throws -> FailedRule {
    FailedRule(
      text: text.rule(rule), place: text.place(rule), failure: try failure(rule, wanted))
  }

  private func failure(_ rule: LogicalRule, _ wanted: [Int32?]) throws -> FailedRule.Failure {
    for (column, value) in zip(rule.columns, wanted) {
      guard let value, case .expression(.term(let term)) = column, term.variable == nil
      else { continue }
      let has = try self.value(term, []) ?? value
      if has != value, try !context.dictionary.forms(of: has).contains(value) {
        return .head(has: try text.value(has), wanted: try text.value(value))
      }
    }
    if rule.measure != nil {
      let asked = [wanted[0]] + [Int32?](repeating: nil, count: wanted.count - 1)
      return .aggregate(gives: try facts.matching(rule.head, asked))
    }
    // An aggregate's own column is a result, which no body can be asked for.
    let free = zip(rule.columns, wanted).map { column, value -> Int32? in
      if case .aggregate = column { nil } else { value }
    }
    guard let bound = try instances.bind(rule, to: free) else {
      return .head(has: "equal values", wanted: try text.pattern(free))
    }
    let given = instances.fixedValues(rule, free)
    var start = rule
    start.columns = []
    start.body = []
    var before: [[Int32?]] = [given]
    for literal in LiteralOrder.written(bound.body) {
      var longer = start
      longer.body.append(bound.body[literal])
      let found = try instances.find(longer, tuple: [], limit: Limits.countedBindings)
      if found.isEmpty {
        return try .init(
          literal: self.literal(bound.body[literal], rule, before, given),
          in: text.literal(bound.body[literal], rule, given))
      }
      start = longer
      before = found.map { zip($0, given).map { $0 ?? $1 } }
    }
    guard rule.isAggregate else { return .other }
    return .aggregate(gives: try facts.matching(rule.head, free))
  }

  /// The bindings for which a literal fails, each looked into.
  private func literal(
    _ literal: LogicalLiteral, _ rule: LogicalRule, _ bindings: [[Int32?]], _ given: [Int32?]
  ) throws -> (bindings: [FailedBinding], count: BindingCount) {
    let used = Set(literal.variables).sorted()
    var different: [[Int32?]] = []
    var seen: Set<[Int32?]> = []
    for binding in bindings where seen.insert(used.map { binding[$0] }).inserted {
      different.append(binding)
    }
    let count = BindingCount(
      different.count, isComplete: bindings.count < Limits.countedBindings)
    // An atom that has no match whatever comes before it is looked into once.
    if case .atom(let predicate, let terms) = literal, different.count > 1 {
      let pattern = Pattern(predicate: predicate, values: try terms.map { try value($0, given) })
      if try evaluator.tuples(of: predicate).firstRow(matching: pattern.values) == nil {
        let failed = FailedBinding(
          values: [], literal: try text.fact(predicate, pattern.values),
          cause: .missing(try refute(pattern)))
        return ([failed], count)
      }
    }
    let failed = try different.prefix(Limits.shownBindings).map { values in
      FailedBinding(
        values: try used.filter { rule.variables[$0] != "_" && given[$0] == nil }
          .compactMap { variable in
            try values[variable].map { (rule.variables[variable], try text.value($0)) }
          },
        literal: try text.literal(literal, rule, values), cause: try cause(literal, values))
    }
    return (failed, count)
  }

  private func cause(_ literal: LogicalLiteral, _ values: [Int32?]) throws -> FailedBinding.Cause {
    switch literal {
    case .atom(let predicate, let terms):
      let pattern = Pattern(predicate: predicate, values: try terms.map { try value($0, values) })
      let refutation = try refute(pattern)
      // What is there holds for different values in places that one variable keeps equal.
      if case .holds = refutation.finding { return .condition }
      return .missing(refutation)
    case .negation(let predicate, let terms):
      let pattern = try terms.map { try value($0, values) }
      if let tuple = try evaluator.tuples(of: predicate).firstRow(matching: pattern),
        let proof = try explainer().prove(Explainer.Goal(predicate: predicate, tuple: tuple))
      {
        return .present(proof)
      }
      return .condition
    default: return .condition
    }
  }

  private func value(_ term: LogicalTerm, _ values: [Int32?]) throws -> Int32? {
    switch term {
    case .variable(let variable): values.indices.contains(variable) ? values[variable] : nil
    case .constant(let constant): try context.dictionary.intern(constant)
    case .value(let value): value.rawValue
    }
  }
}

extension FailedRule.Failure {
  fileprivate init(
    literal: (bindings: [FailedBinding], count: BindingCount), in text: String
  ) {
    self = .literal(text, bindings: literal.bindings, count: literal.count)
  }
}

extension Relation {
  /// The first row that has the values that are given.
  func firstRow(matching pattern: [Int32?]) -> [Int32]? {
    let places = pattern.indices.filter { pattern[$0] != nil }
    if places.count == arity {
      let row = pattern.compactMap(\.self)
      return contains(row) ? row : nil
    }
    let found = (0..<count).first { number in
      places.allSatisfy { columns[$0][number] == pattern[$0] }
    }
    return found.map(row)
  }
}
