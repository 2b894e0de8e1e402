/// A relation that keeps, for each group, one row: the one with the best value in one column.
///
/// Values improve in place, so an index on the other columns stays right. Rows that are new or became better in a round
/// are copied to ``recent`` by ``advance()``.
public final class BestValues {
  public let relation: Relation
  public let valueColumn: Int
  /// The rows that changed in the last round.
  public let recent: Relation
  private let grouping: Grouping
  private let groupColumns: [Int]
  private var isChanged: [Bool] = []
  private var changed: [Int] = []

  public init(arity: Int, valueColumn: Int) {
    relation = Relation(arity: arity)
    recent = Relation(arity: arity)
    self.valueColumn = valueColumn
    groupColumns = (0..<arity).filter { $0 != valueColumn }
    grouping = Grouping(growing: relation, columns: groupColumns)
  }

  /// Takes in rows.
  ///
  /// - Parameter isBetter: whether the first value is to replace the second.
  public func improve(
    _ block: Block, _ operands: [Operand], isBetter: (Int32, Int32) throws -> Bool
  ) rethrows {
    let key = groupColumns.map { operands[$0] }
    var groups = [Int32](repeating: -1, count: block.count)
    groups.withUnsafeMutableBufferPointer {
      grouping.find(block, key, of: relation, into: $0.baseAddress!)
    }
    for row in 0..<block.count {
      let value = block.value(operands[valueColumn], row)
      var group = groups[row]
      if group < 0 || relation.count == 0 {
        group = relation.count == 0 ? -1 : grouping.find(block, row, key, of: relation)
        if group < 0 {
          relation.appendRow(operands.map { block.value($0, row) })
          var number: Int32 = 0
          grouping.assign(
            relation, from: relation.count - 1, to: relation.count, groups: &number)
          isChanged.append(true)
          changed.append(relation.count - 1)
          continue
        }
      }
      let known = relation.columns[valueColumn].base[Int(group)]
      if value != known, try isBetter(value, known) {
        relation.columns[valueColumn].base[Int(group)] = value
        if !isChanged[Int(group)] {
          isChanged[Int(group)] = true
          changed.append(Int(group))
        }
      }
    }
  }

  /// Ends a round. True if some row changed in it.
  public func advance() -> Bool {
    relation.advance()
    recent.removeAll()
    for row in changed {
      recent.appendRow(relation.row(row))
      isChanged[row] = false
    }
    changed.removeAll()
    recent.restart()
    return recent.count > 0
  }
}

extension Grouping {
  /// The group of one row's key, -1 where there is none.
  func find(_ block: Block, _ row: Int, _ key: [Operand], of relation: Relation) -> Int32 {
    let single = Block(width: max(key.count, 1))
    for (register, operand) in key.enumerated() { single[register, 0] = block.value(operand, row) }
    single.count = 1
    var group: Int32 = -1
    find(single, key.indices.map { .register($0) }, of: relation, into: &group)
    return group
  }
}
