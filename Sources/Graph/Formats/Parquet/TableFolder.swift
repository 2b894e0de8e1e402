import Base
import Glibc

/// A new folder of Parquet files, a folder a table, which is removed again where not all of them can be written.
final class TableFolder {
  let path: String
  private let access: FileAccess
  /// What was made so far, in that order.
  private var files: [String] = []
  private var folders: [String] = []

  /// Makes the folder.
  ///
  /// - Throws: ``StoreError`` where there is something of that name, or it cannot be made
  init(_ path: String, _ access: FileAccess) throws {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.access = access
    try makeFolder(self.path)
  }

  func makeFolder(_ path: String) throws {
    do throws(FileProblem) {
      try access.place(ofNew: path).makeFolder()
      folders.append(path)
    } catch {
      if case .unreadable(EEXIST, _) = error { throw StoreError.alreadyExists(path: path) }
      throw StoreError.cannotOpen(path: path, reason: error.systemReason)
    }
  }

  /// Makes a file in it; gives what writes to it and what closes it.
  func makeFile(_ name: String) throws -> TableFile {
    let path = self.path + "/" + name
    do throws(FileProblem) {
      let file = TableFile(path: path, descriptor: try access.output(path))
      files.append(path)
      return file
    } catch {
      throw StoreError.cannotOpen(path: path, reason: error.systemReason)
    }
  }

  /// Removes what was made. Files that somebody else put beside it stay, and so do the folders that hold them.
  func remove() {
    for file in files { unlink(file) }
    for folder in folders.reversed() { rmdir(folder) }
  }
}

/// A file that is being written.
final class TableFile {
  private let path: String
  private var descriptor: Int32

  init(path: String, descriptor: Int32) { (self.path, self.descriptor) = (path, descriptor) }

  deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

  func write(_ bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count >= 0 {
        written += count
      } else if errno != EINTR {
        throw failure()
      }
    }
  }

  func close() throws {
    let code = Glibc.close(descriptor)
    descriptor = -1
    if code != 0 { throw failure() }
  }

  private func failure() -> StoreError {
    errno == ENOSPC || errno == EDQUOT
      ? .diskFull(path: path)
      : .inputOutput(path: path, reason: String(cString: strerror(errno)))
  }
}
