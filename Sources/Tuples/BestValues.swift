/// A relation that keeps, for each group, one row: the one with the best value in one column.
///
/// Values improve in place, so an index on the other columns stays right. Rows that are new or became better are
/// pending; ``advance()`` copies some or all of them to ``recent``.
public final class BestValues {
  /// The rows with the best value of each group.
  public let relation: Relation
  /// The column with the values.
  public let valueColumn: Int
  /// The rows of this round.
  public let recent: Relation
  /// Whether a round takes the best of the pending rows first: worth it where what follows from a row is never better
  /// than the row itself, because then few rows are taken twice.
  public let takesBestFirst: Bool
  private let isMinimum: Bool
  private let groups: GroupNumbers
  private let groupColumns: [Int]
  private var isPending: [Bool] = []
  private var pending: [Int32] = []
  private let values: Column

  /// - Parameters:
  ///   - arity: columns of its rows, the value among them
  ///   - isMinimum: whether the least value is the best
  ///   - takesBestFirst: whether a round takes the best of the pending rows first
  public init(arity: Int, valueColumn: Int, isMinimum: Bool, takesBestFirst: Bool) {
    relation = Relation(arity: arity)
    recent = Relation(arity: arity)
    self.valueColumn = valueColumn
    self.isMinimum = isMinimum
    self.takesBestFirst = takesBestFirst
    groupColumns = (0..<arity).filter { $0 != valueColumn }
    groups = GroupNumbers(arity: groupColumns.count)
    values = relation.columns[valueColumn]
  }

  /// Takes in rows.
  ///
  /// - Parameter isBetter: whether the first value is to replace the second; asked where one is no small integer.
  public func improve(
    _ block: Block, _ operands: [Operand], isBetter: (Int32, Int32) throws -> Bool
  ) rethrows {
    guard block.count > 0 else { return }
    var known = relation.count
    let numbers = groups.numbers(block, groupColumns.map { operands[$0] })
    let cells = block.column(operands[valueColumn], slot: 2)
    var best = values.base
    for row in 0..<block.count {
      let (group, value) = (Int(numbers[row]), cells[row])
      if group >= known {
        // A group's number is that of its row.
        relation.appendRow(operands.map { block.value($0, row) })
        isPending.append(true)
        pending.append(Int32(truncatingIfNeeded: group))
        known += 1
        best = values.base
        continue
      }
      let old = best[group]
      if value == old { continue }
      if value < 0, old < 0 {
        guard (value < old) == isMinimum else { continue }
      } else {
        guard try isBetter(value, old) else { continue }
      }
      best[group] = value
      if !isPending[group] {
        isPending[group] = true
        pending.append(Int32(truncatingIfNeeded: group))
      }
    }
  }

  /// Begins a round with pending rows. True if there were some.
  public func advance() -> Bool {
    relation.advance()
    recent.removeAll()
    let threshold = takesBestFirst ? self.threshold() : nil
    var left = 0
    for place in 0..<pending.count {
      let row = Int(pending[place])
      if let threshold {
        let value = values.base[row]
        if isMinimum ? value > threshold : value < threshold {
          pending[left] = pending[place]
          left += 1
          continue
        }
      }
      recent.appendRow(row, of: relation)
      isPending[row] = false
    }
    pending.removeLast(pending.count - left)
    recent.restart()
    return recent.count > 0
  }

  /// A value that about a quarter of many pending rows reach; nil where all are to be taken.
  private func threshold() -> Int32? {
    guard pending.count >= 64 else { return nil }
    let step = max(pending.count / 64, 1)
    var sample = stride(from: 0, to: pending.count, by: step).map { values.base[Int(pending[$0])] }
    guard sample.allSatisfy({ $0 < 0 }) else { return nil }
    sample.sort()
    return isMinimum ? sample[sample.count / 4] : sample[sample.count - 1 - sample.count / 4]
  }
}
