import CArchive
import CZlib

/// Compresses and decompresses pages.
///
/// Pages are written with zlib, which is linked for gzip anyway and which every reader of Parquet has. Those of others are
/// read in Snappy too, the codec that most programs write, and in Zstandard, which libarchive knows.
enum PageCompression {
  /// - Parameter size: how many bytes a page must give
  static func decompress(
    _ page: ArraySlice<UInt8>, _ codec: CompressionCodec, size: Int
  ) throws(ParquetError) -> [UInt8] {
    switch codec {
    case .none:
      guard page.count == size else { throw .damaged("a page of it has another size than it says") }
      return Array(page)
    case .snappy: return try Snappy.decompress(page, size: size)
    case .gzip: return try inflate(page, size: size)
    case .zstd: return try zstandard(page, size: size)
    case .lzo, .brotli, .lz4Framed, .lz4:
      throw .unsupported(
        "pages compressed with \(codec.name)",
        wayOut: "write it with Snappy, gzip, Zstandard or without compression")
    }
  }

  /// A gzip member of the bytes.
  static func gzip(_ bytes: [UInt8]) throws(ParquetError) -> [UInt8] {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    // The fastest level: what dictionaries leave compresses little better with more effort.
    let begun = deflateInit2_(
      stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard begun == Z_OK else { throw .unreadable("zlib has no memory") }
    defer { deflateEnd(stream) }
    let bound = Int(deflateBound(stream, UInt(bytes.count)))
    var input = bytes
    var written = 0
    let output = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      input.withUnsafeMutableBufferPointer { input in
        stream.pointee.next_in = input.baseAddress
        stream.pointee.avail_in = UInt32(clamping: input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(clamping: bound)
        if deflate(stream, Z_FINISH) == Z_STREAM_END {
          written = bound - Int(stream.pointee.avail_out)
        }
      }
      count = written
    }
    guard written > 0 else { throw .unreadable("zlib failed") }
    return output
  }

  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBufferPointer {
      UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, UInt32(clamping: $0.count)))
    }
  }

  private static func inflate(
    _ page: ArraySlice<UInt8>, size: Int
  ) throws(ParquetError) -> [UInt8] {
    let damaged = ParquetError.damaged("a page of it cannot be decompressed (gzip)")
    // zlib's own bound for how much a byte can stand for.
    guard size <= 1032 * (page.count + 1) else { throw damaged }
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    // 32: a header of gzip or of zlib, whichever there is.
    guard
      inflateInit2_(stream, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .unreadable("zlib has no memory") }
    defer { inflateEnd(stream) }
    var input = Array(page)
    var isWhole = false
    // A byte more than is due, so that a page that gives more is noticed.
    let output = [UInt8](unsafeUninitializedCapacity: size + 1) { output, count in
      input.withUnsafeMutableBufferPointer { input in
        stream.pointee.next_in = input.baseAddress
        stream.pointee.avail_in = UInt32(clamping: input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(clamping: size + 1)
        isWhole = CZlib.inflate(stream, Z_FINISH) == Z_STREAM_END
        count = size + 1 - Int(stream.pointee.avail_out)
      }
    }
    guard isWhole, output.count == size else { throw damaged }
    return output
  }

  private static func zstandard(
    _ page: ArraySlice<UInt8>, size: Int
  ) throws(ParquetError) -> [UInt8] {
    let damaged = ParquetError.damaged("a page of it cannot be decompressed (Zstandard)")
    guard let archive = archive_read_new() else { throw .unreadable("libarchive has no memory") }
    defer { archive_read_free(archive) }
    guard archive_read_support_filter_zstd(archive) == ARCHIVE_OK,
      archive_read_support_format_raw(archive) == ARCHIVE_OK
    else {
      throw .unsupported(
        "pages compressed with Zstandard",
        wayOut: "libarchive was built without it here; write it with Snappy or gzip")
    }
    if size == 0 { return [] }
    let input = Array(page)
    var isWhole = false
    var output: [UInt8] = []
    input.withUnsafeBytes { input in
      var entry: OpaquePointer?
      guard archive_read_open_memory(archive, input.baseAddress, input.count) == ARCHIVE_OK,
        archive_read_next_header(archive, &entry) == ARCHIVE_OK,
        archive_filter_code(archive, 0) == ARCHIVE_FILTER_ZSTD
      else { return }
      // By pieces, so that memory follows what comes and not what is promised.
      let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
      defer { piece.deallocate() }
      while output.count <= size {
        let count = archive_read_data(archive, piece.baseAddress, piece.count)
        if count < 0 { return }
        if count == 0 {
          isWhole = true
          return
        }
        output.append(contentsOf: piece[..<Int(count)])
      }
    }
    guard isWhole, output.count == size else { throw damaged }
    return output
  }
}
