import Base

/// A JSON value (RFC 8259), as far as documents need it: numbers stay text.
enum JSONValue: Equatable {
  case object([(key: String, value: JSONValue)])
  case array([JSONValue])
  case string(String)
  case number(String)
  case boolean(Bool)
  case null

  static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.object(let left), .object(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    case (.array(let left), .array(let right)): left == right
    case (.string(let left), .string(let right)), (.number(let left), .number(let right)):
      left == right
    case (.boolean(let left), .boolean(let right)): left == right
    case (.null, .null): true
    default: false
    }
  }

  /// The value of the first of the keys that the object has, whatever their case.
  func value(of keys: [String]) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    for key in keys {
      if let member = members.first(where: { $0.key.lowercased() == key }) { return member.value }
    }
    return nil
  }

  /// The value of a field, whatever its case; dots in its name part the fields of objects within objects.
  func value(at field: String) -> JSONValue? {
    if let value = value(of: [field.lowercased()]) { return value }
    guard let dot = field.firstIndex(of: ".") else { return nil }
    return value(of: [field[..<dot].lowercased()])?
      .value(at: String(field[field.index(after: dot)...]))
  }

  /// The names of an object's fields.
  var keys: [String] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.key)
  }

  /// The name that a value is, or that an object has.
  var name: String? {
    if case .string(let name) = self { name } else { text(of: ["name"]) }
  }

  /// The text of the first of the keys that has one; several paragraphs are lines.
  func text(of keys: [String]) -> String? {
    keys.lazy.compactMap { value(of: [$0])?.text }.first
  }

  /// The text that a value is; several paragraphs are lines.
  var text: String? {
    switch self {
    case .string(let text) where !text.trimmingSpaces().isEmpty: return text
    case .number(let text): return text
    case .array(let parts):
      let texts = parts.compactMap { part -> String? in
        if case .string(let text) = part { text } else { nil }
      }
      if !texts.isEmpty { return texts.joined(separator: "\n") }
    case .object(let members):
      // A value with how it is written: `{"rendered": "<p>…</p>", "protected": false}`.
      let value = members.first { ["rendered", "value", "#text"].contains($0.key.lowercased()) }
      if case .string(let text)? = value?.value, !text.trimmingSpaces().isEmpty { return text }
    default: break
    }
    return nil
  }
}

/// Reads JSON text; nesting is limited, so that no input can exhaust the stack.
struct JSONParser {
  struct Problem: Error {
    var line: Int
    var text: String
  }

  private let bytes: [UInt8]
  private var place = 0
  private static let deepest = 200

  init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

  /// The one value of the text.
  mutating func parse() throws(Problem) -> JSONValue {
    let value = try self.value(depth: 0)
    skipSpace()
    if place < bytes.count { throw problem("there is more text after the JSON value") }
    return value
  }

  private func problem(_ text: String) -> Problem {
    Problem(line: 1 + bytes[..<min(place, bytes.count)].count { $0 == 10 }, text: text)
  }

  private mutating func skipSpace() {
    while place < bytes.count, [9, 10, 13, 32].contains(bytes[place]) { place += 1 }
  }

  private mutating func value(depth: Int) throws(Problem) -> JSONValue {
    skipSpace()
    guard place < bytes.count else { throw problem("the JSON value ends too early") }
    if depth > Self.deepest { throw problem("the JSON value is nested too deeply") }
    switch bytes[place] {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Problem) -> JSONValue {
    guard bytes[place...].starts(with: word.utf8) else { throw problem("is not JSON") }
    place += word.utf8.count
    return value
  }

  private mutating func number() throws(Problem) -> JSONValue {
    let first = place
    while place < bytes.count, "+-.0123456789eE".utf8.contains(bytes[place]) { place += 1 }
    if first == place { throw problem("is not JSON") }
    return .number(String(decoding: bytes[first..<place], as: UTF8.self))
  }

  private mutating func array(_ depth: Int) throws(Problem) -> JSONValue {
    var values: [JSONValue] = []
    place += 1
    skipSpace()
    if consume("]") { return .array(values) }
    while true {
      values.append(try value(depth: depth + 1))
      skipSpace()
      if consume("]") { return .array(values) }
      if !consume(",") { throw problem("expected ',' or ']'") }
    }
  }

  private mutating func object(_ depth: Int) throws(Problem) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = []
    place += 1
    skipSpace()
    if consume("}") { return .object(members) }
    while true {
      skipSpace()
      guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
        throw problem("expected a key in double quotes")
      }
      let key = try string()
      skipSpace()
      if !consume(":") { throw problem("expected ':'") }
      members.append((key, try value(depth: depth + 1)))
      skipSpace()
      if consume("}") { return .object(members) }
      if !consume(",") { throw problem("expected ',' or '}'") }
    }
  }

  private mutating func consume(_ character: Unicode.Scalar) -> Bool {
    guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func string() throws(Problem) -> String {
    place += 1
    var result: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: result, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &result)
      case 0..<32: throw problem("a string contains a control character")
      default: result.append(byte)
      }
    }
    throw problem("a string has no end")
  }

  private mutating func escape(into result: inout [UInt8]) throws(Problem) {
    guard place < bytes.count else { throw problem("a string has no end") }
    let byte = bytes[place]
    place += 1
    switch byte {
    case UInt8(ascii: "n"): result.append(10)
    case UInt8(ascii: "t"): result.append(9)
    case UInt8(ascii: "r"): result.append(13)
    case UInt8(ascii: "b"), UInt8(ascii: "f"): result.append(32)
    case UInt8(ascii: "u"):
      var code = try fourDigits()
      if (0xD800...0xDBFF).contains(code), bytes[place...].starts(with: "\\u".utf8) {
        let first = place
        place += 2
        let low = try fourDigits()
        if (0xDC00...0xDFFF).contains(low) {
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        } else {
          // A surrogate that stands alone; what follows it is a character of its own.
          place = first
        }
      }
      result.append(contentsOf: String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(byte)
    default: throw problem("a string has an escape that JSON does not have")
    }
  }

  private mutating func fourDigits() throws(Problem) -> UInt32 {
    guard place + 4 <= bytes.count, bytes[place] != UInt8(ascii: "+"),
      bytes[place] != UInt8(ascii: "-"),
      let code = UInt32(String(decoding: bytes[place..<(place + 4)], as: UTF8.self), radix: 16)
    else { throw problem("'\\u' needs four hexadecimal digits") }
    place += 4
    return code
  }
}
