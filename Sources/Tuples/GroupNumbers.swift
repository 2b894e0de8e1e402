/// Numbers the different keys of rows as they come, from 0.
public final class GroupNumbers {
  /// One row a group, in order of the numbers.
  public let keys: Relation
  private let arity: Int
  private var words = PairMap()
  private let wide: Grouping
  private var buffer = [Int32](repeating: 0, count: Block.capacity)

  public init(arity: Int) {
    self.arity = arity
    keys = Relation(arity: arity)
    wide = Grouping(growing: keys, columns: Array(0..<arity))
    if arity == 0 { keys.appendRow([]) }
  }

  public var count: Int { keys.count }

  /// The number of each row's key.
  public func numbers(_ block: Block, _ key: [Operand]) -> ArraySlice<Int32> {
    precondition(key.count == arity)
    number(block, key)
    return buffer[0..<block.count]
  }

  private func number(_ block: Block, _ key: [Operand]) {
    switch arity {
    case 0:
      for row in 0..<block.count { buffer[row] = 0 }
    case 1, 2:
      let first = block.column(key[0], slot: 0)
      let second = arity == 2 ? block.column(key[1], slot: 1) : nil
      buffer.withUnsafeMutableBufferPointer {
        words.insert(first, second, count: block.count, into: $0.baseAddress!)
      }
      for row in 0..<block.count where Int(buffer[row]) == keys.count {
        keys.columns[0].append(first[row])
        if let second { keys.columns[1].append(second[row]) }
        keys.adoptAppendedRows()
      }
    default:
      for row in 0..<block.count {
        var group: Int32 = keys.count == 0 ? -1 : wide.find(block, row, key, of: keys)
        if group < 0 {
          keys.appendRow(key.map { block.value($0, row) })
          wide.assign(keys, from: keys.count - 1, to: keys.count, groups: &group)
        }
        buffer[row] = group
      }
    }
  }
}
