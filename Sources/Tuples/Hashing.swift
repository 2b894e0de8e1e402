/// Multiplicative (Fibonacci) hashing of packed words; Knuth, The Art of Computer Programming 3, section 6.4.
enum Hashing {
  @inline(__always)
  static func mix(_ word: UInt64) -> UInt64 {
    let folded = (word ^ (word >> 29)) &* 0x9E37_79B9_7F4A_7C15
    return folded ^ (folded >> 32)
  }

  @inline(__always)
  static func combine(_ hash: UInt64, _ value: Int32) -> UInt64 {
    mix(hash &* 31 &+ UInt64(UInt32(bitPattern: value)))
  }

  @inline(__always)
  static func pack(_ first: Int32, _ second: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
  }
}
