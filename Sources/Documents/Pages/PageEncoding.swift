import Base
import Glibc

/// Bytes of a page to UTF-8: by the mark of byte order, by what the bytes can be, and by what the page says.
enum PageEncoding {
  static func utf8(_ bytes: [UInt8]) throws(ReadingError) -> [UInt8] {
    if bytes.isEmpty { throw .empty }
    if bytes.starts(with: [0xFF, 0xFE]) { return try converted(bytes.dropFirst(2), "UTF-16LE") }
    if bytes.starts(with: [0xFE, 0xFF]) { return try converted(bytes.dropFirst(2), "UTF-16BE") }
    if bytes.starts(with: [0x3C, 0]) { return try converted(bytes[...], "UTF-16LE") }
    if bytes.starts(with: [0, 0x3C]) { return try converted(bytes[...], "UTF-16BE") }
    let plain = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    if !PageSignature.opens(plain.prefix(1 << 12)), TextDecoder.isBinary(plain) { throw .binary }
    let named = label(in: plain.prefix(1 << 12)).map(encoding)
    // Escapes of plain ASCII.
    if let named, named.hasPrefix("ISO-2022") || named == "HZ" {
      return try converted(plain, named)
    }
    if String(validating: plain, as: UTF8.self) != nil { return Array(plain) }
    if let named, named != "UTF-8", let text = try? converted(plain, named) { return text }
    if isMostlyUTF8(plain) { return Array(String(decoding: plain, as: UTF8.self).utf8) }
    return try converted(plain, "CP1252")
  }

  /// The encoding that `<meta charset>` or `<meta http-equiv>` or an XML declaration names.
  private static func label(in opening: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: opening, as: UTF8.self).lowercased()
    for mark in ["charset=", "encoding="] {
      guard let place = text.firstRange(of: mark) else { continue }
      let label = text[place.upperBound...].drop { "\"' ".contains($0) }.prefix {
        $0.isASCII && ($0.isLetter || $0.isNumber || "-_:.".contains($0))
      }
      if !label.isEmpty { return String(label) }
    }
    return nil
  }

  /// Text in the encoding that a label names; nil where it is not known, or the bytes are not UTF-8 as it says.
  static func text(_ bytes: [UInt8], label: String) -> String? {
    let name = encoding(label.lowercased().trimmingSpaces())
    if name == "UTF-8" { return String(validating: bytes, as: UTF8.self) }
    let utf8 = try? converted(bytes[...], name)
    return utf8.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The encoding that browsers read for a label.
  private static func encoding(_ label: String) -> String {
    switch label {
    case "utf-8", "utf8", "unicode-1-1-utf-8", "utf-16", "utf-16le", "utf-16be": "UTF-8"
    case "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii", "windows-1252",
      "cp1252", "x-cp1252", "iso_8859-1", "ansi":
      "CP1252"
    case "iso-8859-9", "latin5": "CP1254"
    case "gb2312", "gbk", "gb_2312-80", "x-gbk", "chinese": "GB18030"
    case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j": "CP932"
    case "euc-kr", "ks_c_5601-1987", "korean", "windows-949": "CP949"
    case "big5", "big5-hkscs", "x-x-big5", "cn-big5": "BIG5-HKSCS"
    case "tis-620", "iso-8859-11", "windows-874": "CP874"
    case "hz-gb-2312": "HZ"
    default: label.hasPrefix("windows-") ? "CP" + label.dropFirst(8) : label.uppercased()
    }
  }

  /// Whether at most one in forty of the sequences of bytes beyond ASCII is broken UTF-8.
  private static func isMostlyUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
    var (good, bad) = (0, 0)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars where scalar.value > 127 {
      if scalar == "\u{FFFD}" { bad += 1 } else { good += 1 }
    }
    return bad * 40 <= good
  }

  /// Bytes of an encoding as UTF-8, with U+FFFD for what is none of it.
  private static func converted(
    _ bytes: ArraySlice<UInt8>, _ encoding: String
  ) throws(ReadingError) -> [UInt8] {
    let converter = iconv_open("UTF-8", encoding)
    guard converter != iconv_t(bitPattern: -1) else {
      throw .encoding("is in an unknown encoding: \(encoding)")
    }
    defer { iconv_close(converter) }
    var input = Array(bytes)
    var output: [UInt8] = []
    output.reserveCapacity(input.count + input.count / 2)
    var block = [UInt8](repeating: 0, count: 1 << 16)
    input.withUnsafeMutableBytes { input in
      block.withUnsafeMutableBytes { block in
        var from = input.baseAddress?.assumingMemoryBound(to: CChar.self)
        var left = input.count
        while left > 0 {
          var to = block.baseAddress?.assumingMemoryBound(to: CChar.self)
          var room = block.count
          let result = iconv(converter, &from, &left, &to, &room)
          let code = errno
          output.append(contentsOf: UnsafeRawBufferPointer(block)[..<(block.count - room)])
          if result == -1, code != E2BIG, left > 0 {
            output.append(contentsOf: "\u{FFFD}".utf8)
            from = from.map { $0 + 1 }
            left -= 1
          }
        }
      }
    }
    return output
  }
}
