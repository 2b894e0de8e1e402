/// Paths (`p+`, `(p|q)*`, `p/q`) to predicates of their own.
extension Lowering {
  /// A path as a predicate: its tuples of at least one step, and whether no step counts too.
  struct LoweredPath {
    var steps: Int
    var isNullable: Bool
  }

  /// Nil where a predicate of it is wrong, which has been said.
  func lower(_ path: PathSyntax) throws -> LoweredPath? {
    switch path {
    case .predicate(let name):
      return try pathPredicate(name).map { LoweredPath(steps: $0, isNullable: false) }
    case .inverse(let inner):
      guard let inner = try lower(inner) else { return nil }
      let steps = define("^\(text(inner))", path) { predicate in
        [pathRule(predicate, [0, 1], [(inner.steps, 1, 0)], at: path)]
      }
      return LoweredPath(steps: steps, isNullable: inner.isNullable)
    case .sequence(let first, let second):
      guard let left = try lower(first), let right = try lower(second) else { return nil }
      let steps = define("(\(text(left))/\(text(right)))", path) { predicate in
        var rules = [
          pathRule(predicate, [0, 1], [(left.steps, 0, 2), (right.steps, 2, 1)], at: path)
        ]
        if left.isNullable {
          rules.append(pathRule(predicate, [0, 1], [(right.steps, 0, 1)], at: path))
        }
        if right.isNullable {
          rules.append(pathRule(predicate, [0, 1], [(left.steps, 0, 1)], at: path))
        }
        return rules
      }
      return LoweredPath(steps: steps, isNullable: left.isNullable && right.isNullable)
    case .alternative(let first, let second):
      guard let left = try lower(first), let right = try lower(second) else { return nil }
      let steps = define("(\(text(left))|\(text(right)))", path) { predicate in
        [left.steps, right.steps].map { pathRule(predicate, [0, 1], [($0, 0, 1)], at: path) }
      }
      return LoweredPath(steps: steps, isNullable: left.isNullable || right.isNullable)
    case .oneOrMore(let inner), .zeroOrMore(let inner):
      guard let lowered = try lower(inner) else { return nil }
      let steps = define("\(builder.predicates[lowered.steps].name)+", path) { predicate in
        [
          pathRule(predicate, [0, 1], [(lowered.steps, 0, 1)], at: path),
          pathRule(predicate, [0, 1], [(predicate, 0, 2), (lowered.steps, 2, 1)], at: path),
        ]
      }
      var isNullable = lowered.isNullable
      if case .zeroOrMore = path { isNullable = true }
      return LoweredPath(steps: steps, isNullable: isNullable)
    }
  }

  /// The values that a path's predicates connect: where neither end of a path is bound, zero steps stay at these.
  func nodes(of path: PathSyntax) throws -> Int {
    let parts = try Set(Self.names(in: path).compactMap { try pathPredicate($0) }).sorted()
    let name = "nodes(\(parts.map { builder.predicates[$0].name }.joined(separator: ", ")))"
    let identity = "nodes \(parts)"
    let predicate = builder.predicates.synthetic(name, arity: 1, identity: identity)
    guard builder.definedPaths.insert(predicate).inserted else { return predicate }
    for part in parts {
      builder.rules.append(pathRule(predicate, [0], [(part, 0, 1)], at: path))
      builder.rules.append(pathRule(predicate, [0], [(part, 1, 0)], at: path))
    }
    return predicate
  }

  private func pathPredicate(_ name: NameSyntax) throws -> Int? {
    try predicate(name, arity: 2, use: .path)
  }

  private static func names(in path: PathSyntax) -> [NameSyntax] {
    switch path {
    case .predicate(let name): [name]
    case .inverse(let inner), .oneOrMore(let inner), .zeroOrMore(let inner): names(in: inner)
    case .sequence(let first, let second), .alternative(let first, let second):
      names(in: first) + names(in: second)
    }
  }

  private func text(_ path: LoweredPath) -> String {
    builder.predicates[path.steps].name + (path.isNullable ? "?" : "")
  }

  /// The predicate of this name for a path; its rules are made once.
  private func define(
    _ name: String, _ path: PathSyntax, _ rules: (Int) -> [LogicalRule]
  ) -> Int {
    let predicate = builder.predicates.synthetic(name, arity: 2, identity: "path \(name)")
    if builder.definedPaths.insert(predicate).inserted { builder.rules += rules(predicate) }
    return predicate
  }

  /// `head(…) :- p(X, Y), …` over variables by number.
  private func pathRule(
    _ head: Int, _ columns: [Int], _ body: [(predicate: Int, from: Int, to: Int)],
    at path: PathSyntax
  ) -> LogicalRule {
    let names = ["X", "Y", "Z"]
    let count = 1 + max(columns.max() ?? 0, body.map { max($0.from, $0.to) }.max() ?? 0)
    return LogicalRule(
      head: head, columns: columns.map { .expression(.term(.variable($0))) },
      body: body.map { .atom(predicate: $0.predicate, [.variable($0.from), .variable($0.to)]) },
      variables: Array(names[..<count]), span: Self.names(in: path)[0].span)
  }
}
