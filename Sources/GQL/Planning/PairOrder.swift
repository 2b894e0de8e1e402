import Tuples

/// A way to get the pairs of a rule's head group by group: its first step scans a relation that has one of them.
struct PairOrder {
  var scan: JoinStep
  /// The scanned relation's column by which its rows are to be put in order.
  var column: Int
  /// The head's column that holds its values.
  var group: Int
  /// What the values of the other column lie in, as far as it is known.
  var range: ClosedRange<Int32>?
}

extension RulePlan {
  /// Nil where the head is no pair of variables, or comes of one relation alone.
  var pairOrder: PairOrder? {
    guard head.count == 2, head[0] != head[1], steps.count > 1,
      let first = head[0].register, let second = head[1].register,
      case .join(let scan)? = steps.first, !scan.isGrowing, scan.keyColumns.isEmpty,
      scan.relation.count >= Self.leastRows
    else { return nil }
    // Several rows of the scan may give one pair only where something is joined to it.
    guard steps.dropFirst().contains(where: { if case .join = $0 { true } else { false } }) else {
      return nil
    }
    for (group, register, other) in [(0, first, second), (1, second, first)] {
      guard let output = scan.outputs.first(where: { $0.register == register }) else { continue }
      return PairOrder(scan: scan, column: output.column, group: group, range: range(of: other))
    }
    return nil
  }

  /// The tests at the end of the steps that a pair of the head is in no tuple of some relation: their places, and the
  /// relation's columns of the group and of the value.
  func exclusions(_ group: Int, _ value: Int) -> [(place: Int, join: JoinStep, columns: (Int, Int))]
  {
    let last = steps.lastIndex { if case .join = $0 { true } else { false } } ?? 0
    return steps.indices.dropFirst(last + 1).compactMap { place in
      guard case .exists(let join, present: false) = steps[place], !join.isGrowing,
        join.lookUp == nil, join.fixed.isEmpty, join.key.count == 2,
        let first = join.key.firstIndex(of: .register(group)),
        let second = join.key.firstIndex(of: .register(value))
      else { return nil }
      return (place, join, (join.keyColumns[first], join.keyColumns[second]))
    }
  }

  /// With fewer rows to scan, a table of the pairs stays in the cache.
  private static var leastRows: Int { 1 << 12 }

  private func range(of register: Int) -> ClosedRange<Int32>? {
    for case .join(let join) in steps where !join.isGrowing && join.lookUp == nil {
      if let output = join.outputs.first(where: { $0.register == register }) {
        return join.relation.columns[output.column].range
      }
    }
    return nil
  }
}
