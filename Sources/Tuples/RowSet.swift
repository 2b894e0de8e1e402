/// Finds rows of three and more columns by their values: open addressing over row numbers, each beside the upper half
/// of its hash, so that a miss seldom touches the columns.
struct RowSet: ~Copyable {
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private(set) var count = 0

  init() {
    slots = .allocate(capacity: 16)
    slots.initialize(repeating: 0, count: 16)
    mask = 15
  }

  deinit { slots.deallocate() }

  var bytes: Int { (mask + 1) * 8 }

  mutating func reserve(_ needed: Int, hashOfRow: (Int) -> UInt64) {
    guard needed * 8 > (mask + 1) * 5 else { return }
    var size = (mask + 1) * 2
    while size * 5 < needed * 8 { size *= 2 }
    let fresh = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
    fresh.initialize(repeating: 0, count: size)
    for slot in 0...mask where slots[slot] != 0 {
      let hash = hashOfRow(Int(slots[slot] & 0xFFFF_FFFF) - 1)
      var place = Int(truncatingIfNeeded: hash) & (size - 1)
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
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 {
      if slots[place] >> 32 == tag {
        let row = Int(slots[place] & 0xFFFF_FFFF) - 1
        if matches(row) { return row }
      }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Adds a row that ``find(_:matches:)`` did not find. The caller has reserved room.
  @inline(__always)
  mutating func insertReserved(_ hash: UInt64, row: Int) {
    var place = Int(truncatingIfNeeded: hash) & mask
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
    sources.withUnsafeBufferPointer { sources in
      targets.withUnsafeBufferPointer { targets in
        for row in 0..<rows {
          var hash: UInt64 = 0
          for column in 0..<width { hash = Hashing.combine(hash, sources[column][row]) }
          let tag = hash >> 32
          var place = Int(truncatingIfNeeded: hash) & mask
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
    count += next - end
    return next - end
  }
}
