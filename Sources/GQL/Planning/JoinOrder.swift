/// The order in which a rule's literals are taken: each time what neither adds rows nor needs a variable, else the atom
/// with the fewest expected rows. What is known of a literal is looked at again only when one of its variables is bound.
struct JoinOrder {
  private let planner: Planner
  private let rule: LogicalRule
  /// The literals in which each variable stands.
  private let occurrences: [Int: [Int]]

  /// Bodies with more literals are refused: each has a step, and each step room for its rows.
  private static let mostLiterals = 2000
  /// Up to so many atoms each is tried as the first, else only the most promising.
  private static let fewAtoms = 12
  private static let promising = 6

  init(_ rule: LogicalRule, planner: Planner) throws {
    guard rule.body.count <= Self.mostLiterals else {
      throw Diagnostic(
        .error,
        "the rule has \(rule.body.count) literals where at most \(Self.mostLiterals) can be planned",
        at: rule.span)
    }
    self.planner = planner
    self.rule = rule
    var occurrences: [Int: [Int]] = [:]
    for (place, literal) in rule.body.enumerated() {
      for variable in Set(literal.variables) { occurrences[variable, default: []].append(place) }
    }
    self.occurrences = occurrences
  }

  /// The best order that begins with the literal of the last round's tuples, or with any atom.
  func best(delta: Int?, asWritten: Bool) throws -> [Int] {
    if rule.body.count == 1 { return [0] }
    if asWritten || delta != nil { return try order(first: delta, asWritten: asWritten).order }
    var best: (order: [Int], cost: Double)?
    for first in try firstAtoms() {
      let candidate = try order(first: first, asWritten: false)
      if best.map({ candidate.cost < $0.cost }) ?? true { best = candidate }
    }
    return try best?.order ?? order(first: nil, asWritten: false).order
  }

  private func firstAtoms() throws -> [Int] {
    let atoms = rule.body.indices.filter { rule.body[$0].isAtom }
    guard atoms.count > Self.fewAtoms else { return atoms }
    let ranked = try atoms.map {
      (atom: $0, rows: try planner.estimate(rule.body[$0], [], isDelta: true))
    }
    .sorted { ($0.rows, $0.atom) < ($1.rows, $1.atom) }
    return ranked.prefix(Self.promising).map(\.atom)
  }

  private func order(first: Int?, asWritten: Bool) throws -> (order: [Int], cost: Double) {
    var bound: Set<Int> = []
    var order: [Int] = []
    var isTaken = [Bool](repeating: false, count: rule.body.count)
    /// Expected rows; below 0 where the literal only tests or computes, infinite where it must wait.
    var rank = [Double](repeating: .infinity, count: rule.body.count)
    var (rows, cost) = (1.0, 0.0)
    func look(at place: Int) throws {
      let literal = rule.body[place]
      if isReady(literal, bound) {
        rank[place] = -1
      } else if planner.canExpand(literal, bound) {
        rank[place] =
          asWritten ? Double(place) : try planner.estimate(literal, bound, isDelta: false)
      }
    }
    func take(_ place: Int) throws {
      order.append(place)
      isTaken[place] = true
      var affected: Set<Int> = []
      for variable in rule.body[place].bindable where bound.insert(variable).inserted {
        affected.formUnion(occurrences[variable] ?? [])
      }
      for other in affected where !isTaken[other] { try look(at: other) }
    }
    for place in rule.body.indices { try look(at: place) }
    if let first {
      rows = try planner.estimate(rule.body[first], bound, isDelta: true)
      cost = rows
      try take(first)
    }
    while order.count < rule.body.count {
      var next: Int?
      for place in rule.body.indices where !isTaken[place] && rank[place] < .infinity {
        if next.map({ rank[place] < rank[$0] }) ?? true { next = place }
      }
      guard let next else {
        // The analyser lets only safe rules through, so a literal is always ready in the end.
        throw Diagnostic(.error, "the rule's literals cannot be put in order", at: rule.span)
      }
      if rank[next] >= 0 {
        rows *= rank[next]
        cost += max(rows, 1)
      }
      try take(next)
    }
    return (order, cost)
  }

  /// Whether a literal only tests or computes from what is bound.
  private func isReady(_ literal: LogicalLiteral, _ bound: Set<Int>) -> Bool {
    switch literal {
    case .atom(_, let terms): return terms.allSatisfy { $0.variable.map(bound.contains) ?? true }
    case .negation(_, let terms):
      return terms.allSatisfy { term in
        guard let variable = term.variable else { return true }
        return bound.contains(variable) || !isBoundElsewhere(variable)
      }
    case .comparison(let comparison, let left, let right):
      let (isLeft, isRight) = (
        left.variables.allSatisfy(bound.contains), right.variables.allSatisfy(bound.contains)
      )
      if isLeft && isRight { return true }
      guard comparison == .equal else { return false }
      return isLeft && right.variable != nil || isRight && left.variable != nil
    case .test(_, let arguments, _):
      return arguments.allSatisfy { $0.variables.allSatisfy(bound.contains) }
    case .range(let term, let low, let high):
      return (low.variables + high.variables).allSatisfy(bound.contains)
        && (term.variable.map(bound.contains) ?? true)
    case .member(let term, let elements):
      return elements.flatMap(\.variables).allSatisfy(bound.contains)
        && (term.variable.map(bound.contains) ?? true)
    case .search: return false
    }
  }

  /// Whether some literal other than a negation gives the variable a value.
  private func isBoundElsewhere(_ variable: Int) -> Bool {
    (occurrences[variable] ?? []).contains { rule.body[$0].bindable.contains(variable) }
  }
}
