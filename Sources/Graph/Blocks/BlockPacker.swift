/// Makes blocks of sorted triples: as many rows go into one as fit in a page of the file (``PackedBlock``).
struct BlockPacker: ~Copyable {
  /// The first key of the block at hand.
  private(set) var firstKey = TripleKey(words: 0, 0, 0)
  private(set) var count = 0
  private let words: UnsafeMutablePointer<UInt32>
  private var least = SIMD4<UInt32>(repeating: .max)
  private var greatest = SIMD4<UInt32>(repeating: 0)
  /// Bits of a row with the ranges at hand.
  private var rowBits = 0

  static let maximumRows = 4096
  /// With its row's other columns, a block of this size fills one page of 4,096 bytes.
  static let maximumSize = 4016

  init() { words = .allocate(capacity: Self.maximumRows * PackedBlock.columns) }

  deinit { words.deallocate() }

  /// Adds a row; false if the block is full, and the row did not go in.
  @inline(__always)
  mutating func append(_ key: TripleKey, origin: UInt8) -> Bool {
    let row = SIMD4(key.first, key.second, key.third, UInt32(origin))
    let low = pointwiseMin(least, row)
    let high = pointwiseMax(greatest, row)
    var bits = rowBits
    if low != least || high != greatest { bits = Self.bits(low, high) }
    let size = PackedBlock.headerSize + PackedBlock.padding + ((count + 1) * bits + 7) / 8
    guard count < Self.maximumRows, size <= Self.maximumSize else { return false }
    (least, greatest, rowBits) = (low, high, bits)
    if count == 0 { firstKey = key }
    let place = words + count * PackedBlock.columns
    place[0] = row[0]
    place[1] = row[1]
    place[2] = row[2]
    place[3] = row[3]
    count += 1
    return true
  }

  private static func bits(_ low: SIMD4<UInt32>, _ high: SIMD4<UInt32>) -> Int {
    let range = high &- low
    return 128 - range[0].leadingZeroBitCount - range[1].leadingZeroBitCount
      - range[2].leadingZeroBitCount - range[3].leadingZeroBitCount
  }

  /// Gives the bytes of the block at hand and begins the next.
  mutating func finish() -> [UInt8] {
    let range = greatest &- least
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.maximumSize)
    func put(_ word: UInt32) {
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    bytes.append(UInt8(truncatingIfNeeded: count))
    bytes.append(UInt8(truncatingIfNeeded: count >> 8))
    var widths = SIMD4<UInt64>()
    for column in 0..<PackedBlock.columns {
      widths[column] = UInt64(32 - range[column].leadingZeroBitCount)
      put(least[column])
      bytes.append(UInt8(widths[column]))
    }
    var pending: UInt64 = 0
    var filled: UInt64 = 0
    for row in 0..<count {
      for column in 0..<PackedBlock.columns where widths[column] > 0 {
        let word = words[row * PackedBlock.columns + column] &- least[column]
        pending |= UInt64(word) << filled
        filled += widths[column]
        if filled >= 32 {
          put(UInt32(truncatingIfNeeded: pending))
          pending >>= 32
          filled -= 32
        }
      }
    }
    while filled > 0 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      filled = filled > 8 ? filled - 8 : 0
    }
    bytes.append(contentsOf: repeatElement(0, count: PackedBlock.padding))
    count = 0
    least = SIMD4(repeating: .max)
    greatest = SIMD4(repeating: 0)
    rowBits = 0
    return bytes
  }
}
