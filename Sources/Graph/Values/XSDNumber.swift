/// Reads the lexical forms of the numbers of XML Schema 1.1, and nothing else.
enum XSDNumber {
  /// `[+-]?digits`; nil for anything else.
  static func integer(_ text: some Collection<UInt8>) -> NumericValue? {
    let digits = unsigned(text)
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
    let isNegative = text.first == UInt8(ascii: "-")
    let decimal = DecimalNumber(
      isNegative: isNegative, digits: digits.map { $0 - UInt8(ascii: "0") }, exponent: digits.count)
    return decimal.integer.map { .integer($0) } ?? .decimal(decimal)
  }

  /// Digits with perhaps a sign and a point, as `xsd:decimal` allows them.
  static func decimalWithoutExponent(_ text: some Collection<UInt8>) -> DecimalNumber? {
    text.contains { $0 | 0x20 == UInt8(ascii: "e") } ? nil : decimal(of: text)
  }

  /// The same with an exponent allowed, as `xsd:double` has it.
  static func decimal(of text: some Collection<UInt8>) -> DecimalNumber? {
    var digits: [UInt8] = []
    var whole: Int?
    var rest = unsigned(text)[...]
    while let byte = rest.first, byte | 0x20 != UInt8(ascii: "e") {
      if byte == UInt8(ascii: "."), whole == nil {
        whole = digits.count
      } else if isDigit(byte) {
        digits.append(byte - UInt8(ascii: "0"))
      } else {
        return nil
      }
      rest = rest.dropFirst()
    }
    guard !digits.isEmpty else { return nil }
    var exponent = whole ?? digits.count
    if !rest.isEmpty {
      guard let shift = self.exponent(Array(rest.dropFirst())) else { return nil }
      exponent += shift
    }
    return DecimalNumber(
      isNegative: text.first == UInt8(ascii: "-"), digits: digits, exponent: exponent)
  }

  /// The value of an `xsd:double`, or of an `xsd:float` where it is single.
  static func float(_ text: String, isSingle: Bool) -> Double? {
    switch text {
    case "INF", "+INF": return .infinity
    case "-INF": return -.infinity
    case "NaN": return .nan
    default: break
    }
    guard decimal(of: Array(text.utf8)) != nil else { return nil }
    guard isSingle, let number = Float(text) else { return Double(text) }
    // The decimal by which a float is written, so that 0.1 is 0.1 in every type.
    return number.isFinite ? Double(number.description) : Double(number)
  }

  /// Far beyond what floats have; larger ones count as this.
  private static let farExponent = 1_000_000

  private static func exponent(_ text: [UInt8]) -> Int? {
    let digits = unsigned(text)
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
    var sum = 0
    for digit in digits { sum = min(sum * 10 + Int(digit - UInt8(ascii: "0")), farExponent) }
    return text.first == UInt8(ascii: "-") ? -sum : sum
  }

  private static func unsigned(_ text: some Collection<UInt8>) -> [UInt8] {
    let isSigned = text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+")
    return Array(text.dropFirst(isSigned ? 1 : 0))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
