/// Orders predicates so that each is whole before something asks for its absence or counts its tuples.
struct Stratification {
  /// Why one predicate must be evaluated with or before another.
  private struct Edge {
    var to: Int
    var rule: Int
    /// Nil where recursion is free; else what it may not go through.
    var barrier: String?
  }

  private var edges: [[Edge]]
  private let program: LogicalProgram

  /// A predicate that depends on itself through negation or an aggregate.
  struct Cycle {
    var predicate: Int
    var through: String
    /// Predicates on the way, the first again at the end; `not` where the way goes through a negation.
    var path: [String]
    var span: SourceSpan
  }

  /// - Parameter progress: called now and then; what it throws ends the work
  init(_ program: LogicalProgram, progress: () throws -> Void) rethrows {
    self.program = program
    edges = [[Edge]](repeating: [], count: program.predicates.count)
    for (number, rule) in program.rules.enumerated() {
      if number & 0xFFF == 0 { try progress() }
      let aggregate = rule.measure.map { "the measure '\($0.name)'" } ?? rule.barrierAggregate
      for literal in rule.body {
        switch literal {
        case .atom(let predicate, _):
          edges[rule.head].append(Edge(to: predicate, rule: number, barrier: aggregate))
        case .negation(let predicate, _):
          edges[rule.head].append(Edge(to: predicate, rule: number, barrier: "negation"))
        default: break
        }
      }
    }
  }

  /// Components of predicates that depend on one another, each after those that it depends on.
  ///
  /// R. Tarjan, "Depth-first search and linear graph algorithms" (1972), with a stack of its own; linear time.
  func strata(progress: () throws -> Void) rethrows -> [[Int]] {
    let count = edges.count
    var index = [Int](repeating: -1, count: count)
    var low = [Int](repeating: 0, count: count)
    var onStack = [Bool](repeating: false, count: count)
    var stack: [Int] = []
    var next = 0
    var components: [[Int]] = []
    for root in 0..<count where index[root] < 0 {
      if root & 0xFFF == 0 { try progress() }
      var calls: [(node: Int, edge: Int)] = [(root, 0)]
      while let call = calls.last {
        let node = call.node
        if call.edge == 0, index[node] < 0 {
          index[node] = next
          low[node] = next
          next += 1
          stack.append(node)
          onStack[node] = true
        }
        if call.edge < edges[node].count {
          calls[calls.count - 1].edge += 1
          let target = edges[node][call.edge].to
          if index[target] < 0 {
            calls.append((target, 0))
          } else if onStack[target] {
            low[node] = min(low[node], index[target])
          }
          continue
        }
        calls.removeLast()
        if let caller = calls.last { low[caller.node] = min(low[caller.node], low[node]) }
        if low[node] == index[node] {
          var component: [Int] = []
          while let member = stack.popLast() {
            onStack[member] = false
            component.append(member)
            if member == node { break }
          }
          components.append(component.sorted())
        }
      }
    }
    return components
  }

  /// The cycles that no order can satisfy, one a component.
  func cycles(in strata: [[Int]]) -> [Cycle] {
    var component = [Int](repeating: 0, count: edges.count)
    for (number, members) in strata.enumerated() {
      for member in members { component[member] = number }
    }
    return strata.indices.compactMap { number in
      for member in strata[number] {
        for edge in edges[member] where component[edge.to] == number {
          guard let barrier = edge.barrier else { continue }
          return cycle(through: edge, from: member, barrier, within: component)
        }
      }
      return nil
    }
  }

  /// The shortest way round: by the edge, and from its end back to its beginning.
  private func cycle(
    through edge: Edge, from start: Int, _ barrier: String, within component: [Int]
  ) -> Cycle {
    var cameBy: [Int: (node: Int, edge: Edge)] = [:]
    var queue = [edge.to]
    var head = 0
    while head < queue.count, cameBy[start] == nil, edge.to != start {
      let node = queue[head]
      head += 1
      for step in edges[node]
      where component[step.to] == component[start] && cameBy[step.to] == nil && step.to != edge.to {
        cameBy[step.to] = (node, step)
        queue.append(step.to)
      }
    }
    var steps: [(from: Int, edge: Edge)] = []
    var node = start
    while node != edge.to, let (previous, step) = cameBy[node] {
      steps.append((previous, step))
      node = previous
    }
    steps.append((start, edge))
    steps.reverse()
    return described(steps, barrier)
  }

  private func described(_ steps: [(from: Int, edge: Edge)], _ barrier: String) -> Cycle {
    // Predicates that the analyser made have no name that a user knows: they are passed over.
    var path: [String] = []
    var negates = false
    let first = steps.firstIndex { !program.predicates[$0.from].isSynthetic } ?? 0
    for offset in steps.indices {
      let step = steps[(first + offset) % steps.count]
      if path.isEmpty { path.append(program.predicates[step.from].name) }
      if step.edge.barrier == "negation" { negates = true }
      let target = program.predicates[step.edge.to]
      if target.isSynthetic, offset < steps.count - 1 { continue }
      path.append((negates ? "not " : "") + target.name)
      negates = false
    }
    let span =
      steps.first { !program.predicates[$0.from].isSynthetic && $0.edge.barrier != nil }
      .map { program.rules[$0.edge.rule].span } ?? program.rules[steps[0].edge.rule].span
    return Cycle(
      predicate: steps[first].from, through: barrier, path: path, span: span)
  }
}

extension LogicalRule {
  /// The aggregate that keeps a rule out of recursion; `min` and `max` do not.
  fileprivate var barrierAggregate: String? {
    for case .aggregate(let function, _) in columns where function != .min && function != .max {
      return "the aggregate '\(function.rawValue)'"
    }
    return nil
  }
}
