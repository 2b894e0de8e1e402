import CKernels
import CZlib

/// The checksum of blocks.
enum Checksum {
  private static let kernel = ck_crc32_select()
  private static let leastForKernel = 64

  /// CRC-32 (ISO 3309), as zlib and gzip have it.
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { buffer in
      if let kernel, let start = buffer.baseAddress, buffer.count >= leastForKernel {
        return kernel(start, buffer.count)
      }
      return UInt32(truncatingIfNeeded: crc32_z(0, buffer.baseAddress, buffer.count))
    }
  }
}
