import Glibc

/// A bit for each pair of values of two ranges. The owner frees it with ``deallocate()``.
struct BitSquare {
  /// Least and greatest value of each side.
  struct Bounds {
    var firstLow = Int.max
    var firstHigh = Int.min
    var secondLow = Int.max
    var secondHigh = Int.min

    mutating func include(_ word: UInt64) {
      let (first, second) = BitSquare.unpack(word)
      firstLow = min(firstLow, first)
      firstHigh = max(firstHigh, first)
      secondLow = min(secondLow, second)
      secondHigh = max(secondHigh, second)
    }

    /// Room for a quarter more on each side, so that a square that grows step by step is seldom copied.
    mutating func addMargin() {
      let (first, second) = ((firstHigh - firstLow) / 4, (secondHigh - secondLow) / 4)
      firstLow = max(firstLow - first, Int(Int32.min))
      firstHigh = min(firstHigh + first, Int(Int32.max))
      secondLow = max(secondLow - second, Int(Int32.min))
      secondHigh = min(secondHigh + second, Int(Int32.max))
    }

    var rows: Int { firstHigh - firstLow + 1 }
    var columns: Int { secondHigh - secondLow + 1 }
    /// Bits of the square, with rows rounded up to whole words.
    var cells: Int { rows * ((columns + 63) & ~63) }
  }

  let bounds: Bounds
  let isInUse: Bool
  private let words: UnsafeMutablePointer<UInt64>?
  let wordsPerRow: Int
  private let firstLow: Int
  let secondLow: Int
  private let rows: Int
  private let columns: Int

  /// A square that is not in use.
  init() {
    bounds = Bounds()
    isInUse = false
    words = nil
    (wordsPerRow, firstLow, secondLow, rows, columns) = (0, 0, 0, 0, 0)
  }

  init(_ bounds: Bounds) {
    self.bounds = bounds
    isInUse = true
    wordsPerRow = (bounds.columns + 63) / 64
    firstLow = bounds.firstLow
    secondLow = bounds.secondLow
    rows = bounds.rows
    columns = bounds.columns
    // Pages that nothing is written to stay out of memory.
    words = calloc(rows * wordsPerRow, 8)?.assumingMemoryBound(to: UInt64.self)
  }

  func deallocate() { free(words) }

  var bytes: Int { rows * wordsPerRow * 8 }

  @inline(__always)
  static func unpack(_ word: UInt64) -> (first: Int, second: Int) {
    (
      Int(Int32(truncatingIfNeeded: Int64(bitPattern: word) >> 32)),
      Int(Int32(truncatingIfNeeded: word))
    )
  }

  @inline(__always)
  func covers(_ word: UInt64) -> Bool {
    let (first, second) = Self.unpack(word)
    return UInt(bitPattern: first - firstLow) < UInt(rows)
      && UInt(bitPattern: second - secondLow) < UInt(columns)
  }

  @inline(__always)
  func insert(_ word: UInt64) -> Bool {
    let (first, second) = Self.unpack(word)
    let column = second - secondLow
    let place = (first - firstLow) * wordsPerRow + column >> 6
    let bit: UInt64 = 1 << UInt64(column & 63)
    let old = words![place]
    words![place] = old | bit
    return old & bit == 0
  }

  /// Adds the pairs of a value with the cells of a run, as far as they are within the square, and copies cells that were
  /// new to `target` from `new` on; gives the place of the first cell that was not added.
  @inline(__always)
  func insertRun(
    _ value: Int32, _ cells: UnsafePointer<Int32>, from start: Int, to end: Int,
    newTo target: UnsafeMutablePointer<Int32>, _ new: inout Int
  ) -> Int {
    let row = Int(value) - firstLow
    guard UInt(bitPattern: row) < UInt(rows), let words else { return start }
    let bits = words + row * wordsPerRow
    let (low, width) = (secondLow, UInt(columns))
    var (place, next) = (start, new)
    while place < end {
      let cell = cells[place]
      let column = Int(cell) - low
      if UInt(bitPattern: column) >= width { break }
      let bit: UInt64 = 1 << UInt64(column & 63)
      let old = bits[column >> 6]
      bits[column >> 6] = old | bit
      target[next] = cell
      next += old & bit == 0 ? 1 : 0
      place += 1
    }
    new = next
    return place
  }

  @inline(__always)
  func coversColumn(_ value: Int32) -> Bool {
    UInt(bitPattern: Int(value) - secondLow) < UInt(columns)
  }

  /// Adds the pairs of a value with the values that a row of bits over the square's columns stands for, and copies
  /// those that were new to `target` from `new` on; false where the value is outside of the square.
  func insertBits(
    _ value: Int32, _ bits: UnsafePointer<UInt64>, newTo target: UnsafeMutablePointer<Int32>,
    _ new: inout Int
  ) -> Bool {
    let number = Int(value) - firstLow
    guard UInt(bitPattern: number) < UInt(rows), let words else { return false }
    let row = words + number * wordsPerRow
    var next = new
    var word = 0
    while word < wordsPerRow {
      // Most of a row is there already: eight words are looked at together.
      if word + 8 <= wordsPerRow {
        let more = UnsafeRawPointer(bits + word).loadUnaligned(as: SIMD8<UInt64>.self)
        let known = UnsafeRawPointer(row + word).loadUnaligned(as: SIMD8<UInt64>.self)
        if more & ~known == .zero {
          word += 8
          continue
        }
      }
      let end = min(word + 8, wordsPerRow)
      while word < end {
        var fresh = bits[word] & ~row[word]
        row[word] |= fresh
        while fresh != 0 {
          target[next] = Int32(
            truncatingIfNeeded: secondLow + word * 64 + fresh.trailingZeroBitCount)
          next += 1
          fresh &= fresh - 1
        }
        word += 1
      }
    }
    new = next
    return true
  }

  @inline(__always)
  func contains(_ word: UInt64) -> Bool {
    let (first, second) = Self.unpack(word)
    let column = second - secondLow
    return words![(first - firstLow) * wordsPerRow + column >> 6] & (1 << UInt64(column & 63)) != 0
  }

  /// Calls `body` with every packed pair.
  func visitPairs(_ body: (UInt64) -> Void) {
    for row in 0..<rows {
      for place in 0..<wordsPerRow {
        var bits = words![row * wordsPerRow + place]
        while bits != 0 {
          let column = place * 64 + bits.trailingZeroBitCount
          bits &= bits - 1
          body(
            Hashing.pack(
              Int32(truncatingIfNeeded: row + firstLow),
              Int32(truncatingIfNeeded: column + secondLow)))
        }
      }
    }
  }
}
