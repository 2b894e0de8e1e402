/// Follows a text by deterministic states, each a set of states of a ``PatternAutomaton``, made when a text first meets
/// them. Characters that no set of the pattern tells apart are one class.
struct LazyAutomaton {
  private let automaton: PatternAutomaton
  // Classes of characters.
  private var classOfASCII = [Int32](repeating: -1, count: 128)
  private var classOfOther: [UInt32: Int32] = [:]
  private var classNumbers: [Signature: Int32] = [:]
  private var signatures: [Signature] = []
  // States.
  private var stateNumbers: [Key: Int32] = [:]
  private var keys: [Key] = []
  /// Whether a text that ends in a state matches; nil until one does.
  private var acceptance: [Bool?] = []
  /// The state before the first character; nil until a text asks.
  private var initial: Int32?
  /// The state after each state and class; ``unknown`` until a text asks.
  private var transitions: [Int32] = []
  /// Classes for which a state has room.
  private var width = 16
  /// States of the pattern's automaton in all keys, which are what takes memory.
  private var keySize = 0
  // For closures.
  private var marks: [UInt32]
  private var mark: UInt32 = 0
  private var pending: [Int32] = []
  /// Since somebody was asked whether to go on.
  private var steps = 0

  private static let unknown: Int32 = -1
  /// The state from which nothing can match.
  private static let dead: Int32 = 0
  private static let ascii: UInt32 = 128
  /// Cells of transitions and keys that may be kept; beyond that they are made anew.
  private static let memoryLimit = 1 << 20
  private static let otherLimit = 1 << 16
  /// Steps between two looks at whether to go on.
  private static let stride = 1 << 16

  /// What the pattern's sets make of a character.
  private struct Signature: Hashable {
    var sets: [UInt64]
    var neighbour: UInt8
  }

  private struct Key: Hashable {
    /// States that read a character, test a place or match; in order.
    var states: [Int32]
    var before: UInt8
  }

  init(_ automaton: PatternAutomaton) {
    self.automaton = automaton
    marks = Array(repeating: 0, count: automaton.states.count)
    forgetStates()
  }

  mutating func accepts<Failure: Error>(
    _ text: String, progress: () throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    var state = initialState()
    for scalar in text.unicodeScalars {
      let kind = classNumber(of: scalar)
      let known = transitions[Int(state) * width + Int(kind)]
      if known != Self.unknown {
        state = known
        steps += 1
      } else {
        state = makeTransition(from: state, by: kind)
        steps += marks.count
      }
      if state == Self.dead { return false }
      if steps >= Self.stride {
        steps = 0
        try progress()
      }
    }
    if let known = acceptance[Int(state)] { return known }
    let isMatch = matches(keys[Int(state)])
    acceptance[Int(state)] = isMatch
    return isMatch
  }

  // MARK: Classes

  private mutating func classNumber(of scalar: Unicode.Scalar) -> Int32 {
    if scalar.value < Self.ascii {
      let known = classOfASCII[Int(scalar.value)]
      if known >= 0 { return known }
    } else if let known = classOfOther[scalar.value] {
      return known
    }
    let number = makeClass(of: scalar)
    if scalar.value < Self.ascii {
      classOfASCII[Int(scalar.value)] = number
    } else {
      if classOfOther.count >= Self.otherLimit { classOfOther = [:] }
      classOfOther[scalar.value] = number
    }
    return number
  }

  private mutating func makeClass(of scalar: Unicode.Scalar) -> Int32 {
    var sets = [UInt64](repeating: 0, count: (automaton.sets.count + 63) / 64)
    for (number, set) in automaton.sets.enumerated() where set.contains(scalar) {
      sets[number / 64] |= 1 << UInt64(number % 64)
    }
    let neighbour = automaton.hasAssertions ? PatternAssertion.Neighbour(scalar).rawValue : 0
    let signature = Signature(sets: sets, neighbour: neighbour)
    if let known = classNumbers[signature] { return known }
    let number = Int32(signatures.count)
    signatures.append(signature)
    classNumbers[signature] = number
    if signatures.count > width { widen() }
    return number
  }

