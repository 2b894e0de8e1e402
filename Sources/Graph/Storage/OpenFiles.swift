import Glibc
import Synchronization

/// The database files that connections of this process have open.
///
/// SQLite keeps other processes off by POSIX locks, and those belong to the process: whoever in it closes a descriptor of
/// such a file drops the locks of all its connections (SQLite, "How To Corrupt An SQLite Database File", 2.2). Another
/// process would then take itself for the only one, and remove the log that they read. So a file that is open is not
/// opened beside SQLite.
enum OpenFiles {
  /// Connections to each file.
  private static let counts = Mutex<[FileIdentity: Int]>([:])

  /// Notes a connection to a file, before it is opened where the file is there already. Nil where there is none.
  static func enter(_ path: String) -> FileIdentity? {
    guard let identity = FileIdentity(path) else { return nil }
    counts.withLock { $0[identity, default: 0] += 1 }
    return identity
  }

  /// Notes that a connection was closed.
  static func leave(_ identity: FileIdentity?) {
    guard let identity else { return }
    counts.withLock { counts in
      let left = (counts[identity] ?? 1) - 1
      counts[identity] = left > 0 ? left : nil
    }
  }

  /// What stands at the beginning of a file. One that is open is a graph, or is going to be one.
  static func header(of path: String) throws(StoreError) -> FileHeader {
    let header = counts.withLock { counts -> Result<FileHeader, StoreError> in
      if let identity = FileIdentity(path), counts[identity] != nil {
        return .success(FileBytes.size(path) == 0 ? .empty : .graph)
      }
      // Nobody can open it meanwhile.
      return Result { () throws(StoreError) in try FileHeader(path: path) }
    }
    return try header.get()
  }
}
