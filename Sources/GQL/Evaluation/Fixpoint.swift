import Graph
import Tuples

/// Semi-naive evaluation of one stratum: in every round each rule joins the tuples of the last round with all others.
///
/// F. Bancilhon, "Naive Evaluation of Recursively Defined Relations" (1986); rules with several recursive atoms are
/// evaluated once for each, so that every combination of tuples is met exactly once.
final class Fixpoint {
  private let evaluator: Evaluator
  private let program: LogicalProgram
  private let context: EvaluationContext
  private let predicates: Set<Int>
  private let rules: [Int]
  /// The rules by the predicate of their head.
  private let rulesOf: [Int: [Int]]
  /// For each rule the places of the atoms whose relations grow.
  private let recursiveAtomsOf: [Int: [Int]]
  /// Predicates of such atoms.
  private let growing: Set<Int>
  private let outer: (Int) throws -> Relation
  private let base: (Int) throws -> Relation
  private var relations: [Int: Relation] = [:]
  private var best: [Int: BestValues] = [:]
  private var minimum: [Int: Bool] = [:]
  private var roundEnds: [Int: RoundEnds] = [:]

  /// What a fixpoint gives for one predicate.
  struct Result {
    var relation: Relation
    /// Where the rows of each round end; empty where there were no rounds.
    var roundEnds: RoundEnds
    var keepsBest: Bool
  }

  init(
    _ evaluator: Evaluator, predicates: Set<Int>, rules: [Int],
    base: @escaping (Int) throws -> Relation, outer: @escaping (Int) throws -> Relation
  ) {
    self.evaluator = evaluator
    self.program = evaluator.program
    self.context = evaluator.context
    self.predicates = predicates
    self.rules = rules
    rulesOf = Dictionary(grouping: rules) { [program] in program.rules[$0].head }
    self.base = base
    self.outer = outer
    var places: [Int: [Int]] = [:]
    var growing: Set<Int> = []
    for rule in rules {
      for (place, literal) in program.rules[rule].body.enumerated() {
        guard case .atom(let predicate, _) = literal, predicates.contains(predicate) else {
          continue
        }
        places[rule, default: []].append(place)
        growing.insert(predicate)
      }
    }
    recursiveAtomsOf = places
    self.growing = growing
  }

  /// Runs to the fixpoint and hands over the relation of each predicate.
  func run(_ result: (Int, Result) -> Void) throws {
    let first = context.trace?.strata ?? 0
    do {
      try context.withoutNotesOfFailure { try attempt(result) }
    } catch is WideLookUps {
      // The predicate that was looked up in too often is in memory now, so that this ends.
      context.trace?.beginAnew(first, "many look-ups: read whole instead")
      (relations, best, minimum, roundEnds) = ([:], [:], [:], [:])
      try run(result)
    }
  }

  private func attempt(_ result: (Int, Result) -> Void) throws {
    context.trace?.beginStratum(predicates, of: program)
    defer { context.trace?.endStratum(rows: relations.values.reduce(0) { $0 + $1.count }) }
    try makeRelations()
    for predicate in predicates.sorted() { context.relations.append(relations[predicate]!) }
    defer { context.relations.removeLast(predicates.count) }
    for rule in rules where recursiveAtoms(rule).isEmpty {
      try pipeline(rule, delta: nil)()
    }
    if try !findClasses(), try !searchLinearly() {
      for (predicate, relation) in relations {
        if let best = best[predicate] { _ = best.advance() } else { relation.restart() }
      }
      try iterate()
      try settleMixedRecursion()
    }
    for predicate in predicates.sorted() {
      relations[predicate]!.dropIndexes()
      result(
        predicate,
        Result(
          relation: relations[predicate]!, roundEnds: roundEnds[predicate] ?? RoundEnds(),
          keepsBest: best[predicate] != nil))
    }
  }

  private func makeRelations() throws {
    for predicate in predicates {
      let arity = program.predicates[predicate].arity
      let known = try base(predicate)
      if let (column, isMinimum) = bestColumn(predicate) {
        let values = BestValues(
          arity: arity, valueColumn: column, isMinimum: isMinimum,
          takesBestFirst: try followsBestFirst(predicate, column, isMinimum))
        minimum[predicate] = isMinimum
        best[predicate] = values
        relations[predicate] = values.relation
        try improve(values, from: known, predicate)
      } else {
        relations[predicate] = Relation(arity: arity)
        relations[predicate]!.insertAll(of: known)
      }
    }
  }

