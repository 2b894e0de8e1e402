import Graph

/// The values of one aggregate for all groups. An error in a value makes the whole an error, but for `COUNT` and `SAMPLE`.
struct AggregateAccumulator {
  private let aggregate: Aggregate
  private let state: EvaluationState
  private var counts: [Int64] = []
  private var hasError: [Bool] = []
  private var sums: [Number] = []
  /// The least, the greatest or any value.
  private var values: [Int32] = []
  private var texts: [String] = []
  private var seen: RowKeys
  /// Whole rows, for `COUNT(DISTINCT *)`.
  private var rows: RowKeys?

  init(_ aggregate: Aggregate, _ state: EvaluationState) {
    self.aggregate = aggregate
    self.state = state
    seen = RowKeys(width: 2)
  }

  mutating func addGroup() {
    counts.append(0)
    hasError.append(false)
    switch aggregate.function {
    case .sum, .average: sums.append(.zero)
    case .minimum, .maximum, .sample: values.append(Solutions.unbound)
    case .groupConcat: texts.append("")
    case .count: break
    }
  }

  /// - Parameters:
  ///   - arguments: the value of the aggregate's expression in each solution; nil for `COUNT(*)`.
  ///   - groups: the group of each solution.
  mutating func add(_ solutions: Solutions, _ arguments: [Int32]?, to groups: [Int]) throws {
    guard let arguments else { return addRows(solutions, to: groups) }
    let numbers = groups.map { Int32(truncatingIfNeeded: $0) }
    for row in arguments.indices {
      let (group, value) = (groups[row], arguments[row])
      guard value != Solutions.unbound else {
        hasError[group] = true
        continue
      }
      if aggregate.isDistinct, !seen.number([numbers, arguments], row).isNew { continue }
      counts[group] += 1
      try state.checkNowAndThen()
      if !hasError[group] || aggregate.function == .sample { try add(value, to: group) }
    }
    if aggregate.isDistinct { try state.hold(bytes: arguments.count * 8) }
  }

  /// `COUNT(*)`.
  private mutating func addRows(_ solutions: Solutions, to groups: [Int]) {
    guard aggregate.isDistinct else {
      for group in groups { counts[group] += 1 }
      return
    }
    var known = rows ?? RowKeys(width: solutions.columns.count + 1)
    let columns = solutions.columns + [groups.map { Int32(truncatingIfNeeded: $0) }]
    for row in groups.indices where known.number(columns, row).isNew { counts[groups[row]] += 1 }
    rows = known
  }

  private mutating func add(_ value: Int32, to group: Int) throws {
    switch aggregate.function {
    case .count: break
    case .sample: if values[group] == Solutions.unbound { values[group] = value }
    case .sum, .average:
      if let number = Number(try state.terms.term(value)),
        let sum = sums[group].combined(with: number, .plus)
      {
        sums[group] = sum
      } else {
        hasError[group] = true
      }
    case .minimum, .maximum:
      let best = values[group]
      guard best != value else { return }
      if best == Solutions.unbound {
        values[group] = value
        return
      }
      let order = TermComparison.totalOrder(
        try state.terms.term(value), try state.terms.term(best))
      if aggregate.function == .minimum ? order < 0 : order > 0 { values[group] = value }
    case .groupConcat:
      guard let text = FunctionLibrary.text(of: try state.terms.term(value)) else {
        hasError[group] = true
        return
      }
      if counts[group] > 1 { texts[group] += aggregate.separator }
      texts[group] += text
    }
  }

  /// The aggregate's value for each group; unbound where it is an error.
  func results() throws -> [Int32] {
    try counts.indices.map { group in
      switch aggregate.function {
      case .count: return try state.terms.intern(.integer(counts[group]))
      case .sample: return values[group]
      default: break
      }
      if hasError[group] { return Solutions.unbound }
      switch aggregate.function {
      case .sum: return try state.terms.intern(sums[group].term)
      case .average:
        guard counts[group] > 0 else { return try state.terms.intern(.integer(0)) }
        let count = Number(type: .integer, value: .integer(counts[group]))
        guard let average = sums[group].combined(with: count, .divided) else {
          return Solutions.unbound
        }
        return try state.terms.intern(average.term)
      case .groupConcat: return try state.terms.intern(.string(texts[group]))
      default: return values[group]
      }
    }
  }
}
