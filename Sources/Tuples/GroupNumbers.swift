/// Numbers the different keys of rows as they come, from 0.
public final class GroupNumbers {
  /// One row a group, in order of the numbers.
  public let keys: Relation
  private let arity: Int
  private var values = ValueMap()
  private var words = PairMap()
  private let wide: Grouping
  private let buffer = UnsafeMutablePointer<Int32>.allocate(capacity: Block.capacity)

  /// - Parameter arity: values of a key
  public init(arity: Int) {
    self.arity = arity
    keys = Relation(arity: arity)
    wide = Grouping(growing: keys, columns: Array(0..<arity))
    if arity == 0 { keys.appendRow([]) }
  }

  deinit { buffer.deallocate() }

  /// Different keys so far.
  public var count: Int { keys.count }

  /// Memory that it takes.
  public var bytes: Int { keys.bytes + values.bytes + words.bytes + wide.bytes }

  /// Gives back the memory of what finds the numbers of keys: from here on only ``keys`` are asked for.
  public func forgetNumbers() {
    values = ValueMap()
    words = PairMap()
  }

  /// The number of each row's key, until the next call.
  public func numbers(_ block: Block, _ key: [Operand]) -> UnsafeBufferPointer<Int32> {
    precondition(key.count == arity)
    number(block, key)
    return UnsafeBufferPointer(start: buffer, count: block.count)
  }

  private func number(_ block: Block, _ key: [Operand]) {
    switch arity {
    case 0:
      for row in 0..<block.count { buffer[row] = 0 }
    case 1, 2:
      let first = block.column(key[0], slot: 0)
      let second = arity == 2 ? block.column(key[1], slot: 1) : nil
      if let second {
        words.insert(first, second, count: block.count, into: buffer)
      } else {
        values.insert(first, count: block.count, into: buffer)
      }
      var next = keys.count
      guard next < (arity == 2 ? words.count : values.count) else { return }
      for row in 0..<block.count where Int(buffer[row]) == next {
        keys.columns[0].append(first[row])
        if let second { keys.columns[1].append(second[row]) }
        next += 1
      }
      keys.adoptAppendedRows()
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
