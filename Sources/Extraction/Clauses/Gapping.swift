/// Clauses that share the verb of another and leave it out: "lent the coin to Lund and the vase to Turku".
struct Gapping {
  let tree: Tree

  /// Whether a phrase opens a clause that goes without its verb: what hangs on it is no part of the phrase.
  func opensClause(_ token: Int) -> Bool {
    tree.dep[token] == .conj && tree.pos[tree.head[token]].isVerbal && tree.pos[token].isNominal
  }

  /// The clauses that go without their verb beside a clause that has it. What is not told anew is as in that clause.
  func clauses(beside full: Clause) -> [Clause] {
    tree.children(full.verb, .conj).compactMap { first in
      guard first > full.verb, tree.pos[first].isNominal else { return nil }
      return clause(opening: first, beside: full)
    }
  }

  private func clause(opening first: Int, beside full: Clause) -> Clause? {
    var clause = Clause(verb: full.verb, chain: full.chain, subjects: full.subjects)
    let prepositions = tree.children(first, .prep).filter { $0 > first }
    clause.complements = prepositions.compactMap { preposition in
      tree.child(preposition, .pobj).map { .init(prepositions: [preposition], head: $0) }
    }
    let hasObject = full.objects.contains { $0.kind == .direct }
    if let office = tree.child(first, .oprd) {
      clause.objects = [
        .init(kind: .direct, head: first), .init(kind: .objectPredicate, head: office),
      ]
    } else if let second = tree.child(first, .dobj) {
      if full.objects.contains(where: { $0.kind == .indirect }) {
        clause.objects = [
          .init(kind: .indirect, head: first), .init(kind: .direct, head: second),
        ]
      } else {
        clause.subjects = [first]
        clause.objects = [.init(kind: .direct, head: second)]
      }
    } else if hasObject, !prepositions.isEmpty {
      clause.objects = [.init(kind: .direct, head: first)]
    } else {
      return nil
    }
    return clause
  }
}
