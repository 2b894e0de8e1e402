/// From the bytes of a word to the number of its constant: a word that was met before costs one hash and one
/// comparison, and no string is made of it.
///
/// Open addressing over a power of two, at most two thirds full.
struct SpellingCache {
  private struct Entry {
    var hash: UInt32
    /// Where the word was first met; a length of 0 is an empty place.
    var start: Int32
    var length: Int32
    var number: Int32
  }

  private var entries = [Entry](
    repeating: Entry(hash: 0, start: 0, length: 0, number: 0), count: 64)
  private var count = 0

  /// The number of the word at `start..<end`, if it was met before.
  func number(of start: Int, _ end: Int, in bytes: [UInt8]) -> Int32? {
    let hash = Self.hash(bytes, start, end)
    var place = Int(hash) & (entries.count - 1)
    while entries[place].length != 0 {
      let entry = entries[place]
      if entry.hash == hash, Int(entry.length) == end - start,
        Self.areEqual(bytes, Int(entry.start), start, end - start)
      {
        return entry.number
      }
      place = (place + 1) & (entries.count - 1)
    }
    return nil
  }

  /// Notes the number of a word that was not met before.
  mutating func insert(_ start: Int, _ end: Int, in bytes: [UInt8], number: Int32) {
    if (count + 1) * 3 > entries.count * 2 { grow() }
    place(
      Entry(
        hash: Self.hash(bytes, start, end), start: Int32(truncatingIfNeeded: start),
        length: Int32(truncatingIfNeeded: end - start), number: number))
    count += 1
  }

  private mutating func place(_ entry: Entry) {
    var place = Int(entry.hash) & (entries.count - 1)
    while entries[place].length != 0 { place = (place + 1) & (entries.count - 1) }
    entries[place] = entry
  }

  private mutating func grow() {
    let old = entries
    entries = [Entry](
      repeating: Entry(hash: 0, start: 0, length: 0, number: 0), count: old.count * 2)
    for entry in old where entry.length != 0 { place(entry) }
  }

  /// FNV-1a with its high bits folded in (G. Fowler, L. C. Noll, K.-P. Vo).
  private static func hash(_ bytes: [UInt8], _ start: Int, _ end: Int) -> UInt32 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for place in start..<end { hash = (hash ^ UInt64(bytes[place])) &* 0x0000_0100_0000_01b3 }
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }

  private static func areEqual(_ bytes: [UInt8], _ first: Int, _ second: Int, _ count: Int) -> Bool
  {
    for offset in 0..<count where bytes[first + offset] != bytes[second + offset] { return false }
    return true
  }
}
