/// Keeps the rules of negated groups out of the recursion around them.
///
///     p(Y) :- p(X), Y = X + 1, Y < 9, not (bad(Z), not far(Y, Z)).
///     group(Y) :- p(X), Y = X + 1, bad(Z), not far(Y, Z).
///
/// The group asks nothing of `p`; its rule reads `p` only for the values of Y that may be asked for, and any relation that
/// holds those will do. So it reads a predicate that has the rules of `p` without the negations of that recursion, which
/// holds more and is whole before the group is asked.
struct GroupContexts {
  private var program: LogicalProgram
  private var predicates: PredicateTable
  private let component: [Int]
  private let rulesOf: [Int: [Int]]
  /// Predicates of groups.
  private let groups: Set<Int>
  private var candidates: [Int: Int] = [:]
  private var pending: [Int] = []

  /// False where no group is tied into a recursion by what is repeated in it.
  static func separate(
    from program: inout LogicalProgram, _ predicates: inout PredicateTable
  ) -> Bool {
    guard program.rules.contains(where: { ($0.contextCount ?? 0) > 0 }) else { return false }
    var contexts = GroupContexts(program, predicates)
    let tied = program.rules.indices.filter { contexts.isTied(program.rules[$0]) }
    guard !tied.isEmpty else { return false }
    for number in tied { contexts.untie(number) }
    while let predicate = contexts.pending.popLast() { contexts.addRules(for: predicate) }
    (program, predicates) = (contexts.program, contexts.predicates)
    return true
  }

  private init(_ program: LogicalProgram, _ predicates: PredicateTable) {
    self.program = program
    self.predicates = predicates
    var component = [Int](repeating: -1, count: program.predicates.count)
    for (number, members) in program.strata.enumerated() {
      for member in members { component[member] = number }
    }
    self.component = component
    rulesOf = Dictionary(grouping: program.rules.indices) { program.rules[$0].head }
    groups = Set(program.rules.filter { $0.contextCount != nil }.map(\.head))
  }

  private func isTied(_ rule: LogicalRule) -> Bool {
    rule.body.prefix(rule.contextCount ?? 0).contains { isGrowing($0, with: rule) }
      // Without the best value that ends it, such a recursion may have no end.
      && program.strata[component[rule.head]].allSatisfy { member in
        (rulesOf[member] ?? []).allSatisfy { !program.rules[$0].isAggregate }
      }
  }

  private func isGrowing(_ literal: LogicalLiteral, with rule: LogicalRule) -> Bool {
    literal.predicate.map { component[$0] == component[rule.head] } ?? false
  }

  private mutating func untie(_ number: Int) {
    let rule = program.rules[number]
    for place in 0..<(rule.contextCount ?? 0) where isGrowing(rule.body[place], with: rule) {
      guard case .atom(let predicate, let terms) = rule.body[place] else { continue }
      program.rules[number].body[place] = .atom(predicate: candidate(for: predicate), terms)
    }
  }

  /// The predicate that holds all that another may come to hold.
  private mutating func candidate(for predicate: Int) -> Int {
    if let known = candidates[predicate] { return known }
    let name = program.predicates[predicate].name
    let number = predicates.synthetic(
      "candidates of \(name)", arity: program.predicates[predicate].arity,
      identity: "candidates \(predicate)")
    predicates.takeFacts(number, of: predicate)
    if number < program.predicates.count {
      program.predicates[number] = predicates[number]
    } else {
      program.predicates.append(predicates[number])
    }
    candidates[predicate] = number
    pending.append(predicate)
    return number
  }

  private mutating func addRules(for predicate: Int) {
    for number in rulesOf[predicate] ?? [] {
      var rule = program.rules[number]
      rule.body = rule.body.compactMap { literal in
        guard isGrowing(literal, with: rule) else { return literal }
        guard case .atom(let read, let terms) = literal, !groups.contains(read) else { return nil }
        return .atom(predicate: candidate(for: read), terms)
      }
      rule.head = candidate(for: predicate)
      program.rules.append(rule)
    }
  }
}
