import Glibc

/// What stands at the beginning of a file, read before SQLite touches it: a file that is no graph stays as it is.
enum FileHeader {
  case missing
  case empty
  case graph
  /// Something else, and what it looks like.
  case foreign(String)

  /// - Throws: ``StoreError/cannotOpen(path:reason:)`` if there is something that cannot be read.
  init(path: String) throws(StoreError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT else {
        throw .cannotOpen(path: path, reason: FileBytes.reason(errno))
      }
      self = .missing
      return
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw .cannotOpen(path: path, reason: "it is a folder")
    }
    guard let bytes = FileBytes.read(path, atMost: 100) else {
      throw .cannotOpen(path: path, reason: FileBytes.reason(errno))
    }
    if bytes.isEmpty {
      self = .empty
    } else if access(path + "-journal", F_OK) == 0 {
      // A process died while it created the file; SQLite rolls that back.
      self = .graph
    } else if !bytes.starts(with: Self.magic) {
      self = .foreign(
        bytes.allSatisfy { $0 >= 32 || (9...13).contains($0) } ? "a text file" : "a binary file")
    } else if bytes.count < 100 {
      self = .foreign("the beginning of a database, cut off")
    } else {
      // Big-endian, bytes 68 to 71 (SQLite file format, section 1.3).
      let mark = bytes[68..<72].reduce(Int64(0)) { $0 << 8 | Int64($1) }
      self = mark == Migration.applicationID ? .graph : .foreign("a database of another program")
    }
  }

  private static let magic = Array("SQLite format 3\0".utf8)
}
