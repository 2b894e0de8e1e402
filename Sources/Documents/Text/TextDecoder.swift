/// Bytes to text: UTF-8, UTF-16 with a byte order mark, and Windows-1252 where bytes can be nothing else.
enum TextDecoder {
  static func decode(_ bytes: [UInt8]) throws(ReadingError) -> String {
    if bytes.isEmpty { throw .empty }
    if bytes.starts(with: [0xFF, 0xFE]) {
      return try utf16(bytes.dropFirst(2), littleEndian: true)
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
      return try utf16(bytes.dropFirst(2), littleEndian: false)
    }
    let plain = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    if isBinary(plain) { throw .binary }
    if let text = String(validating: plain, as: UTF8.self) { return text }
    return try windows1252(plain)
  }

  /// Control characters that text does not have.
  static func isBinary(_ bytes: ArraySlice<UInt8>) -> Bool {
    var controls = 0
    for byte in bytes.prefix(1 << 16) {
      if byte == 0 { return true }
      if byte < 9 || (14..<32).contains(byte) && byte != 27 { controls += 1 }
    }
    return controls * 50 > min(bytes.count, 1 << 16)
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, littleEndian: Bool) throws(ReadingError)
    -> String
  {
    guard bytes.count % 2 == 0 else { throw .encoding("is broken UTF-16 (an odd number of bytes)") }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
      units.append(littleEndian ? second << 8 | first : first << 8 | second)
      place += 2
    }
    guard let text = String(validating: units, as: UTF16.self) else {
      throw .encoding("is broken UTF-16")
    }
    return text
  }

  private static let windows1252High: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  /// Western text in one byte a letter, if its high bytes are those of letters and typographic marks
  /// between plain ones; anything else is refused rather than mangled.
  private static func windows1252(_ bytes: ArraySlice<UInt8>) throws(ReadingError) -> String {
    let refusal = ReadingError.encoding("is not UTF-8, and no other encoding fits its bytes")
    var high = 0
    var text = ""
    var previousIsHigh = false
    for byte in bytes {
      guard byte >= 0x80 else {
        text.unicodeScalars.append(Unicode.Scalar(byte))
        previousIsHigh = false
        continue
      }
      high += 1
      let code = byte < 0xA0 ? windows1252High[Int(byte) - 0x80] : UInt32(byte)
      guard code != 0, let scalar = Unicode.Scalar(code) else { throw refusal }
      if previousIsHigh, scalar.properties.isAlphabetic { throw refusal }
      previousIsHigh = scalar.properties.isAlphabetic
      text.unicodeScalars.append(scalar)
    }
    if high * 5 > bytes.count { throw refusal }
    return text
  }
}
