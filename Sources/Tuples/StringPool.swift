/// Byte strings, each kept once and numbered in order of first appearance.
///
/// A slot holds the upper half of the hash, by which it is placed, beside the number: growing reads no string.
public final class StringPool {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var used = 0
  private var capacity = 1 << 12
  /// Where each string begins, and where the last one ends.
  private var offsets: UnsafeMutablePointer<Int>
  private var offsetRoom = 1024
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask = 1023
  /// Depends on all that was fetched ahead of its use, so that the compiler cannot leave that out.
  private var fetched: UInt64 = 0
  /// Different strings so far.
  public private(set) var count = 0

  /// No strings.
  public init() {
    bytes = .allocate(capacity: capacity)
    offsets = .allocate(capacity: offsetRoom)
    offsets[0] = 0
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
  }

  deinit {
    offsets.deallocate()
    bytes.deallocate()
    slots.deallocate()
  }

  /// Bytes of memory that the pool holds.
  public var memory: Int { capacity + (mask + 1) * 8 + offsetRoom * 8 }

  /// The string of a number that was given out.
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

  /// Where the bytes of a string are until the next one is added.
  public func bytes(of number: Int) -> ByteRange {
    ByteRange(
      start: UnsafeRawPointer(bytes + offsets[number]),
      count: offsets[number + 1] - offsets[number])
  }

  /// The number of a string, a new one if it has none yet.
  public func intern(_ string: Span<UInt8>) -> (number: Int, isNew: Bool) {
    string.withUnsafeBufferPointer { intern($0) }
  }

  /// The number of a string, or nil where it is not in the pool.
  public func find(_ string: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = Self.hash(string.baseAddress, string.count) >> 32
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 {
      if slots[place] >> 32 == hash {
        let number = Int(slots[place] & 0xFFFF_FFFF) - 1
        if equals(number, string.baseAddress, string.count) { return number }
      }
      place = (place + 1) & mask
    }
    return nil
  }

  /// The number of a string, a new one if it has none yet.
  public func intern(_ string: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
    let hash = Self.hash(string.baseAddress, string.count)
    let before = count
    let number = intern(UnsafeRawPointer(string.baseAddress), string.count, hash)
    return (number, number == before)
  }

