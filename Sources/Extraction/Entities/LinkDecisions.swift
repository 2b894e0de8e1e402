import Graph

/// What a person decided on names, found again among the names of the documents that there are now.
struct LinkDecisions {
  /// Two profiles on which a person decided.
  struct Pair {
    var first: Int
    var second: Int
  }

  private(set) var same: [Pair] = []
  private(set) var different: [Pair] = []
  /// The decisions of each profile, by number; those of one decision are its two sides.
  private var sides: [Int: [(decision: Int, isFirst: Bool)]] = [:]

  /// The last decision on two names holds. What no document names any more rests. Linear in the names.
  init(_ decisions: [NameDecision], profiles: [StoredProfile], folded: [String]) {
    guard !decisions.isEmpty else { return }
    var byWitness: [NameWitness: Int] = [:]
    var byName: [String: Int] = [:]
    for index in profiles.indices where !profiles[index].isKept {
      let witness = NameWitness(name: folded[index], contentHash: profiles[index].contentHash)
      if byWitness[witness] == nil { byWitness[witness] = index }
      if byName[folded[index]] == nil { byName[folded[index]] = index }
    }
    func find(_ witness: NameWitness, _ other: NameWitness) -> Int? {
      // Where the document is gone, the name tells, unless both have it.
      byWitness[witness] ?? (witness.name == other.name ? nil : byName[witness.name])
    }
    struct Names: Hashable {
      var names: Set<NameWitness>
    }
    var decided: Set<Names> = []
    for (number, decision) in decisions.enumerated().reversed() {
      guard decided.insert(Names(names: [decision.first, decision.second])).inserted,
        let first = find(decision.first, decision.second),
        let second = find(decision.second, decision.first)
      else { continue }
      let pair = Pair(first: first, second: second)
      if decision.isSame { same.append(pair) } else { different.append(pair) }
      sides[first, default: []].append((number, true))
      sides[second, default: []].append((number, false))
      if !decision.isSame { refused.insert(number) }
    }
    same.reverse()
    different.reverse()
  }

  private var refused: Set<Int> = []

  /// Whether a person said that two groups of profiles are not one.
  func areApart(_ one: [Int], _ other: [Int]) -> Bool {
    !different.isEmpty && !decided(one, other).isDisjoint(with: refused)
  }

  /// Whether a person decided on two groups of profiles.
  func isDecided(_ one: [Int], _ other: [Int]) -> Bool {
    !sides.isEmpty && !decided(one, other).isEmpty
  }

  private func decided(_ one: [Int], _ other: [Int]) -> Set<Int> {
    func numbers(_ group: [Int], _ isFirst: Bool) -> Set<Int> {
      Set(group.flatMap { sides[$0] ?? [] }.filter { $0.isFirst == isFirst }.map(\.decision))
    }
    return numbers(one, true).intersection(numbers(other, false))
      .union(numbers(one, false).intersection(numbers(other, true)))
  }
}
