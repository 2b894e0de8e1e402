import TestSupport

/// Patterns and graphs by chance, the same for the same seed.
struct RandomPatterns {
  private var generator: SeededGenerator
  private let names = ["a", "b", "c", "d", "e"]
  private let predicates = ["p", "q", "r"]
  private let variables = ["v", "w", "x", "y"]

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[Int.random(in: list.indices, using: &generator)]
  }

  private mutating func chance(_ share: Double) -> Bool {
    Double.random(in: 0..<1, using: &generator) < share
  }

  mutating func graph() -> Set<ReferencePattern.Triple> {
    var triples: Set<ReferencePattern.Triple> = []
    for _ in 0..<Int.random(in: 3...14, using: &generator) {
      triples.insert(
        ReferencePattern.Triple(
          subject: pick(names), predicate: pick(predicates), object: pick(names)))
    }
    return triples
  }

  mutating func pattern(depth: Int) -> ReferencePattern {
    guard depth > 0 else { return leaf() }
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: return .join(pattern(depth: depth - 1), pattern(depth: depth - 1))
    case 1, 2:
      let condition = chance(0.4) ? self.condition(depth: 1, allowsExists: false) : nil
      return .optional(pattern(depth: depth - 1), pattern(depth: depth - 1), condition)
    case 3: return .union(pattern(depth: depth - 1), pattern(depth: depth - 1))
    case 4: return .minus(pattern(depth: depth - 1), pattern(depth: depth - 1))
    case 5:
      return .filter(pattern(depth: depth - 1), condition(depth: 2, allowsExists: true))
    default: return leaf()
    }
  }

  private mutating func leaf() -> ReferencePattern {
    if chance(0.1) {
      let names: [String?] = [pick(self.names), pick(self.names), chance(0.3) ? nil : "a"]
      return .values(pick(variables), names)
    }
    if chance(0.1) { return .closure(node(), pick(predicates), node()) }
    let count = Int.random(in: 1...2, using: &generator)
    return .basic((0..<count).map { _ in (node(), predicate(), node()) })
  }

  private mutating func node() -> ReferencePattern.Node {
    chance(0.8) ? .variable(pick(variables)) : .name(pick(names))
  }

  private mutating func predicate() -> ReferencePattern.Node {
    chance(0.15) ? .variable(pick(variables)) : .name(pick(predicates))
  }

  private mutating func condition(depth: Int, allowsExists: Bool) -> ReferencePattern.Condition {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 3), using: &generator) {
    case 0: return .bound(pick(variables))
    case 1, 2: return .equal(.variable(pick(variables)), node())
    case 3: return .not(condition(depth: depth - 1, allowsExists: allowsExists))
    case 4:
      return .and(
        condition(depth: depth - 1, allowsExists: allowsExists),
        condition(depth: depth - 1, allowsExists: allowsExists))
    case 5:
      return .or(
        condition(depth: depth - 1, allowsExists: allowsExists),
        condition(depth: depth - 1, allowsExists: allowsExists))
    default:
      guard allowsExists else { return .bound(pick(variables)) }
      let inner = ReferencePattern.basic([(node(), predicate(), node())])
      return .exists(
        chance(0.4) ? .filter(inner, condition(depth: 0, allowsExists: false)) : inner)
    }
  }
}
