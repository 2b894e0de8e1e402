/// Exact numbers as columns hold them, an integer and the place of the point, in digits.
enum DecimalText {
  static func of(_ unscaled: Int64, scale: Int) -> String {
    text(unscaled.magnitude.description, isNegative: unscaled < 0, scale)
  }

  /// The same from bytes, the highest first, in two's complement; nil above 38 digits.
  static func of(_ bytes: ArraySlice<UInt8>, scale: Int) -> String? {
    let isNegative = (bytes.first ?? 0) >= 0x80
    let sign: UInt8 = isNegative ? 0xFF : 0
    let significant = bytes.drop { $0 == sign }
    guard significant.count <= 16 else { return nil }
    var value: Int128 = isNegative ? -1 : 0
    for byte in significant { value = value << 8 | Int128(byte) }
    // Sixteen bytes whose first bit contradicts the sign hold a number beyond 128 bits.
    guard (value < 0) == isNegative else { return nil }
    return text(value.magnitude.description, isNegative: isNegative, scale)
  }

  private static func text(_ digits: String, isNegative: Bool, _ scale: Int) -> String {
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    let whole = padded.dropLast(scale)
    return (isNegative ? "-" : "") + whole + (scale > 0 ? "." + padded.suffix(scale) : "")
  }
}
