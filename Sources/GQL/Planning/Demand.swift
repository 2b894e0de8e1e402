import Graph

/// Rewrites the rules of some goals so that of what they read only what constants and small relations lead to is computed:
/// the method of magic sets.
///
///     ?- path(a, X).                        goal(X) :- path/bf(a, X).
///     path(X, Y) :- edge(X, Y).             path/bf(X, Y) :- demand(X), edge(X, Y).
///     path(X, Y) :- path(X, Z), edge(Z, Y). path/bf(X, Y) :- path/bf(X, Z), edge(Z, Y).
///                                           demand(a).
///
/// An atom's adornment says which of its arguments are bound (`b`) or free (`f`); a predicate with one is a copy that
/// holds what was demanded. Arguments are bound by constants, by the demand itself, by relations that are small beside what
/// they are joined with, and by relations that are reached from any of these. Of what is negated, arguments are bound by
/// constants and the demand only, and not where the program would lose its strata; of what is aggregated, only groups.
/// Rules that compute or compare in order are evaluated whole, as are predicates that some rule needs whole: so no error, no
/// note and no answer can differ. A goal is a predicate of which all tuples are wanted, be it a query or what one reads.
///
/// F. Bancilhon, D. Maier, Y. Sagiv, J. D. Ullman, "Magic Sets and Other Strange Ways to Implement Logic Programs" (1986);
/// C. Beeri, R. Ramakrishnan, "On the Power of Magic" (1987).
struct Demand {
  private let original: LogicalProgram
  private let rulesOf: [Int: [Int]]
  private let shapes: DemandShapes
  private let knowledge: Knowledge
  private let goals: Set<Int>
  private var program: LogicalProgram
  private var rules: [LogicalRule] = []
  /// Copies by predicate and bound columns.
  private var copies: [Copy: (copy: Int, demand: Int)] = [:]
  private var pending: [Copy] = []
  private var rewritten: Set<Int> = []
  private var baseOf: [Int: Int] = [:]
  private var bases: [Int: Int] = [:]
  /// Predicates that some rule needs whole.
  private var whole: Set<Int> = []
  /// Whether what is negated or aggregated is left as it is.
  private var isMonotone = false
  /// Whether the body under work is that of a walk.
  private var isWithinWalk = false
  /// What to begin with where nothing is bound.
  private var smallRelations: SmallRelations

  private struct Copy: Hashable {
    var predicate: Int
    var bound: [Int]
  }

  /// What is known of the relations of the original program.
  struct Knowledge {
    /// Whether a predicate's tuples are known, or are to be computed whole.
    var isKnown: (Int) -> Bool
    /// How many tuples a predicate has; nil where that is not known before it is evaluated.
    var size: (Int) throws -> Int?
  }

  /// What goals are computed from.
  struct Rewriting {
    var program: LogicalProgram
    /// Predicates that the program has rules for; all others have the tuples that they have in the original.
    var rewritten: Set<Int> = []
    /// Predicates that hold what another has beside its rules.
    var baseOf: [Int: Int] = [:]
    /// The copies and what is demanded of them, by predicate of the original.
    var demanded: [Int: [(copy: Int, demand: Int)]] = [:]
    /// Predicates that hold what is demanded, where that may be any number of values.
    var spreading: Set<Int> = []
    /// Predicates of the original that are read whole.
    var reads: Set<Int> = []
  }

  enum Outcome {
    case rewriting(Rewriting)
    /// These are wanted whole in any case, and are to be evaluated first.
    case awaits(Set<Int>)
    /// Demand would leave nothing out.
    case none
  }

