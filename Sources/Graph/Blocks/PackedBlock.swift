/// A block of triples, sorted: each row in as many bits as the block's ranges of values need (frame of reference;
/// Goldstein, Ramakrishnan, Shaft, ICDE 1998), so that any row is reached without those before it.
///
/// The bytes, little-endian: the number of rows (2), then for each of the four columns, the three parts of the key and the
/// origin, its smallest word (4) and its width in bits (1); then the rows, from the lowest bit on, and 8 bytes of zero,
/// so that eight bytes can be loaded anywhere.
struct PackedBlock {
  static let headerSize = 22
  static let padding = 8
  static let columns = 4

  let count: Int
  private let bytes: [UInt8]
  private let least: InlineArray<4, UInt32>
  private let widths: InlineArray<4, Int>
  private let offsets: InlineArray<4, Int>
  private let rowBits: Int

  /// Nil for bytes that are no block, and for values that no graph has.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= Self.headerSize + Self.padding else { return nil }
    count = Int(bytes[0]) | Int(bytes[1]) << 8
    var least = InlineArray<4, UInt32>(repeating: 0)
    var widths = InlineArray<4, Int>(repeating: 0)
    var offsets = InlineArray<4, Int>(repeating: 0)
    var total = 0
    for column in 0..<Self.columns {
      let place = 2 + column * 5
      for byte in 0..<4 { least[column] |= UInt32(bytes[place + byte]) << UInt32(byte * 8) }
      widths[column] = Int(bytes[place + 4])
      guard widths[column] <= 32 else { return nil }
      offsets[column] = total
      total += widths[column]
    }
    let size = Self.headerSize + (count * total + 7) / 8 + Self.padding
    guard count > 0, bytes.count == size else { return nil }
    (self.bytes, self.least, self.widths, self.offsets) = (bytes, least, widths, offsets)
    rowBits = total
    // Mostly the width alone tells that no value is too large.
    for column in 0..<3 where !Self.isValue(least[column], UInt64(1) << UInt64(widths[column]) - 1)
    {
      guard holdsValues(column) else { return nil }
    }
  }

  /// Whether a word is a value that a file may hold.
  @inline(__always)
  private static func isValue(_ least: UInt32, _ above: UInt64) -> Bool {
    UInt64(least) + above < UInt64(TripleKey.word(Value.firstSessionID))
  }

  private func holdsValues(_ column: Int) -> Bool {
    let mask = UInt64(1) << UInt64(widths[column]) &- 1
    let source = bytes.span
    var bit = offsets[column] + Self.headerSize * 8
    var greatest: UInt64 = 0
    for _ in 0..<count {
      let loaded = source.bytes.unsafeLoadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self)
      greatest = max(greatest, loaded >> UInt64(bit & 7) & mask)
      bit += rowBits
    }
    return Self.isValue(least[column], greatest)
  }

  @inline(__always)
  private func word(_ row: Int, _ column: Int, in bytes: Span<UInt8>) -> UInt32 {
    let bit = row * rowBits + offsets[column]
    let loaded = bytes.bytes.unsafeLoadUnaligned(
      fromByteOffset: Self.headerSize + bit >> 3, as: UInt64.self)
    let mask = UInt64(1) << UInt64(widths[column]) &- 1
    return least[column] &+ UInt32(truncatingIfNeeded: loaded >> UInt64(bit & 7) & mask)
  }

  /// The key of a row.
  func key(_ row: Int) -> TripleKey {
    precondition(row < count)
    let span = bytes.span
    return TripleKey(words: word(row, 0, in: span), word(row, 1, in: span), word(row, 2, in: span))
  }

  /// The first row whose key is not less than this one.
  private func lowerBound(_ key: TripleKey) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self.key(middle) < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The first row whose key is greater than this one.
  private func upperBound(_ key: TripleKey) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if key < self.key(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The rows whose keys are in a range.
  func rows(_ range: KeyRange) -> Range<Int> {
    let first = lowerBound(range.low)
    return first..<max(first, upperBound(range.high))
  }

  /// Appends a part of the key, as values.
  func append(_ column: Int, _ rows: Range<Int>, to values: inout [Int32]) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= count)
    if widths[column] == 0 {
      values.append(
        contentsOf: repeatElement(TripleKey.value(least[column]), count: rows.count))
      return
    }
    let mask = UInt64(1) << UInt64(widths[column]) &- 1
    let least = least[column]
    let (rowBits, start) = (rowBits, values.count)
    values.append(contentsOf: repeatElement(0, count: rows.count))
    let source = bytes.span
    var target = values.mutableSpan
    var bit = rows.lowerBound * rowBits + offsets[column] + Self.headerSize * 8
    for place in start..<start + rows.count {
      let loaded = source.bytes.unsafeLoadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self)
      let word = least &+ UInt32(truncatingIfNeeded: loaded >> UInt64(bit & 7) & mask)
      target[unchecked: place] = TripleKey.value(word)
      bit += rowBits
    }
  }

  /// Appends the origins of rows.
  func appendOrigins(_ rows: Range<Int>, to origins: inout [UInt8]) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= count)
    if widths[3] == 0 {
      origins.append(
        contentsOf: repeatElement(UInt8(truncatingIfNeeded: least[3]), count: rows.count))
      return
    }
    let span = bytes.span
    for row in rows { origins.append(UInt8(truncatingIfNeeded: word(row, 3, in: span))) }
  }
}
