/// What stands around a negated group: the literals of the rule and of the groups between that may bind the variables that
/// the group uses, the rule's own first.
struct Surroundings {
  private struct Level {
    var literals: [LogicalLiteral]
    var scope: RuleScope
  }

  private var levels: [Level] = []

  /// Goes into a body: what it has beside its negations stands around those.
  mutating func add(_ literals: [LogicalLiteral], _ scope: RuleScope) {
    levels.append(Level(literals: literals, scope: scope))
  }

  /// A variable of some level. One that has a name is the same at all levels that know it.
  private enum Variable: Hashable {
    case named(String)
    case anonymous(level: Int, Int)
  }

  private func variable(_ number: Int, at level: Int) -> Variable {
    levels[level].scope.name(of: number).map { .named($0) } ?? .anonymous(level: level, number)
  }

  /// Literals that bind some variables, and what those need, written for the scope of a group.
  ///
  /// - Parameter rank: of the literals that bind a variable, those of the smallest are taken.
  func binders(
    of names: [String], in inner: inout RuleScope, rank: (LogicalLiteral) -> Int
  ) -> [LogicalLiteral] {
    guard !names.isEmpty else { return [] }
    var chosen: [LogicalLiteral] = []
    var taken: Set<[Int]> = []
    var numbers: [Variable: Int] = [:]
    func inside(_ variable: Variable, _ inner: inout RuleScope) -> Int {
      if case .named(let name) = variable { return inner.variable(name) }
      if let known = numbers[variable] { return known }
      numbers[variable] = inner.fresh()
      return numbers[variable] ?? 0
    }
    var wanted = names.map { Variable.named($0) }
    while true {
      let bound = Safety.bound(by: chosen)
      wanted.removeAll { bound.contains(inside($0, &inner)) }
      guard let variable = wanted.last else { return chosen }
      guard let place = binder(of: variable, besides: taken, rank) else {
        // What nothing binds is said of the rule around.
        wanted.removeLast()
        continue
      }
      taken.insert([place.level, place.literal])
      let literal = levels[place.level].literals[place.literal]
      chosen.append(
        literal.mapVariables { number in
          if OpenName.index(ofVariable: number) != nil { return .variable(number) }
          return .variable(inside(self.variable(number, at: place.level), &inner))
        })
      // What the binder needs, it needs bound as well.
      wanted += Safety.inputs(of: literal, binding: place.number)
        .map { self.variable($0, at: place.level) }
    }
  }

  private func binder(
    of variable: Variable, besides taken: Set<[Int]>, _ rank: (LogicalLiteral) -> Int
  ) -> (level: Int, literal: Int, number: Int)? {
    var best: (place: (level: Int, literal: Int, number: Int), rank: Int)?
    for (level, around) in levels.enumerated() {
      let number: Int
      switch variable {
      case .named(let name):
        guard let known = around.scope.known(name) else { continue }
        number = known
      case .anonymous(let own, let known):
        guard own == level else { continue }
        number = known
      }
      for (place, literal) in around.literals.enumerated()
      where Safety.canBind(literal, number) && !taken.contains([level, place]) {
        let rank = rank(literal)
        if best.map({ rank < $0.rank }) ?? true { best = ((level, place, number), rank) }
      }
    }
    return best?.place
  }
}
