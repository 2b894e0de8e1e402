/// Inserts pairs that come group by group: within a group a mark for each value tells what was there, and no table of
/// pairs is needed. Values that a group must not have are marked before its first.
public final class OrderedInsertion {
  /// Pairs that are not to be inserted.
  public struct Exclusion {
    let relation: Relation
    let index: RowIndex
    let valueColumn: Int

    /// - Parameters:
    ///   - relation: does not change.
    ///   - groupColumn: the column of the groups that the values of the other belong to.
    public init(_ relation: Relation, groupColumn: Int, valueColumn: Int) {
      self.relation = relation
      self.valueColumn = valueColumn
      index = relation.index(on: [groupColumn])
    }
  }

  private let target: Relation
  private let group: Operand
  private let value: Operand
  private let isGroupFirst: Bool
  private let low: Int
  private let span: Int
  private let marks: UnsafeMutablePointer<Int32>
  private var stamp: Int32 = 0
  private var last: Int32 = 0
  private let exclusions: [Exclusion]
  /// Whether some group was begun.
  private var isBegun = false

  /// Nil where the range of the values is too wide for the number of pairs that are expected.
  ///
  /// - Parameters:
  ///   - target: an empty relation of two columns.
  ///   - group: pairs with one value of this come one after another.
  ///   - isGroupFirst: whether that is the first column.
  ///   - range: what the other column's values lie in.
  ///   - exclusions: what is not to be inserted.
  public init?(
    into target: Relation, groupedBy group: Operand, isGroupFirst: Bool, _ value: Operand,
    within range: ClosedRange<Int32>, expecting pairs: Int, except exclusions: [Exclusion] = []
  ) {
    precondition(target.arity == 2 && target.count == 0)
    low = Int(range.lowerBound)
    span = Int(range.upperBound) - low + 1
    guard span <= max(1 << 14, pairs) else { return nil }
    self.target = target
    self.group = group
    self.value = value
    self.isGroupFirst = isGroupFirst
    self.exclusions = exclusions
    marks = .allocate(capacity: span)
    marks.initialize(repeating: -1, count: span)
  }

  deinit { marks.deallocate() }

  /// Adds the rows of a block that are new.
  public func insert(_ block: Block) {
    if !exclusions.isEmpty { return insertMarked(block) }
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

  /// The same with exclusions.
  private func insertMarked(_ block: Block) {
    let (groups, values) = (block.column(group, slot: 0), block.column(value, slot: 1))
    var row = 0
    while row < block.count {
      let current = groups[row]
      if !isBegun || current != last {
        stamp &+= 1
        (last, isBegun) = (current, true)
        for exclusion in exclusions { mark(exclusion, current) }
      }
      target.appendPairs(atMost: block.count - row) { first, second in
        let (groupTarget, valueTarget) = isGroupFirst ? (first, second) : (second, first)
        let (marks, low, stamp) = (marks, low, stamp)
        var new = 0
        while row < block.count, groups[row] == current {
          let value = values[row]
          let place = Int(value) - low
          groupTarget[new] = current
          valueTarget[new] = value
          new += marks[place] == stamp ? 0 : 1
          marks[place] = stamp
          row += 1
        }
        return new
      }
    }
  }

  /// Marks what a group must not have.
  private func mark(_ exclusion: Exclusion, _ group: Int32) {
    let (first, end) = exclusion.index.run(ofKey: group, in: exclusion.relation)
    let cells = exclusion.index.cells(ofColumn: exclusion.valueColumn)
    for place in Int(first)..<Int(end) {
      let mark = Int(cells[place]) - low
      if mark >= 0, mark < span { marks[mark] = stamp }
    }
  }
}
