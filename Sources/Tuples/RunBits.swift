/// Long runs of an index as rows of bits over the columns of a ``BitSquare``, so that a run that is paired with many
/// values goes to each of them 64 cells at a time.
///
/// A run gets its bits when it is wanted for the second time. It is worth them only where it has at least as many
/// cells as the row has words; so all bits together take no more than twice the memory of the runs themselves.
struct RunBits: ~Copyable {
  /// For each group the number of its row of bits, or one of the states below.
  private var rowOf: [Int32] = []
  private static let unseen: Int32 = -1
  private static let seen: Int32 = -2
  private static let unfit: Int32 = -3
  private var groups: [Int32] = []
  private var words: UnsafeMutablePointer<UInt64>?
  private var rows = 0
  private var room = 0
  private var wordsPerRow = 0
  private var low = 0
  private var round: Int32 = -1

  init() {}

  deinit { words?.deallocate() }

  /// Forgets the bits of runs that have changed since.
  mutating func begin(round: Int32, groups count: Int) {
    if round != self.round {
      forget()
      self.round = round
    }
    while rowOf.count < count { rowOf.append(Self.unseen) }
  }

  private mutating func forget() {
    for group in groups { rowOf[Int(group)] = Self.unseen }
    groups.removeAll(keepingCapacity: true)
    rows = 0
  }

  /// The bits of a group's run; nil where the run is better taken cell by cell.
  @inline(__always)
  mutating func bits(
    of group: Int32, _ cells: UnsafePointer<Int32>, from start: Int, to end: Int,
    for square: BitSquare
  ) -> UnsafePointer<UInt64>? {
    guard end - start >= square.wordsPerRow else { return nil }
    if low != square.secondLow || wordsPerRow != square.wordsPerRow { follow(square) }
    let row = rowOf[Int(group)]
    if row >= 0, let words { return UnsafePointer(words + Int(row) * wordsPerRow) }
    if row == Self.unfit { return nil }
    return makeBits(of: group, cells, from: start, to: end, for: square)
  }

  /// The square has moved or grown.
  private mutating func follow(_ square: BitSquare) {
    forget()
    words?.deallocate()
    words = nil
    room = 0
    (low, wordsPerRow) = (square.secondLow, square.wordsPerRow)
  }

  @inline(never)
  private mutating func makeBits(
    of group: Int32, _ cells: UnsafePointer<Int32>, from start: Int, to end: Int,
    for square: BitSquare
  ) -> UnsafePointer<UInt64>? {
    if rowOf[Int(group)] == Self.unseen {
      rowOf[Int(group)] = Self.seen
      groups.append(group)
      return nil
    }
    for place in start..<end where !square.coversColumn(cells[place]) {
      rowOf[Int(group)] = Self.unfit
      return nil
    }
    reserve(rows + 1)
    guard let words else { return nil }
    let target = words + rows * wordsPerRow
    target.initialize(repeating: 0, count: wordsPerRow)
    for place in start..<end {
      let column = Int(cells[place]) - low
      target[column >> 6] |= 1 << UInt64(column & 63)
    }
    rowOf[Int(group)] = Int32(truncatingIfNeeded: rows)
    rows += 1
    return UnsafePointer(target)
  }

  private mutating func reserve(_ needed: Int) {
    guard needed > room else { return }
    room = max(needed, room * 2, 64)
    let fresh = UnsafeMutablePointer<UInt64>.allocate(capacity: room * wordsPerRow)
    if let words {
      fresh.update(from: words, count: rows * wordsPerRow)
      words.deallocate()
    }
    words = fresh
  }
}
