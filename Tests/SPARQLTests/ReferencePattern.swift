/// A pattern as a tree, with its text in SPARQL and its solutions by the definitions of SPARQL 1.1 Query Language, section 18.5, as
/// slowly as they are written.
indirect enum ReferencePattern {
  enum Node: Hashable {
    case variable(String)
    case name(String)

    var text: String {
      switch self {
      case .variable(let name): "?" + name
      case .name(let name): "<x:\(name)>"
      }
    }
  }

  /// A condition, by Kleene's three values.
  indirect enum Condition {
    case equal(Node, Node)
    case bound(String)
    case not(Condition)
    case and(Condition, Condition)
    case or(Condition, Condition)
    case exists(ReferencePattern)
  }

  struct Triple: Hashable {
    var subject: String
    var predicate: String
    var object: String
  }

  typealias Solution = [String: String]

  case basic([(Node, Node, Node)])
  case join(ReferencePattern, ReferencePattern)
  case optional(ReferencePattern, ReferencePattern, Condition?)
  case union(ReferencePattern, ReferencePattern)
  case minus(ReferencePattern, ReferencePattern)
  case filter(ReferencePattern, Condition)
  case values(String, [String?])
  case closure(Node, String, Node)

  // MARK: Text

  var text: String {
    switch self {
    case .basic(let triples):
      "{ " + triples.map { "\($0.0.text) \($0.1.text) \($0.2.text)" }.joined(separator: " . ")
        + " }"
    case .join(let left, let right): "{ \(left.text) \(right.text) }"
    case .optional(let left, let right, let condition):
      "{ \(left.text) OPTIONAL { \(right.text) \(condition.map { "FILTER (\($0.text))" } ?? "") } }"
    case .union(let left, let right): "{ \(left.text) UNION \(right.text) }"
    case .minus(let left, let right): "{ \(left.text) MINUS \(right.text) }"
    case .filter(let inner, let condition): "{ \(inner.text) FILTER (\(condition.text)) }"
    case .values(let variable, let names):
      "{ VALUES ?\(variable) { \(names.map { $0.map { "<x:\($0)>" } ?? "UNDEF" }.joined(separator: " ")) } }"
    case .closure(let subject, let predicate, let object):
      "{ \(subject.text) <x:\(predicate)>+ \(object.text) }"
    }
  }

  // MARK: Solutions

  func solutions(in graph: Set<Triple>) -> [Solution] {
    switch self {
    case .basic(let patterns):
      return patterns.reduce([[:]]) { solutions, pattern in
        solutions.flatMap { solution in
          graph.compactMap { triple in
            Self.match(pattern.0, triple.subject, solution)
              .flatMap { Self.match(pattern.1, triple.predicate, $0) }
              .flatMap { Self.match(pattern.2, triple.object, $0) }
          }
        }
      }
    case .join(let left, let right):
      let others = right.solutions(in: graph)
      return left.solutions(in: graph).flatMap { one in
        others.compactMap { Self.merged(one, $0) }
      }
    case .optional(let left, let right, let condition):
      let others = right.solutions(in: graph)
      return left.solutions(in: graph).flatMap { one -> [Solution] in
        let merged = others.compactMap { Self.merged(one, $0) }
          .filter { merged in condition.map { $0.holds(merged, graph) ?? false } ?? true }
        return merged.isEmpty ? [one] : merged
      }
    case .union(let left, let right):
      return left.solutions(in: graph) + right.solutions(in: graph)
    case .minus(let left, let right):
      let others = right.solutions(in: graph)
      return left.solutions(in: graph).filter { one in
        !others.contains { other in
          Self.merged(one, other) != nil && one.keys.contains { other[$0] != nil }
        }
      }
    case .filter(let inner, let condition):
      return inner.solutions(in: graph).filter { condition.holds($0, graph) ?? false }
    case .values(let variable, let names):
      return names.map { name in name.map { [variable: $0] } ?? [:] }
    case .closure(let subject, let predicate, let object):
      let steps = graph.filter { $0.predicate == predicate }
      var pairs = Set(steps.map { [$0.subject, $0.object] })
      while true {
        let longer = pairs.flatMap { pair in
          steps.filter { $0.subject == pair[1] }.map { [pair[0], $0.object] }
        }
        let before = pairs.count
        pairs.formUnion(longer)
        if pairs.count == before { break }
      }
      return pairs.compactMap { pair in
        Self.match(subject, pair[0], [:]).flatMap { Self.match(object, pair[1], $0) }
      }
    }
  }

  private static func match(_ node: Node, _ name: String, _ solution: Solution) -> Solution? {
    switch node {
    case .name(let own): return own == name ? solution : nil
    case .variable(let variable):
      if let known = solution[variable] { return known == name ? solution : nil }
      var extended = solution
      extended[variable] = name
      return extended
    }
  }

  private static func merged(_ left: Solution, _ right: Solution) -> Solution? {
    for (variable, name) in left {
      if let other = right[variable], other != name { return nil }
    }
    return left.merging(right) { one, _ in one }
  }

  /// The pattern with names in the place of the variables of a solution.
  fileprivate func substituted(_ solution: Solution) -> ReferencePattern {
    func node(_ node: Node) -> Node {
      if case .variable(let name) = node, let value = solution[name] { return .name(value) }
      return node
    }
    switch self {
    case .basic(let triples):
      return .basic(triples.map { (node($0.0), node($0.1), node($0.2)) })
    case .filter(let inner, let condition):
      return .filter(inner.substituted(solution), condition.substituted(solution))
    case .union(let left, let right):
      return .union(left.substituted(solution), right.substituted(solution))
    case .join(let left, let right):
      return .join(left.substituted(solution), right.substituted(solution))
    case .optional(let left, let right, let condition):
      return .optional(
        left.substituted(solution), right.substituted(solution),
        condition?.substituted(solution))
    default: return self
    }
  }
}

