/// Reads a MessagePack document (msgpack.org) front to back, without copying it.
///
/// Every length is checked against what is left of the document before it is believed.
struct MessagePackReader {
  /// Nesting beyond this is refused, so that a hostile file cannot exhaust the stack.
  private static let deepest = 64

  private let file: MappedFile
  private let bytes: UnsafeRawBufferPointer
  /// Position of `bytes` in the file, for messages.
  private let origin: Int
  private(set) var offset = 0

  init(_ file: MappedFile) {
    (self.file, bytes, origin) = (file, file.bytes, 0)
  }

  /// Reads a document that is a value inside another one.
  init(_ part: UnsafeRawBufferPointer, of file: MappedFile) {
    self.file = file
    bytes = part
    origin = part.baseAddress.map { $0 - file.bytes.baseAddress! } ?? 0
  }

  var isAtEnd: Bool { offset == bytes.count }

  func failure(_ reason: String) -> ModelError {
    .malformed(path: file.path, offset: origin + offset, reason: reason)
  }

  mutating func finish() throws(ModelError) {
    guard isAtEnd else { throw failure("more data than expected") }
  }

  mutating func mapCount() throws(ModelError) -> Int {
    switch try byte() {
    case let code where code & 0xf0 == 0x80: try checked(Int(code & 15), each: 2)
    case 0xde: try checked(Int(number(2)), each: 2)
    case 0xdf: try checked(Int(number(4)), each: 2)
    case let code: throw wrong(code, "a map")
    }
  }

  mutating func arrayCount() throws(ModelError) -> Int {
    switch try byte() {
    case let code where code & 0xf0 == 0x90: try checked(Int(code & 15), each: 1)
    case 0xdc: try checked(Int(number(2)), each: 1)
    case 0xdd: try checked(Int(number(4)), each: 1)
    case let code: throw wrong(code, "an array")
    }
  }

  /// The bytes of a string or of a binary value.
  mutating func bytesValue() throws(ModelError) -> UnsafeRawBufferPointer {
    let count: Int
    switch try byte() {
    case let code where code & 0xe0 == 0xa0: count = Int(code & 31)
    case 0xd9, 0xc4: count = Int(try number(1))
    case 0xda, 0xc5: count = Int(try number(2))
    case 0xdb, 0xc6: count = Int(try number(4))
    case let code: throw wrong(code, "a string")
    }
    guard count <= bytes.count - offset else { throw failure("the file ends inside a string") }
    defer { offset += count }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
  }

  /// A string, which must be valid UTF-8.
  mutating func string() throws(ModelError) -> String {
    let value = try bytesValue()
    guard let text = String(validating: value, as: UTF8.self) else {
      throw failure("a string is not UTF-8")
    }
    return text
  }

  /// An integer; one beyond `Int64` keeps its bits.
  mutating func integer() throws(ModelError) -> Int64 {
    switch try byte() {
    case let code where code < 0x80: Int64(code)
    case let code where code >= 0xe0: Int64(Int8(bitPattern: code))
    case 0xcc: Int64(try number(1))
    case 0xcd: Int64(try number(2))
    case 0xce: Int64(try number(4))
    case 0xcf: Int64(bitPattern: try number(8))
    case 0xd0: Int64(Int8(truncatingIfNeeded: try number(1)))
    case 0xd1: Int64(Int16(truncatingIfNeeded: try number(2)))
    case 0xd2: Int64(Int32(truncatingIfNeeded: try number(4)))
    case 0xd3: Int64(bitPattern: try number(8))
    case let code: throw wrong(code, "an integer")
    }
  }

  mutating func boolean() throws(ModelError) -> Bool {
    switch try byte() {
    case 0xc2: false
    case 0xc3: true
    case let code: throw wrong(code, "true or false")
    }
  }

  /// Passes over nil, and says whether it was there.
  mutating func skipNil() -> Bool {
    guard offset < bytes.count, bytes[offset] == 0xc0 else { return false }
    offset += 1
    return true
  }

  /// Whether the next value is a string or a binary value.
  var isAtBytes: Bool {
    guard offset < bytes.count else { return false }
    let code = bytes[offset]
    return code & 0xe0 == 0xa0 || (0xd9...0xdb).contains(code) || (0xc4...0xc6).contains(code)
  }

  /// Whether the next value is a map.
  var isAtMap: Bool {
    guard offset < bytes.count else { return false }
    let code = bytes[offset]
    return code & 0xf0 == 0x80 || code == 0xde || code == 0xdf
  }

  /// Passes over one value, whatever it is.
  mutating func skip() throws(ModelError) { try skip(depth: 0) }

  private mutating func skip(depth: Int) throws(ModelError) {
    guard depth < Self.deepest else { throw failure("nested too deeply") }
    guard offset < bytes.count else { throw failure("the file ends early") }
    let code = bytes[offset]
    switch code {
    case 0xc0, 0xc2, 0xc3: offset += 1
    case 0xca, 0xcb:
      offset += 1
      _ = try number(code == 0xca ? 4 : 8)
    case 0x90...0x9f, 0xdc, 0xdd:
      for _ in 0..<(try arrayCount()) { try skip(depth: depth + 1) }
    case _ where isAtMap:
      for _ in 0..<(2 * (try mapCount())) { try skip(depth: depth + 1) }
    case _ where isAtBytes: _ = try bytesValue()
    default: _ = try integer()
    }
  }

  private mutating func byte() throws(ModelError) -> UInt8 {
    guard offset < bytes.count else { throw failure("the file ends early") }
    defer { offset += 1 }
    return bytes[offset]
  }

  private mutating func number(_ count: Int) throws(ModelError) -> UInt64 {
    guard count <= bytes.count - offset else { throw failure("the file ends inside a number") }
    var value: UInt64 = 0
    for place in 0..<count { value = value << 8 | UInt64(bytes[offset + place]) }
    offset += count
    return value
  }

  /// A count of elements of at least `each` bytes, if so many can follow.
  private func checked(_ count: Int, each: Int) throws(ModelError) -> Int {
    guard count * each <= bytes.count - offset else {
      throw failure("the file ends before \(count) elements")
    }
    return count
  }

  private func wrong(_ code: UInt8, _ expected: String) -> ModelError {
    failure("byte \(code) does not begin \(expected)")
  }
}
