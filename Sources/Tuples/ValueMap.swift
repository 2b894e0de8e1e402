/// From single values to dense group numbers, in order of first appearance: an array over the range of the values while
/// they fill it well enough, else a hash table.
struct ValueMap: ~Copyable {
  private var words = PairMap()
  private var table: UnsafeMutablePointer<Int32>?
  private var low = 0
  private var span = 0
  private var isHashed = false
  private(set) var count = 0

  deinit { table?.deallocate() }

  var bytes: Int { words.bytes + span * 4 }

  /// The groups of values, new ones where they have none.
  mutating func insert(
    _ values: UnsafePointer<Int32>, count rows: Int, into groups: UnsafeMutablePointer<Int32>
  ) {
    guard rows > 0 else { return }
    if !isHashed { cover(values, rows) }
    guard let table, !isHashed else {
      words.insert(values, nil, count: rows, into: groups)
      count = words.count
      return
    }
    for row in 0..<rows {
      let place = Int(values[row]) - low
      if table[place] < 0 {
        table[place] = Int32(truncatingIfNeeded: count)
        count += 1
      }
      groups[row] = table[place]
    }
  }

  /// The groups of values, -1 where they have none.
  mutating func find(
    _ values: UnsafePointer<Int32>, count rows: Int, into groups: UnsafeMutablePointer<Int32>
  ) {
    guard let table, !isHashed else {
      words.find(values, count: rows, into: groups)
      return
    }
    for row in 0..<rows {
      let place = Int(values[row]) - low
      groups[row] = place >= 0 && place < span ? table[place] : -1
    }
  }

  /// Makes the table reach over more values, or goes over to hashing where it would be mostly empty.
  private mutating func cover(_ values: UnsafePointer<Int32>, _ rows: Int) {
    var (least, greatest) = (Int(values[0]), Int(values[0]))
    for row in 0..<rows {
      least = min(least, Int(values[row]))
      greatest = max(greatest, Int(values[row]))
    }
    if table != nil {
      if least >= low, greatest < low + span { return }
      least = min(least, low)
      greatest = max(greatest, low + span - 1)
    }
    let needed = greatest - least + 1
    guard needed <= max(1 << 16, 8 * (count + rows)) else { return hash() }
    let wider = needed + needed / 2
    let fresh = UnsafeMutablePointer<Int32>.allocate(capacity: wider)
    fresh.initialize(repeating: -1, count: wider)
    if let table {
      (fresh + (low - least)).update(from: table, count: span)
      table.deallocate()
    }
    (table, low, span) = (fresh, least, wider)
  }

  private mutating func hash() {
    isHashed = true
    guard let table else { return }
    var values = [Int32](repeating: 0, count: count)
    for place in 0..<span where table[place] >= 0 {
      values[Int(table[place])] = Int32(truncatingIfNeeded: place + low)
    }
    for value in values { _ = words.insert(UInt64(UInt32(bitPattern: value))) }
    table.deallocate()
    self.table = nil
    span = 0
  }
}
