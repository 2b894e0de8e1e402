/// Inserts pairs that come group by group: within a group a mark for each value tells what was there, and no table of
/// pairs is needed.
public final class OrderedInsertion {
  private let target: Relation
  private let group: Operand
  private let value: Operand
  private let isGroupFirst: Bool
  private let low: Int
  private let span: Int
  private let marks: UnsafeMutablePointer<Int32>
  private var stamp: Int32 = 0
  private var last: Int32 = 0

  /// Nil where the range of the values is too wide for the number of pairs that are expected.
  ///
  /// - Parameters:
  ///   - target: an empty relation of two columns.
  ///   - group: pairs with one value of this come one after another.
  ///   - isGroupFirst: whether that is the first column.
  ///   - range: what the other column's values lie in.
  public init?(
    into target: Relation, groupedBy group: Operand, isGroupFirst: Bool, _ value: Operand,
    within range: ClosedRange<Int32>, expecting pairs: Int
  ) {
    precondition(target.arity == 2 && target.count == 0)
    low = Int(range.lowerBound)
    span = Int(range.upperBound) - low + 1
    guard span <= max(1 << 14, pairs) else { return nil }
    self.target = target
    self.group = group
    self.value = value
    self.isGroupFirst = isGroupFirst
    marks = .allocate(capacity: span)
    marks.initialize(repeating: -1, count: span)
  }

  deinit { marks.deallocate() }

  /// Adds the rows of a block that are new.
  public func insert(_ block: Block) {
    let rows = block.count
    let (groups, values) = (block.column(group, slot: 0), block.column(value, slot: 1))
    target.appendPairs(atMost: rows) { first, second in
      let (groupTarget, valueTarget) = isGroupFirst ? (first, second) : (second, first)
      let (marks, low) = (marks, low)
      var (stamp, last, new) = (stamp, last, 0)
      for row in 0..<rows {
        let (group, value) = (groups[row], values[row])
        stamp &+= group == last ? 0 : 1
        last = group
        let place = Int(value) - low
        groupTarget[new] = group
        valueTarget[new] = value
        new += marks[place] == stamp ? 0 : 1
        marks[place] = stamp
      }
      (self.stamp, self.last) = (stamp, last)
      return new
    }
  }
}
