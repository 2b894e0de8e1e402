/// A stratum of one predicate whose rules make it symmetric and transitive: an equivalence on the values of its seeds.
///
///     same(X, Y) :- same(Y, X).
///     same(X, Z) :- same(X, Y), same(Y, Z).
struct EquivalenceRules {
  var predicate: Int

  /// Nil where the stratum is not of this kind.
  init?(_ program: LogicalProgram, predicates: Set<Int>, rules: [Int]) {
    guard predicates.count == 1, let predicate = predicates.first,
      program.predicates[predicate].arity == 2
    else { return nil }
    self.predicate = predicate
    var (isSymmetric, isTransitive) = (false, false)
    for number in rules {
      let rule = program.rules[number]
      let atoms = rule.body.compactMap { literal -> [Int]? in
        guard case .atom(predicate, let terms) = literal else { return nil }
        return terms.compactMap(\.variable)
      }
      if !rule.body.contains(where: { $0.predicate == predicate }) { continue }
      let head = rule.columns.compactMap { column -> Int? in
        if case .expression(let expression) = column { expression.variable } else { nil }
      }
      guard !rule.isAggregate, head.count == 2, atoms.count == rule.body.count,
        atoms.allSatisfy({ $0.count == 2 })
      else { return nil }
      if atoms.count == 1, head[0] != head[1], atoms[0] == [head[1], head[0]] {
        isSymmetric = true
      } else if atoms.count == 1, head[0] == head[1], atoms[0].contains(head[0]) {
        // Reflexive on what the predicate holds: an equivalence is that anyway.
        continue
      } else if atoms.count == 2, Self.isChain(atoms, head) {
        isTransitive = true
      } else {
        return nil
      }
    }
    guard isSymmetric, isTransitive else { return nil }
  }

  /// Whether two atoms lead from the head's first variable to its second through a third, each either way.
  private static func isChain(_ atoms: [[Int]], _ head: [Int]) -> Bool {
    guard head[0] != head[1] else { return false }
    return [(atoms[0], atoms[1]), (atoms[1], atoms[0])].contains { first, second in
      guard let middle = first.first(where: { $0 != head[0] }) else { return false }
      return Set(first) == [head[0], middle] && Set(second) == [middle, head[1]]
        && middle != head[1]
    }
  }
}
