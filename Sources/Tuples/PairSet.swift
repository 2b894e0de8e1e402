/// A set of packed pairs.
///
/// It begins as a table with open addressing and linear probing, which doubles when it is five eighths full: one or two
/// cache misses an operation. When the pairs turn out to fill their square of values well enough, it becomes a matrix of
/// bits, which is smaller and faster; a pair outside of the square makes the square larger, or a table of it again.
struct PairSet: ~Copyable {
  /// No packed tuple in the table equals this word; the one that does is kept in `hasEmptyWord`.
  private static let empty = UInt64.max

  /// Bits of a matrix (64 MB) up to which it may be eight times as large as the table.
  private static let cheapCells = 1 << 29

  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private(set) var count = 0
  private var hasEmptyWord = false
  private var matrix = BitSquare()
  /// Depends on all that was fetched ahead of its use, so that the compiler cannot leave that out.
  private var fetched: UInt64 = 0

  init(capacity: Int = 0) {
    let size = Self.size(for: capacity)
    slots = .allocate(capacity: size)
    slots.initialize(repeating: Self.empty, count: size)
    mask = size - 1
  }

  deinit {
    slots.deallocate()
    matrix.deallocate()
  }

  var bytes: Int { (mask + 1) * 8 + matrix.bytes }

  private static func size(for count: Int) -> Int {
    var size = 16
    while size * 5 < count * 8 { size *= 2 }
    return size
  }

  /// Makes room, so that so many insertions in all need no further growth of the table.
  mutating func reserve(_ needed: Int) {
    guard !matrix.isInUse, needed * 8 > (mask + 1) * 5 else { return }
    let size = max(Self.size(for: needed), (mask + 1) * 2)
    if count >= 1 << 14, becomeMatrix(insteadOf: size) { return }
    rehash(size)
  }

  private mutating func rehash(_ size: Int) {
    let fresh = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
    fresh.initialize(repeating: Self.empty, count: size)
    let freshMask = size - 1
    for slot in 0...mask where slots[slot] != Self.empty {
      var place = Int(truncatingIfNeeded: Hashing.mix(slots[slot])) & freshMask
      while fresh[place] != Self.empty { place = (place + 1) & freshMask }
      fresh[place] = slots[slot]
    }
    slots.deallocate()
    slots = fresh
    mask = freshMask
  }

  /// Changes to bits where they take not much more memory than a table of the given size: rows of bits are so much
  /// faster that some is well spent.
  private mutating func becomeMatrix(insteadOf size: Int) -> Bool {
    guard !hasEmptyWord else { return false }
    var bounds = BitSquare.Bounds()
    for slot in 0...mask where slots[slot] != Self.empty { bounds.include(slots[slot]) }
    let room = size * 64
    guard bounds.cells <= max(room, min(room * 8, Self.cheapCells)) else { return false }
    matrix = BitSquare(bounds)
    for slot in 0...mask where slots[slot] != Self.empty { _ = matrix.insert(slots[slot]) }
    slots.deallocate()
    slots = .allocate(capacity: 16)
    slots.initialize(repeating: Self.empty, count: 16)
    mask = 15
    return true
  }

  /// Makes the square larger for a pair outside of it, or goes back to a table.
  private mutating func widen(for word: UInt64) {
    var bounds = matrix.bounds
    bounds.include(word)
    bounds.addMargin()
    let room = Self.size(for: count * 2) * 64
    if bounds.cells <= max(room, min(room * 4, Self.cheapCells)) {
      let wider = BitSquare(bounds)
      matrix.visitPairs { _ = wider.insert($0) }
      matrix.deallocate()
      matrix = wider
      return
    }
    let old = matrix
    matrix = BitSquare()
    let size = Self.size(for: (count + Block.capacity) * 2)
    slots.deallocate()
    slots = .allocate(capacity: size)
    slots.initialize(repeating: Self.empty, count: size)
    mask = size - 1
    count = 0
    old.visitPairs { _ = insertReserved($0) }
    old.deallocate()
  }

  /// Adds a word; true if it was not there. The caller has reserved room.
  @inline(__always)
  mutating func insertReserved(_ word: UInt64) -> Bool {
    if matrix.isInUse {
      if !matrix.covers(word) {
        widen(for: word)
        return insertSlowly(word)
      }
      let isNew = matrix.insert(word)
      count += isNew ? 1 : 0
      return isNew
    }
    if word == Self.empty {
      defer { hasEmptyWord = true }
      return !hasEmptyWord
    }
    var place = Int(truncatingIfNeeded: Hashing.mix(word)) & mask
    while true {
      let found = slots[place]
      if found == word { return false }
      if found == Self.empty {
        slots[place] = word
        count += 1
        return true
      }
      place = (place + 1) & mask
    }
  }

  @inline(never)
  private mutating func insertSlowly(_ word: UInt64) -> Bool {
    if !matrix.isInUse { reserve(count + Block.capacity) }
    return insertReserved(word)
  }

  @inline(__always)
  func contains(_ word: UInt64) -> Bool {
    if matrix.isInUse { return matrix.covers(word) && matrix.contains(word) }
    if word == Self.empty { return hasEmptyWord }
    var place = Int(truncatingIfNeeded: Hashing.mix(word)) & mask
    while true {
      let found = slots[place]
      if found == word { return true }
      if found == Self.empty { return false }
      place = (place + 1) & mask
    }
  }

