import Graph
import Tuples

/// Computes the tuples of predicates, stratum by stratum, as far as a query needs them.
final class Evaluator {
  private let rules: RuleTable
  var program: LogicalProgram { rules.program }
  let context: EvaluationContext
  let options: Engine.Optimizations
  private let store: StoreReader?
  /// Facts and imported rows of the session.
  private let facts: (Int) -> Relation?
  /// Of an evaluation by demand: what computes all predicates that are not demanded.
  private let origin: (evaluator: Evaluator, rewriting: Demand.Rewriting)?
  /// What was demanded of predicates so far.
  private var demands: [Int: DemandHistory] = [:]
  private lazy var shapes = DemandShapes(program, rulesOf: rulesOf)
  private var relations: [Int: Relation] = [:]
  private var rulesOf: [Int: [Int]] { rules.rulesOf }
  private var stratumOf: [Int: Int] { rules.stratumOf }
  private var evaluated: Set<Int> = []
  /// Those of them that were evaluated by demand.
  private var demanding: Set<Int> = []
  /// Where the rows of each round end, by predicate, as far as rounds were made.
  private var roundEnds: [Int: RoundEnds] = [:]
  /// Predicates that keep one best value a group.
  private var best: Set<Int> = []

  init(
    rules: RuleTable, context: EvaluationContext, store: StoreReader?,
    facts: @escaping (Int) -> Relation?, options: Engine.Optimizations,
    origin: (evaluator: Evaluator, rewriting: Demand.Rewriting)? = nil
  ) {
    self.rules = rules
    self.context = context
    self.store = store
    self.facts = facts
    self.origin = origin
    self.options = options
  }

  /// The tuples of a goal: a predicate that is asked once, so that what was computed for it need not be kept.
  func answers(of goal: Int) throws -> Relation {
    if let found = try lookedUp(goal) { return found }
    let wasEvaluated = evaluated.contains(goal)
    let answers = try tuples(of: goal)
    if !wasEvaluated, demanding.remove(goal) != nil {
      evaluated.remove(goal)
      relations[goal] = nil
      if let place = context.relations.lastIndex(where: { $0 === answers }) {
        context.relations.remove(at: place)
      }
    }
    return answers
  }

  /// All tuples of a predicate.
  func tuples(of predicate: Int) throws -> Relation {
    if evaluated.contains(predicate), let known = relations[predicate] { return known }
    try evaluateAll(for: predicate)
    return try relation(predicate)
  }

  // MARK: Order

  /// How the predicates of a stratum come to their tuples.
  private enum Way {
    case rules
    case demand(Demand.Rewriting)
  }

  /// Evaluates a predicate and, before it, what it needs whole. A stack of its own, as programs may be chains of any length.
  private func evaluateAll(for goal: Int) throws {
    var stack = [goal]
    var ways: [Int: Way] = [:]
    func push(_ predicates: some Sequence<Int>, except members: Set<Int>) {
      let open = predicates.filter {
        !evaluated.contains($0) && !members.contains($0) && rulesOf[$0] != nil
      }
      // What depends on least comes first.
      stack += open.sorted { stratumOf[$0, default: 0] > stratumOf[$1, default: 0] }
    }
    while let next = stack.last {
      if evaluated.contains(next) {
        stack.removeLast()
        continue
      }
      let members = Set(stratumOf[next].map { program.strata[$0] } ?? [next])
      let key = stratumOf[next] ?? -1 - next
      switch ways[key] {
      case .rules:
        if let bytes = members.compactMap({ demands[$0]?.budget }).min() {
          guard try !context.within(bytes: bytes, { try evaluate(members.sorted()) }) else { break }
          // All are far more than what was asked suggested: what asked for them is to ask for some again.
          evaluated.subtract(members)
          for member in members { demands[member, default: .init()].isTooLarge = true }
          ways = [:]
          stack = [goal]
        } else {
          try evaluate(members.sorted())
        }
      case .demand(let rewriting):
        if try !evaluate(members, by: rewriting) {
          ways[key] = .rules
          push(read(by: members), except: members)
        }
      case nil:
        switch try outcome(for: members) {
        case .none:
          ways[key] = .rules
          push(read(by: members), except: members)
        case .awaits(let predicates): push(predicates, except: members)
        case .rewriting(let rewriting):
          ways[key] = .demand(rewriting)
          push(rewriting.reads, except: members)
        }
      }
    }
  }

  /// The predicates that the rules of some read.
  private func read(by predicates: Set<Int>) -> Set<Int> {
    var found: Set<Int> = []
    for predicate in predicates {
      for rule in rulesOf[predicate] ?? [] {
        found.formUnion(program.rules[rule].body.compactMap(\.predicate))
      }
    }
    return found
  }

  // MARK: Demand

