/// A number as tables have it, read from bytes: digits with a minus, a point and an exponent.
///
/// Decimals of up to fifteen digits and small exponents are exact by one multiplication or division: W. D. Clinger,
/// "How to Read Floating Point Numbers Accurately" (1990). Everything else is left to the standard library.
enum CellNumber {
  case integer(Int64)
  case float(Double)

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// Nil for what is no such number, or none that can be read exactly here.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var place = 0
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { place = 1 }
    var digits: Int64 = 0
    var isLong = false
    func readDigits() -> Int {
      let start = place
      while place < bytes.count, bytes[place] &- UInt8(ascii: "0") < 10 {
        if place - start < 19, digits < 100_000_000_000_000_000 {
          digits = digits * 10 + Int64(bytes[place] - UInt8(ascii: "0"))
        } else {
          isLong = true
        }
        place += 1
      }
      return place - start
    }
    let start = place
    let whole = readDigits()
    // With leading zeros it is a code, not a number.
    guard whole > 0, bytes[start] != UInt8(ascii: "0") || whole == 1 && bytes.count > place else {
      if whole == 1, !isNegative, bytes.count == 1 {
        self = .integer(0)
        return
      }
      return nil
    }
    if place == bytes.count {
      guard !isLong else { return nil }
      self = .integer(isNegative ? -digits : digits)
      return
    }
    var exponent = 0
    if bytes[place] == UInt8(ascii: ".") {
      place += 1
      let fraction = readDigits()
      guard fraction > 0 else { return nil }
      exponent = -fraction
    }
    guard place == bytes.count, !isLong, digits < 1 << 53, exponent >= -22 else { return nil }
    let magnitude = Double(digits) / Self.powers[-exponent]
    self = .float(isNegative ? -magnitude : magnitude)
  }

  var float: Double {
    switch self {
    case .integer(let integer): Double(integer)
    case .float(let float): float
    }
  }
}