  // MARK: Whole blocks

  /// Whether the table is larger than the nearer caches.
  private var isLarge: Bool { !matrix.isInUse && mask > 1 << 16 }

  /// Reads the slots of many words before they are needed, so that their memory is fetched at once.
  @inline(__always)
  private mutating func fetch(_ rows: Int, _ word: (Int) -> UInt64) {
    var touched: UInt64 = 0
    for row in 0..<rows { touched ^= slots[Int(truncatingIfNeeded: Hashing.mix(word(row))) & mask] }
    fetched ^= touched
  }

  /// Adds pairs and copies those that were new to `left` and `right`; gives their number. Room is reserved.
  mutating func insertReserved(
    _ first: UnsafePointer<Int32>, _ second: UnsafePointer<Int32>, count rows: Int,
    newTo left: UnsafeMutablePointer<Int32>, _ right: UnsafeMutablePointer<Int32>
  ) -> Int {
    var new = 0
    if isLarge { fetch(rows) { Hashing.pack(first[$0], second[$0]) } }
    for row in 0..<rows {
      let (a, b) = (first[row], second[row])
      if insertReserved(Hashing.pack(a, b)) {
        left[new] = a
        right[new] = b
        new += 1
      }
    }
    return new
  }

  /// Adds pairs, writes the numbers of the rows that were new, and gives how many those were. Room is reserved.
  mutating func insertReserved(
    _ first: UnsafePointer<Int32>, _ second: UnsafePointer<Int32>, count rows: Int,
    newRows: UnsafeMutablePointer<Int32>
  ) -> Int {
    var new = 0
    if isLarge { fetch(rows) { Hashing.pack(first[$0], second[$0]) } }
    for row in 0..<rows {
      newRows[new] = Int32(truncatingIfNeeded: row)
      new += insertReserved(Hashing.pack(first[row], second[row])) ? 1 : 0
    }
    return new
  }

  /// Adds, row by row, the pairs of a value with each cell of a run, and copies those that were new to `left` and
  /// `right`; gives their number. Room is reserved.
  ///
  /// - Parameters:
  ///   - groups: what the runs belong to.
  ///   - isFirst: whether the values are the first of the pairs, the cells the second.
  ///   - bits: those of runs that were wanted before.
  mutating func insertRuns(
    of values: UnsafePointer<Int32>, _ cells: UnsafePointer<Int32>,
    from starts: UnsafePointer<Int32>, to ends: UnsafePointer<Int32>,
    groups: UnsafePointer<Int32>, rows: Range<Int>, isFirst: Bool, bits: inout RunBits,
    newTo left: UnsafeMutablePointer<Int32>, _ right: UnsafeMutablePointer<Int32>
  ) -> Int {
    var new = 0
    let (fixed, moving) = isFirst ? (left, right) : (right, left)
    for row in rows {
      let value = values[row]
      var place = Int(starts[row])
      let end = Int(ends[row])
      let begin = new
      if isFirst, matrix.isInUse, place < end {
        if let run = bits.bits(of: groups[row], cells, from: place, to: end, for: matrix),
          matrix.insertBits(value, run, newTo: right, &new)
        {
          place = end
        } else {
          place = matrix.insertRun(value, cells, from: place, to: end, newTo: right, &new)
        }
        count += new - begin
      }
      while place < end {
        let cell = cells[place]
        let isNew = insertReserved(
          isFirst ? Hashing.pack(value, cell) : Hashing.pack(cell, value))
        moving[new] = cell
        new += isNew ? 1 : 0
        place += 1
      }
      for place in begin..<new { fixed[place] = value }
    }
    return new
  }

  /// Adds single values and copies those that were new to `target`; gives their number. Room is reserved.
  mutating func insertReserved(
    _ values: UnsafePointer<Int32>, count rows: Int, newTo target: UnsafeMutablePointer<Int32>
  ) -> Int {
    var new = 0
    if isLarge { fetch(rows) { UInt64(UInt32(bitPattern: values[$0])) } }
    for row in 0..<rows where insertReserved(UInt64(UInt32(bitPattern: values[row]))) {
      target[new] = values[row]
      new += 1
    }
    return new
  }

  /// Writes the numbers of the rows whose pair is here, or is not, and gives how many.
  func select(
    _ first: UnsafePointer<Int32>, _ second: UnsafePointer<Int32>, count rows: Int, present: Bool,
    into selected: UnsafeMutablePointer<Int32>
  ) -> Int {
    var kept = 0
    for row in 0..<rows where contains(Hashing.pack(first[row], second[row])) == present {
      selected[kept] = Int32(truncatingIfNeeded: row)
      kept += 1
    }
    return kept
  }

  /// The same for single values.
  func select(
    _ values: UnsafePointer<Int32>, count rows: Int, present: Bool,
    into selected: UnsafeMutablePointer<Int32>
  ) -> Int {
    var kept = 0
    for row in 0..<rows where contains(UInt64(UInt32(bitPattern: values[row]))) == present {
      selected[kept] = Int32(truncatingIfNeeded: row)
      kept += 1
    }
    return kept
  }
}
