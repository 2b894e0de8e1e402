/// The two encodings that carry bytes through mail (RFC 2045).
enum TransferEncoding {
  static func decoded(_ bytes: ArraySlice<UInt8>, _ name: String?) -> [UInt8] {
    switch name?.lowercased() {
    case "quoted-printable": quotedPrintable(bytes)
    case "base64": base64(bytes)
    default: Array(bytes)
    }
  }

  /// `=3D` is a byte, `=` at the end of a line no end; what is neither stays as it is.
  ///
  /// - Parameter isWord: whether it stands in a header, where `_` is a space.
  static func quotedPrintable(_ bytes: ArraySlice<UInt8>, isWord: Bool = false) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let byte = bytes[place]
      place += 1
      if isWord, byte == UInt8(ascii: "_") {
        result.append(32)
      } else if byte == 10, !isWord {
        // Space at the end of a line was put there on the way.
        let hadReturn = result.last == 13
        if hadReturn { result.removeLast() }
        while let last = result.last, last == 32 || last == 9 { result.removeLast() }
        result.append(10)
      } else if byte == UInt8(ascii: "=") {
        if let value = hexadecimal(bytes[place...].prefix(2)) {
          result.append(value)
          place += 2
        } else {
          let end = bytes[place...].firstIndex { $0 != 32 && $0 != 9 && $0 != 13 } ?? bytes.endIndex
          if end == bytes.endIndex {
            place = end
          } else if bytes[end] == 10 {
            place = end + 1
          } else {
            result.append(byte)
          }
        }
      } else {
        result.append(byte)
      }
    }
    return result
  }

  private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt8? {
    guard digits.count == 2 else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  /// What is no digit is passed over, as the standard asks.
  static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 3 / 4)
    var (bits, count) = (UInt32(0), 0)
    for byte in bytes {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = byte - 65
      case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = byte - 71
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte + 4
      case UInt8(ascii: "+"): digit = 62
      case UInt8(ascii: "/"): digit = 63
      case UInt8(ascii: "="):
        (bits, count) = (0, 0)
        continue
      default: continue
      }
      bits = bits << 6 | UInt32(digit)
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        bits &= (1 << UInt32(count)) - 1
      }
    }
    return result
  }
}
