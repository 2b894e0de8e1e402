/// The values of a data page, one after another, missing ones left out.
struct PageValues {
  private let column: ColumnDescription
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  /// Places in the dictionary, or the truth values of run lengths.
  private var numbers: RunLengths?
  private let isDictionary: Bool
  /// The bit of the next truth value.
  private var bit = 0

  init(
    _ column: ColumnDescription, _ encoding: PageEncoding, _ bytes: ArraySlice<UInt8>
  ) throws(ParquetError) {
    self.column = column
    self.bytes = bytes
    position = bytes.startIndex
    switch encoding {
    case .plain: isDictionary = false
    case .plainDictionary, .dictionary:
      isDictionary = true
      // A page of missing values may have nothing.
      if let width = bytes.first {
        numbers = try RunLengths(bytes.dropFirst(), width: Int(width))
      }
    case .runLength where column.type == .boolean:
      isDictionary = false
      guard bytes.count >= 4 else { throw Self.damaged(column, "ends inside a page") }
      let length = bytes.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
      guard length <= bytes.count - 4 else { throw Self.damaged(column, "ends inside a page") }
      numbers = try RunLengths(bytes.dropFirst(4).prefix(length), width: 1)
    case .runLength, .bitPacked, .deltaBinaryPacked, .deltaLengthByteArray, .deltaByteArray,
      .byteStreamSplit:
      throw .unsupported(
        "the encoding \(encoding) (column \"\(column.name)\")",
        wayOut: "write it anew, as DuckDB does: COPY (FROM 'OLD') TO 'NEW' (FORMAT parquet)")
    }
  }

  mutating func next(_ dictionary: [ParquetCell]) throws(ParquetError) -> ParquetCell {
    if isDictionary {
      guard let place = try numbers?.next(), Int(place) < dictionary.count else {
        throw Self.damaged(column, "names a value that its dictionary does not have")
      }
      return dictionary[Int(place)]
    }
    switch column.type {
    case .boolean:
      if numbers != nil { return .boolean(try numbers?.next() == 1) }
      guard position + bit >> 3 < bytes.endIndex else { throw ended }
      defer { bit += 1 }
      return .boolean(bytes[position + bit >> 3] >> UInt8(bit & 7) & 1 == 1)
    case .int32: return try integer(Int64(Int32(truncatingIfNeeded: try word(4))), bits: 32)
    case .int64: return try integer(Int64(bitPattern: try word(8)), bits: 64)
    case .int96:
      let nanoseconds = Int64(bitPattern: try word(8))
      let day = Int64(Int32(truncatingIfNeeded: try word(4)))
      // Julian days.
      return ColumnTime.timestamp(days: day - 2_440_588, nanoseconds: nanoseconds)
    case .float:
      return .double(Double(Float(bitPattern: UInt32(truncatingIfNeeded: try word(4)))))
    case .double: return .double(Double(bitPattern: try word(8)))
    case .byteArray:
      let length = Int(try word(4))
      return try content(take(length))
    case .fixedByteArray: return try content(take(column.valueLength))
    }
  }

  private func integer(_ value: Int64, bits: Int) throws(ParquetError) -> ParquetCell {
    switch column.meaning {
    case .integer(isSigned: false):
      let word =
        bits == 32 ? UInt64(UInt32(truncatingIfNeeded: value)) : UInt64(bitPattern: value)
      return Int64(exactly: word).map(ParquetCell.integer) ?? .unsigned(word)
    case .decimal(let scale): return .decimal(DecimalText.of(value, scale: scale))
    case .date: return .date(value)
    case .timestamp(let units, let isUTC):
      return ColumnTime.timestamp(value, unitsPerSecond: units, isUTC: isUTC)
    case .time(let units): return ColumnTime.time(value, unitsPerSecond: units)
    default: return .integer(value)
    }
  }

  private func content(_ bytes: ArraySlice<UInt8>) throws(ParquetError) -> ParquetCell {
    switch column.meaning {
    case .text:
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Self.damaged(column, "has a text that is not UTF-8")
      }
      return .text(text)
    case .decimal(let scale):
      guard let text = DecimalText.of(bytes, scale: scale) else {
        throw .unsupported(
          "decimals of more than 38 digits (column \"\(column.name)\")",
          wayOut: "write them as floats or texts")
      }
      return .decimal(text)
    default: return .bytes(Array(bytes))
    }
  }

  private mutating func word(_ count: Int) throws(ParquetError) -> UInt64 {
    guard count <= bytes.endIndex - position else { throw ended }
    var value: UInt64 = 0
    for place in 0..<count { value |= UInt64(bytes[position + place]) << UInt64(8 * place) }
    position += count
    return value
  }

  private mutating func take(_ count: Int) throws(ParquetError) -> ArraySlice<UInt8> {
    guard count <= bytes.endIndex - position else { throw ended }
    defer { position += count }
    return bytes[position..<position + count]
  }

  private var ended: ParquetError { Self.damaged(column, "ends inside a page") }

  private static func damaged(_ column: ColumnDescription, _ what: String) -> ParquetError {
    .damaged("the column \"\(column.name)\" \(what)")
  }
}