  /// - Parameters:
  ///   - rulesOf: the numbers of the rules of each predicate.
  ///   - goals: predicates that depend on one another, or one.
  static func outcome(
    of program: LogicalProgram, rulesOf: [Int: [Int]], shapes: DemandShapes, goals: Set<Int>,
    _ knowledge: Knowledge
  ) throws -> Outcome {
    var whole: Set<Int> = []
    var isMonotone = false
    while true {
      var demand = Demand(program, rulesOf, shapes, goals, knowledge)
      demand.whole = whole
      demand.isMonotone = isMonotone
      let isRewritten = try demand.rewrite()
      let awaited = demand.smallRelations.awaited
      if !awaited.isEmpty { return .awaits(awaited) }
      guard isRewritten else { return .none }
      if !demand.isStratified {
        if isMonotone { return .none }
        isMonotone = true
        continue
      }
      // What some rule needs whole is not worth having in part too.
      let needed = demand.neededWhole
      guard needed.isEmpty else {
        whole.formUnion(needed)
        continue
      }
      return .rewriting(demand.rewriting)
    }
  }

  private init(
    _ program: LogicalProgram, _ rulesOf: [Int: [Int]], _ shapes: DemandShapes, _ goals: Set<Int>,
    _ knowledge: Knowledge
  ) {
    original = program
    self.program = program
    self.rulesOf = rulesOf
    self.shapes = shapes
    self.goals = goals
    self.knowledge = knowledge
    smallRelations = SmallRelations(
      program, rulesOf: rulesOf, shapes: shapes, goals: goals, knowledge)
  }

  private var rewriting: Rewriting {
    var demanded: [Int: [(copy: Int, demand: Int)]] = [:]
    for (copy, numbers) in copies { demanded[copy.predicate, default: []].append(numbers) }
    let demands = Set(copies.values.map(\.demand))
    let spreading = Set(
      rules.filter { demands.contains($0.head) && !$0.body.isEmpty }.map(\.head))
    let read = Set(rules.flatMap { $0.body.compactMap(\.predicate) })
    return Rewriting(
      program: program, rewritten: rewritten, baseOf: baseOf, demanded: demanded,
      spreading: spreading, reads: read.filter { !rewritten.contains($0) && baseOf[$0] == nil })
  }

  private func isAdornable(_ predicate: Int) -> Bool {
    (isMonotone ? shapes.monotone : shapes.adornable).contains(predicate)
      && !goals.contains(predicate) && !whole.contains(predicate)
      && !knowledge.isKnown(predicate)
      && (!isWithinWalk || shapes.heavy.contains(predicate))
  }

  /// Whether no copy depends on its own absence or on an aggregate of itself, which would be asked before it is whole.
  private var isStratified: Bool {
    guard Stratification(program, progress: {}).cycles(in: program.strata).isEmpty else {
      return false
    }
    var stratum: [Int: Int] = [:]
    for (number, members) in program.strata.enumerated() {
      for member in members { stratum[member] = number }
    }
    return rules.allSatisfy { rule in
      !rule.isAggregate
        || rule.body.compactMap(\.predicate).allSatisfy { stratum[$0] != stratum[rule.head] }
    }
  }

  /// Predicates of which there are copies and that are read as they are too.
  private var neededWhole: Set<Int> {
    let copied = Set(copies.keys.map(\.predicate))
    return Set(rules.flatMap { $0.body.compactMap(\.predicate) }.filter(copied.contains))
  }

  // MARK: Rewriting

  private static let mostCopies = 64

  private mutating func rewrite() throws -> Bool {
    for goal in goals.sorted() {
      for number in rulesOf[goal] ?? [] {
        var rule = original.rules[number]
        // A measure is of all that there is.
        guard rule.measure == nil else { return false }
        rule.body = try adorned(rule, demand: nil, bound: [])
        rules.append(rule)
      }
      baseOf[goal] = goal
    }
    guard !copies.isEmpty else { return false }
    rewritten.formUnion(goals)
    while let copy = pending.popLast() {
      guard copies.count <= Self.mostCopies else { return false }
      if let walk = shapes.walks[copy.predicate], let kept = walk.keptColumn {
        try walkRules(of: copy, walk, isForward: copy.bound == [kept])
      } else {
        try rewriteRules(of: copy)
      }
    }
    program.rules = rules
    program.facts = [:]
    program.strata = Stratification(program, progress: {}).strata(progress: {})
    return true
  }

