/// Numbers values from 0: by their offset where they are dense, else in order of first appearance.
final class NodeNumbering {
  let count: Int
  private let low: Int32
  private let isDense: Bool
  private var words = PairMap()
  /// The values by number, where they are not dense.
  private let known = Column()
  /// The numbers of dense values by their offset, where they are not the offsets themselves.
  private var numberOfOffset: Column?

  init(_ columns: [Column]) {
    let full = columns.filter { $0.count > 0 }
    let rows = full.reduce(0) { $0 + $1.count }
    let bounds = full.map(\.bounds)
    let low = bounds.map(\.low).min() ?? 0
    let high = bounds.map(\.high).max() ?? -1
    let span = Int(high) - Int(low) + 1
    self.low = low
    isDense = span <= rows * 2 + 1024
    if isDense {
      count = max(span, 0)
      return
    }
    for column in full {
      for row in 0..<column.count {
        let value = column.base[row]
        if Int(words.insert(UInt64(UInt32(bitPattern: value)))) == known.count {
          known.append(value)
        }
      }
    }
    count = known.count
  }

  /// Another numbering of the same values.
  ///
  /// - Parameter order: the old numbers in their new order.
  init(_ other: NodeNumbering, order: UnsafePointer<Int32>) {
    count = other.count
    low = other.low
    isDense = other.isDense
    known.reserve(count)
    known.setCount(count)
    for number in 0..<count { known.base[number] = other.value(Int(order[number])) }
    if isDense {
      let numbers = Column(capacity: count)
      numbers.setCount(count)
      for number in 0..<count {
        numbers.base[Int(known.base[number] &- low)] = Int32(truncatingIfNeeded: number)
      }
      numberOfOffset = numbers
    } else {
      for number in 0..<count {
        _ = words.insert(UInt64(UInt32(bitPattern: known.base[number])))
      }
    }
  }

  /// The number of a value, or -1.
  @inline(__always)
  func number(_ value: Int32) -> Int32 {
    if isDense {
      let offset = Int(value) - Int(low)
      guard offset >= 0, offset < count else { return -1 }
      return numberOfOffset?.base[offset] ?? Int32(truncatingIfNeeded: offset)
    }
    return words.find(UInt64(UInt32(bitPattern: value)))
  }

  /// Writes the numbers of a column's values, all of which are known.
  func number(_ column: Column, into numbers: UnsafeMutablePointer<Int32>) {
    if let numberOfOffset {
      let table = numberOfOffset.base
      for row in 0..<column.count { numbers[row] = table[Int(column.base[row] &- low)] }
    } else if isDense {
      for row in 0..<column.count { numbers[row] = column.base[row] &- low }
    } else {
      words.find(column.base, count: column.count, into: numbers)
    }
  }

  /// Turns numbers back into values, in place.
  func translate(_ numbers: UnsafeMutablePointer<Int32>, count: Int) {
    if isDense, numberOfOffset == nil {
      let low = low
      for place in 0..<count { numbers[place] = numbers[place] &+ low }
    } else {
      let values = known.base
      for place in 0..<count { numbers[place] = values[Int(numbers[place])] }
    }
  }

  @inline(__always)
  func value(_ number: Int) -> Int32 {
    isDense && numberOfOffset == nil
      ? Int32(truncatingIfNeeded: number) &+ low : known.base[number]
  }
}

/// Values grouped by a number: compressed sparse rows.
struct RunTable: ~Copyable {
  let groups: Int
  let starts: UnsafeMutablePointer<Int32>
  let values: UnsafeMutablePointer<Int32>

  /// - Parameters:
  ///   - groupOfRow: the group of each row, below `groups`.
  ///   - payload: the value of each row.
  init(
    groups: Int, groupOfRow: UnsafePointer<Int32>, payload: UnsafePointer<Int32>, rows: Int
  ) {
    self.groups = groups
    starts = .allocate(capacity: groups + 2)
    starts.initialize(repeating: 0, count: groups + 2)
    values = .allocate(capacity: max(rows, 1))
    for row in 0..<rows { starts[Int(groupOfRow[row]) + 2] += 1 }
    for group in 0..<groups { starts[group + 2] += starts[group + 1] }
    for row in 0..<rows {
      let group = Int(groupOfRow[row]) + 1
      values[Int(starts[group])] = payload[row]
      starts[group] += 1
    }
  }

  deinit {
    starts.deallocate()
    values.deallocate()
  }
}
