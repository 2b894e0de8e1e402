/// Sixteen bytes at a time: where a byte of some set stands first.
enum ByteLanes {
  typealias Lanes = SIMD16<UInt8>
  static let count = 16

  /// Which bytes end the plain part of an IRI (``ByteClasses/endsIRI``): eight bits each, from the lowest.
  @inline(__always)
  static func endsOfIRI(_ lanes: Lanes) -> SIMD2<UInt64> {
    // Pairs that differ in one bit are looked for as one: < >, \ ^, | }.
    let secondBit = lanes | Lanes(repeating: 2)
    let firstBit = lanes | Lanes(repeating: 1)
    let mask =
      (lanes .<= Lanes(repeating: 0x20))
      .| (secondBit .== Lanes(repeating: UInt8(ascii: ">")))
      .| (secondBit .== Lanes(repeating: UInt8(ascii: "^")))
      .| (firstBit .== Lanes(repeating: UInt8(ascii: "}")))
      .| (lanes .== Lanes(repeating: UInt8(ascii: "{")))
      .| (lanes .== Lanes(repeating: UInt8(ascii: "`")))
      .| (lanes .== Lanes(repeating: UInt8(ascii: "\"")))
    return unsafeBitCast(mask, to: SIMD2<UInt64>.self)
  }

  /// Which bytes end the plain part of a string (``ByteClasses/endsString``).
  @inline(__always)
  static func endsOfString(_ lanes: Lanes) -> SIMD2<UInt64> {
    let mask =
      (lanes .== Lanes(repeating: UInt8(ascii: "\"")))
      .| (lanes .== Lanes(repeating: UInt8(ascii: "\\")))
      .| (lanes .== Lanes(repeating: 10)) .| (lanes .== Lanes(repeating: 13))
    return unsafeBitCast(mask, to: SIMD2<UInt64>.self)
  }

  /// The place of the first byte that is set; 16 where none is.
  @inline(__always)
  static func first(_ bytes: SIMD2<UInt64>) -> Int {
    let low = bytes[0].trailingZeroBitCount
    return (low < 64 ? low : 64 + bytes[1].trailingZeroBitCount) >> 3
  }

  /// Whether no byte is beyond ASCII.
  @inline(__always)
  static func areASCII(_ lanes: Lanes) -> Bool {
    let words = unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
    return (words[0] | words[1]) & 0x8080_8080_8080_8080 == 0
  }
}
