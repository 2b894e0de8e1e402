import CZlib

/// The checksum of blocks.
enum Checksum {
  /// CRC-32 (ISO 3309), as zlib and gzip have it.
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { buffer in
      UInt32(truncatingIfNeeded: crc32_z(0, buffer.baseAddress, buffer.count))
    }
  }
}
