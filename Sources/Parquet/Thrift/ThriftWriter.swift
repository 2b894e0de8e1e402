/// Writes structures of Thrift's compact protocol, in which Parquet keeps its metadata.
///
/// Fields are written in ascending order of their ids.
struct ThriftWriter {
  private(set) var bytes: [UInt8] = []
  /// The id of the last field, of every structure that is open.
  private var lastIDs: [Int16] = [0]

  enum Kind: UInt8 {
    case booleanTrue = 1
    case booleanFalse, byte, i16, i32, i64, double, binary, list, set, map
    case structure
  }

  mutating func integer32(_ id: Int16, _ value: Int32) {
    header(id, .i32)
    zigzag(Int64(value))
  }

  mutating func integer64(_ id: Int16, _ value: Int64) {
    header(id, .i64)
    zigzag(value)
  }

  mutating func boolean(_ id: Int16, _ value: Bool) {
    header(id, value ? .booleanTrue : .booleanFalse)
  }

  mutating func binary(_ id: Int16, _ value: some Collection<UInt8>) {
    header(id, .binary)
    raw(value)
  }

  mutating func text(_ id: Int16, _ value: String) { binary(id, Array(value.utf8)) }

  mutating func structure(_ id: Int16, _ body: (inout ThriftWriter) -> Void) {
    header(id, .structure)
    element(body)
  }

  mutating func structures<Element>(
    _ id: Int16, _ elements: some Collection<Element>, _ body: (inout ThriftWriter, Element) -> Void
  ) {
    list(id, .structure, elements.count)
    for value in elements { element { body(&$0, value) } }
  }

  mutating func integers(_ id: Int16, _ values: [Int32]) {
    list(id, .i32, values.count)
    for value in values { zigzag(Int64(value)) }
  }

  mutating func texts(_ id: Int16, _ values: [String]) {
    list(id, .binary, values.count)
    for value in values { raw(Array(value.utf8)) }
  }

  /// Ends the outermost structure.
  mutating func end() { bytes.append(0) }

  private mutating func element(_ body: (inout ThriftWriter) -> Void) {
    lastIDs.append(0)
    body(&self)
    lastIDs.removeLast()
    bytes.append(0)
  }

  private mutating func list(_ id: Int16, _ kind: Kind, _ count: Int) {
    header(id, .list)
    if count < 15 {
      bytes.append(UInt8(count) << 4 | kind.rawValue)
    } else {
      bytes.append(0xF0 | kind.rawValue)
      variable(UInt64(count))
    }
  }

  private mutating func header(_ id: Int16, _ kind: Kind) {
    let delta = id - lastIDs[lastIDs.count - 1]
    lastIDs[lastIDs.count - 1] = id
    if (1...15).contains(delta) {
      bytes.append(UInt8(delta) << 4 | kind.rawValue)
    } else {
      bytes.append(kind.rawValue)
      zigzag(Int64(id))
    }
  }

  private mutating func raw(_ value: some Collection<UInt8>) {
    variable(UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  private mutating func zigzag(_ value: Int64) {
    variable(UInt64(bitPattern: value << 1 ^ value >> 63))
  }

  private mutating func variable(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
