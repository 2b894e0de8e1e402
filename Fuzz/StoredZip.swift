/// Makes archives (zip) of parts that are not compressed, for readers of packages.
enum StoredZip {
  static func archive(_ parts: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, bytes) in parts {
      let start = archive.count
      // Version, no flags, stored, no time; checksum and sizes.
      var entry = number(20, 2) + number(0, 2) + number(0, 2) + number(0, 4)
      entry += number(checksum(bytes), 4) + number(UInt32(bytes.count), 4) * 2
      entry += number(UInt32(name.utf8.count), 2) + number(0, 2)
      archive += number(0x0403_4B50, 4) + entry + Array(name.utf8) + bytes
      directory += number(0x0201_4B50, 4) + number(20, 2) + entry + number(0, 2) * 3
      directory += number(0, 4) + number(UInt32(start), 4) + Array(name.utf8)
    }
    let count = number(UInt32(parts.count), 2)
    return archive + directory + number(0x0605_4B50, 4) + number(0, 2) * 2 + count * 2
      + number(UInt32(directory.count), 4) + number(UInt32(archive.count), 4) + number(0, 2)
  }

  /// A number in so many bytes, the least first.
  private static func number(_ value: UInt32, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
  }

  /// CRC-32 (ISO 3309).
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}

private func * (bytes: [UInt8], times: Int) -> [UInt8] {
  Array(repeatElement(bytes, count: times).joined())
}
