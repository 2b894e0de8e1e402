/// Eight bytes at a time: where in a word a byte of some set stands first.
///
/// Each function gives a word whose lowest set bit is the highest bit of the first such byte; bits above it mean
/// nothing (H. S. Warren, Hacker's Delight, section 6-1).
enum ByteWords {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  static let highBits: UInt64 = 0x8080_8080_8080_8080

  @inline(__always)
  private static func zeroes(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highBits }

  @inline(__always)
  private static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    zeroes(word ^ (ones &* UInt64(byte)))
  }

  /// Bytes that end the plain part of an IRI (``ByteClasses/endsIRI``).
  @inline(__always)
  static func endsOfIRI(_ word: UInt64) -> UInt64 {
    // Pairs that differ in one bit are looked for as one: < >, \ ^, | }.
    let secondBit = word | ones &* 2
    return (word &- ones &* 0x21) & ~word & highBits
      | equal(secondBit, UInt8(ascii: ">")) | equal(secondBit, UInt8(ascii: "^"))
      | equal(word | ones, UInt8(ascii: "}")) | equal(word, UInt8(ascii: "{"))
      | equal(word, UInt8(ascii: "`")) | equal(word, UInt8(ascii: "\""))
  }

  /// Bytes that end the plain part of a string (``ByteClasses/endsString``).
  @inline(__always)
  static func endsOfString(_ word: UInt64) -> UInt64 {
    equal(word, UInt8(ascii: "\"")) | equal(word, UInt8(ascii: "\\")) | equal(word, 10)
      | equal(word, 13)
  }
}
