/// How values lie in a file (`Type` of the format's definition, by its numbers).
package enum PhysicalType: Int32, Sendable {
  case boolean, int32, int64, int96, float, double, byteArray, fixedByteArray
}

/// How pages are compressed (`CompressionCodec`).
enum CompressionCodec: Int32, Sendable {
  case none, snappy, gzip, lzo, brotli, lz4Framed, zstd, lz4

  var name: String {
    switch self {
    case .none: "no compression"
    case .snappy: "Snappy"
    case .gzip: "gzip"
    case .lzo: "LZO"
    case .brotli: "Brotli"
    case .lz4Framed, .lz4: "LZ4"
    case .zstd: "Zstandard"
    }
  }
}

/// How values are encoded in a page (`Encoding`).
enum PageEncoding: Int32, Sendable {
  case plain = 0
  case plainDictionary = 2
  case runLength = 3
  case bitPacked = 4
  case deltaBinaryPacked = 5
  case deltaLengthByteArray = 6
  case deltaByteArray = 7
  case dictionary = 8
  case byteStreamSplit = 9
}

/// What a page is (`PageType`).
enum PageType: Int32, Sendable {
  case data, index, dictionary, dataV2
}
