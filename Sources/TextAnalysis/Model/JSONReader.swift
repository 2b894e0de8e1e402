/// Reads the small JSON documents of the model front to back.
struct JSONReader {
  private let file: MappedFile
  private let bytes: [UInt8]
  private var offset = 0

  private static let deepest = 64

  init(_ bytes: UnsafeRawBufferPointer, of file: MappedFile) {
    (self.file, self.bytes) = (file, Array(bytes))
  }

  func failure(_ reason: String) -> ModelError {
    .malformed(path: file.path, offset: offset, reason: reason)
  }

  /// Reads an object; `member` must read each member's value.
  mutating func object(
    _ member: (inout JSONReader, String) throws(ModelError) -> Void
  ) throws(ModelError) {
    try expect("{")
    if accept("}") { return }
    repeat {
      let name = try string()
      try expect(":")
      try member(&self, name)
    } while accept(",")
    try expect("}")
  }

  /// Reads an array; `element` must read each element.
  mutating func array(
    _ element: (inout JSONReader) throws(ModelError) -> Void
  ) throws(ModelError) {
    try expect("[")
    if accept("]") { return }
    repeat { try element(&self) } while accept(",")
    try expect("]")
  }

  mutating func integer() throws(ModelError) -> Int {
    skipSpace()
    let start = offset
    while offset < bytes.count, bytes[offset] == 0x2d || bytes[offset] &- 0x30 < 10 { offset += 1 }
    guard let value = Int(String(decoding: bytes[start..<offset], as: UTF8.self)) else {
      throw failure("an integer was expected")
    }
    return value
  }

  /// Reads a string. The model's labels have no escapes beyond `\"`, `\\` and `\/`.
  mutating func string() throws(ModelError) -> String {
    try expect("\"")
    var text: [UInt8] = []
    while offset < bytes.count, bytes[offset] != 0x22 {
      if bytes[offset] == 0x5c {
        offset += 1
        guard offset < bytes.count, [0x22, 0x5c, 0x2f].contains(bytes[offset]) else {
          throw failure("an escape of an unknown kind")
        }
      }
      text.append(bytes[offset])
      offset += 1
    }
    try expect("\"", afterSpace: false)
    guard let result = String(validating: text, as: UTF8.self) else {
      throw failure("a string is not UTF-8")
    }
    return result
  }

  /// Passes over one value.
  mutating func skip() throws(ModelError) { try skip(depth: 0) }

  private mutating func skip(depth: Int) throws(ModelError) {
    guard depth < Self.deepest else { throw failure("nested too deeply") }
    skipSpace()
    switch offset < bytes.count ? bytes[offset] : 0 {
    case UInt8(ascii: "{"):
      try object { reader, _ throws(ModelError) in try reader.skip(depth: depth + 1) }
    case UInt8(ascii: "["):
      try array { reader throws(ModelError) in try reader.skip(depth: depth + 1) }
    case UInt8(ascii: "\""): _ = try string()
    default:
      let start = offset
      while offset < bytes.count, !",]} \t\r\n".utf8.contains(bytes[offset]) { offset += 1 }
      guard offset > start else { throw failure("a value was expected") }
    }
  }

  private mutating func skipSpace() {
    while offset < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[offset]) { offset += 1 }
  }

  private mutating func accept(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: mark) else { return false }
    offset += 1
    return true
  }

  private mutating func expect(
    _ mark: Unicode.Scalar, afterSpace: Bool = true
  ) throws(ModelError) {
    if afterSpace { skipSpace() }
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: mark) else {
      throw failure("'\(mark)' was expected")
    }
    offset += 1
  }
}