  private func outcome(for goals: Set<Int>) throws -> Demand.Outcome {
    guard options.contains(.demand), origin == nil,
      goals.contains(where: { rulesOf[$0] != nil })
    else { return .none }
    return try Demand.outcome(
      of: program, rulesOf: rulesOf, shapes: shapes, goals: goals,
      Demand.Knowledge(
        isKnown: { self.evaluated.contains($0) || self.demands[$0]?.isWorthWhole ?? false },
        size: { try self.size(of: $0) }))
  }

  /// How many tuples a predicate has; nil where rules that were not evaluated yet give some of them.
  private func size(of predicate: Int) throws -> Int? {
    guard evaluated.contains(predicate) || rulesOf[predicate] == nil else { return nil }
    if let stored = try storedRelation(predicate) { return stored.size.rows }
    return try relation(predicate).count
  }

  /// Evaluates predicates by demand; false where that turned out not to be worth its while.
  private func evaluate(_ goals: Set<Int>, by rewriting: Demand.Rewriting) throws -> Bool {
    let before = context.relations.count
    let evaluator = Evaluator(
      rules: RuleTable(rewriting.program), context: context, store: nil, facts: { _ in nil },
      options: options, origin: (self, rewriting))
    do {
      for goal in goals.sorted() { _ = try evaluator.tuples(of: goal) }
    } catch is WideDemand {
      context.relations.removeLast(context.relations.count - before)
      for predicate in rewriting.demanded.keys {
        demands[predicate, default: .init()].isWide = true
      }
      return false
    }
    for (predicate, copies) in rewriting.demanded {
      var history = demands[predicate, default: .init()]
      history.add(
        values: copies.reduce(0) { $0 + (evaluator.relations[$1.demand]?.count ?? 0) },
        tuples: copies.reduce(0) { $0 + (evaluator.relations[$1.copy]?.count ?? 0) })
      if history.isFrequent { history.mostValues = try evaluator.mostValues(arity: 1) }
      demands[predicate] = history
    }
    // What was demanded is not wanted again.
    context.relations.removeLast(context.relations.count - before)
    for goal in goals {
      guard let relation = evaluator.relations[goal] else { continue }
      relations[goal] = relation
      roundEnds[goal] = evaluator.roundEnds[goal]
      if evaluator.best.contains(goal) { best.insert(goal) }
      context.relations.append(relation)
    }
    evaluated.formUnion(goals)
    demanding.formUnion(goals)
    return true
  }

  /// What is demanded is most of what there is, so that all of it is computed sooner.
  private struct WideDemand: Error {}

  /// With fewer demanded values than this, a goal is soon answered whatever they are.
  private static let fewDemands = 4096

  /// Ends an evaluation by demand that was not worth its while.
  ///
  /// - Parameters:
  ///   - predicates: those of the stratum under evaluation that may have grown.
  ///   - relation: the tuples of one.
  func checkDemand(of predicates: Set<Int>, _ relation: (Int) -> Relation?) throws {
    guard let rewriting = origin?.rewriting else { return }
    for predicate in predicates where rewriting.spreading.contains(predicate) {
      guard let demanded = relation(predicate), demanded.count > Self.fewDemands else { continue }
      if try demanded.count * 2 > mostValues(arity: demanded.arity) {
        context.trace?.note("demand of most values: computed whole instead")
        throw WideDemand()
      }
    }
  }

  /// The most that can be demanded: as many values as the largest column has, or as many tuples as the largest relation.
  private func mostValues(arity: Int) throws -> Int {
    let known = relations.filter { origin?.rewriting.rewritten.contains($0.key) == false }.values
    return try known.reduce(mostStored()) { most, other in
      arity == 1
        ? other.columns.indices.reduce(most) { max($0, other.distinctCount(column: $1)) }
        : max(most, other.count)
    }
  }

  /// The most values that a column of the stored predicates has that are looked up and not read.
  private func mostStored() throws -> Int {
    // A slice of a program has all predicates, and is to cost no more than its own rules.
    let read = Set(program.rules.lazy.flatMap { $0.body.lazy.compactMap(\.predicate) })
    return try read.reduce(0) { most, predicate in
      guard let size = try storedRelation(predicate)?.size else { return most }
      return size.different.reduce(most, max)
    }
  }

  private func relation(_ predicate: Int) throws -> Relation {
    if let known = relations[predicate] { return known }
    let relation = try base(predicate)
    relations[predicate] = relation
    return relation
  }