  /// The terms of the head; in the place of an aggregate, which nothing is bound by, a variable that stands nowhere else.
  private func head(_ rule: LogicalRule) -> [LogicalTerm] {
    rule.columns.map { column in
      guard case .expression(.term(let term)) = column else {
        return .variable(rule.variables.count)
      }
      return term
    }
  }

  private func rule(
    _ head: Int, _ terms: [LogicalTerm], _ body: [LogicalLiteral], like rule: LogicalRule
  ) -> LogicalRule {
    LogicalRule(
      head: head, columns: terms.map { .expression(.term($0)) }, body: body,
      variables: rule.variables, span: rule.span)
  }

  /// A predicate for what another has beside its rules, and a rule that reads it.
  private mutating func baseRule(_ predicate: Int) -> LogicalRule {
    let arity = original.predicates[predicate].arity
    let terms = (0..<arity).map { LogicalTerm.variable($0) }
    let base: Int
    if let known = bases[predicate] {
      base = known
    } else {
      base = program.predicates.count
      program.predicates.append(
        LogicalPredicate(
          name: "facts of \(original.predicates[predicate].name)", arity: arity,
          isSynthetic: true))
      bases[predicate] = base
      baseOf[base] = predicate
    }
    let first = original.rules[rulesOf[predicate, default: []][0]]
    return LogicalRule(
      head: predicate, columns: terms.map { .expression(.term($0)) },
      body: [.atom(predicate: base, terms)], variables: (0..<arity).map { "V\($0)" },
      span: first.span)
  }

  private mutating func rewriteRules(of copy: Copy) throws {
    guard let numbers = copies[copy] else { return }
    let own = rulesOf[copy.predicate, default: []].map { original.rules[$0] }
    for var rule in [baseRule(copy.predicate)] + own {
      let head = head(rule)
      let wanted = LogicalLiteral.atom(predicate: numbers.demand, copy.bound.map { head[$0] })
      let body = try adorned(
        rule, demand: wanted, bound: Set(copy.bound.compactMap { head[$0].variable }))
      // An atom of the copy itself with the same bound arguments was demanded already.
      let isImplied = body.contains { literal in
        guard case .atom(numbers.copy, let terms) = literal else { return false }
        return copy.bound.allSatisfy { terms[$0] == head[$0] && head[$0].variable != nil }
      }
      rule.head = numbers.copy
      rule.body = isImplied ? body : [wanted] + body
      rules.append(rule)
    }
  }

