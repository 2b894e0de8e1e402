/// What was demanded of one predicate by the goals of a run.
struct DemandHistory {
  private var goals = 0
  private var values = 0
  private var tuples = 0
  /// The most values that can be demanded, as far as that was looked at.
  var mostValues = 0
  /// Whether a goal demanded most of it.
  var isWide = false
  /// Whether all of it turned out to be far more than goals ask for.
  var isTooLarge = false

  /// Goals for which a predicate is evaluated by demand whatever it costs.
  private static let fewGoals = 8
  /// So many tuples are soon computed.
  private static let fewTuples = 1 << 20

  mutating func add(values: Int, tuples: Int) {
    goals += 1
    self.values += values
    self.tuples += tuples
  }

  var isFrequent: Bool { goals >= Self.fewGoals }

  /// Whether all tuples are worth having: where most of them are wanted, or many goals ask for some and, by what was found
  /// for each value, all are not much more.
  var isWorthWhole: Bool {
    if isWide { return true }
    guard isFrequent, !isTooLarge else { return false }
    return all <= max(Double(Self.fewTuples), Double(tuples) * 4)
  }

  /// How many tuples there are in all, judged by those that were found for each value.
  private var all: Double { Double(tuples) / Double(max(values, 1)) * Double(mostValues) }

  /// The bytes that an attempt to compute all may take, where that is wanted for no other reason.
  var budget: Int? {
    guard !isWide, isWorthWhole else { return nil }
    return Int(max(Double(Self.fewTuples), all * 4)) * 64
  }
}
