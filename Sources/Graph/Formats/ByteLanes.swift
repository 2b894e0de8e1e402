/// Sixteen bytes at a time: where a byte of some set stands first.
struct ByteLanes {
  /// Which lanes are in the set, eight bits each, from the lowest.
  private let ends: SIMD2<UInt64>
  private let bytes: SIMD2<UInt64>

  typealias Lanes = SIMD16<UInt8>
  static let count = 16

  @inline(__always)
  private init(_ lanes: Lanes, _ mask: SIMDMask<SIMD16<Int8>>) {
    ends = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    bytes = unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
  }

  /// Bytes that end the plain part of an IRI (``ByteClasses/endsIRI``).
  @inline(__always)
  static func endsOfIRI(_ lanes: Lanes) -> ByteLanes {
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
    return ByteLanes(lanes, mask)
  }

  /// Bytes that end the plain part of a string (``ByteClasses/endsString``).
  @inline(__always)
  static func endsOfString(_ lanes: Lanes) -> ByteLanes {
    let mask =
      (lanes .== Lanes(repeating: UInt8(ascii: "\"")))
      .| (lanes .== Lanes(repeating: UInt8(ascii: "\\")))
      .| (lanes .== Lanes(repeating: 10)) .| (lanes .== Lanes(repeating: 13))
    return ByteLanes(lanes, mask)
  }

  /// How many bytes stand before the first of the set; 16 where there is none.
  @inline(__always)
  var before: Int {
    let low = ends[0].trailingZeroBitCount
    return (low < 64 ? low : 64 + ends[1].trailingZeroBitCount) >> 3
  }

  /// Whether a byte before the first of the set is beyond ASCII.
  @inline(__always)
  var hasOthersBefore: Bool {
    let high: UInt64 = 0x8080_8080_8080_8080
    let low = bytes[0] & high & Self.below(ends[0])
    return low | (ends[0] == 0 ? bytes[1] & high & Self.below(ends[1]) : 0) != 0
  }

  /// The bits below the lowest that is set.
  @inline(__always)
  private static func below(_ word: UInt64) -> UInt64 { ~word & (word &- 1) }
}
