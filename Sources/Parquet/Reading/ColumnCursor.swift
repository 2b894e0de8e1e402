/// Goes through the values of a column in a group of rows, a page at a time.
struct ColumnCursor {
  private let column: ColumnDescription
  private let chunk: FileMetadata.ColumnChunk
  private let file: ParquetFile
  private var position: Int64
  private var dictionary: [ParquetCell] = []
  /// Values of the page at hand that were not handed out.
  private var left = 0
  private var seen: Int64 = 0
  private var levels: RunLengths?
  private var values: PageValues?

  /// No page is larger, decompressed or not; writers make them of a megabyte or so.
  private static let largestPage = 1 << 30
  /// In which the header of a page has to lie.
  private static let largestHeader: Int64 = 1 << 16

  init(
    _ column: ColumnDescription, _ chunk: FileMetadata.ColumnChunk, _ file: ParquetFile
  ) throws(ParquetError) {
    (self.column, self.chunk, self.file) = (column, chunk, file)
    position = chunk.range.lowerBound
  }

  mutating func next() throws(ParquetError) -> ParquetCell {
    while left == 0 { try beginPage() }
    left -= 1
    seen += 1
    if levels != nil, try levels?.next() == 0 { return .null }
    guard let cell = try values?.next(dictionary) else { throw damaged("has no values") }
    return cell
  }

  /// To be called at the end of a group: whether its pages held more than its rows.
  func finish() throws(ParquetError) {
    guard left == 0, seen == chunk.valueCount else { throw damaged("has more values than rows") }
  }

  private mutating func beginPage() throws(ParquetError) {
    guard position < chunk.range.upperBound else { throw damaged("has fewer values than rows") }
    let end = min(chunk.range.upperBound, position + Self.largestHeader)
    let start = try file.read(position..<end)
    var reader = ThriftReader(start[...])
    let header = try reader.structure()
    position += Int64(reader.position)
    let size: Int = try header.required(2, "size of a page")
    let compressed: Int = try header.required(3, "size of a page")
    guard (0...Self.largestPage).contains(size),
      (0...Self.largestPage).contains(compressed),
      Int64(compressed) <= chunk.range.upperBound - position
    else { throw damaged("has a page of an impossible size") }
    let page = try file.read(position..<position + Int64(compressed))
    position += Int64(compressed)
    if let expected = header.integer(4),
      UInt32(truncatingIfNeeded: expected) != PageCompression.checksum(page[...])
    {
      throw damaged("has a page that does not match its checksum")
    }
    guard let type = header.integer(1).flatMap({ Int32(exactly: $0) }).flatMap(PageType.init) else {
      throw damaged("has a page of an unknown type")
    }
    switch type {
    case .index: break
    case .dictionary: try readDictionary(header, page, size)
    case .data: try readData(header, page, size)
    case .dataV2: try readDataV2(header, page, size)
    }
  }

  private mutating func readDictionary(
    _ header: ThriftStructure, _ page: [UInt8], _ size: Int
  ) throws(ParquetError) {
    guard let description = header.structure(7), dictionary.isEmpty else {
      throw damaged("has a dictionary that cannot be")
    }
    let count: Int = try description.required(1, "size of a dictionary")
    let encoding = try encoding(description.integer(2))
    guard encoding == .plain || encoding == .plainDictionary else {
      throw unsupported("a dictionary in encoding \(encoding)")
    }
    let bytes = try PageCompression.decompress(page[...], chunk.codec, size: size)
    // A value takes at least a bit.
    guard (0...(8 * bytes.count + 8)).contains(count) else {
      throw damaged("has a dictionary of an impossible size")
    }
    var values = try PageValues(column, .plain, bytes[...])
    dictionary.reserveCapacity(count)
    for _ in 0..<count { dictionary.append(try values.next([])) }
  }

  private mutating func readData(
    _ header: ThriftStructure, _ page: [UInt8], _ size: Int
  ) throws(ParquetError) {
    guard let description = header.structure(5) else { throw damaged("has a page without a head") }
    let bytes = try PageCompression.decompress(page[...], chunk.codec, size: size)
    var rest = bytes[...]
    levels = nil
    if column.isOptional {
      guard try encoding(description.integer(3)) == .runLength else {
        throw unsupported("levels in an encoding that was given up in 2013")
      }
      guard rest.count >= 4 else { throw damaged("has a page that ends too early") }
      let length = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(4)
      guard length <= rest.count else { throw damaged("has a page that ends too early") }
      levels = try RunLengths(rest.prefix(length), width: 1)
      rest = rest.dropFirst(length)
    }
    try begin(description.integer(1), description.integer(2), rest)
  }

  private mutating func readDataV2(
    _ header: ThriftStructure, _ page: [UInt8], _ size: Int
  ) throws(ParquetError) {
    guard let description = header.structure(8) else { throw damaged("has a page without a head") }
    let definition: Int = try description.required(5, "size of levels")
    let repetition: Int = try description.required(6, "size of levels")
    guard definition >= 0, repetition >= 0, definition <= page.count,
      repetition <= page.count - definition, definition + repetition <= size
    else { throw damaged("has levels of an impossible size") }
    let place = definition + repetition
    levels =
      column.isOptional
      ? try RunLengths(page[repetition..<place], width: 1) : nil
    let isCompressed = description.boolean(7) ?? true
    let bytes = try PageCompression.decompress(
      page[place...], isCompressed && page.count > place ? chunk.codec : .none, size: size - place)
    try begin(description.integer(1), description.integer(4), bytes[...])
  }

  private mutating func begin(
    _ count: Int64?, _ encoding: Int64?, _ bytes: ArraySlice<UInt8>
  ) throws(ParquetError) {
    guard let count, count >= 0, count <= chunk.valueCount - seen else {
      throw damaged("has more values than rows")
    }
    left = Int(count)
    values = try PageValues(column, try self.encoding(encoding), bytes)
  }

  private func encoding(_ number: Int64?) throws(ParquetError) -> PageEncoding {
    guard let number, let raw = Int32(exactly: number), let known = PageEncoding(rawValue: raw)
    else { throw damaged("has a page in an unknown encoding") }
    return known
  }

  private func damaged(_ what: String) -> ParquetError {
    .damaged("the column \"\(column.name)\" \(what)")
  }

  private func unsupported(_ what: String) -> ParquetError {
    .unsupported(
      "\(what) (column \"\(column.name)\")",
      wayOut: "write it anew, as DuckDB does: COPY (FROM 'OLD') TO 'NEW' (FORMAT parquet)")
  }
}
