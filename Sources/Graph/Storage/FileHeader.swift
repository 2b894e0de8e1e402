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
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .cannotOpen(path: path, reason: "it is a folder")
    default: throw .cannotOpen(path: path, reason: "it is no ordinary file")
    }
    guard let bytes = FileBytes.read(path, atMost: Self.size) else {
      throw .cannotOpen(path: path, reason: FileBytes.reason(errno))
    }
    let journal = RollbackJournal(besides: FilePath.resolved(path))
    if bytes.isEmpty {
      self = .empty
    } else if bytes.allSatisfy({ $0 == 0 }), journal == .ofNewFile {
      // The machine died while the graph was made: SQLite goes back to the empty file.
      self = .graph
    } else if !bytes.starts(with: Self.magic) {
      self = .foreign(
        bytes.allSatisfy { $0 >= 32 || (9...13).contains($0) } ? "a text file" : "a binary file")
    } else if bytes.count < Self.size {
      self = .foreign("the beginning of a database, cut off")
    } else if !Self.isMarked(bytes) {
      self = .foreign("a database of another program")
    } else if journal == .foreign || journal == .ofNewFile && bytes[Self.logPlace] == 2 {
      throw .cannotOpen(
        path: path,
        reason:
          "\(path)-journal next to it was left by another database, and would be applied to it: "
          + "move it away")
    } else {
      self = .graph
    }
  }

  /// Of the header of a database (SQLite file format, section 1.3).
  static let size = 100
  private static let magic = Array("SQLite format 3\0".utf8)
  /// The byte that is 2 in a database with a write-ahead log, which a graph has from when it is made.
  private static let logPlace = 18

  /// Whether the header of a database says that it is a graph.
  static func isMarked(_ bytes: [UInt8]) -> Bool {
    // Big-endian, bytes 68 to 71.
    bytes.starts(with: magic) && bytes.count >= size
      && bytes[68..<72].reduce(0) { $0 << 8 | Int64($1) } == Migration.applicationID
  }
}

/// The journal that a process leaves which dies in a transaction without a write-ahead log. SQLite rolls it back whoever
/// opens the file, and a graph has one only while it is made, or given its log.
enum RollbackJournal {
  /// There is none that would be rolled back.
  case none
  /// Rolled back, it leaves an empty file.
  case ofNewFile
  /// It holds the first page of a graph.
  case ofGraph
  /// It holds pages of something else.
  case foreign

  init(besides path: String) {
    // The header fills a sector; then come a page's number and the page (SQLite file format, section 3).
    guard let bytes = FileBytes.read(path + "-journal", atMost: 1 << 17),
      bytes.starts(with: Self.magic), bytes.count >= 28
    else {
      self = .none
      return
    }
    func number(_ place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    let (pages, sector) = (number(16), number(20))
    if pages == 0 {
      self = .ofNewFile
    } else if sector + 4 + FileHeader.size <= bytes.count, number(sector) == 1,
      FileHeader.isMarked(Array(bytes[(sector + 4)...]))
    {
      self = .ofGraph
    } else {
      self = .foreign
    }
  }

  private static let magic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
}
