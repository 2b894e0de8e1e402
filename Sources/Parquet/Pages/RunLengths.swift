/// Reads numbers of few bits as Parquet keeps levels and places in dictionaries: runs of one number, and packs of eight.
struct RunLengths {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private let width: Int
  /// Numbers left in the run at hand.
  private var left = 0
  private var repeated: UInt32 = 0
  /// Of a pack: where its next number begins, in bits from `position`; nil in a run of one number.
  private var bit: Int?

  /// - Parameter width: bits of a number, 0 to 32
  init(_ bytes: ArraySlice<UInt8>, width: Int) throws(ParquetError) {
    guard (0...32).contains(width) else { throw .damaged("its numbers have \(width) bits") }
    self.bytes = bytes
    self.width = width
    position = bytes.startIndex
  }

  mutating func next() throws(ParquetError) -> UInt32 {
    while left == 0 { try beginRun() }
    left -= 1
    guard let bit else { return repeated }
    self.bit = bit + width
    var value: UInt64 = 0
    var place = position + bit >> 3
    let shift = bit & 7
    var have = 0
    // Up to 39 bits from five bytes; a pack was seen to lie within the page when it began.
    while have < width + shift {
      value |= UInt64(place < bytes.endIndex ? bytes[place] : 0) << UInt64(have)
      have += 8
      place += 1
    }
    let result = UInt32(truncatingIfNeeded: value >> UInt64(shift) & (1 << UInt64(width) - 1))
    if left == 0 { position = min(bytes.endIndex, position + (self.bit ?? 0) >> 3) }
    return result
  }

  private mutating func beginRun() throws(ParquetError) {
    let header = try variable()
    bit = nil
    if header & 1 == 1 {
      let groups = header >> 1
      guard groups > 0, groups < 1 << 40 else { throw Self.damaged }
      let length = Int(groups) * width
      // The last eight may be cut short at the end of a page.
      guard length - (bytes.endIndex - position) < max(width, 1) else { throw Self.damaged }
      left = Int(groups) * 8
      bit = 0
      return
    }
    guard header > 0, header >> 1 < 1 << 40 else { throw Self.damaged }
    left = Int(header >> 1)
    repeated = 0
    for place in 0..<(width + 7) / 8 {
      guard position < bytes.endIndex else { throw Self.damaged }
      repeated |= UInt32(bytes[position]) << UInt32(8 * place)
      position += 1
    }
    if width < 32, repeated >> UInt32(width) != 0 { throw Self.damaged }
  }

  private mutating func variable() throws(ParquetError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 49, by: 7) {
      guard position < bytes.endIndex else { throw Self.damaged }
      let next = bytes[position]
      position += 1
      value |= UInt64(next & 0x7F) << UInt64(shift)
      if next < 0x80 { return value }
    }
    throw Self.damaged
  }

  private static let damaged = ParquetError.damaged("a page has a run of numbers that cannot be")

  /// Numbers as runs and packs, the shorter of both at each place. Linear in the numbers.
  static func encoded(_ numbers: some RandomAccessCollection<UInt32>, width: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var pack: [UInt32] = []
    func variable(_ value: Int) {
      var rest = UInt64(value)
      while rest >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }
    func flushPack() {
      guard !pack.isEmpty else { return }
      let groups = (pack.count + 7) / 8
      variable(groups << 1 | 1)
      var (buffer, have): (UInt64, Int) = (0, 0)
      for place in 0..<groups * 8 {
        buffer |= UInt64(place < pack.count ? pack[place] : 0) << UInt64(have)
        have += width
        while have >= 8 {
          bytes.append(UInt8(truncatingIfNeeded: buffer))
          buffer >>= 8
          have -= 8
        }
      }
      pack.removeAll(keepingCapacity: true)
    }
    var place = numbers.startIndex
    while place != numbers.endIndex {
      let number = numbers[place]
      var end = numbers.index(after: place)
      while end != numbers.endIndex, numbers[end] == number { end = numbers.index(after: end) }
      var length = numbers.distance(from: place, to: end)
      // A pack holds whole groups of eight, so a run fills up the one that is open.
      while length > 0, pack.count & 7 != 0 {
        pack.append(number)
        length -= 1
      }
      if length >= 8 {
        flushPack()
        variable(length << 1)
        for byte in 0..<(width + 7) / 8 {
          bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(8 * byte)))
        }
      } else {
        for _ in 0..<length { pack.append(number) }
      }
      place = end
    }
    flushPack()
    return bytes
  }
}