  /// Makes room for more classes in every state.
  private mutating func widen() {
    var wider = [Int32](repeating: Self.unknown, count: transitions.count * 2)
    for state in keys.indices {
      for kind in 0..<width { wider[state * width * 2 + kind] = transitions[state * width + kind] }
    }
    width *= 2
    transitions = wider
    for kind in 0..<width { transitions[Int(Self.dead) * width + kind] = Self.dead }
  }

  // MARK: States

  private mutating func forgetStates() {
    stateNumbers = [:]
    keys = []
    acceptance = []
    initial = nil
    transitions = []
    keySize = 0
    _ = number(of: Key(states: [], before: 0))
    for kind in 0..<width { transitions[kind] = Self.dead }
  }

  private mutating func number(of key: Key) -> Int32 {
    if let known = stateNumbers[key] { return known }
    let number = Int32(keys.count)
    keys.append(key)
    acceptance.append(nil)
    stateNumbers[key] = number
    keySize += key.states.count
    transitions += repeatElement(Self.unknown, count: width)
    return number
  }

  private mutating func initialState() -> Int32 {
    if let initial { return initial }
    beginClosure()
    var states: [Int32] = []
    close(over: Int32(automaton.start), into: &states)
    let number = number(of: key(states, before: .edge))
    initial = number
    return number
  }

  private func key(_ states: [Int32], before: PatternAssertion.Neighbour) -> Key {
    Key(
      states: states.sorted(),
      before: automaton.hasAssertions && !states.isEmpty ? before.rawValue : 0)
  }

  private mutating func makeTransition(from state: Int32, by kind: Int32) -> Int32 {
    let signature = signatures[Int(kind)]
    let after = PatternAssertion.Neighbour(rawValue: signature.neighbour) ?? .other
    let from = settled(keys[Int(state)], after: after)
    beginClosure()
    var states: [Int32] = []
    for place in from {
      guard case .character(let set, let next) = automaton.states[Int(place)],
        signature.sets[set / 64] >> UInt64(set % 64) & 1 == 1
      else { continue }
      close(over: Int32(next), into: &states)
    }
    let target = key(states, before: after)
    if transitions.count + keySize > Self.memoryLimit {
      forgetStates()
      return number(of: target)
    }
    let number = number(of: target)
    transitions[Int(state) * width + Int(kind)] = number
    return number
  }

  private mutating func matches(_ key: Key) -> Bool {
    settled(key, after: .edge).contains { place in
      if case .match = automaton.states[Int(place)] { true } else { false }
    }
  }

  // MARK: Closures

  private mutating func beginClosure() {
    mark &+= 1
    if mark == 0 {
      for place in marks.indices { marks[place] = 0 }
      mark = 1
    }
  }

  /// Adds what can be reached without a character, up to assertions.
  private mutating func close(over state: Int32, into states: inout [Int32]) {
    pending.append(state)
    while let place = pending.popLast() {
      guard marks[Int(place)] != mark else { continue }
      marks[Int(place)] = mark
      switch automaton.states[Int(place)] {
      case .split(let first, let second):
        pending.append(Int32(second))
        pending.append(Int32(first))
      case .save(_, let next): pending.append(Int32(next))
      case .character, .assertion, .match: states.append(place)
      }
    }
  }

  /// The states of a key with what its assertions let through.
  private mutating func settled(
    _ key: Key, after: PatternAssertion.Neighbour
  ) -> [Int32] {
    guard automaton.hasAssertions else { return key.states }
    let before = PatternAssertion.Neighbour(rawValue: key.before) ?? .edge
    beginClosure()
    var states = key.states
    for state in states { marks[Int(state)] = mark }
    var place = 0
    while place < states.count {
      if case .assertion(let assertion, let next) = automaton.states[Int(states[place])],
        assertion.holds(between: before, and: after)
      {
        close(over: Int32(next), into: &states)
      }
      place += 1
    }
    return states
  }
}
