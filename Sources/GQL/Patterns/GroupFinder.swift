/// Finds what the groups of a pattern take of a text that matches as a whole.
///
/// All ways to read the text go on side by side, the preferred first, each with the places at which its groups began and
/// ended; of two that meet in one state only the preferred goes on. So the time is linear in the text, and for each of its
/// characters at most the size of the pattern times its groups: R. Pike's method, as in R. Cox, "Regular Expression Matching:
/// the Virtual Machine Approach" (2009).
struct GroupFinder {
  private let automaton: PatternAutomaton
  private let slots: Int
  private var marks: [Int]
  private var mark = 0
  /// States gone through and places copied since it was last asked whether to go on.
  private var steps = 0

  /// A way to read the text so far.
  private struct Thread {
    var state: Int
    /// Offsets of scalars by slot; -1 where the group has not begun.
    var places: [Int32]
  }

  init(_ automaton: PatternAutomaton, groups: Int) {
    self.automaton = automaton
    slots = 2 * (groups + 1)
    marks = [Int](repeating: 0, count: automaton.states.count)
  }

  /// More groups than this are not looked for: every way to read the text has the places of all of them.
  static let groupLimit = 100

  /// Steps between two looks at whether to go on, but one character's at least.
  private static let stepsAtOnce = 1 << 16

  mutating func groups<Failure: Error>(
    of text: String, progress: () throws(Failure) -> Void
  ) throws(Failure) -> [String]? {
    let scalars = Array(text.unicodeScalars)
    let start = Thread(
      state: automaton.start, places: [Int32](repeating: -1, count: slots))
    var threads: [Thread] = []
    mark += 1
    follow(start, at: 0, .edge, Self.neighbour(0, scalars), into: &threads)
    for place in scalars.indices {
      try advance(&threads, over: place, of: scalars, progress: progress)
    }
    guard
      let match = threads.first(where: { thread in
        if case .match = automaton.states[thread.state] { true } else { false }
      })
    else { return nil }
    return stride(from: 2, to: slots, by: 2).map { slot in
      let (first, last) = (Int(match.places[slot]), Int(match.places[slot + 1]))
      guard first >= 0, last >= first else { return "" }
      return String(String.UnicodeScalarView(scalars[first..<last]))
    }
  }

  /// Begin and end of the first match at or behind a place, in slots 0 and 1, and of its groups.
  ///
  /// A thread begins at each place until one has matched, behind all that began before it; one that matches ends all
  /// behind it.
  mutating func firstMatch<Failure: Error>(
    in scalars: [Unicode.Scalar], from first: Int, progress: () throws(Failure) -> Void
  ) throws(Failure) -> [Int32]? {
    var threads: [Thread] = []
    var found: [Int32]?
    mark += 1
    for place in first...max(first, scalars.count) {
      if found == nil {
        var start = Thread(state: automaton.start, places: [Int32](repeating: -1, count: slots))
        start.places[0] = Int32(clamping: place)
        follow(
          start, at: place, Self.neighbour(place - 1, scalars), Self.neighbour(place, scalars),
          into: &threads)
      }
      if let match = threads.firstIndex(where: { thread in
        if case .match = automaton.states[thread.state] { true } else { false }
      }) {
        found = threads[match].places
        found?[1] = Int32(clamping: place)
        threads.removeSubrange(match...)
      }
      guard place < scalars.count, found == nil || !threads.isEmpty else { break }
      try advance(&threads, over: place, of: scalars, progress: progress)
    }
    return found
  }

  private static func neighbour(
    _ place: Int, _ scalars: [Unicode.Scalar]
  ) -> PatternAssertion.Neighbour {
    scalars.indices.contains(place) ? PatternAssertion.Neighbour(scalars[place]) : .edge
  }

  /// Takes the threads over one character, in the order of preference.
  private mutating func advance<Failure: Error>(
    _ threads: inout [Thread], over place: Int, of scalars: [Unicode.Scalar],
    progress: () throws(Failure) -> Void
  ) throws(Failure) {
    let before = Self.neighbour(place, scalars)
    let after = Self.neighbour(place + 1, scalars)
    var next: [Thread] = []
    mark += 1
    for thread in threads {
      guard case .character(let set, let state) = automaton.states[thread.state],
        automaton.sets[set].contains(scalars[place])
      else { continue }
      follow(
        Thread(state: state, places: thread.places), at: place + 1, before, after, into: &next)
    }
    threads = next
    steps += 1
    if steps >= Self.stepsAtOnce {
      steps = 0
      try progress()
    }
  }

  /// Adds the states that a thread comes to without a character, in the order of preference.
  private mutating func follow(
    _ thread: Thread, at place: Int, _ before: PatternAssertion.Neighbour,
    _ after: PatternAssertion.Neighbour, into threads: inout [Thread]
  ) {
    var pending = [thread]
    while var thread = pending.popLast() {
      guard marks[thread.state] != mark else { continue }
      marks[thread.state] = mark
      steps += 1
      switch automaton.states[thread.state] {
      case .character, .match: threads.append(thread)
      case .split(let first, let second):
        pending.append(Thread(state: second, places: thread.places))
        thread.state = first
        pending.append(thread)
      case .assertion(let assertion, let next):
        guard assertion.holds(between: before, and: after) else { continue }
        thread.state = next
        pending.append(thread)
      case .save(let slot, let next):
        thread.places[slot] = Int32(clamping: place)
        steps += slots
        thread.state = next
        pending.append(thread)
      }
    }
  }
}
