/// Reads one value of JSON from bytes, strictly after RFC 8259.
package struct JSONParser {
  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0
  /// Arrays and objects within one another.
  private static let depthLimit = 200

  /// The value that the bytes consist of.
  ///
  /// - Throws: ``SyntaxError`` with the place of the problem.
  package static func value(of bytes: [UInt8]) throws(SyntaxError) -> JSONValue {
    var parser = JSONParser(bytes: bytes)
    let value = try parser.value()
    guard parser.byte == nil else { throw parser.problem("the end of the value") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// The byte at hand, past white space.
  private var byte: UInt8? {
    mutating get {
      while place < bytes.count, [32, 9, 10, 13].contains(bytes[place]) { place += 1 }
      return place < bytes.count ? bytes[place] : nil
    }
  }

  private func problem(_ expected: String) -> SyntaxError {
    SyntaxError(offset: place, problem: .expected(expected))
  }

  private mutating func value() throws(SyntaxError) -> JSONValue {
    switch byte {
    case UInt8(ascii: "{"): return try nested { parser throws(SyntaxError) in try parser.object() }
    case UInt8(ascii: "["): return try nested { parser throws(SyntaxError) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case let first? where first == UInt8(ascii: "-") || (48...57).contains(first):
      return .number(try number())
    default: throw problem("a JSON value")
    }
  }

  private mutating func nested(
    _ body: (inout JSONParser) throws(SyntaxError) -> JSONValue
  ) throws(SyntaxError) -> JSONValue {
    guard depth < Self.depthLimit else { throw problem("less than \(Self.depthLimit) levels") }
    depth += 1
    place += 1
    let value = try body(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(SyntaxError) -> JSONValue {
    var members: [JSONMember] = []
    if byte == UInt8(ascii: "}") {
      place += 1
      return .object(members)
    }
    while true {
      guard byte == UInt8(ascii: "\"") else { throw problem("a name in double quotes") }
      let name = try string()
      guard byte == UInt8(ascii: ":") else { throw problem("a colon after the name") }
      place += 1
      members.append(JSONMember(name: name, value: try value()))
      switch byte {
      case UInt8(ascii: ","): place += 1
      case UInt8(ascii: "}"):
        place += 1
        return .object(members)
      default: throw problem("a comma or a closing brace")
      }
    }
  }

  private mutating func array() throws(SyntaxError) -> JSONValue {
    var items: [JSONValue] = []
    if byte == UInt8(ascii: "]") {
      place += 1
      return .array(items)
    }
    while true {
      items.append(try value())
      switch byte {
      case UInt8(ascii: ","): place += 1
      case UInt8(ascii: "]"):
        place += 1
        return .array(items)
      default: throw problem("a comma or a closing bracket")
      }
    }
  }

  private mutating func word(
    _ word: String, _ value: JSONValue
  ) throws(SyntaxError) -> JSONValue {
    guard bytes[place...].starts(with: word.utf8) else { throw problem("a JSON value") }
    place += word.utf8.count
    return value
  }

  private mutating func number() throws(SyntaxError) -> String {
    let start = place
    if bytes[place] == UInt8(ascii: "-") { place += 1 }
    let whole = digits()
    guard whole == 1 || whole > 1 && bytes[place - whole] != UInt8(ascii: "0") else {
      throw problem("digits without a leading zero")
    }
    if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
      place += 1
      guard digits() > 0 else { throw problem("digits after the decimal point") }
    }
    if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
      place += 1
      if place < bytes.count, "+-".utf8.contains(bytes[place]) { place += 1 }
      guard digits() > 0 else { throw problem("digits in the exponent") }
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let start = place
    while place < bytes.count, (48...57).contains(bytes[place]) { place += 1 }
    return place - start
  }

  private mutating func string() throws(SyntaxError) -> String {
    let start = place
    place += 1
    var text: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else {
          throw SyntaxError(offset: start, problem: .notUTF8)
        }
        return string
      case UInt8(ascii: "\\"): text.append(contentsOf: String(try escape()).utf8)
      case 0..<32:
        place -= 1
        throw problem("an escape instead of the control character")
      default: text.append(byte)
      }
    }
    throw SyntaxError(offset: start, problem: .unterminated("a string"))
  }

  private mutating func escape() throws(SyntaxError) -> Unicode.Scalar {
    guard place < bytes.count else { throw problem("an escape sequence") }
    let letter = bytes[place]
    place += 1
    switch letter {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "u"):
      let first = try hexadecimal()
      if let scalar = Unicode.Scalar(first) { return scalar }
      // A pair of surrogates.
      guard first < 0xDC00, bytes[place...].starts(with: "\\u".utf8) else {
        throw problem("the second half of a surrogate pair")
      }
      place += 2
      let second = try hexadecimal()
      guard (0xDC00...0xDFFF).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      else { throw problem("the second half of a surrogate pair") }
      return scalar
    default:
      place -= 1
      throw problem("an escape sequence")
    }
  }

  private mutating func hexadecimal() throws(SyntaxError) -> UInt32 {
    guard place + 4 <= bytes.count, bytes[place] != UInt8(ascii: "+"),
      bytes[place] != UInt8(ascii: "-"),
      let number = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
    else { throw problem("four hexadecimal digits") }
    place += 4
    return number
  }
}
