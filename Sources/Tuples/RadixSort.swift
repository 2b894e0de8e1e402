/// Orders rows by columns of 32-bit keys, in linear time and stable: least significant digit first, eleven bits a pass.
public enum RadixSort {
  /// Row numbers in ascending order of the keys, the first column first.
  public static func order(by keys: [[Int32]], count: Int) -> [Int32] {
    order(by: keys, count: count, progress: {})
  }

  /// Row numbers in ascending order, as ``order(by:count:)``.
  ///
  /// - Parameter progress: called now and then; what it throws ends the sort.
  public static func order(
    by keys: [[Int32]], count: Int, progress: () throws -> Void
  ) rethrows -> [Int32] {
    let order = UnsafeMutablePointer<Int32>.allocate(capacity: max(count, 1))
    let other = UnsafeMutablePointer<Int32>.allocate(capacity: max(count, 1))
    defer {
      order.deallocate()
      other.deallocate()
    }
    for row in 0..<count { order[row] = Int32(truncatingIfNeeded: row) }
    var (source, target) = (order, other)
    for key in keys.reversed() {
      precondition(key.count == count)
      try key.withUnsafeBufferPointer { values in
        for shift in stride(from: UInt32(0), to: 33, by: 11) {
          let hasMoved = try pass(
            values, shift, from: source, to: target, count, progress: progress)
          if hasMoved { swap(&source, &target) }
        }
      }
    }
    return Array(UnsafeBufferPointer(start: source, count: count))
  }

  /// Row numbers in ascending order of one column; nil where that is the order of the rows.
  static func order(by column: Column) -> Column? {
    let count = column.count
    let values = UnsafeBufferPointer(start: UnsafePointer(column.base), count: count)
    var isAscending = true
    for row in 1..<max(count, 1) where values[row - 1] > values[row] {
      isAscending = false
      break
    }
    if isAscending { return nil }
    let (order, other) = (Column(capacity: count), Column(capacity: count))
    for row in 0..<count { order.base[row] = Int32(truncatingIfNeeded: row) }
    var isInOther = false
    for shift in stride(from: UInt32(0), to: 33, by: 11) {
      let (source, target) = isInOther ? (other, order) : (order, other)
      if pass(values, shift, from: source.base, to: target.base, count, progress: {}) {
        isInOther.toggle()
      }
    }
    let result = isInOther ? other : order
    result.setCount(count)
    return result
  }

  /// Rows that are moved between two looks at whether to go on.
  private static let rowsAtOnce = 1 << 20

  /// False where all keys agree in the digit, so that nothing had to move.
  private static func pass(
    _ values: UnsafeBufferPointer<Int32>, _ shift: UInt32,
    from source: UnsafeMutablePointer<Int32>, to target: UnsafeMutablePointer<Int32>, _ count: Int,
    progress: () throws -> Void
  ) rethrows -> Bool {
    guard shift < 32, count > 0 else { return false }
    return try withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2048) { places in
      places.initialize(repeating: 0)
      try progress()
      for row in 0..<count { places[digit(values[row], shift)] += 1 }
      if places[digit(values[0], shift)] == count { return false }
      var sum: Int32 = 0
      for bucket in 0..<2048 {
        let size = places[bucket]
        places[bucket] = sum
        sum += size
      }
      for first in stride(from: 0, to: count, by: rowsAtOnce) {
        try progress()
        for place in first..<min(first + rowsAtOnce, count) {
          let row = source[place]
          let bucket = digit(values[Int(row)], shift)
          target[Int(places[bucket])] = row
          places[bucket] += 1
        }
      }
      return true
    }
  }

  @inline(__always)
  private static func digit(_ value: Int32, _ shift: UInt32) -> Int {
    Int(((UInt32(bitPattern: value) ^ 0x8000_0000) >> shift) & 2047)
  }
}