  private func improve(_ values: BestValues, from known: Relation, _ predicate: Int) throws {
    let sink = bestSink(values, predicate, (0..<known.arity).map { .register($0) })
    let block = Block(width: known.arity)
    for row in 0..<known.count {
      for column in 0..<known.arity { block[column, block.count] = known.columns[column][row] }
      block.count += 1
      if block.isFull {
        _ = try sink(block)
        block.count = 0
      }
    }
    if block.count > 0 { _ = try sink(block) }
  }

  /// The column in which a predicate keeps only the best value: that of `min` or `max` in a rule that is recursive.
  private func bestColumn(_ predicate: Int) -> (column: Int, isMinimum: Bool)? {
    for rule in rulesOf[predicate] ?? [] where !recursiveAtoms(rule).isEmpty {
      for (column, head) in program.rules[rule].columns.enumerated() {
        if case .aggregate(let function, _) = head { return (column, function == .min) }
      }
    }
    return nil
  }

  private func recursiveAtoms(_ rule: Int) -> [Int] { recursiveAtomsOf[rule] ?? [] }

  /// Whether what a recursive `min` or `max` derives from a value is never better than it.
  private func followsBestFirst(_ predicate: Int, _ column: Int, _ isMinimum: Bool) throws -> Bool {
    guard evaluator.options.contains(.bestFirst) else { return false }
    return try (rulesOf[predicate] ?? []).filter { !recursiveAtoms($0).isEmpty }
      .allSatisfy {
        try BestFirst(rule: program.rules[$0], predicate: predicate, column: column)
          .isMonotone(isMinimum: isMinimum) { [predicates, outer] in
            predicates.contains($0) ? nil : try outer($0)
          }
      }
  }

  /// A recursive rule as it is evaluated for the new tuples of one of its atoms.
  private struct Step {
    var rule: Int
    var atom: Int
    /// That of the atom.
    var predicate: Int
    /// All that grow in the rule's body.
    var reads: Set<Int>
    var run: () throws -> Void
  }

  /// The recursive rules, each once for every recursive atom, planned with what is known now.
  private func plannedSteps() throws -> [Step] {
    var steps: [Step] = []
    for rule in rules {
      let atoms = recursiveAtoms(rule)
      let reads = atoms.compactMap { program.rules[rule].body[$0].predicate }
      for (atom, predicate) in zip(atoms, reads) {
        steps.append(
          Step(
            rule: rule, atom: atom, predicate: predicate, reads: Set(reads),
            run: try pipeline(rule, delta: atom)))
      }
    }
    return steps
  }

  /// Plans anew what reads relations that have grown much: what was a good order for the first rows may be a bad one for
  /// many.
  ///
  /// - Parameter active: predicates whose relations may have grown.
  private func replan(
    _ steps: inout [Step], _ planned: inout [Int: Int], _ active: Set<Int>
  ) throws {
    var grown: Set<Int> = []
    for predicate in active {
      let relation = relations[predicate]!
      guard relation.count > planned[predicate, default: 0] * 8 + 1024 else { continue }
      grown.insert(predicate)
      planned[predicate] = relation.count
      relation.dropIndexes()
    }
    guard !grown.isEmpty else { return }
    for place in steps.indices where !grown.isDisjoint(with: steps[place].reads) {
      steps[place].run = try pipeline(steps[place].rule, delta: steps[place].atom)
    }
  }

  /// Goes through the rounds. A round costs what its rows do, however many predicates the stratum has: only those are
  /// looked at that have rows of the last round or got some in this one.
  private func iterate() throws {
    var steps = try plannedSteps()
    guard !steps.isEmpty else { return }
    let readers = Dictionary(grouping: steps.indices) { steps[$0].predicate }
    var planned = relations.mapValues(\.count)
    let replans = evaluator.options.contains(.replanning)
    var active = predicates
    var round = 0
    while !active.isEmpty {
      context.trace?.beginRound()
      if replans { try replan(&steps, &planned, active) }
      for predicate in active {
        roundEnds[predicate, default: RoundEnds()].add(
          relations[predicate]!.recentEnd, round: round)
      }
      let due = active.filter { recentCount($0) > 0 }.flatMap { readers[$0] ?? [] }.sorted()
      for place in due {
        try steps[place].run()
        active.insert(program.rules[steps[place].rule].head)
      }
      try context.checkLimits(afterSteps: due.count)
      try evaluator.checkDemand(of: active) { relations[$0] }
      active = active.filter { best[$0]?.advance() ?? relations[$0]!.advance() }
      round += 1
    }
  }

