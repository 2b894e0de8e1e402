import Glibc

/// Which file a name leads to, links followed.
struct FileIdentity: Hashable {
  private let device: dev_t
  private let number: ino_t

  /// Nil if there is no file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    (device, number) = (status.st_dev, status.st_ino)
  }
}

/// The state of a file: written to, it has another one.
struct FileStamp: Equatable {
  private let identity: FileIdentity?
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  init(_ path: String) {
    var status = stat()
    let isThere = stat(path, &status) == 0
    identity = isThere ? FileIdentity(path) : nil
    size = isThere ? Int(status.st_size) : 0
    seconds = isThere ? status.st_mtim.tv_sec : 0
    nanoseconds = isThere ? status.st_mtim.tv_nsec : 0
  }
}

extension KnowledgeGraph {
  /// What SQLite appends to the name of a database for the files that belong to it.
  static let endings = ["-wal", "-shm", "-journal"]

  /// Whether what is written to `path` would be written to the graph file at `graph`, or to one that SQLite keeps beside
  /// it: by its own name, another one, or through a link.
  public static func isPart(_ path: String, ofGraphAt graph: String) -> Bool {
    let file = FilePath.resolved(graph)
    let target = FileIdentity(path)
    return ([""] + endings).contains { ending in
      let part = file + ending
      if let target { return target == FileIdentity(part) }
      // What is not there yet would be taken for a part as soon as it is.
      return Place(path) == Place(part)
    }
  }

  /// Whether this process may write to a graph file, and make what SQLite needs beside it.
  public static func isWritable(_ path: String) -> Bool {
    ConnectionMode.isWritable(FilePath.resolved(path))
  }

  /// Where a file would be made: in which folder, and under which name.
  private struct Place: Equatable {
    let folder: FileIdentity?
    let name: Substring

    init(_ path: String) {
      var path = path
      var links = 0
      // A link that leads nowhere is followed to where the file would be.
      while links < 40, let target = FileBytes.linkTarget(path) {
        path = target.hasPrefix("/") ? target : FileBytes.folder(of: path) + "/" + target
        links += 1
      }
      folder = FileIdentity(FileBytes.folder(of: path))
      name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    }
  }
}