extension ReferencePattern.Condition {
  var text: String {
    switch self {
    case .equal(let left, let right): "\(left.text) = \(right.text)"
    case .bound(let name): "BOUND(?\(name))"
    case .not(let inner): "!(\(inner.text))"
    case .and(let left, let right): "(\(left.text)) && (\(right.text))"
    case .or(let left, let right): "(\(left.text)) || (\(right.text))"
    case .exists(let pattern): "EXISTS \(pattern.text)"
    }
  }

  func holds(
    _ solution: ReferencePattern.Solution, _ graph: Set<ReferencePattern.Triple>
  ) -> Bool? {
    func value(_ node: ReferencePattern.Node) -> String? {
      switch node {
      case .variable(let name): solution[name]
      case .name(let name): name
      }
    }
    switch self {
    case .equal(let left, let right):
      guard let one = value(left), let other = value(right) else { return nil }
      return one == other
    case .bound(let name): return solution[name] != nil
    case .not(let inner): return inner.holds(solution, graph).map { !$0 }
    case .and(let left, let right):
      let (one, other) = (left.holds(solution, graph), right.holds(solution, graph))
      return one == false || other == false ? false : one == nil || other == nil ? nil : true
    case .or(let left, let right):
      let (one, other) = (left.holds(solution, graph), right.holds(solution, graph))
      return one == true || other == true ? true : one == nil || other == nil ? nil : false
    case .exists(let pattern):
      return !pattern.substituted(solution).solutions(in: graph).isEmpty
    }
  }

  func substituted(_ solution: ReferencePattern.Solution) -> Self {
    func node(_ node: ReferencePattern.Node) -> ReferencePattern.Node {
      if case .variable(let name) = node, let value = solution[name] { return .name(value) }
      return node
    }
    switch self {
    case .equal(let left, let right): return .equal(node(left), node(right))
    case .bound(let name):
      return solution[name] == nil ? self : .equal(.name("true"), .name("true"))
    case .not(let inner): return .not(inner.substituted(solution))
    case .and(let left, let right):
      return .and(left.substituted(solution), right.substituted(solution))
    case .or(let left, let right):
      return .or(left.substituted(solution), right.substituted(solution))
    case .exists(let pattern): return .exists(pattern.substituted(solution))
    }
  }
}