  /// The numbers of many strings, new ones for those that have none yet.
  ///
  /// Looks all up in three passes, so that the memory of many is fetched at once instead of one after another.
  public func intern(_ strings: [ByteRange], into numbers: inout [Int32]) {
    let total = strings.count
    numbers.removeAll(keepingCapacity: true)
    numbers.reserveCapacity(total)
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: max(total, 1)) { hashes in
      var table = (slots: slots, mask: mask, offsets: offsets, bytes: bytes)
      var touched: UInt64 = 0
      for place in 0..<total {
        let string = strings[place]
        if place > 0, string == strings[place - 1] {
          hashes[place] = hashes[place - 1]
          continue
        }
        hashes[place] = Self.hash(string.start, string.count)
        touched ^= table.slots[Int(truncatingIfNeeded: hashes[place] >> 32) & table.mask]
      }
      for place in 0..<total {
        let slot = table.slots[Int(truncatingIfNeeded: hashes[place] >> 32) & table.mask]
        guard slot != 0 else { continue }
        touched ^= UInt64(table.bytes[table.offsets[Int(slot & 0xFFFF_FFFF) - 1]])
      }
      fetched ^= touched
      strings: for place in 0..<total {
        let string = strings[place]
        if place > 0, string == strings[place - 1] {
          numbers.append(numbers[place - 1])
          continue
        }
        let hash = hashes[place] >> 32
        var slot = Int(truncatingIfNeeded: hash) & table.mask
        while table.slots[slot] != 0 {
          if table.slots[slot] >> 32 == hash {
            let number = Int(table.slots[slot] & 0xFFFF_FFFF) - 1
            let first = table.offsets[number]
            if table.offsets[number + 1] - first == string.count,
              ByteRange.areEqual(
                UnsafeRawPointer(table.bytes + first), string.start, string.count)
            {
              numbers.append(Int32(truncatingIfNeeded: number))
              continue strings
            }
          }
          slot = (slot + 1) & table.mask
        }
        numbers.append(Int32(truncatingIfNeeded: add(string.start, string.count, hash, at: slot)))
        table = (slots, mask, offsets, bytes)
      }
    }
  }

  private func intern(_ start: UnsafeRawPointer?, _ length: Int, _ full: UInt64) -> Int {
    let hash = full >> 32
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 {
      if slots[place] >> 32 == hash {
        let number = Int(slots[place] & 0xFFFF_FFFF) - 1
        if equals(number, start, length) { return number }
      }
      place = (place + 1) & mask
    }
    return add(start, length, hash, at: place)
  }

  private func add(_ start: UnsafeRawPointer?, _ length: Int, _ hash: UInt64, at slot: Int) -> Int {
    append(start, length)
    let number = count - 1
    slots[slot] = hash << 32 | UInt64(number + 1)
    if count * 8 > (mask + 1) * 5 { grow() }
    return number
  }

  private func append(_ start: UnsafeRawPointer?, _ length: Int) {
    let needed = used + length
    if needed > capacity {
      let grown = max(needed, capacity * 2)
      let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: grown)
      fresh.update(from: bytes, count: used)
      bytes.deallocate()
      bytes = fresh
      capacity = grown
    }
    if let start {
      UnsafeMutableRawPointer(bytes + used).copyMemory(from: start, byteCount: length)
    }
    used = needed
    if count + 1 == offsetRoom { growOffsets() }
    offsets[count + 1] = used
    count += 1
  }

  private func growOffsets() {
    let fresh = UnsafeMutablePointer<Int>.allocate(capacity: offsetRoom * 2)
    fresh.update(from: offsets, count: offsetRoom)
    offsets.deallocate()
    offsets = fresh
    offsetRoom *= 2
  }

  @inline(__always)
  private func equals(_ number: Int, _ start: UnsafeRawPointer?, _ length: Int) -> Bool {
    let first = offsets[number]
    guard offsets[number + 1] - first == length else { return false }
    guard let start else { return true }
    return ByteRange.areEqual(UnsafeRawPointer(bytes + first), start, length)
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
  @inline(__always)
  private static func hash(_ start: UnsafeRawPointer?, _ length: Int) -> UInt64 {
    guard let base = start, length > 0 else { return Hashing.mix(1) }
    var hash = UInt64(length)
    if length >= 8 {
      var offset = 0
      while offset + 8 <= length {
        hash = Hashing.mix(
          hash &* 31 ^ base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
      }
      if offset == length { return hash }
      return Hashing.mix(
        hash &* 31 ^ base.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self))
    }
    var word: UInt64 = 0
    for offset in 0..<length {
      word = word << 8 | UInt64(base.load(fromByteOffset: offset, as: UInt8.self))
    }
    return Hashing.mix(hash &* 31 ^ word)
  }
}

/// Bytes somewhere in memory that outlives the value.
public struct ByteRange: Equatable {
  /// Its first byte.
  public let start: UnsafeRawPointer
  /// Bytes.
  public let count: Int

  /// - Parameter start: its first byte, which must outlive the range
  public init(start: UnsafeRawPointer, count: Int) {
    self.start = start
    self.count = count
  }

  /// Whether the bytes are the same.
  @inline(__always)
  public static func == (left: ByteRange, right: ByteRange) -> Bool {
    left.count == right.count && areEqual(left.start, right.start, left.count)
  }

  /// Eight bytes at a time, the rest by one load that overlaps what was compared before it.
  @inline(__always)
  static func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ length: Int) -> Bool {
    var offset = 0
    while offset + 8 <= length {
      if left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        != right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      {
        return false
      }
      offset += 8
    }
    if offset == length { return true }
    if length >= 8 {
      return left.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
        == right.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
    }
    while offset < length {
      if left.load(fromByteOffset: offset, as: UInt8.self)
        != right.load(fromByteOffset: offset, as: UInt8.self)
      {
        return false
      }
      offset += 1
    }
    return true
  }
}
