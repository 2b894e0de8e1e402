/// Byte strings with dense ids in the order in which they came: an open-addressing hash table over
/// one arena. Look-up and insertion take constant expected time and allocate nothing per string.
struct ByteTable: Sendable {
  private var arena: [UInt8] = []
  /// String `i` is `arena[ends[i]..<ends[i + 1]]`.
  private var ends: [Int] = [0]
  private var hashes: [UInt32] = []
  /// Ids, -1 where free; a power of two of them, at most half full.
  private var slots: [Int32]

  init(capacity: Int = 16) {
    var size = 32
    while size < 2 * capacity { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    hashes.reserveCapacity(capacity)
    ends.reserveCapacity(capacity + 1)
  }

  var count: Int { hashes.count }

  /// Bytes of all strings together.
  var byteCount: Int { arena.count }

  func hash(at id: Int) -> UInt32 { hashes[id] }

  func find(_ bytes: UnsafeRawBufferPointer) -> Int? {
    let place = place(of: bytes, hash: Self.hash(bytes))
    let id = slots[place]
    return id < 0 ? nil : Int(id)
  }

  func find(_ text: String) -> Int? {
    var text = text
    return text.withUTF8 { find(UnsafeRawBufferPointer($0)) }
  }

  /// The id of a string, and whether this call added it.
  @discardableResult
  mutating func insert(_ bytes: UnsafeRawBufferPointer) -> (id: Int, isNew: Bool) {
    let hash = Self.hash(bytes)
    let place = place(of: bytes, hash: hash)
    if slots[place] >= 0 { return (Int(slots[place]), false) }
    let id = hashes.count
    slots[place] = Int32(id)
    hashes.append(hash)
    arena.append(contentsOf: bytes)
    ends.append(arena.count)
    if 2 * hashes.count > slots.count { grow() }
    return (id, true)
  }

  @discardableResult
  mutating func insert(_ text: String) -> (id: Int, isNew: Bool) {
    var text = text
    return text.withUTF8 { insert(UnsafeRawBufferPointer($0)) }
  }

  /// Lends the bytes of a string.
  func withBytes<Result>(at id: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    arena.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[ends[id]..<ends[id + 1]])) }
  }

  /// Hash of a byte string, by multiplying its first and last words (overlapping for short ones).
  static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    func word(_ offset: Int) -> UInt64 {
      bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
    func half(_ offset: Int) -> UInt64 {
      UInt64(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    let count = bytes.count
    var (first, last): (UInt64, UInt64)
    switch count {
    case 0: (first, last) = (0, 0)
    case 1...3:
      first = UInt64(bytes[0]) << 16 | UInt64(bytes[count >> 1]) << 8 | UInt64(bytes[count - 1])
      last = 0
    case 4...7: (first, last) = (half(0), half(count - 4))
    default:
      (first, last) = (word(0), word(count - 8))
      var offset = 8
      while offset < count - 8 {
        first = mix(first ^ word(offset), 0x9e37_79b9_7f4a_7c15)
        offset += 8
      }
    }
    let mixed = mix(
      first ^ 0xa076_1d64_78bd_642f, last ^ 0xe703_7ed1_a0b4_28db ^ UInt64(count))
    return UInt32(truncatingIfNeeded: mixed ^ mixed >> 32)
  }

  private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return high ^ low
  }

  private func place(of bytes: UnsafeRawBufferPointer, hash: UInt32) -> Int {
    let mask = slots.count - 1
    var place = Int(hash) & mask
    while true {
      let id = slots[place]
      if id < 0 { return place }
      if hashes[Int(id)] == hash, equal(Int(id), bytes) { return place }
      place = (place + 1) & mask
    }
  }

  private func equal(_ id: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let start = ends[id]
    guard ends[id + 1] - start == bytes.count else { return false }
    return arena.withUnsafeBytes { own in
      var index = 0
      while index < bytes.count {
        if own[start + index] != bytes[index] { return false }
        index += 1
      }
      return true
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: 2 * slots.count)
    let mask = slots.count - 1
    for (id, hash) in hashes.enumerated() {
      var place = Int(hash) & mask
      while slots[place] >= 0 { place = (place + 1) & mask }
      slots[place] = Int32(id)
    }
  }
}