  /// Computes an equivalence by union-find. False if the predicate is something else.
  private func findClasses() throws -> Bool {
    guard evaluator.options.contains(.equivalence), best.isEmpty,
      let rules = EquivalenceRules(program, predicates: predicates, rules: rules)
    else { return false }
    context.trace?.note("classes by union-find")
    relations[rules.predicate] = try Equivalence.closure(
      of: relations[rules.predicate]!, progress: { try self.context.checkLimits(extra: $0) })
    return true
  }

  /// With fewer seeds than this, an index of the steps is as good as a search, and stays for later goals.
  private static let fewSeeds = 64

  /// Computes a predicate whose recursion is a walk by search. False if it is of another kind.
  private func searchLinearly() throws -> Bool {
    guard evaluator.options.contains(.linearRecursion), best.isEmpty,
      let linear = LinearRecursion(program, predicates: predicates, rules: rules)
    else { return false }
    let seeds = relations[linear.predicate]!
    if linear.keptColumn != nil, !linear.seedsAreSteps, seeds.count < Self.fewSeeds { return false }
    if try hasFewSteps(linear, seeds) { return false }
    let steps = Relation(arity: 2)
    context.relations.append(steps)
    defer { context.relations.removeLast() }
    for rule in linear.steps {
      let plan = try planner().plan(rule, number: -1)
      _ = try Pipeline(plan, span: rule.span, context: context) { block in
        steps.appendDistinct(block, plan.head)
        return true
      }.run()
    }
    if linear.seedsAreSteps { steps.appendRows(of: seeds) }
    let progress: (Int) throws -> Void = { try self.context.checkLimits(extra: $0) }
    context.trace?.note(
      linear.keptColumn == nil ? "one search from all facts" : "a search from each source")
    if let kept = linear.keptColumn {
      // A step leads from column 0 to column 1 of `steps`, whichever column of the predicate moves.
      relations[linear.predicate] = try Reachability.fromEachSource(
        seeds: seeds, steps: steps, sourceColumn: kept, progress: progress)
    } else {
      relations[linear.predicate] = try Reachability.fromAll(
        seeds: seeds, steps: steps, progress: progress)
    }
    return true
  }

  /// Whether the steps are in the store and few of them may be wanted, so that they are better looked up.
  private func hasFewSteps(_ linear: LinearRecursion, _ seeds: Relation) throws -> Bool {
    guard !linear.seedsAreSteps else { return false }
    return try linear.steps.contains { rule in
      try rule.body.contains { literal in
        guard case .atom(let predicate, let terms) = literal,
          let stored = try planner().stored(atom: predicate, terms)
        else { return false }
        return Double(seeds.count) * StoredLookUp.cost < Double(stored.size.rows)
      }
    }
  }

  private func recentCount(_ predicate: Int) -> Int {
    if let best = best[predicate] { return best.recent.count }
    let relation = relations[predicate]!
    return relation.recentEnd - relation.recentStart
  }

  /// Predicates beside one that keeps best values have seen values that were best for a while: they are computed again
  /// from the final ones.
  private func settleMixedRecursion() throws {
    guard !best.isEmpty, best.count < predicates.count else { return }
    let settled = best.mapValues(\.relation)
    let others = predicates.subtracting(best.keys)
    try Fixpoint(
      evaluator, predicates: others,
      rules: rules.filter { others.contains(program.rules[$0].head) },
      base: base, outer: { try settled[$0] ?? self.outer($0) }
    ).run { relations[$0] = $1.relation }
  }

  // MARK: Rules

  private func planner() -> Planner {
    Planner(
      program: program, dictionary: context.dictionary, options: evaluator.options,
      relation: { try self.relations[$0] ?? self.outer($0) },
      part: { try self.evaluator.part(of: $0, $1) },
      stored: { try self.evaluator.storedRelation($0) },
      recent: { self.best[$0]?.recent },
      growing: growing,
      unstableColumn: { self.best[$0]?.valueColumn }, progress: context.check)
  }

