/// An exact decimal number of any length. Comparison is exact; arithmetic holds up to 38 digits.
public struct DecimalNumber: Hashable, Sendable {
  let isNegative: Bool
  /// The digits, 0 to 9 each, the most significant first. Neither the first nor the last is 0; zero has none.
  let digits: [UInt8]
  /// The point stands before the first digit, moved so many places to the right: the number is 0.digits × 10^exponent.
  let exponent: Int

  /// - Parameters:
  ///   - digits: 0 to 9 each; zeros at either end do not matter.
  ///   - exponent: where the point stands, counted from before the first digit.
  init(isNegative: Bool, digits: some Collection<UInt8>, exponent: Int) {
    let leading = digits.prefix { $0 == 0 }.count
    var kept = Array(digits.dropFirst(leading))
    while kept.last == 0 { kept.removeLast() }
    self.digits = kept
    self.isNegative = isNegative && !kept.isEmpty
    self.exponent = kept.isEmpty ? 0 : exponent - leading
  }

  /// The number `coefficient` × 10^-`scale`.
  init(_ coefficient: Int128, scale: Int) {
    let text = Array(String(coefficient.magnitude).utf8).map { $0 - UInt8(ascii: "0") }
    self.init(isNegative: coefficient < 0, digits: text, exponent: text.count - scale)
  }

  /// A whole number.
  public init(_ integer: some BinaryInteger) { self.init(Int128(integer), scale: 0) }

  /// A finite float: a whole one up to 64 bits is that integer, any other the decimal that it is written as (the
  /// shortest that reads back as the same float).
  public init(_ float: Double) {
    if let integer = Int64(exactly: float) {
      self.init(integer)
    } else {
      self = XSDNumber.decimal(of: Array(float.description.utf8)) ?? Self(0)
    }
  }

  /// The integer that it is, if it is one of 64 bits.
  public var integer: Int64? {
    guard isWhole, exponent <= 19 else { return nil }
    var sum: Int64 = 0
    for place in 0..<exponent {
      let digit = place < digits.count ? Int64(digits[place]) : 0
      let (product, isOver) = sum.multipliedReportingOverflow(by: 10)
      let (next, isFar) = product.addingReportingOverflow(isNegative ? -digit : digit)
      if isOver || isFar { return nil }
      sum = next
    }
    return sum
  }

  var isWhole: Bool { digits.count <= exponent || digits.isEmpty }

  /// The nearest float.
  public var double: Double { Double(text) ?? 0 }

  /// Digits with a point and at least one digit on either side: `7.0`, the canonical form of `xsd:decimal` 1.0.
  public var text: String {
    let sign = isNegative ? "-" : ""
    func written(_ digits: some Sequence<UInt8>) -> String {
      String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    }
    if exponent <= 0 {
      let zeros = digits.isEmpty ? "" : String(repeating: "0", count: -exponent)
      return sign + "0." + zeros + (digits.isEmpty ? "0" : written(digits))
    }
    if digits.count <= exponent {
      return sign + written(digits) + String(repeating: "0", count: exponent - digits.count) + ".0"
    }
    return sign + written(digits[..<exponent]) + "." + written(digits[exponent...])
  }

  /// The text without the point of a whole number.
  var wholeText: String { String(text.dropLast(2)) }
}

extension DecimalNumber: Comparable {
  /// Whether one number is less than another, by value.
  public static func < (left: Self, right: Self) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? isLess(right, left) : isLess(left, right)
  }

  /// By magnitude.
  private static func isLess(_ left: Self, _ right: Self) -> Bool {
    if left.digits.isEmpty || right.digits.isEmpty {
      return left.digits.isEmpty && !right.digits.isEmpty
    }
    if left.exponent != right.exponent { return left.exponent < right.exponent }
    return left.digits.lexicographicallyPrecedes(right.digits)
  }
}
