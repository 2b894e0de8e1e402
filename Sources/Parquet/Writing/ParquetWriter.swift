/// Writes one Parquet file of plain columns, row by row.
///
/// Every reader of Parquet reads what it writes: version 1 of data pages, plain or by a dictionary where values repeat,
/// compressed with gzip, each page with its checksum, each group of rows with its statistics. Arrow's own library would
/// write the same, but is many times as large as graphsh.
///
/// Holds a group of rows in memory: up to 64 MB.
package struct ParquetWriter {
  private let columns: [WrittenColumn]
  private let properties: [(name: String, value: String)]
  private let output: ([UInt8]) throws -> Void
  private var buffers: [ColumnBuffer]
  private var groups: [WrittenGroup] = []
  private var offset: Int64 = 0
  private var rowsInGroup = 0

  private static let rowsOfGroup = 1 << 20
  private static let bytesOfGroup = 64 << 20
  /// Values of a page: some hundred kilobytes of it.
  private static let valuesOfPage = 1 << 17

  /// - Parameters:
  ///   - properties: what is written beside the data
  ///   - output: takes the bytes, piece by piece
  package init(
    _ columns: [WrittenColumn], properties: [(name: String, value: String)] = [],
    to output: @escaping ([UInt8]) throws -> Void
  ) throws {
    self.columns = columns
    self.properties = properties
    self.output = output
    buffers = columns.map(ColumnBuffer.init)
    try put(Array("PAR1".utf8))
  }

  /// Rows so far.
  package private(set) var rowCount: Int64 = 0

  package mutating func appendNull(_ column: Int) { buffers[column].appendNull() }
  package mutating func append(_ column: Int, _ value: Int64) { buffers[column].append(value) }
  package mutating func append(_ column: Int, _ value: Double) { buffers[column].append(value) }
  package mutating func append(_ column: Int, _ value: [UInt8]) { buffers[column].append(value) }
  package mutating func append(_ column: Int, _ value: String) {
    buffers[column].append(Array(value.utf8))
  }

  /// Ends a row: one value, or none, was appended to each column.
  package mutating func endRow() throws {
    rowCount += 1
    rowsInGroup += 1
    guard rowsInGroup & 0x3FF == 0 else { return }
    if rowsInGroup >= Self.rowsOfGroup
      || buffers.reduce(0, { $0 + $1.size }) >= Self.bytesOfGroup
    {
      try writeGroup()
    }
  }

  /// Writes what is left, and the end of the file.
  package mutating func finish() throws {
    if rowsInGroup > 0 { try writeGroup() }
    let footer = FileEnd(
      columns: columns, groups: groups, rowCount: rowCount, properties: properties
    ).bytes
    try put(footer)
    let length = UInt32(footer.count)
    try put((0..<4).map { UInt8(truncatingIfNeeded: length >> UInt32(8 * $0)) })
    try put(Array("PAR1".utf8))
  }

  private mutating func writeGroup() throws {
    var chunks: [WrittenChunk] = []
    for buffer in buffers {
      precondition(buffer.rowCount == rowsInGroup, "a row has one value a column")
      chunks.append(try write(buffer))
    }
    groups.append(WrittenGroup(chunks: chunks, rowCount: Int64(rowsInGroup)))
    buffers = columns.map(ColumnBuffer.init)
    rowsInGroup = 0
  }

  private mutating func write(_ buffer: ColumnBuffer) throws -> WrittenChunk {
    var chunk = WrittenChunk(
      column: buffer.column, valueCount: Int64(buffer.rowCount),
      statistics: buffer.statistics)
    let usesDictionary = buffer.places != nil && buffer.dictionaryCount > 0
    if usesDictionary {
      chunk.dictionaryOffset = offset
      try writePage(buffer.dictionary, .dictionary, &chunk) { header in
        header.structure(7) { dictionary in
          dictionary.integer32(1, Int32(buffer.dictionaryCount))
          dictionary.integer32(2, PageEncoding.plain.rawValue)
        }
      }
    }
    chunk.dataOffset = offset
    var values = PlainPages(buffer)
    while let page = values.next(atMost: Self.valuesOfPage) {
      let encoding: PageEncoding = usesDictionary ? .dictionary : .plain
      try writePage(page.bytes, .data, &chunk) { header in
        header.structure(5) { data in
          data.integer32(1, Int32(page.rowCount))
          data.integer32(2, encoding.rawValue)
          data.integer32(3, PageEncoding.runLength.rawValue)
          data.integer32(4, PageEncoding.runLength.rawValue)
        }
      }
    }
    return chunk
  }

  private mutating func writePage(
    _ bytes: [UInt8], _ type: PageType, _ chunk: inout WrittenChunk,
    _ describe: (inout ThriftWriter) -> Void
  ) throws {
    let compressed = try PageCompression.gzip(bytes)
    var header = ThriftWriter()
    header.integer32(1, type.rawValue)
    header.integer32(2, Int32(bytes.count))
    header.integer32(3, Int32(compressed.count))
    header.integer32(4, Int32(bitPattern: PageCompression.checksum(compressed[...])))
    describe(&header)
    header.end()
    try put(header.bytes)
    try put(compressed)
    chunk.compressedSize += Int64(header.bytes.count + compressed.count)
    chunk.size += Int64(header.bytes.count + bytes.count)
  }

  private mutating func put(_ bytes: [UInt8]) throws {
    try output(bytes)
    offset += Int64(bytes.count)
  }
}
