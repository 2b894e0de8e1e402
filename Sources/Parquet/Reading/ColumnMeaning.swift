/// What the values of a column mean, whatever lies in the file for them.
package enum ColumnMeaning: Equatable, Sendable {
  case boolean
  /// Of at most 64 bits.
  case integer(isSigned: Bool)
  case double
  case text
  /// Bytes of which nothing says what they are.
  case bytes
  /// An exact number: an integer of which the last digits stand behind the point.
  case decimal(scale: Int)
  /// Days since 1970-01-01.
  case date
  /// So many units a second since 1970-01-01, in UTC or by a clock of which nobody says where it hangs.
  case timestamp(unitsPerSecond: Int64, isUTC: Bool)
  /// Units of a second since midnight.
  case time(unitsPerSecond: Int64)

  /// - Parameters:
  ///   - element: the column's element in the schema
  ///   - type: how its values lie in the file
  init(_ element: ThriftStructure, _ type: PhysicalType) throws(ParquetError) {
    if let logical = element.structure(10), let meaning = try Self.logical(logical, type) {
      self = meaning
    } else if let converted = element.integer(6) {
      self = try Self.converted(converted, element, type)
    } else {
      self = Self.plain(type)
    }
  }

  private static func plain(_ type: PhysicalType) -> ColumnMeaning {
    switch type {
    case .boolean: .boolean
    case .int32, .int64: .integer(isSigned: true)
    // Only timestamps were ever written so.
    case .int96: .timestamp(unitsPerSecond: 1_000_000_000, isUTC: false)
    case .float, .double: .double
    case .byteArray, .fixedByteArray: .bytes
    }
  }

  /// The logical type of an element; nil for one that says nothing about plain values.
  private static func logical(
    _ logical: ThriftStructure, _ type: PhysicalType
  ) throws(ParquetError) -> ColumnMeaning? {
    let isText = type == .byteArray || type == .fixedByteArray
    if isText, [1, 4, 12].contains(where: { logical.structure($0) != nil }) { return .text }
    if let decimal = logical.structure(5) {
      return try self.decimal(decimal.required(1, "scale of a decimal column"))
    }
    let isInteger = type == .int32 || type == .int64
    if isInteger, logical.structure(6) != nil { return .date }
    if isInteger, let time = logical.structure(7) {
      return .time(unitsPerSecond: unitsPerSecond(time))
    }
    if isInteger, let timestamp = logical.structure(8) {
      return .timestamp(
        unitsPerSecond: unitsPerSecond(timestamp), isUTC: timestamp.boolean(1) ?? true)
    }
    if isInteger, let integer = logical.structure(10) {
      return .integer(isSigned: integer.boolean(2) ?? true)
    }
    if logical.structure(15) != nil {
      throw .unsupported("numbers of 16 bits", wayOut: "write them as floats")
    }
    return nil
  }

  private static func unitsPerSecond(_ type: ThriftStructure) -> Int64 {
    guard let unit = type.structure(2) else { return 1_000_000 }
    if unit.structure(1) != nil { return 1000 }
    return unit.structure(3) != nil ? 1_000_000_000 : 1_000_000
  }

  /// What older writers say instead (`ConvertedType`).
  private static func converted(
    _ converted: Int64, _ element: ThriftStructure, _ type: PhysicalType
  ) throws(ParquetError) -> ColumnMeaning {
    switch (converted, type) {
    case (0, .byteArray), (4, .byteArray), (19, .byteArray): return .text
    case (5, _): return try decimal(element.integer(7) ?? 0)
    case (6, .int32): return .date
    case (7, .int32): return .time(unitsPerSecond: 1000)
    case (8, .int64): return .time(unitsPerSecond: 1_000_000)
    case (9, .int64): return .timestamp(unitsPerSecond: 1000, isUTC: true)
    case (10, .int64): return .timestamp(unitsPerSecond: 1_000_000, isUTC: true)
    case (11...14, .int32), (14, .int64): return .integer(isSigned: false)
    default: return plain(type)
    }
  }

  private static func decimal(_ scale: Int64) throws(ParquetError) -> ColumnMeaning {
    guard (0...38).contains(scale) else {
      throw .damaged("a decimal column has \(scale) digits behind its point")
    }
    return .decimal(scale: Int(scale))
  }
}
