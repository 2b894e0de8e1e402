/// Reads structures of Thrift's compact protocol into ``ThriftValue``s, from bytes that nobody vouches for.
///
/// Memory and time are linear in the bytes: an element of a list takes at least one, and structures nest to a limit.
struct ThriftReader {
  private let bytes: ArraySlice<UInt8>
  private(set) var position: Int
  private static let deepest = 32

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// The structure that begins here.
  mutating func structure() throws(ParquetError) -> ThriftStructure { try structure(depth: 0) }

  private mutating func structure(depth: Int) throws(ParquetError) -> ThriftStructure {
    guard depth < Self.deepest else { throw Self.damaged("is nested too deeply") }
    var fields: [Int16: ThriftValue] = [:]
    var last: Int16 = 0
    while true {
      let header = try byte()
      if header == 0 { return ThriftStructure(fields: fields) }
      let delta = Int16(header >> 4)
      let id: Int64 = delta == 0 ? try zigzag() : Int64(last) + Int64(delta)
      guard let id = Int16(exactly: id) else { throw Self.damaged("has an impossible field") }
      last = id
      switch header & 15 {
      case 1: fields[id] = .boolean(true)
      case 2: fields[id] = .boolean(false)
      case let kind: fields[id] = try value(kind, depth: depth)
      }
    }
  }

  private mutating func value(_ kind: UInt8, depth: Int) throws(ParquetError) -> ThriftValue {
    switch kind {
    case 1, 2: return .boolean(try byte() == 1)
    case 3: return .integer(Int64(Int8(bitPattern: try byte())))
    case 4, 5, 6: return .integer(try zigzag())
    case 7:
      _ = try take(8)
      return .other
    case 8: return .binary(try take(try count()))
    case 9, 10: return try list(depth: depth + 1)
    case 11: return try map(depth: depth + 1)
    case 12: return .structure(try structure(depth: depth + 1))
    default: throw Self.damaged("has a field of an unknown kind")
    }
  }

  private mutating func list(depth: Int) throws(ParquetError) -> ThriftValue {
    guard depth < Self.deepest else { throw Self.damaged("is nested too deeply") }
    let header = try byte()
    let count = header >> 4 == 15 ? try count() : Int(header >> 4)
    guard count <= bytes.endIndex - position else { throw Self.damaged("ends inside a list") }
    var elements: [ThriftValue] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try value(header & 15, depth: depth)) }
    return .list(elements)
  }

  /// Maps occur in no metadata that is read here, so they are passed over.
  private mutating func map(depth: Int) throws(ParquetError) -> ThriftValue {
    guard depth < Self.deepest else { throw Self.damaged("is nested too deeply") }
    let count = try count()
    guard count > 0 else { return .other }
    guard count <= bytes.endIndex - position else { throw Self.damaged("ends inside a map") }
    let kinds = try byte()
    for _ in 0..<count {
      _ = try value(kinds >> 4, depth: depth)
      _ = try value(kinds & 15, depth: depth)
    }
    return .other
  }

  private mutating func byte() throws(ParquetError) -> UInt8 {
    guard position < bytes.endIndex else { throw Self.damaged("ends too early") }
    defer { position += 1 }
    return bytes[position]
  }

  private mutating func take(_ count: Int) throws(ParquetError) -> ArraySlice<UInt8> {
    guard count <= bytes.endIndex - position else { throw Self.damaged("ends too early") }
    defer { position += count }
    return bytes[position..<position + count]
  }

  private mutating func count() throws(ParquetError) -> Int {
    guard let count = Int(exactly: try variable()) else {
      throw Self.damaged("has an impossible length")
    }
    return count
  }

  private mutating func zigzag() throws(ParquetError) -> Int64 {
    let value = try variable()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  private mutating func variable() throws(ParquetError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 70, by: 7) {
      let next = try byte()
      value |= UInt64(next & 0x7F) << UInt64(shift)
      if next < 0x80 { return value }
    }
    throw Self.damaged("has a number that does not end")
  }

  private static func damaged(_ what: String) -> ParquetError { .damaged("its metadata \(what)") }
}

/// What a field of a structure holds.
enum ThriftValue {
  case boolean(Bool)
  case integer(Int64)
  case binary(ArraySlice<UInt8>)
  case list([ThriftValue])
  case structure(ThriftStructure)
  /// Of a kind that no metadata of Parquet needs.
  case other
}

/// The fields of a structure, by their ids.
struct ThriftStructure {
  var fields: [Int16: ThriftValue]

  func integer(_ id: Int16) -> Int64? {
    if case .integer(let value)? = fields[id] { value } else { nil }
  }

  /// An integer that has to be there, within what its type can hold.
  func required<Number: FixedWidthInteger>(
    _ id: Int16, _ name: String
  ) throws(ParquetError) -> Number {
    guard let value = integer(id), let number = Number(exactly: value) else {
      throw .damaged("its metadata has no \(name)")
    }
    return number
  }

  func boolean(_ id: Int16) -> Bool? {
    if case .boolean(let value)? = fields[id] { value } else { nil }
  }

  func text(_ id: Int16) -> String? {
    guard case .binary(let bytes)? = fields[id] else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  func structure(_ id: Int16) -> ThriftStructure? {
    if case .structure(let value)? = fields[id] { value } else { nil }
  }

  /// The structures of a list; empty where there is none.
  func structures(_ id: Int16) -> [ThriftStructure] {
    guard case .list(let elements)? = fields[id] else { return [] }
    return elements.compactMap { if case .structure(let value) = $0 { value } else { nil } }
  }

  func texts(_ id: Int16) -> [String] {
    guard case .list(let elements)? = fields[id] else { return [] }
    return elements.map { element in
      guard case .binary(let bytes) = element else { return "" }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
