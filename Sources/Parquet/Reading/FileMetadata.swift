/// What the end of a Parquet file says: its columns and where their pages lie.
struct FileMetadata {
  var columns: [ColumnDescription] = []
  var rowGroups: [RowGroup] = []
  /// What the writer put beside the data, by name.
  var properties: [String: String] = [:]
  var rowCount: Int64

  struct RowGroup {
    var rowCount: Int64
    var chunks: [ColumnChunk]
  }

  /// The pages of one column in a group of rows.
  struct ColumnChunk {
    var codec: CompressionCodec
    var valueCount: Int64
    /// Where its pages lie in the file.
    var range: Range<Int64>
  }

  /// - Parameter fileSize: bytes of the file, within which all pages have to lie
  init(_ bytes: ArraySlice<UInt8>, fileSize: Int64) throws(ParquetError) {
    var reader = ThriftReader(bytes)
    let footer = try reader.structure()
    rowCount = try footer.required(3, "number of rows")
    columns = try Self.columns(footer.structures(2))
    for property in footer.structures(5) {
      if let name = property.text(1) { properties[name] = property.text(2) ?? "" }
    }
    var sum: Int64 = 0
    for group in footer.structures(4) {
      let group = try Self.rowGroup(group, columns, fileSize)
      sum = sum.addingReportingOverflow(group.rowCount).partialValue
      rowGroups.append(group)
    }
    guard rowCount >= 0, sum == rowCount else {
      throw .damaged("it says that it has \(rowCount) rows, and its groups of rows have \(sum)")
    }
  }

  private static func columns(
    _ schema: [ThriftStructure]
  ) throws(ParquetError) -> [ColumnDescription] {
    guard let root = schema.first, let count = root.integer(5), count == schema.count - 1 else {
      // A child that has children makes the list longer than the root says.
      if let nested = schema.dropFirst().first(where: { ($0.integer(5) ?? 0) > 0 }) {
        throw Self.nested(nested.text(4) ?? "")
      }
      throw .damaged("its schema does not add up")
    }
    var columns: [ColumnDescription] = []
    for element in schema.dropFirst() {
      let name = element.text(4) ?? ""
      guard (element.integer(5) ?? 0) == 0 else { throw nested(name) }
      let repetition = element.integer(3) ?? 0
      guard repetition != 2 else { throw nested(name) }
      guard repetition == 0 || repetition == 1,
        let number = element.integer(1).flatMap({ Int32(exactly: $0) }),
        let type = PhysicalType(rawValue: number)
      else { throw .damaged("the column \"\(name)\" has an unknown type") }
      var length = 0
      if type == .fixedByteArray {
        length = try element.required(2, "length of the values of \"\(name)\"")
        guard (0...(1 << 20)).contains(length) else {
          throw .damaged("the values of \"\(name)\" have an impossible length")
        }
      }
      columns.append(
        ColumnDescription(
          name: name, type: type, meaning: try ColumnMeaning(element, type), valueLength: length,
          isOptional: repetition == 1))
    }
    return columns
  }

  private static func nested(_ name: String) -> ParquetError {
    .unsupported(
      "lists, maps or records in a row (column \"\(name)\")",
      wayOut: "write a table of plain columns, with DuckDB's unnest for example")
  }

  private static func rowGroup(
    _ group: ThriftStructure, _ columns: [ColumnDescription], _ fileSize: Int64
  ) throws(ParquetError) -> RowGroup {
    let rowCount: Int64 = try group.required(3, "number of rows of a group")
    let chunks = group.structures(1)
    guard rowCount >= 0, chunks.count == columns.count else {
      throw .damaged("a group of rows has other columns than the file")
    }
    return RowGroup(
      rowCount: rowCount,
      chunks: try zip(chunks, columns).map { chunk, column throws(ParquetError) in
        try Self.chunk(chunk, column, rowCount, fileSize)
      })
  }

  private static func chunk(
    _ chunk: ThriftStructure, _ column: ColumnDescription, _ rowCount: Int64, _ fileSize: Int64
  ) throws(ParquetError) -> ColumnChunk {
    if let file = chunk.text(1), !file.isEmpty {
      throw .unsupported("columns in other files", wayOut: "write it as one file")
    }
    guard let metadata = chunk.structure(3) else {
      throw chunk.fields[8] != nil || chunk.fields[9] != nil
        ? .unsupported("encrypted columns", wayOut: "decrypt it first")
        : .damaged("the column \"\(column.name)\" is described nowhere")
    }
    let type: Int32 = try metadata.required(1, "type of \"\(column.name)\"")
    let codec: Int32 = try metadata.required(4, "codec of \"\(column.name)\"")
    let values: Int64 = try metadata.required(5, "number of values of \"\(column.name)\"")
    let size: Int64 = try metadata.required(7, "size of \"\(column.name)\"")
    var start: Int64 = try metadata.required(9, "place of \"\(column.name)\"")
    // Some writers give 0 where there is no dictionary.
    if let dictionary = metadata.integer(11), dictionary > 0 { start = min(start, dictionary) }
    guard type == column.type.rawValue, values == rowCount else {
      throw .damaged("the column \"\(column.name)\" is not as the schema says")
    }
    guard let known = CompressionCodec(rawValue: codec) else {
      throw .damaged("the column \"\(column.name)\" has an unknown codec")
    }
    guard start >= 4 || size == 0 && start >= 0, size >= 0, start <= fileSize,
      size <= fileSize - start
    else {
      throw .damaged("the column \"\(column.name)\" lies outside of the file")
    }
    return ColumnChunk(codec: known, valueCount: values, range: start..<start + size)
  }
}

/// A column of a file.
package struct ColumnDescription: Sendable {
  package let name: String
  package let type: PhysicalType
  package let meaning: ColumnMeaning
  /// Bytes of a value that has a fixed number of them.
  let valueLength: Int
  /// Whether values may be missing.
  package let isOptional: Bool
}
