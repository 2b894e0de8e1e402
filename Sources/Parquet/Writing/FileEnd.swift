import Base

/// What readers may pass a group of rows over by.
struct WrittenStatistics {
  let nullCount: Int64
  /// In plain encoding, texts without their lengths; nil where nothing is there to compare, or it is too long.
  let bounds: (least: [UInt8], greatest: [UInt8])?
}

/// Where the pages of a column lie that was written.
struct WrittenChunk {
  let column: WrittenColumn
  let valueCount: Int64
  let statistics: WrittenStatistics
  var dictionaryOffset: Int64?
  var dataOffset: Int64 = 0
  var size: Int64 = 0
  var compressedSize: Int64 = 0
}

/// A group of rows that was written.
struct WrittenGroup {
  let chunks: [WrittenChunk]
  let rowCount: Int64
}

/// What stands at the end of a file and says what is in it.
struct FileEnd {
  let columns: [WrittenColumn]
  let groups: [WrittenGroup]
  let rowCount: Int64
  let properties: [(name: String, value: String)]

  var bytes: [UInt8] {
    var writer = ThriftWriter()
    writer.integer32(1, 1)
    writer.structures(2, 0..<columns.count + 1) { writer, number in
      number == 0 ? writeRoot(to: &writer) : write(columns[number - 1], to: &writer)
    }
    writer.integer64(3, rowCount)
    writer.structures(4, groups) { writer, group in write(group, to: &writer) }
    if !properties.isEmpty {
      writer.structures(5, properties) { writer, property in
        writer.text(1, property.name)
        writer.text(2, property.value)
      }
    }
    writer.text(6, "graphsh version \(Release.version)")
    // Least and greatest values are in the order of each column's type.
    writer.structures(7, columns) { writer, _ in writer.structure(1) { _ in } }
    writer.end()
    return writer.bytes
  }

  private func writeRoot(to writer: inout ThriftWriter) {
    writer.text(4, "row")
    writer.integer32(5, Int32(columns.count))
  }

  private func write(_ column: WrittenColumn, to writer: inout ThriftWriter) {
    writer.integer32(1, column.kind.type.rawValue)
    writer.integer32(3, column.isOptional ? 1 : 0)
    writer.text(4, column.name)
    guard column.kind == .text else { return }
    // Twice: older readers know only the first.
    writer.integer32(6, 0)
    writer.structure(10) { $0.structure(1) { _ in } }
  }

  private func write(_ group: WrittenGroup, to writer: inout ThriftWriter) {
    writer.structures(1, group.chunks) { writer, chunk in
      writer.integer64(2, 0)
      writer.structure(3) { write(chunk, to: &$0) }
    }
    writer.integer64(2, group.chunks.reduce(0) { $0 + $1.size })
    writer.integer64(3, group.rowCount)
    writer.integer64(6, group.chunks.reduce(0) { $0 + $1.compressedSize })
  }

  private func write(_ chunk: WrittenChunk, to writer: inout ThriftWriter) {
    var encodings = [PageEncoding.plain.rawValue, PageEncoding.runLength.rawValue]
    if chunk.dictionaryOffset != nil { encodings.append(PageEncoding.dictionary.rawValue) }
    writer.integer32(1, chunk.column.kind.type.rawValue)
    writer.integers(2, encodings)
    writer.texts(3, [chunk.column.name])
    writer.integer32(4, CompressionCodec.gzip.rawValue)
    writer.integer64(5, chunk.valueCount)
    writer.integer64(6, chunk.size)
    writer.integer64(7, chunk.compressedSize)
    writer.integer64(9, chunk.dataOffset)
    if let offset = chunk.dictionaryOffset { writer.integer64(11, offset) }
    writer.structure(12) { statistics in
      statistics.integer64(3, chunk.statistics.nullCount)
      if let bounds = chunk.statistics.bounds {
        statistics.binary(5, bounds.greatest)
        statistics.binary(6, bounds.least)
      }
    }
  }
}
