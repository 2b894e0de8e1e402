/// A set of packed words by open addressing with linear probing.
///
/// A set operation costs one or two cache misses. The table doubles when it is five eighths full.
struct PairSet: ~Copyable {
  /// No packed tuple in the table equals this word; the one that does is kept in `hasEmptyWord`.
  static let empty = UInt64.max

  private(set) var slots: UnsafeMutablePointer<UInt64>
  private(set) var mask: Int
  private(set) var count = 0
  private var hasEmptyWord = false

  init(capacity: Int = 0) {
    let size = Self.size(for: capacity)
    slots = .allocate(capacity: size)
    slots.initialize(repeating: Self.empty, count: size)
    mask = size - 1
  }

  deinit { slots.deallocate() }

  var bytes: Int { (mask + 1) * 8 }

  private static func size(for count: Int) -> Int {
    var size = 16
    while size * 5 < count * 8 { size *= 2 }
    return size
  }

  /// Makes room, so that so many insertions in all need no further growth.
  mutating func reserve(_ needed: Int) {
    guard needed * 8 > (mask + 1) * 5 else { return }
    let size = max(Self.size(for: needed), (mask + 1) * 2)
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

  /// Adds a word; true if it was not there. The caller has reserved room.
  @inline(__always)
  mutating func insertReserved(_ word: UInt64) -> Bool {
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

  @inline(__always)
  func contains(_ word: UInt64) -> Bool {
    if word == Self.empty { return hasEmptyWord }
    var place = Int(truncatingIfNeeded: Hashing.mix(word)) & mask
    while true {
      let found = slots[place]
      if found == word { return true }
      if found == Self.empty { return false }
      place = (place + 1) & mask
    }
  }
}
