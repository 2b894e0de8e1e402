/// From packed words to dense group numbers, in order of first appearance, by open addressing.
///
/// Whole blocks are looked up in two passes where the table is large: the first reads the slots, so that the memory of
/// many is fetched at once.
struct PairMap: ~Copyable {
  private var words: UnsafeMutablePointer<UInt64>
  private var groups: UnsafeMutablePointer<Int32>
  private var mask: Int
  private(set) var count = 0
  /// Depends on all that was fetched ahead of its use, so that the compiler cannot leave that out.
  private var fetched: UInt64 = 0

  init(capacity: Int = 0) {
    var size = 16
    while size * 5 < capacity * 8 { size *= 2 }
    words = .allocate(capacity: size)
    groups = .allocate(capacity: size)
    groups.initialize(repeating: -1, count: size)
    mask = size - 1
  }

  deinit {
    words.deallocate()
    groups.deallocate()
  }

  var bytes: Int { (mask + 1) * 12 }

  /// The group of a word, or -1.
  @inline(__always)
  func find(_ word: UInt64) -> Int32 {
    var place = Int(truncatingIfNeeded: Hashing.mix(word)) & mask
    while groups[place] >= 0 {
      if words[place] == word { return groups[place] }
      place = (place + 1) & mask
    }
    return -1
  }

  /// The group of a word, a new one if it has none.
  @inline(__always)
  mutating func insert(_ word: UInt64) -> Int32 {
    if (count + 1) * 8 > (mask + 1) * 5 { grow() }
    var place = Int(truncatingIfNeeded: Hashing.mix(word)) & mask
    while groups[place] >= 0 {
      if words[place] == word { return groups[place] }
      place = (place + 1) & mask
    }
    words[place] = word
    groups[place] = Int32(truncatingIfNeeded: count)
    count += 1
    return groups[place]
  }

  private mutating func grow() {
    let size = (mask + 1) * 2
    let freshWords = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
    let freshGroups = UnsafeMutablePointer<Int32>.allocate(capacity: size)
    freshGroups.initialize(repeating: -1, count: size)
    for slot in 0...mask where groups[slot] >= 0 {
      var place = Int(truncatingIfNeeded: Hashing.mix(words[slot])) & (size - 1)
      while freshGroups[place] >= 0 { place = (place + 1) & (size - 1) }
      freshWords[place] = words[slot]
      freshGroups[place] = groups[slot]
    }
    words.deallocate()
    groups.deallocate()
    words = freshWords
    groups = freshGroups
    mask = size - 1
  }

  // MARK: Whole blocks

  /// Whether the table is larger than the nearer caches.
  private var isLarge: Bool { mask > 1 << 15 }

  /// Reads the slots of words before they are needed.
  @inline(__always)
  private mutating func fetch(_ rows: Int, _ word: (Int) -> UInt64) {
    var touched: UInt64 = 0
    for row in 0..<rows {
      let place = Int(truncatingIfNeeded: Hashing.mix(word(row))) & mask
      touched ^= words[place] ^ UInt64(truncatingIfNeeded: groups[place])
    }
    fetched ^= touched
  }

  /// The groups of words.
  mutating func find(
    _ words: UnsafePointer<UInt64>, count: Int, into groups: UnsafeMutablePointer<Int32>
  ) {
    if isLarge { fetch(count) { words[$0] } }
    for place in 0..<count { groups[place] = find(words[place]) }
  }

  /// The groups of single values.
  mutating func find(
    _ values: UnsafePointer<Int32>, count rows: Int, into groups: UnsafeMutablePointer<Int32>
  ) {
    if isLarge { fetch(rows) { UInt64(UInt32(bitPattern: values[$0])) } }
    for row in 0..<rows { groups[row] = find(UInt64(UInt32(bitPattern: values[row]))) }
  }

  /// The groups of pairs.
  mutating func find(
    _ first: UnsafePointer<Int32>, _ second: UnsafePointer<Int32>, count rows: Int,
    into groups: UnsafeMutablePointer<Int32>
  ) {
    if isLarge { fetch(rows) { Hashing.pack(first[$0], second[$0]) } }
    for row in 0..<rows { groups[row] = find(Hashing.pack(first[row], second[row])) }
  }

  /// The groups of single values or pairs, new ones where they have none.
  mutating func insert(
    _ first: UnsafePointer<Int32>, _ second: UnsafePointer<Int32>?, count rows: Int,
    into groups: UnsafeMutablePointer<Int32>
  ) {
    if let second {
      if isLarge { fetch(rows) { Hashing.pack(first[$0], second[$0]) } }
      for row in 0..<rows { groups[row] = insert(Hashing.pack(first[row], second[row])) }
    } else {
      if isLarge { fetch(rows) { UInt64(UInt32(bitPattern: first[$0])) } }
      for row in 0..<rows { groups[row] = insert(UInt64(UInt32(bitPattern: first[row]))) }
    }
  }
}
