import CZlib

/// Decompresses gzip (RFC 1952), of one or several members, with zlib.
final class Inflater {
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var input: [UInt8] = []
  private var consumed = 0
  private let file: String
  /// Whether a member has just ended or none has begun, so that the file may end here.
  private(set) var isBetweenMembers = true
  /// Whether zlib may hold output that found no room.
  private var hasPending = false

  init(file: String) throws(FormatError) {
    self.file = file
    stream.initialize(to: z_stream())
    // 15 bits of window, 16 more for "gzip".
    guard
      inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .damagedGzip(file: file) }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  var needsInput: Bool { consumed == input.count && !hasPending }

  func supply(_ bytes: [UInt8]) {
    input = bytes
    consumed = 0
  }

  /// Decompresses into a part of `buffer`; gives how many bytes came, which may be none.
  func inflate(into buffer: inout [UInt8], _ range: Range<Int>) throws(FormatError) -> Int {
    let room = range.count
    var left = 0
    let code = input.withUnsafeMutableBufferPointer { input in
      buffer.withUnsafeMutableBufferPointer { output in
        stream.pointee.next_in = input.baseAddress.map { $0 + consumed }
        stream.pointee.avail_in = UInt32(clamping: input.count - consumed)
        stream.pointee.next_out = output.baseAddress.map { $0 + range.lowerBound }
        stream.pointee.avail_out = UInt32(clamping: room)
        let code = CZlib.inflate(stream, Z_NO_FLUSH)
        left = Int(stream.pointee.avail_in)
        return code
      }
    }
    let count = room - Int(stream.pointee.avail_out)
    if input.count > consumed { isBetweenMembers = false }
    consumed = input.count - left
    hasPending = count == room
    switch code {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END:
      isBetweenMembers = true
      hasPending = false
      guard inflateReset(stream) == Z_OK else { throw .damagedGzip(file: file) }
    default: throw .damagedGzip(file: file)
    }
    return count
  }
}
