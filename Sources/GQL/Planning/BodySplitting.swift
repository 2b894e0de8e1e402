import Graph

/// Splits recursive rules that join several recursive atoms: a part of the body becomes a predicate of its own, whose
/// tuples are kept, each once, without the variables that nothing else reads.
///
///     p(Y, W) :- load(Y, X), p(X, Z), p(Z, W).
///     edge(Y, Z) :- load(Y, X), p(X, Z).          the part
///     p(Y, W) :- edge(Y, Z), p(Z, W).             what the rule becomes
///
/// So a pair (Y, Z) that many X give is joined with p(Z, W) once. "Projection as early as possible" has been a rule of
/// query planning since P. G. Selinger et al., "Access Path Selection in a Relational Database Management System" (1979).
struct BodySplitting {
  private var program: LogicalProgram

  /// The stratum of each predicate.
  private var strata: [Int: Int] = [:]

  static func apply(to program: LogicalProgram) -> LogicalProgram {
    var splitting = BodySplitting(program: program)
    for (number, members) in program.strata.enumerated() {
      for member in members { splitting.strata[member] = number }
    }
    for number in program.rules.indices where program.rules[number].body.count > 2 {
      guard let stratum = splitting.strata[program.rules[number].head] else { continue }
      while let part = splitting.part(of: splitting.program.rules[number], stratum) {
        splitting.separate(part, from: number, stratum)
      }
    }
    return splitting.program
  }

  /// Literals of a body that make a predicate of their own, and the variables that the rest needs of them.
  private struct Part {
    var literals: [Int]
    var kept: [Int]
  }

  /// Longer bodies stay whole: to look at all pairs of their atoms would cost more than it saves.
  private static let mostAtoms = 32

  private func part(of rule: LogicalRule, _ stratum: Int) -> Part? {
    guard !rule.isAggregate else { return nil }
    let atoms = rule.body.indices.filter { rule.body[$0].isAtom }
    let growing = atoms.filter { rule.body[$0].predicate.flatMap { strata[$0] } == stratum }
    guard atoms.count > 2, atoms.count <= Self.mostAtoms, growing.count > 1 else { return nil }
    let bound = Set(atoms.flatMap { rule.body[$0].variables })
    // A literal that binds a variable by computing it stays with all that it needs.
    let computes = rule.body.contains { literal in
      !literal.isAtom && literal.bindable.contains { !bound.contains($0) }
    }
    guard !computes else { return nil }
    var best: (part: Part, rank: Int)?
    for first in atoms {
      for second in growing where second != first {
        let isPairOfGrowing = growing.contains(first)
        if isPairOfGrowing, second < first { continue }
        let (left, right) = (Set(rule.body[first].variables), Set(rule.body[second].variables))
        guard !left.isDisjoint(with: right) else { continue }
        let inside = left.union(right)
        var literals = [first, second]
        literals += rule.body.indices.filter { place in
          !rule.body[place].isAtom && inside.isSuperset(of: rule.body[place].variables)
        }
        let kept = variables(inside, neededBeside: literals, of: rule)
        guard (1...2).contains(kept.count), kept.count < inside.count else { continue }
        let leads = rule.columns.first.map { variables(of: $0).contains { kept.contains($0) } }
        let rank = (isPairOfGrowing ? 0 : 4) + (2 - kept.count) * 2 + (leads == true ? 1 : 0)
        if best.map({ rank > $0.rank }) ?? true {
          best = (Part(literals: literals.sorted(), kept: kept), rank)
        }
      }
    }
    return best?.part
  }

  private func variables(
    _ inside: Set<Int>, neededBeside literals: [Int], of rule: LogicalRule
  ) -> [Int] {
    var needed = Set(rule.columns.flatMap(variables))
    for place in rule.body.indices where !literals.contains(place) {
      needed.formUnion(rule.body[place].variables)
    }
    return inside.intersection(needed).sorted()
  }

  private func variables(of column: LogicalRule.HeadColumn) -> [Int] {
    switch column {
    case .expression(let expression), .aggregate(_, let expression?): expression.variables
    case .aggregate(_, nil): []
    }
  }

  private mutating func separate(_ part: Part, from number: Int, _ stratum: Int) {
    let rule = program.rules[number]
    let predicate = program.predicates.count
    program.predicates.append(
      LogicalPredicate(
        name: "part of \(program.predicates[rule.head].name)", arity: part.kept.count,
        isSynthetic: true))
    program.strata[stratum].append(predicate)
    strata[predicate] = stratum
    program.rules.append(
      LogicalRule(
        head: predicate, columns: part.kept.map { .expression(.term(.variable($0))) },
        body: part.literals.map { rule.body[$0] }, variables: rule.variables, span: rule.span))
    let rest = rule.body.indices.filter { !part.literals.contains($0) }
    program.rules[number].body =
      [.atom(predicate: predicate, part.kept.map { .variable($0) })] + rest.map { rule.body[$0] }
  }
}
