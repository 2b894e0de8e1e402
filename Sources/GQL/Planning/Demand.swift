import Graph

/// Rewrites a program for one goal so that only what the goal's constants lead to is computed: the method of magic sets.
///
///     ?- path(a, X).                        goal(X) :- path/bf(a, X).
///     path(X, Y) :- edge(X, Y).             path/bf(X, Y) :- demand(X), edge(X, Y).
///     path(X, Y) :- path(X, Z), edge(Z, Y). path/bf(X, Y) :- path/bf(X, Z), edge(Z, Y).
///                                           demand(a).
///
/// An atom's adornment says which of its arguments are bound (`b`) or free (`f`); a predicate with one is a copy that
/// holds what was demanded. Arguments are bound by constants, by the demand itself, and by relations that are reached
/// from either. Of what is negated, arguments are bound by constants and the demand only, and not where the program would
/// lose its strata; of what is aggregated, only groups. Rules that compute or compare in order are evaluated whole, as are
/// predicates that some rule needs whole: so no error, no note and no answer can differ.
///
/// F. Bancilhon, D. Maier, Y. Sagiv, J. D. Ullman, "Magic Sets and Other Strange Ways to Implement Logic Programs" (1986);
/// C. Beeri, R. Ramakrishnan, "On the Power of Magic" (1987).
struct Demand {
  private let original: LogicalProgram
  private let rulesOf: [Int: [Int]]
  private var program: LogicalProgram
  private var rules: [LogicalRule] = []
  /// Copies by predicate and bound columns.
  private var copies: [Copy: (copy: Int, demand: Int)] = [:]
  private var pending: [Copy] = []

  private struct Copy: Hashable {
    var predicate: Int
    var bound: [Int]
  }

  /// What a goal is computed from.
  struct Rewriting {
    var program: LogicalProgram
    /// Predicates that the program has rules for; all others have the tuples that they have in the original.
    var rewritten: Set<Int> = []
    /// Predicates that hold what another has beside its rules.
    var baseOf: [Int: Int] = [:]
    /// Predicates of the original of which there are copies.
    var demanded: Set<Int> = []
    /// Predicates that hold what is demanded of a recursion that demand may make longer and not shorter: one that joins
    /// its own tuples, whose demand grows with what it finds.
    var spreading: Set<Int> = []
  }

  private var spreading: Set<Int> = []
  private var rewritten: Set<Int> = []
  private var baseOf: [Int: Int] = [:]
  private var bases: [Int: Int] = [:]
  /// Predicates whose recursion is a walk.
  private var walks: [Int: LinearRecursion] = [:]

  /// - Parameters:
  ///   - rulesOf: the numbers of the rules of each predicate.
  ///   - strata: those that the goal depends on: a file of a thousand queries looks at each of its rules once.
  ///   - isKnown: whether a predicate's tuples are known, or are to be computed whole.
  /// - Returns: nil where demand would leave nothing out.
  static func rewriting(
    of program: LogicalProgram, rulesOf: [Int: [Int]], goal: Int, strata: [[Int]],
    isKnown: (Int) -> Bool
  ) -> Rewriting? {
    // All begins with a constant of the goal's own literals.
    let hasConstants = rulesOf[goal]?.contains { number in
      program.rules[number].body.contains { literal in
        switch literal {
        case .atom(_, let terms), .negation(_, let terms): terms.contains { $0.variable == nil }
        default: literal.variableOfConstant != nil
        }
      }
    }
    guard hasConstants == true else { return nil }
    var whole: Set<Int> = []
    var isMonotone = false
    while true {
      var demand = Demand(program, rulesOf)
      demand.isMonotone = isMonotone
      demand.findAdornable(strata) { isKnown($0) || whole.contains($0) }
      guard demand.rewrite(goal) else { return nil }
      if !isMonotone, !demand.isStratified {
        isMonotone = true
        continue
      }
      // What some rule needs whole is not worth having in part too.
      let needed = demand.neededWhole
      guard needed.isEmpty else {
        whole.formUnion(needed)
        continue
      }
      return Rewriting(
        program: demand.program, rewritten: demand.rewritten, baseOf: demand.baseOf,
        demanded: Set(demand.copies.keys.map(\.predicate)), spreading: demand.spreading)
    }
  }