  /// A walk from the demanded values, or backwards from them:
  ///
  ///     p/b(X, Y) :- demand(X), seed(X, Y).     from(C, C) :- demand(C).
  ///     p/b(X, Y) :- p/b(X, Z), step(Z, Y).     from(C, Z) :- from(C, Y), step(Z, Y).
  ///                                             p/b(X, C) :- from(C, Z), seed(X, Z).
  private mutating func walkRules(
    of copy: Copy, _ walk: LinearRecursion, isForward: Bool
  ) throws {
    guard let numbers = copies[copy], let kept = walk.keptColumn else { return }
    let moving = 1 - kept
    let seeds =
      [baseRule(copy.predicate)]
      + rulesOf[copy.predicate, default: []].map { original.rules[$0] }.filter { rule in
        !rule.body.contains { $0.isAtom && $0.predicate == copy.predicate }
      }
    // A step's head is (from, to).
    let steps = walk.steps + (walk.seedsAreSteps ? seeds : [])
    let search: Int
    if isForward {
      search = numbers.copy
      for seed in seeds {
        let terms = head(seed)
        try addWalk(
          search, terms, from: .atom(predicate: numbers.demand, [terms[kept]]), like: seed)
      }
    } else {
      search = program.predicates.count
      program.predicates.append(
        LogicalPredicate(
          name: "walk to \(original.predicates[copy.predicate].name)", arity: 2,
          isSynthetic: true))
      rewritten.insert(search)
      let start = LogicalTerm.variable(0)
      var first = rule(
        search, [start, start], [.atom(predicate: numbers.demand, [start])], like: seeds[0])
      first.variables = ["C"]
      rules.append(first)
      for seed in seeds {
        var (seed, terms) = (seed, head(seed))
        let wanted = LogicalTerm.variable(seed.variables.count)
        seed.variables.append("C")
        let found = LogicalLiteral.atom(predicate: search, [wanted, terms[moving]])
        terms[moving] = wanted
        try addWalk(numbers.copy, terms, from: found, like: seed)
      }
    }
    for step in steps {
      var step = step
      let terms = head(step)
      let (from, to) = isForward ? (terms[0], terms[1]) : (terms[1], terms[0])
      let source = LogicalTerm.variable(step.variables.count)
      step.variables.append("C")
      // The column of the copy that stays holds the source; of the walk it is the first.
      func pair(_ node: LogicalTerm) -> [LogicalTerm] {
        isForward && kept == 1 ? [node, source] : [source, node]
      }
      try addWalk(search, pair(to), from: .atom(predicate: search, pair(from)), like: step)
    }
  }

  /// A rule of a walk. What it reads is made by demand only where it may be far more than the walk needs: else the walk
  /// could not be a search any more.
  private mutating func addWalk(
    _ head: Int, _ terms: [LogicalTerm], from start: LogicalLiteral, like rule: LogicalRule
  ) throws {
    let body = try adorned(rule, demand: start, bound: Set(start.variables), heavyOnly: true)
    rules.append(self.rule(head, terms, [start] + body, like: rule))
  }

  // MARK: Bodies

  /// The body with adorned atoms where arguments are bound; adds the rules for what they demand.
  private mutating func adorned(
    _ rule: LogicalRule, demand wanted: LogicalLiteral?, bound: Set<Int>, heavyOnly: Bool = false
  ) throws -> [LogicalLiteral] {
    isWithinWalk = heavyOnly
    var bound = bound
    var body = rule.body
    var done: [LogicalLiteral] = wanted.map { [$0] } ?? []
    for literal in body {
      guard let (variable, values) = literal.variableOfConstant else { continue }
      done.append(.member(.variable(variable), values.map { .term($0) }))
      bound.insert(variable)
    }
    adornNegated(&body, done, bound, of: rule)
    var open = body.indices.filter { body[$0].isAtom }
    while let next = try next(among: open, of: body, bound) {
      guard case .atom(let predicate, let terms) = body[next] else { break }
      open.removeAll { $0 == next }
      if isAdornable(predicate) {
        let columns = shapes.bindable(
          terms.indices.filter { Self.isBound(terms[$0], bound) }, of: predicate)
        let copy = copy(of: predicate, boundAt: columns)
        let numbers = numbers(of: copy)
        let arguments = copy.bound.map { terms[$0] }
        let isSame: Bool
        if case .atom(numbers.demand, arguments)? = wanted { isSame = true } else { isSame = false }
        if !isSame { addDemand(numbers.demand, arguments, done, keeping: wanted, of: rule) }
        body[next] = .atom(predicate: numbers.copy, terms)
      }
      done.append(body[next])
      bound.formUnion(terms.compactMap(\.variable))
    }
    return body
  }

  private static func isBound(_ term: LogicalTerm, _ bound: Set<Int>) -> Bool {
    term.variable.map(bound.contains) ?? true
  }

