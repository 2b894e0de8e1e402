import Graph

/// Joins solutions with a path that can be walked any number of times, or none (SPARQL 1.1 Query Language, section 18.4).
final class PathMatcher: SolutionExtender {
  private let subject: PatternNode
  private let object: PatternNode
  private let path: PropertyPath
  private let walker: PathWalker
  private let state: EvaluationState

  init(
    _ subject: PatternNode, _ path: PropertyPath, _ object: PatternNode, graph: ActiveGraph,
    state: EvaluationState
  ) {
    (self.subject, self.path, self.object, self.state) = (subject, path, object, state)
    walker = PathWalker(graph: graph, state: state)
  }

  func variables(after input: [Int]) -> [Int] {
    var variables = input
    for case let variable? in [subject.patternVariable, object.patternVariable]
    where !variables.contains(variable) { variables.append(variable) }
    return variables
  }

  func extend(_ input: Solutions) throws -> Solutions {
    let starts = try ends(subject, input)
    let stops = try ends(object, input)
    // Between variables a path of length 0 is at the nodes of the graph only, whatever binds the variables before.
    let isOpen = subject.patternVariable != nil && object.patternVariable != nil
    let isLoop = subject.patternVariable != nil && subject == object
    var (rows, froms, tos): ([Int32], [Int32], [Int32]) = ([], [], [])
    // Rows with one start share its walk, and so do those with one end.
    var forward: [Int32: [Int32]] = [:]
    var backward: [Int32: [Int32]] = [:]
    var whole: [(Int32, [Int32])]?
    for row in 0..<input.count {
      let (start, stop) = (starts[row], stops[row])
      let number = Int32(truncatingIfNeeded: row)
      func add(_ from: Int32, _ to: Int32) {
        rows.append(number)
        froms.append(from)
        tos.append(to)
      }
      if start != Solutions.unbound {
        let reached = try forward[start] ?? walker.reached(path, from: start)
        forward[start] = reached
        if isOpen, try isOutside(start, reached) { continue }
        for end in reached where stop == Solutions.unbound || stop == end {
          if isLoop, end != start { continue }
          add(start, end)
        }
      } else if stop != Solutions.unbound {
        let reached = try backward[stop] ?? walker.reached(.inverse(path), from: stop)
        backward[stop] = reached
        if isOpen, try isOutside(stop, reached) { continue }
        for begin in reached { add(begin, stop) }
      } else {
        let all = try whole ?? walker.nodes().map { ($0, try walker.reached(path, from: $0)) }
        whole = all
        for (begin, ends) in all {
          for end in ends where !isLoop || begin == end { add(begin, end) }
        }
      }
    }
    let extended = variables(after: input.variables)
    var result = Solutions(variables: extended)
    result.count = rows.count
    for (column, variable) in extended.enumerated() {
      if variable == subject.patternVariable {
        result.columns[column] = froms
      } else if variable == object.patternVariable {
        result.columns[column] = tos
      } else if let own = input.column(of: variable) {
        result.columns[column] = rows.map { own[Int($0)] }
      }
    }
    return result
  }

  /// Whether a path leads from a node to itself alone, because the graph does not have it.
  private func isOutside(_ node: Int32, _ reached: [Int32]) throws -> Bool {
    try reached == [node] && !walker.isNode(node)
  }

  /// What stands at an end of the path in each row.
  private func ends(_ node: PatternNode, _ input: Solutions) throws -> [Int32] {
    switch node {
    case .term(let term):
      // A term is at a path of length 0 even where the graph does not have it.
      return [Int32](repeating: try state.terms.intern(term), count: input.count)
    case .variable(let variable), .blank(let variable):
      return input.column(of: variable)
        ?? [Int32](repeating: Solutions.unbound, count: input.count)
    }
  }
}