  private var adornable: Set<Int> = []
  /// Predicates with rules that join tuples of their own recursion.
  private var selfJoining: Set<Int> = []
  /// Whether what is negated or aggregated is left as it is.
  private var isMonotone = false

  private init(_ program: LogicalProgram, _ rulesOf: [Int: [Int]]) {
    original = program
    self.program = program
    self.rulesOf = rulesOf
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

  /// Predicates whose rules hold nothing that can fail or give a note.
  private mutating func findAdornable(_ strata: [[Int]], _ isKnown: (Int) -> Bool) {
    for stratum in strata {
      let own = Set(stratum)
      let rules = stratum.flatMap { rulesOf[$0] ?? [] }
      let recursive = rules.map { number in
        original.rules[number].body.count { $0.isAtom && $0.predicate.map(own.contains) ?? false }
      }
      let isFit =
        !rules.isEmpty
        && stratum.allSatisfy { predicate in
          !isKnown(predicate) && original.predicates[predicate].arity > 0
            && original.predicates[predicate].checkedColumns.isEmpty
            && (rulesOf[predicate] ?? []).allSatisfy { number in
              let isAllowed = !isMonotone && recursive.allSatisfy { $0 == 0 }
              return isPlain(original.rules[number])
                && (isAllowed || !original.rules[number].isAggregate)
            }
        }
      guard isFit else { continue }
      adornable.formUnion(stratum)
      let walk = LinearRecursion(original, predicates: own, rules: rules.sorted())
      if let walk, walk.keptColumn != nil {
        walks[stratum[0]] = walk
      } else if recursive.contains(where: { $0 > 1 }) {
        selfJoining.formUnion(stratum)
      }
    }
  }

  private func isPlain(_ rule: LogicalRule) -> Bool {
    let columns = rule.columns.allSatisfy { column in
      switch column {
      case .expression(.term), .aggregate(.count, nil), .aggregate(.count, .term),
        .aggregate(.min, .term), .aggregate(.max, .term), .aggregate(.list, .term),
        .aggregate(.set, .term):
        true
      // A sum may overflow or meet what is no number.
      case .expression, .aggregate: false
      }
    }
    return columns
      && rule.body.allSatisfy { literal in
        switch literal {
        case .atom, .negation: true
        case .comparison(.notEqual, .term, .term), .comparison(.equal, .term, .term): true
        case .comparison, .test, .range, .member, .search: false
        }
      }
  }

  /// Columns of a predicate by which it can be asked: all but those of aggregates.
  private func bindable(_ columns: [Int], of predicate: Int) -> [Int] {
    columns.filter { column in
      (rulesOf[predicate] ?? []).allSatisfy { number in
        if case .expression = original.rules[number].columns[column] { true } else { false }
      }
    }
  }

  // MARK: Rewriting

  private static let mostCopies = 64

  private mutating func rewrite(_ goal: Int) -> Bool {
    guard let goalRules = rulesOf[goal] else { return false }
    adornable.remove(goal)
    for number in goalRules {
      var rule = original.rules[number]
      rule.body = adorned(rule, demand: nil, bound: [])
      rules.append(rule)
    }
    guard !copies.isEmpty else { return false }
    rewritten.insert(goal)
    while let copy = pending.popLast() {
      guard copies.count <= Self.mostCopies else { return false }
      if let walk = walks[copy.predicate], let kept = walk.keptColumn {
        walkRules(of: copy, walk, isForward: copy.bound == [kept])
      } else {
        rewriteRules(of: copy)
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

  private mutating func rewriteRules(of copy: Copy) {
    guard let numbers = copies[copy] else { return }
    let own = rulesOf[copy.predicate, default: []].map { original.rules[$0] }
    for var rule in [baseRule(copy.predicate)] + own {
      let head = head(rule)
      let wanted = LogicalLiteral.atom(predicate: numbers.demand, copy.bound.map { head[$0] })
      let body = adorned(
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
  private mutating func walkRules(of copy: Copy, _ walk: LinearRecursion, isForward: Bool) {
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
        rules.append(
          rule(
            search, terms, [.atom(predicate: numbers.demand, [terms[kept]])] + seed.body,
            like: seed))
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
        rules.append(rule(numbers.copy, terms, [found] + seed.body, like: seed))
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
      rules.append(
        rule(search, pair(to), [.atom(predicate: search, pair(from))] + step.body, like: step))
    }
  }

  /// The body with adorned atoms where arguments are bound; adds the rules for what they demand.
  private mutating func adorned(
    _ rule: LogicalRule, demand wanted: LogicalLiteral?, bound: Set<Int>
  ) -> [LogicalLiteral] {
    var bound = bound
    var body = rule.body
    var done: [LogicalLiteral] = wanted.map { [$0] } ?? []
    for literal in body {
      guard let variable = literal.variableOfConstant else { continue }
      done.append(literal)
      bound.insert(variable)
    }
    adornNegated(&body, done, bound, of: rule)
    var open = body.indices.filter { body[$0].isAtom }
    func isBound(_ term: LogicalTerm) -> Bool { term.variable.map(bound.contains) ?? true }
    while true {
      // Relations that are reached from what is bound come first: they bind more.
      let next =
        open.first { place in
          guard case .atom(let predicate, let terms) = body[place] else { return false }
          return !adornable.contains(predicate) && terms.contains(where: isBound)
        }
        ?? open.first { place in
          guard case .atom(let predicate, let terms) = body[place] else { return false }
          return adornable.contains(predicate)
            && !bindable(terms.indices.filter { isBound(terms[$0]) }, of: predicate).isEmpty
        }
      guard let next, case .atom(let predicate, let terms) = body[next] else { return body }
      open.removeAll { $0 == next }
      if adornable.contains(predicate) {
        let copy = copy(
          of: predicate,
          boundAt: bindable(terms.indices.filter { isBound(terms[$0]) }, of: predicate))
        let numbers = numbers(of: copy)
        let arguments = copy.bound.map { terms[$0] }
        let isSame: Bool
        if case .atom(numbers.demand, arguments)? = wanted { isSame = true } else { isSame = false }
        if !isSame {
          rules.append(
            LogicalRule(
              head: numbers.demand, columns: arguments.map { .expression(.term($0)) },
              body: done, variables: rule.variables, span: rule.span))
        }
        body[next] = .atom(predicate: numbers.copy, terms)
      }
      done.append(body[next])
      bound.formUnion(terms.compactMap(\.variable))
    }
  }

  /// Lets negated literals read copies for what is bound before any atom is looked at.
  private mutating func adornNegated(
    _ body: inout [LogicalLiteral], _ done: [LogicalLiteral], _ bound: Set<Int>,
    of rule: LogicalRule
  ) {
    guard !isMonotone else { return }
    for place in body.indices {
      guard case .negation(let predicate, let terms) = body[place], adornable.contains(predicate)
      else { continue }
      let columns = bindable(
        terms.indices.filter { terms[$0].variable.map(bound.contains) ?? true }, of: predicate)
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
    guard let kept = walks[predicate]?.keptColumn else {
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
    if selfJoining.contains(copy.predicate) { spreading.insert(numbers.demand) }
    copies[copy] = numbers
    pending.append(copy)
    return numbers
  }
}

extension LogicalLiteral {
  /// The variable that an equation gives the value of a constant. A number has two forms, so that it is none.
  fileprivate var variableOfConstant: Int? {
    guard case .comparison(.equal, .term(let left), .term(let right)) = self else { return nil }
    for (side, other) in [(left, right), (right, left)] {
      guard case .variable(let variable) = side else { continue }
      switch other {
      case .constant(.string), .constant(.entity), .value: return variable
      case .constant, .variable: continue
      }
    }
    return nil
  }
}
