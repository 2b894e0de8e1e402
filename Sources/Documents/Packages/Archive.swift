import CArchive

/// The files in an archive: zip, tar, and gzip of one file or of a tar.
///
/// Nothing is written, so that paths are names only. What an archive may unpack to is limited by its own size.
package struct Archive {
  package struct Member: Sendable {
    package var name: String
    package var bytes: [UInt8]
  }

  package private(set) var members: [Member] = []
  /// Members that could not be read.
  package private(set) var failures: [ReadingError] = []

  private static let mostMembers = 20_000
  /// Bytes that any archive may unpack to, and how many more for each of its own.
  private static let freeBytes = 64 << 20
  private static let ratio = 100

  /// Whether bytes open as an archive does.
  package static func opens(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6])
      || bytes.starts(with: [0x1F, 0x8B]) || bytes.dropFirst(257).starts(with: "ustar".utf8)
  }

  /// - Parameter isWanted: whether a file of a name is to be unpacked; the others are passed over.
  package init(_ bytes: [UInt8], isWanted: (String) -> Bool) throws(ReadingError) {
    guard let archive = archive_read_new() else { throw .archive("there is not enough memory") }
    defer { archive_read_free(archive) }
    // By its directory, which a zip that was cut off does not have.
    archive_read_support_format_zip_seekable(archive)
    archive_read_support_format_tar(archive)
    if bytes.starts(with: [0x1F, 0x8B]) {
      archive_read_support_filter_gzip(archive)
      archive_read_support_format_raw(archive)
    }
    // The bytes stay where they are while the archive is open.
    let result = bytes.withUnsafeBytes { memory in
      Result { () throws(ReadingError) in
        guard archive_read_open_memory(archive, memory.baseAddress, memory.count) == ARCHIVE_OK
        else { throw .archive(Self.problem(archive)) }
        let most =
          Self.freeBytes + memory.count.multipliedReportingOverflow(by: Self.ratio).partialValue
        try read(archive, most: most, isWanted)
      }
    }
    try result.get()
  }

  private mutating func read(
    _ archive: OpaquePointer, most: Int, _ isWanted: (String) -> Bool
  ) throws(ReadingError) {
    var left = most
    var count = 0
    var entry: OpaquePointer?
    while true {
      let status = archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else {
        throw .archive(Self.problem(archive))
      }
      count += 1
      if count > Self.mostMembers {
        throw .archive("there are more than \(Self.mostMembers) files in it")
      }
      let path = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
      let name = path.map { String(cString: $0) } ?? "file \(count)"
      guard archive_entry_filetype(entry) == Self.ordinaryFile, isWanted(name) else { continue }
      if archive_entry_is_encrypted(entry) != 0 {
        failures.append(.part(name, .archive("it is encrypted")))
        continue
      }
      var bytes: [UInt8] = []
      var block = [UInt8](repeating: 0, count: 1 << 16)
      var problem: ReadingError?
      while true {
        let read = archive_read_data(archive, &block, block.count)
        if read == 0 { break }
        guard read > 0 else {
          problem = .part(name, .archive(Self.problem(archive)))
          break
        }
        left -= read
        guard left >= 0 else {
          throw .archive(
            "it unpacks to more than \(most) bytes, like archives that are made to fill a disk")
        }
        bytes += block[..<read]
      }
      if let problem {
        failures.append(problem)
      } else {
        members.append(Member(name: name, bytes: bytes))
      }
    }
  }

  private static let ordinaryFile: UInt32 = 0o100000

  private static func problem(_ archive: OpaquePointer) -> String {
    archive_error_string(archive).map { String(cString: $0) } ?? "it is damaged"
  }
}
