/// A piece of UTF-8 text together with its Unicode scalars and their places.
struct ScalarText {
  let bytes: UnsafeRawBufferPointer
  /// The scalars, one after another.
  let scalars: [UInt32]
  /// First byte of each scalar, then the number of bytes.
  let offsets: [Int]

  /// Decodes text that is known to be valid UTF-8.
  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    var scalars: [UInt32] = []
    var offsets: [Int] = []
    scalars.reserveCapacity(bytes.count)
    offsets.reserveCapacity(bytes.count + 1)
    var offset = 0
    while offset < bytes.count {
      let (scalar, length) = decodeScalar(bytes, at: offset)
      scalars.append(scalar)
      offsets.append(offset)
      offset += length
    }
    offsets.append(bytes.count)
    self.scalars = scalars
    self.offsets = offsets
  }

  func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[offsets[range.lowerBound]..<offsets[range.upperBound]])
  }
}

/// The scalar that begins at an offset of valid UTF-8, and the number of its bytes.
@inline(__always)
func decodeScalar(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> (UInt32, Int) {
  let first = UInt32(bytes[offset])
  if first < 0x80 { return (first, 1) }
  func tail(_ place: Int) -> UInt32 { UInt32(bytes[offset + place]) & 0x3f }
  if first < 0xe0 { return ((first & 0x1f) << 6 | tail(1), 2) }
  if first < 0xf0 { return ((first & 0x0f) << 12 | tail(1) << 6 | tail(2), 3) }
  return ((first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
}