  /// What evaluates a rule once.
  private func pipeline(_ number: Int, delta: Int?) throws -> () throws -> Void {
    let rule = program.rules[number]
    let target = relations[rule.head]!
    if best[rule.head] == nil, let count = try evaluator.storedCount(rule) {
      let word = try context.dictionary.intern(.integer(Int64(count)))
      context.trace?.note("counted by the store")
      return { target.insert([word]) }
    }
    if let measure = rule.measure {
      let measured = try rule.body.compactMap(\.predicate).map { try relations[$0] ?? outer($0) }
      context.trace?.note("\(measure.name) of \(measured[0].count) rows")
      return { [context, program] in
        try MeasureEvaluation(
          measure: measure, rule: rule, of: measured, program: program, context: context
        ).evaluate(into: target)
      }
    }
    let plan = try planner().plan(rule, number: number, delta: delta)
    if let values = best[rule.head] {
      let pipeline = try Pipeline(
        plan, span: rule.span, context: context, sink: bestSink(values, rule.head, plan.head))
      return { _ = try pipeline.run() }
    }
    if rule.isAggregate {
      return { [context] in
        try Aggregation.evaluate(rule, plan, into: target, context: context)
      }
    }
    let head = plan.head
    let wantsOne = target.arity == 0
    if delta == nil, try appendsRows(plan, rule, to: target) {
      let pipeline = try Pipeline(plan, span: rule.span, context: context) { block in
        target.appendDistinct(block, head)
        return true
      }
      return { _ = try pipeline.run() }
    }
    var fused = plan
    if delta == nil, let insertion = orderedInsertion(&fused, into: target) {
      let pipeline = try Pipeline(fused, span: rule.span, context: context) { block in
        insertion.insert(block)
        return true
      }
      return { _ = try pipeline.run() }
    }
    if evaluator.options.contains(.runs) { fused.fuseRuns() }
    let pipeline = try Pipeline(fused, span: rule.span, context: context, target: target) { block in
      target.insert(block, head)
      return !wantsOne
    }
    return { _ = try pipeline.run() }
  }

  /// Whether the rows of a plan go into the head's relation without a look whether they are there: it is empty, no
  /// other rule adds to it, and no row comes twice.
  private func appendsRows(_ plan: RulePlan, _ rule: LogicalRule, to target: Relation) throws
    -> Bool
  {
    guard evaluator.options.contains(.distinctRows), target.arity > 0, target.count == 0,
      rulesOf[rule.head]?.count == 1,
      let repeating = plan.relationsToBeDistinct
    else { return false }
    // The rows that come are looked up, or those that they are made of, whichever are fewer.
    guard Double(repeating.reduce(0) { $0 + $1.count }) <= plan.expectedRows else { return false }
    for relation in repeating { try relation.makeDistinct(progress: context.check) }
    return true
  }

  /// What takes the rows of a plan group by group, where its first step can give them in such an order.
  private func orderedInsertion(_ plan: inout RulePlan, into target: Relation)
    -> OrderedInsertion?
  {
    guard evaluator.options.contains(.orderedRows), target.count == 0,
      let order = plan.pairOrder, let range = order.range,
      let group = plan.head[order.group].register, let value = plan.head[1 - order.group].register
    else { return nil }
    let excluded = plan.exclusions(group, value)
    guard
      let insertion = OrderedInsertion(
        into: target, groupedBy: .register(group), isGroupFirst: order.group == 0,
        .register(value), within: range, expecting: order.scan.relation.count,
        except: excluded.map {
          .init($0.join.relation, groupColumn: $0.columns.0, valueColumn: $0.columns.1)
        })
    else { return nil }
    var scan = order.scan
    scan.relation = scan.relation.ordered(by: order.column)
    plan.steps[0] = .join(scan)
    for (place, join, _) in excluded {
      var marked = join
      marked.isMarked = true
      plan.steps[place] = .exists(marked, present: false)
    }
    return insertion
  }

  private func bestSink(_ values: BestValues, _ predicate: Int, _ head: [Operand])
    -> (Block) throws -> Bool
  {
    let isMinimum = minimum[predicate] ?? true
    let comparer = ExpressionEvaluator(
      context: context, span: SourceSpan(source: -1, start: 0, end: 0))
    return { block in
      try values.improve(block, head) { value, known in
        if value < 0, known < 0 { return (value < known) == isMinimum }
        return try comparer.isBetter(value, than: known, isMinimum: isMinimum)
      }
      return true
    }
  }
}