  /// The tuples of a predicate that no rule gives: facts and what the store has. Shared, so it must not be changed.
  private func base(_ predicate: Int) throws -> Relation {
    if let (evaluator, rewriting) = origin {
      if let original = rewriting.baseOf[predicate] { return try evaluator.base(original) }
      if !rewriting.rewritten.contains(predicate) { return try evaluator.tuples(of: predicate) }
    }
    if let other = program.predicates[predicate].factsOf { return try base(other) }
    let facts = facts(predicate)
    let stored = try store?.relation(program.predicates[predicate].source)
    if let stored {
      let declared = program.predicates[predicate].columnTypes.indices
      try check(Array(declared), of: stored, predicate)
    }
    switch (facts, stored) {
    case (nil, nil): return Relation(arity: program.predicates[predicate].arity)
    case (let only?, nil), (nil, let only?): return only
    case (let facts?, let stored?):
      let both = Relation(arity: stored.arity)
      both.insertAll(of: stored)
      both.insertAll(of: facts)
      return both
    }
  }

  /// The tuples of a stored predicate that agree with some values; nil where it is more than stored, or in memory.
  func part(of predicate: Int, _ fixed: [FixedColumn]) throws -> Relation? {
    if let (evaluator, rewriting) = origin {
      if rewriting.rewritten.contains(predicate) || rewriting.baseOf[predicate] != nil {
        return nil
      }
      return try evaluator.part(of: predicate, fixed)
    }
    guard let (store, source) = storedRows(predicate) else { return nil }
    return try store.relation(source, bound: fixed.map { ($0.column, $0.value) })
  }

  /// What is known of a predicate that has nothing but rows in the store, none of them in memory.
  func storedRelation(_ predicate: Int) throws -> StoredRelation? {
    guard options.contains(.storeJoins) else { return nil }
    if let (evaluator, rewriting) = origin {
      if rewriting.rewritten.contains(predicate) || rewriting.baseOf[predicate] != nil {
        return nil
      }
      return try evaluator.storedRelation(predicate)
    }
    guard let (store, source) = storedRows(predicate),
      let size = try store.statistics(source), size.rows >= StoredLookUp.fewRows
    else { return nil }
    return StoredRelation(size: size) { store.lookUp(source, by: $0, size) }
  }

  /// Where a predicate's rows are, if they are all that it has and not in memory.
  private func storedRows(
    _ predicate: Int
  ) -> (store: StoreReader, source: LogicalPredicate.Source)? {
    guard let store, relations[predicate] == nil, rulesOf[predicate] == nil,
      facts(predicate) == nil, program.predicates[predicate].columnTypes.isEmpty
    else { return nil }
    switch program.predicates[predicate].source {
    case .triples, .relation, .store: return (store, program.predicates[predicate].source)
    case .program, .type, .newTriples, .newType: return nil
    }
  }

  /// Whether a goal's one rule is a stored atom with a constant, so that it is answered at once.
  func isLookUp(_ goal: Int) -> Bool {
    guard options.contains(.lookUps), let numbers = rulesOf[goal], numbers.count == 1,
      program.rules[numbers[0]].body.count == 1,
      case .atom(let predicate, let terms) = program.rules[numbers[0]].body[0]
    else { return false }
    return terms.contains { $0.variable == nil } && storedRows(predicate) != nil
  }

  /// The tuples of a goal whose one rule is a look-up: a stored atom with constants and different variables. There is
  /// nothing to plan, and nothing of it is wanted again.
  private func lookedUp(_ goal: Int) throws -> Relation? {
    guard options.contains(.lookUps), context.trace == nil, !evaluated.contains(goal),
      facts(goal) == nil, let numbers = rulesOf[goal], numbers.count == 1
    else { return nil }
    let rule = program.rules[numbers[0]]
    guard rule.body.count == 1, case .atom(let predicate, let terms) = rule.body[0],
      let (store, source) = storedRows(predicate)
    else { return nil }
    let variables = terms.compactMap(\.variable)
    guard variables.count < terms.count, Set(variables).count == variables.count else { return nil }
    var shown: [Int] = []
    for column in rule.columns {
      guard case .expression(.term(.variable(let variable))) = column,
        let place = terms.firstIndex(of: .variable(variable))
      else { return nil }
      shown.append(place)
    }
    var bound: [(column: Int, value: Int32)] = []
    for (column, term) in terms.enumerated() {
      switch term {
      case .constant(let term): bound.append((column, try context.dictionary.intern(term)))
      case .value(let value): bound.append((column, value.rawValue))
      case .variable: break
      }
    }
    try context.check()
    let columns = try store.columns(source, bound: bound)
    guard !shown.isEmpty else {
      let truth = Relation(arity: 0)
      if !columns[0].isEmpty { truth.insert([]) }
      return truth
    }
    return Relation(columns: shown.map { Column(columns[$0]) }, isDistinct: false)
  }

