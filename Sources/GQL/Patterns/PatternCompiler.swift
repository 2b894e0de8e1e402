/// A pattern as a nondeterministic automaton.
struct PatternAutomaton {
  enum State {
    case character(set: Int, next: Int)
    case assertion(PatternAssertion, next: Int)
    /// Both are tried; the first is preferred where it matters what a group takes.
    case split(Int, Int)
    /// Keeps the place in the text: slot 2n is where group n begins, 2n + 1 where it ends.
    case save(slot: Int, next: Int)
    case match
  }

  var states: [State] = [.match]
  var start = 0
  var sets: [CharacterSet]
  var hasAssertions = false
}

/// Makes the automaton of a tree from its end to its beginning, so that each part knows what comes after it.
struct PatternCompiler {
  private let tree: PatternTree
  private var automaton: PatternAutomaton
  /// The state after the part that is made next; then the one at its beginning.
  private var next = 0
  /// Beginnings of the alternatives that are made.
  private var beginnings: [Int] = []

  private enum Task {
    case make(Int)
    case continueAt(Int)
    /// The part before made the body of a loop over the split of this number.
    case closeLoop(split: Int, isEnteredAtBody: Bool, isLazy: Bool)
    case orSkip(to: Int, isLazy: Bool)
    case save(slot: Int)
    case keepBeginning
    case joinBeginnings(count: Int)
  }

  private init(_ tree: PatternTree) {
    self.tree = tree
    automaton = PatternAutomaton(sets: tree.sets)
  }

  static func compile(_ tree: PatternTree) -> PatternAutomaton {
    var compiler = PatternCompiler(tree)
    compiler.run()
    return compiler.automaton
  }

  private mutating func run() {
    var tasks: [Task] = [.make(tree.root)]
    while let task = tasks.popLast() {
      switch task {
      case .make(let node): make(tree.nodes[node], &tasks)
      case .continueAt(let state): next = state
      case .closeLoop(let split, let isEnteredAtBody, let isLazy):
        guard case .split(_, let after) = automaton.states[split] else { continue }
        automaton.states[split] = isLazy ? .split(after, next) : .split(next, after)
        if !isEnteredAtBody { next = split }
      case .orSkip(let state, let isLazy):
        next = add(isLazy ? .split(state, next) : .split(next, state))
      case .save(let slot): next = add(.save(slot: slot, next: next))
      case .keepBeginning: beginnings.append(next)
      case .joinBeginnings(let count):
        let all = beginnings.suffix(count)
        beginnings.removeLast(count)
        next =
          all.reversed().reduce(nil) { rest, state in
            rest.map { add(.split(state, $0)) } ?? state
          } ?? next
      }
    }
    automaton.start = next
  }

  private mutating func add(_ state: PatternAutomaton.State) -> Int {
    automaton.states.append(state)
    return automaton.states.count - 1
  }

  /// Tasks run in the order opposite to that in which they are put down.
  private mutating func make(_ node: PatternTree.Node, _ tasks: inout [Task]) {
    switch node {
    case .empty: break
    case .character(let set): next = add(.character(set: set, next: next))
    case .assertion(let assertion):
      next = add(.assertion(assertion, next: next))
      automaton.hasAssertions = true
    case .sequence(let parts): tasks += parts.map { .make($0) }
    case .alternation(let parts):
      tasks.append(.joinBeginnings(count: parts.count))
      for part in parts.reversed() { tasks += [.keepBeginning, .make(part), .continueAt(next)] }
    case .group(let part, let number):
      tasks += [.save(slot: 2 * number), .make(part), .save(slot: 2 * number + 1)]
    case .repetition(let part, let minimum, let maximum, let isLazy):
      let isEnteredAtBody = maximum == nil && minimum > 0
      let always = isEnteredAtBody ? minimum - 1 : minimum
      tasks += [Task](repeating: .make(part), count: always)
      if let maximum {
        for _ in minimum..<maximum { tasks += [.orSkip(to: next, isLazy: isLazy), .make(part)] }
      } else {
        let split = add(.split(0, next))
        tasks += [
          .closeLoop(split: split, isEnteredAtBody: isEnteredAtBody, isLazy: isLazy), .make(part),
          .continueAt(split),
        ]
      }
    }
  }
}
