/// Byte strings, each kept once and numbered in order of first appearance.
///
/// A slot holds the upper half of the hash, by which it is placed, beside the number: growing reads no string.
public final class StringPool {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var used = 0
  private var capacity = 1 << 12
  private var offsets: [Int] = [0]
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask = 1023

  public init() {
    bytes = .allocate(capacity: capacity)
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
  }

  deinit {
    bytes.deallocate()
    slots.deallocate()
  }

  public var count: Int { offsets.count - 1 }
  /// Bytes of memory that the pool holds.
  public var memory: Int { capacity + (mask + 1) * 8 + offsets.capacity * 8 }

  public subscript(number: Int) -> String {
    let (start, end) = (offsets[number], offsets[number + 1])
    return String(
      decoding: UnsafeBufferPointer(start: bytes + start, count: end - start), as: UTF8.self)
  }

  /// Lends the bytes of a string.
  public func withBytes<Result, Failure: Error>(
    of number: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let (start, end) = (offsets[number], offsets[number + 1])
    let all = UnsafeBufferPointer(start: UnsafePointer(bytes + start), count: end - start)
    return try body(all.span)
  }

  /// The number of a string, a new one if it has none yet.
  public func intern(_ string: Span<UInt8>) -> (number: Int, isNew: Bool) {
    string.withUnsafeBufferPointer { intern($0) }
  }

  /// The number of a string, or nil where it is not in the pool.
  public func find(_ string: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = Self.hash(string) >> 32
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 {
      if slots[place] >> 32 == hash {
        let number = Int(slots[place] & 0xFFFF_FFFF) - 1
        if equals(number, string) { return number }
      }
      place = (place + 1) & mask
    }
    return nil
  }

  /// The number of a string, a new one if it has none yet.
  public func intern(_ string: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
    let hash = Self.hash(string) >> 32
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 {
      if slots[place] >> 32 == hash {
        let number = Int(slots[place] & 0xFFFF_FFFF) - 1
        if equals(number, string) { return (number, false) }
      }
      place = (place + 1) & mask
    }
    append(string)
    let number = count - 1
    slots[place] = hash << 32 | UInt64(number + 1)
    if count * 8 > (mask + 1) * 5 { grow() }
    return (number, true)
  }

  private func append(_ string: UnsafeBufferPointer<UInt8>) {
    let needed = used + string.count
    if needed > capacity {
      let grown = max(needed, capacity * 2)
      let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: grown)
      fresh.update(from: bytes, count: used)
      bytes.deallocate()
      bytes = fresh
      capacity = grown
    }
    if let start = string.baseAddress { (bytes + used).update(from: start, count: string.count) }
    used = needed
    offsets.append(used)
  }

  private func equals(_ number: Int, _ string: UnsafeBufferPointer<UInt8>) -> Bool {
    let (start, end) = (offsets[number], offsets[number + 1])
    guard end - start == string.count else { return false }
    for offset in 0..<string.count where bytes[start + offset] != string[offset] { return false }
    return true
  }

  private func grow() {
    let size = (mask + 1) * 4
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

  /// Eight bytes at a time; the tail is one load that overlaps what was read before it.
  private static func hash(_ string: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let length = string.count
    guard let base = UnsafeRawPointer(string.baseAddress), length > 0 else { return Hashing.mix(1) }
    var hash = UInt64(length)
    if length >= 8 {
      var offset = 0
      while offset + 8 <= length {
        hash = Hashing.mix(
          hash &* 31 ^ base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
      }
      return Hashing.mix(
        hash &* 31 ^ base.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self))
    }
    var word: UInt64 = 0
    for offset in 0..<length { word = word << 8 | UInt64(string[offset]) }
    return Hashing.mix(hash &* 31 ^ word)
  }
}