  /// How many rows a stored predicate has, where a rule does nothing but count them: the store knows.
  func storedCount(_ rule: LogicalRule) throws -> Int? {
    if let origin { return try origin.evaluator.storedCount(rule) }
    guard options.contains(.storedCounts), let store, rule.columns.count == 1,
      case .aggregate(.count, nil) = rule.columns[0], rule.body.count == 1,
      case .atom(let predicate, let terms) = rule.body[0], relations[predicate] == nil,
      program.predicates.indices.contains(predicate), rulesOf[predicate] == nil,
      facts(predicate) == nil, program.predicates[predicate].columnTypes.isEmpty
    else { return nil }
    // Bindings of named variables are counted, so two rows must not give one binding.
    let variables = Set(terms.compactMap(\.variable).filter { rule.variables[$0] != "_" })
    guard variables.count == terms.count else { return nil }
    return try store.count(program.predicates[predicate].source)
  }

  /// Compares the values of declared columns with their types.
  private func check(_ columns: [Int], of relation: Relation, _ predicate: Int) throws {
    let declared = program.predicates[predicate]
    for column in columns {
      guard let kinds = ValueKinds(declared.columnTypes[column]) else { continue }
      var fitting: Set<Int32> = []
      for row in 0..<relation.count {
        if row & 0xFFF == 0 { try context.check() }
        let value = relation.columns[column][row]
        if value < 0, kinds.contains(.integer) { continue }
        guard !fitting.contains(value) else { continue }
        let term = try context.dictionary.term(Value(rawValue: value))
        guard kinds.isSuperset(of: ValueKinds(term)) else {
          let facts = FactText(
            program: program, dictionary: context.dictionary, sources: SourceMap())
          let problem = AnalysisProblem.columnTypeOfRow(
            try facts.fact(predicate, relation.row(row)), column: declared.columns[column],
            type: declared.columnTypes[column], found: term.kindName)
          throw Diagnostic(
            .error, problem.message, at: declared.declaration, hint: problem.hint)
        }
        fitting.insert(value)
      }
    }
  }

  // MARK: Strata

  private func evaluate(_ predicates: [Int]) throws {
    evaluated.formUnion(predicates)
    let rules = predicates.flatMap { rulesOf[$0] ?? [] }.sorted()
    guard !rules.isEmpty else { return }
    try Fixpoint(
      self, predicates: Set(predicates), rules: rules,
      base: { try self.base($0) },
      outer: { try self.relation($0) }
    ).run { predicate, result in
      relations[predicate] = result.relation
      roundEnds[predicate] = result.roundEnds
      if result.keepsBest { best.insert(predicate) }
      context.relations.append(result.relation)
    }
    for predicate in predicates.sorted() {
      let columns = program.predicates[predicate].checkedColumns
      if let relation = relations[predicate] { try check(columns, of: relation, predicate) }
    }
    try checkDemand(of: Set(predicates)) { relations[$0] }
  }

  // MARK: For proofs

  /// Whether a tuple is a fact of the program or an imported row.
  func isProgramFact(_ predicate: Int, _ tuple: [Int32]) throws -> Bool {
    facts(predicate)?.contains(tuple) ?? false
  }

  /// Whether the graph has a tuple.
  func isStored(_ predicate: Int, _ tuple: [Int32]) throws -> Bool {
    try store?.relation(program.predicates[predicate].source)?.contains(tuple) ?? false
  }

  /// The round of its fixpoint in which a tuple was found; 0 for what was there before.
  func round(_ predicate: Int, _ tuple: [Int32]) throws -> Int {
    guard let ends = roundEnds[predicate],
      let row = try tuples(of: predicate).rowNumber(of: tuple)
    else { return 0 }
    return ends.round(ofRow: row)
  }

  func areInOneStratum(_ first: Int, _ second: Int) -> Bool {
    stratumOf[first] != nil && stratumOf[first] == stratumOf[second]
  }

  /// Whether the recursion of a predicate keeps best values somewhere: its rounds say nothing of what came first then.
  func keepsBest(around predicate: Int) -> Bool {
    guard !best.isEmpty, let stratum = stratumOf[predicate] else { return false }
    return program.strata[stratum].contains(where: best.contains)
  }
}

extension Relation {
  /// Inserts the rows of another relation.
  func insertAll(of other: Relation) {
    let block = Block(width: arity)
    let probe = Probe(
      other, index: nil, key: [], outputs: (0..<arity).map { ($0, $0) }, carried: [],
      window: .all)
    let start = Block(width: 0)
    start.count = 1
    if arity == 0 {
      if other.count > 0 { insert([]) }
      return
    }
    probe.start(start)
    while probe.next(block) { insert(block, (0..<arity).map { .register($0) }) }
  }
}

extension LogicalLiteral {
  /// The predicate of an atom, negated or not.
  var predicate: Int? {
    switch self {
    case .atom(let predicate, _), .negation(let predicate, _): predicate
    default: nil
    }
  }
}
