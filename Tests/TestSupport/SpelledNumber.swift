/// A number with at most three digits behind the point, spelled as RDF may spell it; what it is, is known beforehand.
public struct SpelledNumber: Sendable {
  /// The number in thousandths.
  public let thousandths: Int
  public let text: String
  /// The name of its datatype in XML Schema.
  public let datatype: String

  /// One of the numbers between -`bound` and `bound` thousandths, in one of its spellings.
  public init(below bound: Int, using generator: inout some RandomNumberGenerator) {
    var value = Int.random(in: -bound...bound, using: &generator)
    if Bool.random(using: &generator) { value = value / 1000 * 1000 }
    thousandths = value
    let sign = value < 0 ? "-" : ["", "", "+"].randomElement(using: &generator)!
    let zeros = ["", "", "0", "00"].randomElement(using: &generator)!
    let whole = String(value.magnitude / 1000)
    let isWhole = value % 1000 == 0
    let rest = String(String(value.magnitude % 1000 + 1000).dropFirst())
    switch Int.random(in: isWhole ? 0...4 : 2...4, using: &generator) {
    case 0: (text, datatype) = (sign + zeros + whole, "integer")
    case 1: (text, datatype) = (sign + zeros + whole, value < 0 ? "negativeInteger" : "long")
    case 2:
      let tail = ["", "0", "00"].randomElement(using: &generator)!
      (text, datatype) = (sign + zeros + whole + "." + rest + tail, "decimal")
    case 3: (text, datatype) = (sign + whole + rest + "e-3", "double")
    default: (text, datatype) = (sign + whole + "." + rest + "E0", "float")
    }
  }

  /// As a program writes it, with the prefix `xsd`.
  public var literal: String { "\"\(text)\"^^xsd:\(datatype)" }
}
