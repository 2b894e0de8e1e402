import Base
import Glibc

/// A Parquet file of plain columns, open for reading.
///
/// Nothing in it is trusted: whatever its bytes are, reading gives rows or throws ``ParquetError``. What is held in memory
/// is a page of each column with its dictionary.
package final class ParquetFile {
  private let file: InputFile
  private let size: Int64
  let metadata: FileMetadata
  private static let mark = Array("PAR1".utf8)
  private static let encryptedMark = Array("PARE".utf8)

  /// - Throws: ``ParquetError``; ``ParquetError/notParquet`` for a pipe too, because the file is read from its end
  package init(_ file: InputFile) throws(ParquetError) {
    guard let size = file.size else {
      throw .unsupported("no end that can be looked at (it is a pipe)", wayOut: "save it to a file")
    }
    self.file = file
    self.size = Int64(size)
    guard size >= 12 else { throw .notParquet }
    let start = try Self.read(file, 0..<4)
    let end = try Self.read(file, Int64(size - 8)..<Int64(size))
    if Array(end[4...]) == Self.encryptedMark {
      throw .unsupported("an encrypted end", wayOut: "decrypt it first")
    }
    guard start == Self.mark, Array(end[4...]) == Self.mark else { throw .notParquet }
    let length = end[..<4].reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) }
    guard length <= Int64(size) - 12 else { throw .damaged("its metadata is longer than the file") }
    let bytes = try Self.read(file, Int64(size) - 8 - length..<Int64(size) - 8)
    metadata = try FileMetadata(bytes[...], fileSize: Int64(size) - 8 - length)
  }

  /// Whether bytes at the beginning of a file are those of Parquet.
  package static func isParquet(_ bytes: some Sequence<UInt8>) -> Bool { bytes.starts(with: mark) }

  package var columns: [ColumnDescription] { metadata.columns }
  /// Rows of the whole file.
  package var rowCount: Int64 { metadata.rowCount }
  /// What the writer put beside the data, by name.
  package var properties: [String: String] { metadata.properties }

  /// Hands out every row: the cells of the columns that were asked for, in that order.
  ///
  /// - Parameters:
  ///   - chosen: numbers of columns
  ///   - body: called once a row; `cells` may be overwritten afterwards
  package func forEachRow(
    of chosen: [Int], _ body: (_ cells: [ParquetCell]) throws -> Void
  ) throws {
    var cells = [ParquetCell](repeating: .null, count: chosen.count)
    for group in metadata.rowGroups {
      var cursors = try chosen.map { number throws(ParquetError) in
        try ColumnCursor(metadata.columns[number], group.chunks[number], self)
      }
      for _ in 0..<group.rowCount {
        for place in cursors.indices { cells[place] = try cursors[place].next() }
        try body(cells)
      }
      for cursor in cursors { try cursor.finish() }
    }
  }

  func read(_ range: Range<Int64>) throws(ParquetError) -> [UInt8] {
    try Self.read(file, range)
  }

  private static func read(
    _ file: InputFile, _ range: Range<Int64>
  ) throws(ParquetError) -> [UInt8] {
    let count = Int(range.upperBound - range.lowerBound)
    var done = 0
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
      while done < count {
        let got = pread(
          file.descriptor, bytes.baseAddress.map { $0 + done }, count - done,
          off_t(range.lowerBound) + off_t(done))
        if got > 0 {
          done += got
        } else if got == 0 {
          break
        } else if errno != EINTR {
          failure = errno
          break
        }
      }
      filled = done
    }
    guard failure == 0 else { throw .unreadable(String(cString: strerror(failure))) }
    guard done == count else { throw .damaged("it became shorter while it was read") }
    return bytes
  }
}
