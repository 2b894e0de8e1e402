/// Finds rows of three and more columns by their values: open addressing over row numbers, each beside the upper half
/// of its hash, by which it is placed: so a miss seldom touches the columns, and growing never does.
struct RowSet: ~Copyable {
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private(set) var count = 0
  /// Depends on all that was fetched ahead of its use, so that the compiler cannot leave that out.
  private var fetched: UInt64 = 0

  init() {
    slots = .allocate(capacity: 16)
    slots.initialize(repeating: 0, count: 16)
    mask = 15
  }

  deinit { slots.deallocate() }

  var bytes: Int { (mask + 1) * 8 }

  /// Whether so many rows in all need a larger table.
  func mustGrow(_ needed: Int) -> Bool { needed * 8 > (mask + 1) * 5 }

  mutating func reserve(_ needed: Int) {
    guard mustGrow(needed) else { return }
    var size = (mask + 1) * 2
    while size * 5 < needed * 8 { size *= 2 }
    let fresh = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
    fresh.initialize(repeating: 0, count: size)
    for slot in 0...mask where slots[slot] != 0 {
      var place = Int(truncatingIfNeeded: slots[slot] >> 32) & (size - 1)
      while fresh[place] != 0 { place = (place + 1) & (size - 1) }
      fresh[place] = slots[slot]
    }
    slots.deallocate()
    slots = fresh
    mask = size - 1
  }

  /// The row with this hash for which `matches` holds, or nil.
  @inline(__always)
  func find(_ hash: UInt64, matches: (Int) -> Bool) -> Int? {
    let tag = hash >> 32
    var place = Int(truncatingIfNeeded: tag) & mask
    while slots[place] != 0 {
      if slots[place] >> 32 == tag {
        let row = Int(slots[place] & 0xFFFF_FFFF) - 1
        if matches(row) { return row }
      }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Writes the tags of rows: first all of them, so that their slots are fetched at once.
  @inline(__always)
  private mutating func fetch(
    _ sources: UnsafeBufferPointer<UnsafePointer<Int32>>, count rows: Int,
    _ tags: UnsafeMutableBufferPointer<UInt64>
  ) {
    for row in 0..<rows { tags[row] = 0 }
    for source in sources {
      for row in 0..<rows { tags[row] = Hashing.combine(tags[row], source[row]) }
    }
    var touched: UInt64 = 0
    for row in 0..<rows {
      tags[row] >>= 32
      touched ^= slots[Int(truncatingIfNeeded: tags[row]) & mask]
    }
    fetched ^= touched
  }

  /// Writes the numbers of the rows whose tuple is among those of some columns, or is not, and gives how many.
  mutating func select(
    _ sources: [UnsafePointer<Int32>], count rows: Int, of columns: [UnsafeMutablePointer<Int32>],
    present: Bool, into selected: UnsafeMutablePointer<Int32>
  ) -> Int {
    let width = sources.count
    let (slots, mask) = (slots, mask)
    var kept = 0
    sources.withUnsafeBufferPointer { sources in
      columns.withUnsafeBufferPointer { columns in
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: max(rows, 1)) { tags in
          fetch(sources, count: rows, tags)
          for row in 0..<rows {
            let tag = tags[row]
            var place = Int(truncatingIfNeeded: tag) & mask
            var isFound = false
            while slots[place] != 0, !isFound {
              if slots[place] >> 32 == tag {
                let other = Int(slots[place] & 0xFFFF_FFFF) - 1
                var column = 0
                while column < width, columns[column][other] == sources[column][row] { column += 1 }
                isFound = column == width
              }
              place = (place + 1) & mask
            }
            selected[kept] = Int32(truncatingIfNeeded: row)
            kept += isFound == present ? 1 : 0
          }
        }
      }
    }
    return kept
  }

  /// Adds a row that ``find(_:matches:)`` did not find. The caller has reserved room.
  @inline(__always)
  mutating func insertReserved(_ hash: UInt64, row: Int) {
    var place = Int(truncatingIfNeeded: hash >> 32) & mask
    while slots[place] != 0 { place = (place + 1) & mask }
    slots[place] = (hash >> 32) << 32 | UInt64(row + 1)
    count += 1
  }

  /// Adds the rows of some columns that are new to the target columns, behind their first `end` rows, and gives how many
  /// those were. Room is reserved.
  mutating func insertReserved(
    _ sources: [UnsafePointer<Int32>], count rows: Int, into targets: [UnsafeMutablePointer<Int32>],
    from end: Int
  ) -> Int {
    var next = end
    let width = sources.count
    let (slots, mask) = (slots, mask)
    sources.withUnsafeBufferPointer { sources in
      targets.withUnsafeBufferPointer { targets in
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: max(rows, 1)) { tags in
          fetch(sources, count: rows, tags)
          for row in 0..<rows {
            let tag = tags[row]
            var place = Int(truncatingIfNeeded: tag) & mask
            search: while true {
              let slot = slots[place]
              if slot == 0 {
                for column in 0..<width { targets[column][next] = sources[column][row] }
                slots[place] = tag << 32 | UInt64(next + 1)
                next += 1
                break
              }
              if slot >> 32 == tag {
                let other = Int(slot & 0xFFFF_FFFF) - 1
                var column = 0
                while column < width, targets[column][other] == sources[column][row] { column += 1 }
                if column == width { break search }
              }
              place = (place + 1) & mask
            }
          }
        }
      }
    }
    count += next - end
    return next - end
  }
}