  /// The atom to go on with: a relation that is reached from what is bound, since it binds more; else one that can be
  /// asked for what is bound; else a small relation, from which others can be reached.
  private mutating func next(
    among open: [Int], of body: [LogicalLiteral], _ bound: Set<Int>
  ) throws -> Int? {
    func hasBound(_ place: Int, _ isFit: (Int, [LogicalTerm], [Int]) -> Bool) -> Bool {
      guard case .atom(let predicate, let terms) = body[place] else { return false }
      return isFit(predicate, terms, terms.indices.filter { Self.isBound(terms[$0], bound) })
    }
    return try open.first { place in
      hasBound(place) { predicate, _, columns in !isAdornable(predicate) && !columns.isEmpty }
    }
      ?? open.first { place in
        hasBound(place) { predicate, _, columns in
          isAdornable(predicate) && !shapes.bindable(columns, of: predicate).isEmpty
        }
      } ?? smallRelations.start(among: open, of: body, isAdornable: isAdornable)
  }

  /// Adds a rule for what is demanded: of what was met before, only what has to do with the arguments.
  private mutating func addDemand(
    _ predicate: Int, _ arguments: [LogicalTerm], _ done: [LogicalLiteral],
    keeping wanted: LogicalLiteral?, of rule: LogicalRule
  ) {
    var reached = Set(arguments.compactMap(\.variable))
    if let wanted { reached.formUnion(wanted.variables) }
    var isKept = [Bool](repeating: false, count: done.count)
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (place, literal) in done.enumerated()
      where !isKept[place] && !reached.isDisjoint(with: literal.variables) {
        isKept[place] = true
        isGrowing = true
        reached.formUnion(literal.variables)
      }
    }
    rules.append(
      LogicalRule(
        head: predicate, columns: arguments.map { .expression(.term($0)) },
        body: done.indices.filter { isKept[$0] }.map { done[$0] }, variables: rule.variables,
        span: rule.span))
  }

  /// Lets negated literals read copies for what is bound before any atom is looked at.
  private mutating func adornNegated(
    _ body: inout [LogicalLiteral], _ done: [LogicalLiteral], _ bound: Set<Int>,
    of rule: LogicalRule
  ) {
    guard !isMonotone else { return }
    for place in body.indices {
      guard case .negation(let predicate, let terms) = body[place], isAdornable(predicate)
      else { continue }
      let columns = shapes.bindable(
        terms.indices.filter { Self.isBound(terms[$0], bound) }, of: predicate)
      guard !columns.isEmpty else { continue }
      let copy = copy(of: predicate, boundAt: columns)
      let numbers = numbers(of: copy)
      rules.append(
        LogicalRule(
          head: numbers.demand, columns: copy.bound.map { .expression(.term(terms[$0])) },
          body: done, variables: rule.variables, span: rule.span))
      body[place] = .negation(predicate: numbers.copy, terms)
    }
  }

  /// A walk is made from one side only: from the column that moves, if that is bound.
  private func copy(of predicate: Int, boundAt columns: [Int]) -> Copy {
    guard let kept = shapes.walks[predicate]?.keptColumn else {
      return Copy(predicate: predicate, bound: columns)
    }
    return Copy(predicate: predicate, bound: [columns.contains(1 - kept) ? 1 - kept : kept])
  }

  private mutating func numbers(of copy: Copy) -> (copy: Int, demand: Int) {
    if let known = copies[copy] { return known }
    let predicate = original.predicates[copy.predicate]
    let letters = (0..<predicate.arity).map { copy.bound.contains($0) ? "b" : "f" }.joined()
    let numbers = (copy: program.predicates.count, demand: program.predicates.count + 1)
    program.predicates.append(
      LogicalPredicate(
        name: "\(predicate.name)/\(letters)", arity: predicate.arity, isSynthetic: true))
    program.predicates.append(
      LogicalPredicate(
        name: "demand of \(predicate.name)/\(letters)", arity: copy.bound.count, isSynthetic: true))
    rewritten.formUnion([numbers.copy, numbers.demand])
    copies[copy] = numbers
    pending.append(copy)
    return numbers
  }
}
