/// From packed words to dense group numbers, in order of first appearance, by open addressing.
struct PairMap: ~Copyable {
  private var words: UnsafeMutablePointer<UInt64>
  private var groups: UnsafeMutablePointer<Int32>
  private var mask: Int
  private(set) var count = 0

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

  /// The groups of single values.
  func find(
    _ values: UnsafePointer<Int32>, count rows: Int, into groups: UnsafeMutablePointer<Int32>
  ) {
    for row in 0..<rows { groups[row] = find(UInt64(UInt32(bitPattern: values[row]))) }
  }

  /// The groups of pairs.
  func find(
    _ first: UnsafePointer<Int32>, _ second: UnsafePointer<Int32>, count rows: Int,
    into groups: UnsafeMutablePointer<Int32>
  ) {
    for row in 0..<rows { groups[row] = find(Hashing.pack(first[row], second[row])) }
  }

  /// The groups of single values or pairs, new ones where they have none.
  mutating func insert(
    _ first: UnsafePointer<Int32>, _ second: UnsafePointer<Int32>?, count rows: Int,
    into groups: UnsafeMutablePointer<Int32>
  ) {
    if let second {
      for row in 0..<rows { groups[row] = insert(Hashing.pack(first[row], second[row])) }
    } else {
      for row in 0..<rows { groups[row] = insert(UInt64(UInt32(bitPattern: first[row]))) }
    }
  }
}
