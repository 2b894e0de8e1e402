/// A set of tuples of three values in which two columns together have few values: those are numbered, and the pairs of
/// their numbers with the third value are a ``PairSet``, which may be bits.
///
/// A tuple that is there already costs a look-up in a small table and one of a bit, where a ``RowSet`` reads a slot and
/// then three columns somewhere else.
struct TripleSet: ~Copyable {
  private var groups = PairMap()
  private var pairs = PairSet()
  private let first: Int
  private let second: Int
  private let rest: Int

  /// Rows for each value of the two columns that make it worth its while, on average: with fewer, most tuples are new,
  /// and two look-ups cost more than one.
  private static let leastRun = 32
  /// Bits that may be there for each row: with more, few of them would be set.
  private static let mostBits = 256

  var bytes: Int { groups.bytes + pairs.bytes }

  /// For the first rows of some columns, all of them different; nil where no two columns have few enough values.
  init?(of columns: [UnsafePointer<Int32>], count: Int) {
    precondition(columns.count == 3)
    var most = count / Self.leastRun
    var best: (first: Int, second: Int, rest: Int)?
    for (first, second, rest) in [(0, 1, 2), (0, 2, 1), (1, 2, 0)] {
      var groups = PairMap()
      var row = 0
      while row < count, groups.count <= most {
        _ = groups.insert(Hashing.pack(columns[first][row], columns[second][row]))
        row += 1
      }
      let span = Self.span(columns[rest], count)
      if groups.count <= most, groups.count * span <= count * Self.mostBits {
        best = (first, second, rest)
        most = groups.count - 1
      }
    }
    guard let best else { return nil }
    (first, second, rest) = best
    pairs.reserve(count)
    var row = 0
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: Block.capacity) { places in
      guard let places = places.baseAddress else { return }
      while row < count {
        let part = min(Block.capacity, count - row)
        _ = insertReserved(columns.map { $0 + row }, count: part, newRows: places)
        row += part
      }
    }
  }

  private static func span(_ values: UnsafePointer<Int32>, _ count: Int) -> Int {
    var (low, high) = (Int32.max, Int32.min)
    for row in 0..<count {
      low = min(low, values[row])
      high = max(high, values[row])
    }
    return Int(high) - Int(low) + 1
  }

  /// Makes room for so many tuples in all.
  mutating func reserve(_ needed: Int) { pairs.reserve(needed) }

  /// Adds rows, writes the numbers of those that were new, and gives how many. Room is reserved.
  ///
  /// - Parameter rows: a block's at most.
  mutating func insertReserved(
    _ sources: [UnsafePointer<Int32>], count rows: Int, newRows: UnsafeMutablePointer<Int32>
  ) -> Int {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: max(rows, 1)) { numbers in
      guard let numbers = numbers.baseAddress else { return 0 }
      let (left, right) = (sources[first], sources[second])
      var row = 0
      while row < rows {
        // Rows come in runs mostly, because the last join gives them so.
        let (x, y) = (left[row], right[row])
        let group = groups.insert(Hashing.pack(x, y))
        repeat {
          numbers[row] = group
          row += 1
        } while row < rows && right[row] == y && left[row] == x
      }
      return pairs.insertReserved(numbers, sources[rest], count: rows, newRows: newRows)
    }
  }

  func contains(_ row: (Int) -> Int32) -> Bool {
    let group = groups.find(Hashing.pack(row(first), row(second)))
    return group >= 0 && pairs.contains(Hashing.pack(group, row(rest)))
  }
}
